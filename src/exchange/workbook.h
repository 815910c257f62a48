// Reads .xlsx workbooks (ECMA-376, transitional and strict), as Excel, WPS and others write them.
#pragma once

#include <string_view>
#include <vector>

#include "base/error.h"
#include "exchange/grid.h"

namespace luze::exchange {

// Every worksheet in the order of its tabs, hidden ones too; charts and dialogs are left out.
// Formulas count by the value that was last calculated. Nothing the file says about its own sizes
// is believed; whatever goes over a limit (base/limits.h) is refused.
[[nodiscard]] Result<std::vector<Grid>> read_workbook(std::string_view bytes);

}  // namespace luze::exchange
