// What a row below the headings is, and what the rows above them say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exchange/grid.h"
#include "exchange/table.h"

namespace luze::exchange {

enum class RowKind { data, blank, total, footer, section, repeated_heading };

[[nodiscard]] RowKind row_kind(const Grid& grid, const Table& table, std::size_t row);

// Does the cell hold something of its own (not through a merge)?
[[nodiscard]] bool has_own(const Grid& grid, std::size_t row, std::size_t column);
[[nodiscard]] std::size_t own_cells(const Grid& grid, std::size_t row);

// From the titles, then the sheet's name, then the file's; a line that says when the form was
// filled in (填报时间：2021年12月31日) comes last.
[[nodiscard]] int ledger_year(const std::vector<std::string>& titles, std::string_view sheet,
                              std::string_view file);

}  // namespace luze::exchange
