// Rows about obligations, which several pages show.
#pragma once

#include <string>
#include <vector>

#include "web/parts.h"

namespace luze::web {

[[nodiscard]] std::vector<Column> overdue_columns(const Asked& asked);
[[nodiscard]] Cells overdue_cells(const Asked& asked, const standing::Obligation& owed);

// Of one unit (its unit_word) or all, of one state or all.
[[nodiscard]] std::string duty_link(const norms::Duty& duty, const std::string& unit,
                                    const std::string& state = "");
// The unit in a query: - stands for the bureau itself, whose unit has no name.
[[nodiscard]] std::string unit_word(const std::string& unit);
// The unit's name, or what the bureau itself is called.
[[nodiscard]] std::string unit_name(const Asked& asked, const std::string& unit);
// Whom an obligation binds and in which window; bearers of restricted matters are not named.
[[nodiscard]] Markup bearer_name(const Asked& asked, const standing::Obligation& owed);
[[nodiscard]] std::string window_text(const Asked& asked, const standing::Obligation& owed);

}  // namespace luze::web
