// The bureau's own numbers: listing the parameters and changing one from a day on (DECISIONS 14).
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "ops/desk.h"

namespace luze::ops {

struct ParameterLine {
    std::string id;
    std::string name;
    std::string value;  // in force on the day asked about
    std::string since;  // ISO; empty: from the beginning
    std::string note;
    bool own = false;  // set by the bureau
};

// As of the context's day; days of the year (31 January) are those of the year asked about.
[[nodiscard]] std::vector<ParameterLine> show_parameters(const standing::Context& context,
                                                         int year);
[[nodiscard]] Json parameters_json(const standing::Context& context, int year);

// ErrorKind::missing names the nearest right one.
[[nodiscard]] Result<const norms::Parameter*> known_parameter(const norms::Pack& pack,
                                                              const std::string& id);

// ErrorKind: missing (no such parameter, with the nearest right one), invalid (not such a value),
// refused (Desk::may_change_rules).
[[nodiscard]] Result<void> set_parameter(Desk& desk, const std::string& id,
                                         const std::string& value, Date from, const Asker& asker,
                                         Instant now);

}  // namespace luze::ops
