// What a number in a cell is shown as: number formats, serial dates, decimal digits.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/grid.h"

namespace luze::exchange {

enum class NumberFormat {
    number,
    percent,
    date,       // day, month and year, or at least the day of the week
    month,      // year and month
    month_day,  // month and day
    year,
    time,     // hours, minutes, seconds
    elapsed,  // [h]:mm, hours past 24
};

// The meaning of a format code such as yyyy"年"m"月"d"日";@ or 0.0%.
[[nodiscard]] NumberFormat classify_format(std::string_view code);
// … and of a built-in number (ECMA-376 §18.8.30, with the Chinese ones 27–36 and 50–58).
[[nodiscard]] NumberFormat builtin_format(int id);

// Shortest decimal digits of a stored number: at most 15 significant digits (Excel's own
// precision) and 10 decimals, so that 0.30000000000000004 is 0.3. Empty when it is no number.
[[nodiscard]] std::optional<std::string> number_text(std::string_view stored);

// A stored number as its format shows it. A serial that is no day stays a number; times within a
// date are dropped; a bare time becomes text such as 9:30.
[[nodiscard]] Cell number_cell(std::string_view stored, NumberFormat format, bool date1904);

// xl/styles.xml: format of each cell style (the s attribute), by index.
struct CellStyles {
    std::vector<NumberFormat> formats;

    [[nodiscard]] NumberFormat at(std::size_t style) const {
        return style < formats.size() ? formats[style] : NumberFormat::number;
    }
};

}  // namespace luze::exchange
