// A sheet as it was handed in: what each cell shows, where, and which cells are merged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"

namespace luze::exchange {

// How much of a date cell its number format lets a person see. A cell typed as 2016年4月 is stored
// by Excel as 2016-04-01, and one typed as 3月5日 with the year of the typing: neither was meant.
enum class DateShown { day, month, month_day, year };

struct Cell {
    // A number in plain decimal digits, shortest form, at most 15 significant digits: 3, -1.5.
    struct Number {
        std::string text;
        bool operator==(const Number&) const = default;
    };
    // What a formula failed with: #N/A, #DIV/0!.
    struct Fault {
        std::string code;
        bool operator==(const Fault&) const = default;
    };
    using Value = std::variant<std::monostate, std::string, Number, Date, bool, Fault>;

    Value value;
    DateShown shown = DateShown::day;  // means something for dates only
    bool percent = false;              // a number whose format shows it times 100 with a %
    bool formula = false;              // the value was computed; empty if it was never calculated
    bool picture = false;              // a picture in the cell (WPS DISPIMG); the value is empty

    [[nodiscard]] static Cell of_text(std::string text);
    [[nodiscard]] static Cell of_number(std::string text);
    [[nodiscard]] static Cell of_date(Date date, DateShown shown = DateShown::day);

    [[nodiscard]] bool empty() const { return value.index() == 0; }
    // Null pointer when the value is of another type.
    [[nodiscard]] const std::string* as_text() const { return std::get_if<std::string>(&value); }
    [[nodiscard]] const Number* as_number() const { return std::get_if<Number>(&value); }
    [[nodiscard]] const Date* as_date() const { return std::get_if<Date>(&value); }
    [[nodiscard]] const bool* as_boolean() const { return std::get_if<bool>(&value); }
    [[nodiscard]] const Fault* as_fault() const { return std::get_if<Fault>(&value); }
    // A number cell with at most four decimals; text that looks like a number is not one.
    [[nodiscard]] std::optional<Decimal> decimal() const;

    // What a person reads in the cell: 文本, 1.5, 12.5%, 2021-03-05, 2016年4月, 3月5日, TRUE, #N/A.
    [[nodiscard]] std::string text() const;

    bool operator==(const Cell&) const = default;
};

// A block of merged cells, both ends included, numbered as in Excel (from 1).
struct Merge {
    std::size_t first_row = 0;
    std::size_t last_row = 0;
    std::size_t first_column = 0;
    std::size_t last_column = 0;
    bool operator==(const Merge&) const = default;
};

// Rows and columns are numbered from 1, as Excel shows them. Only cells with something in them are
// kept, so that one stray cell far out costs nothing.
class Grid {
public:
    std::string sheet;    // the sheet's name; of a CSV file the file's
    bool hidden = false;  // the sheet is hidden in the workbook; it is read all the same

    // Replaces what stood there. An empty cell without flags removes it.
    void set(std::size_t row, std::size_t column, Cell cell);
    // A merge that is turned round, or lies over an earlier one, is ignored.
    void merge(const Merge& merge);

    // The number of the last row and column that hold something.
    [[nodiscard]] std::size_t row_count() const { return rows_.size(); }
    [[nodiscard]] std::size_t column_count() const { return column_count_; }
    [[nodiscard]] std::size_t cell_count() const { return cell_count_; }

    // The empty cell where there is none.
    [[nodiscard]] const Cell& at(std::size_t row, std::size_t column) const;
    [[nodiscard]] bool row_empty(std::size_t row) const;
    [[nodiscard]] const std::vector<Merge>& merges() const { return merges_; }
    // The merge that covers the cell, or a null pointer.
    [[nodiscard]] const Merge* merge_at(std::size_t row, std::size_t column) const;
    // The cell, or the top left cell of the merge that covers it.
    [[nodiscard]] const Cell& value_through_merge(std::size_t row, std::size_t column) const;

    // Same name, same cells, same merges in the same order.
    bool operator==(const Grid&) const = default;

private:
    using Slot = std::pair<std::uint32_t, Cell>;  // column, cell
    using Row = std::vector<Slot>;                // by column

    std::vector<Row> rows_;
    std::vector<Merge> merges_;
    std::vector<std::vector<std::uint32_t>> merges_by_row_;  // indexes into merges_
    std::size_t column_count_ = 0;
    std::size_t cell_count_ = 0;
};

// 28 → AB. Column 0 has no name: the text is empty.
[[nodiscard]] std::string column_name(std::size_t column);
// (12, 2) → B12.
[[nodiscard]] std::string cell_name(std::size_t row, std::size_t column);
// B12, $B$12 → (12, 2). Empty beyond Excel's own last cell XFD1048576.
[[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> parse_cell_name(
    std::string_view name);

}  // namespace luze::exchange
