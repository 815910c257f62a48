// The value of each parameter on a day: the pack's dated versions, then the bureau's own settings.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/book.h"
#include "norms/pack.h"

namespace luze::norms {

class Parameters {
public:
    Parameters(const Pack& pack, const std::vector<ParameterSetting>& settings);

    // The text in force on a day; empty when there is no such parameter.
    [[nodiscard]] std::string text(std::string_view id, Date day) const;
    [[nodiscard]] std::optional<Decimal> number(std::string_view id, Date day) const;
    // "$id" or a plain number.
    [[nodiscard]] std::optional<Decimal> amount(std::string_view written, Date day) const;
    // Type day: the day meant when a year is looked at.
    [[nodiscard]] std::optional<Date> day(std::string_view id, int year) const;
    // As an operand for expressions.
    [[nodiscard]] Operand operand(std::string_view id, Date day) const;

private:
    std::map<std::string, std::vector<ParameterVersion>, std::less<>> versions_;
    std::map<std::string, ParameterType, std::less<>> types_;
};

// Is this text a value of that type? The error says what would be.
[[nodiscard]] Result<void> check_parameter(const Parameter& parameter, std::string_view value);

}  // namespace luze::norms
