// Who may owe a duty, and who of them does in a window.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "standing/obligation.h"

namespace luze::standing {

// A unit or a person that may owe something.
struct Bearer {
    std::string key;  // Obligation::bearer_key
    std::string name;
    std::string host;  // units: what records held by it name; empty for the bureau, 党组
    UnitKind kind = UnitKind::bureau;
    const Person* person = nullptr;
};

// Units or people, in the order of the roster.
[[nodiscard]] std::vector<Bearer> possible_bearers(const Context& context, const norms::Duty& duty);

// The day that decides about a window: its last, or the as-of day if that is earlier.
[[nodiscard]] inline Date scope_day(const Context& context, const Window& window) {
    return std::min(window.last, context.as_of.day);
}

// Days of the window on which the person is in the group. What follows the as-of day is taken to
// stay as it is then. Empty group: everybody in office.
[[nodiscard]] int days_in_scope(const Context& context, const Person& person,
                                std::string_view group, const Window& window);

// Is the bearer in scope of the window? A branch or department is, while somebody belongs to it.
[[nodiscard]] bool in_scope(const Context& context, const norms::Duty& duty, const Bearer& bearer,
                            const Window& window);

// The unit that a person's standing rolls up to on a day: of the kind that the duty names, else
// that of its group.
[[nodiscard]] std::string unit_of(const Context& context, const norms::Duty& duty,
                                  const Person& person, Date day);

}  // namespace luze::standing
