#include "exchange/grid.h"

#include <fmt/format.h>

#include <algorithm>

namespace luze::exchange {
namespace {

constexpr std::size_t excel_rows = 1'048'576;
constexpr std::size_t excel_columns = 16'384;

const Cell empty_cell;

std::string shown_date(Date date, DateShown shown) {
    switch (shown) {
        case DateShown::month:
            return fmt::format("{}年{}月", date.year(), date.month());
        case DateShown::month_day:
            return fmt::format("{}月{}日", date.month(), date.day());
        case DateShown::year:
            return fmt::format("{}年", date.year());
        case DateShown::day:
            break;
    }
    return date.iso();
}

// 0.125 → 12.5%: the point moves two digits to the right.
std::string as_percent(std::string text) {
    bool negative = text.starts_with('-');
    if (negative) {
        text.erase(0, 1);
    }
    std::size_t point = text.find('.');
    std::string decimals = point == std::string::npos ? "" : text.substr(point + 1);
    std::string whole = text.substr(0, point);
    decimals.resize(std::max<std::size_t>(decimals.size(), 2), '0');
    whole += decimals.substr(0, 2);
    decimals.erase(0, 2);
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    return (negative ? "-" : "") + whole + (decimals.empty() ? "" : "." + decimals) + "%";
}

bool same_place(const Merge& a, const Merge& b) {
    return a.first_row <= b.last_row && b.first_row <= a.last_row &&
           a.first_column <= b.last_column && b.first_column <= a.last_column;
}

}  // namespace

Cell Cell::of_text(std::string text) {
    Cell cell;
    cell.value = std::move(text);
    return cell;
}

Cell Cell::of_number(std::string text) {
    Cell cell;
    cell.value = Number{std::move(text)};
    return cell;
}

Cell Cell::of_date(Date date, DateShown shown) {
    Cell cell;
    cell.value = date;
    cell.shown = shown;
    return cell;
}

std::optional<Decimal> Cell::decimal() const {
    const Number* number = as_number();
    return number ? Decimal::parse(number->text) : std::nullopt;
}

std::string Cell::text() const {
    if (const std::string* words = as_text()) {
        return *words;
    }
    if (const Number* number = as_number()) {
        bool plain = number->text.find_first_of("eE") == std::string::npos;
        return percent && plain ? as_percent(number->text) : number->text;
    }
    if (const Date* date = as_date()) {
        return shown_date(*date, shown);
    }
    if (const bool* truth = as_boolean()) {
        return *truth ? "TRUE" : "FALSE";
    }
    const Fault* fault = as_fault();
    return fault ? fault->code : std::string();
}

void Grid::set(std::size_t row, std::size_t column, Cell cell) {
    if (row == 0 || column == 0) {
        return;
    }
    bool nothing = cell == empty_cell;
    if (rows_.size() < row) {
        if (nothing) {
            return;
        }
        rows_.resize(row);
    }
    Row& slots = rows_[row - 1];
    auto number = static_cast<std::uint32_t>(column);
    auto before = [](const Slot& slot, std::uint32_t wanted) { return slot.first < wanted; };
    auto place = slots.empty() || slots.back().first < number
                     ? slots.end()
                     : std::lower_bound(slots.begin(), slots.end(), number, before);
    bool taken = place != slots.end() && place->first == number;
    if (nothing) {
        if (taken) {
            slots.erase(place);
            --cell_count_;
        }
        return;
    }
    if (taken) {
        place->second = std::move(cell);
        return;
    }
    slots.emplace(place, number, std::move(cell));
    ++cell_count_;
    column_count_ = std::max(column_count_, column);
}

void Grid::merge(const Merge& merge) {
    bool turned = merge.first_row == 0 || merge.first_column == 0 ||
                  merge.last_row < merge.first_row || merge.last_column < merge.first_column;
    if (turned || merge.last_row > excel_rows || merge.last_column > excel_columns) {
        return;
    }
    std::size_t known = std::min(merge.last_row, merges_by_row_.size());
    for (std::size_t row = merge.first_row; row <= known; ++row) {
        for (std::uint32_t index : merges_by_row_[row - 1]) {
            if (same_place(merges_[index], merge)) {
                return;
            }
        }
    }
    if (merges_by_row_.size() < merge.last_row) {
        merges_by_row_.resize(merge.last_row);
    }
    for (std::size_t row = merge.first_row; row <= merge.last_row; ++row) {
        merges_by_row_[row - 1].push_back(static_cast<std::uint32_t>(merges_.size()));
    }
    merges_.push_back(merge);
}

const Cell& Grid::at(std::size_t row, std::size_t column) const {
    if (row == 0 || column == 0 || row > rows_.size()) {
        return empty_cell;
    }
    const Row& slots = rows_[row - 1];
    if (column <= slots.size() && slots[column - 1].first == column) {
        return slots[column - 1].second;  // a row without gaps, as most are
    }
    auto before = [](const Slot& slot, std::size_t wanted) { return slot.first < wanted; };
    auto place = std::lower_bound(slots.begin(), slots.end(), column, before);
    return place != slots.end() && place->first == column ? place->second : empty_cell;
}

bool Grid::row_empty(std::size_t row) const {
    return row == 0 || row > rows_.size() || rows_[row - 1].empty();
}

const Merge* Grid::merge_at(std::size_t row, std::size_t column) const {
    if (row == 0 || row > merges_by_row_.size()) {
        return nullptr;
    }
    for (std::uint32_t index : merges_by_row_[row - 1]) {
        const Merge& merge = merges_[index];
        if (merge.first_column <= column && column <= merge.last_column) {
            return &merge;
        }
    }
    return nullptr;
}

const Cell& Grid::value_through_merge(std::size_t row, std::size_t column) const {
    const Merge* merge = merge_at(row, column);
    return merge ? at(merge->first_row, merge->first_column) : at(row, column);
}

std::string column_name(std::size_t column) {
    std::string name;
    for (; column > 0; column = (column - 1) / 26) {
        name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
    }
    return name;
}

std::string cell_name(std::size_t row, std::size_t column) {
    return column_name(column) + std::to_string(row);
}

std::optional<std::pair<std::size_t, std::size_t>> parse_cell_name(std::string_view name) {
    std::size_t row = 0;
    std::size_t column = 0;
    bool digits = false;
    for (char c : name) {
        char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (upper >= 'A' && upper <= 'Z' && !digits) {
            column = column * 26 + static_cast<std::size_t>(upper - 'A' + 1);
        } else if (c >= '0' && c <= '9' && column > 0) {
            digits = true;
            row = row * 10 + static_cast<std::size_t>(c - '0');
        } else if (c != '$') {
            return std::nullopt;
        }
        if (column > excel_columns || row > excel_rows) {
            return std::nullopt;
        }
    }
    if (row == 0 || column == 0) {
        return std::nullopt;
    }
    return std::pair{row, column};
}

}  // namespace luze::exchange
