// The oracle's own way with days and windows (tests only): day by day, sharing no code.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "standing/oracle_support.h"

namespace luze::standing::oracle {

struct Span {
    Window window;
    const norms::Break* holiday = nullptr;
    std::optional<std::pair<Period, int>> period;  // and its number
};

// Is every possible day of the date in the window?
[[nodiscard]] bool within(const PartialDate& when, const Window& window);
// The year's periods of that kind.
[[nodiscard]] std::vector<Span> yearly_spans(Period period, int year);
// So many days, working days (w) or months later.
[[nodiscard]] Date move(const norms::Calendar& calendar, Date day, norms::Span by);
// What the field's text names; null when it is none of titles().
[[nodiscard]] const Title* title_of(const Record& record, const std::string& field);
// The random books keep one date field in each form.
[[nodiscard]] std::optional<PartialDate> day_of(const Record& record);

}  // namespace luze::standing::oracle
