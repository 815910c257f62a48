// Writes tables as .xlsx and .csv that any spreadsheet opens and that read_workbook reads back.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/error.h"

namespace luze::exchange {

// Nothing, text, a whole number, a decimal or a day.
using TableCell = std::variant<std::monostate, std::string, std::int64_t, Decimal, Date>;

struct SheetTable {
    std::string name{};                // of the tab; what Excel forbids in it is replaced
    std::string title{};               // first row, over all columns; empty: none
    std::vector<std::string> notes{};  // a row each between title and headers
    std::vector<std::string> headers{};
    std::vector<std::vector<TableCell>> rows{};
    std::vector<double> column_widths{};  // in characters; columns without one get a usual width
    bool print_landscape = false;         // A4 across, one page wide, the header on every page
};

// The same tables and day give the same bytes. Text is always text: =1+1 stays what somebody wrote.
// Whole numbers and decimals of more than 15 digits are written as text, lest Excel round them.
// `temporary_folder` is where the library keeps its parts meanwhile; empty: the system's.
// ErrorKind::limit for a sheet over Excel's or our limits, naming the cell.
[[nodiscard]] Result<std::string> write_workbook(std::span<const SheetTable> tables, Date created,
                                                 const std::string& temporary_folder = "");

// Headers and rows in UTF-8 with a mark, CRLF (RFC 4180). Text that a spreadsheet would take for a
// formula (= + - @ tab CR first) gets a ' in front, which read_csv takes off again.
[[nodiscard]] std::string write_csv(const SheetTable& table);

// A tab's name as Excel allows it: without []:*?/\, at most 31 characters, not empty, unlike those
// taken so far (which differ in more than case).
[[nodiscard]] std::string sheet_name(std::string_view wanted, std::vector<std::string>& taken);

}  // namespace luze::exchange
