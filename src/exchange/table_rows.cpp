#include "exchange/table_rows.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "exchange/dates.h"

namespace luze::exchange {
namespace {

constexpr std::array<std::string_view, 6> total_words = {"合计", "总计", "小计",
                                                         "共计", "累计", "汇总"};

std::string plain(const Cell& cell) { return without_spaces(fold_width(cell.text())); }

// 合计, 合计：, 本页小计, 合计（人次）; not 总计划.
bool total_word(const std::string& text, bool alone) {
    for (std::string_view word : total_words) {
        if (text == word) {
            return true;
        }
        bool longer = !alone && code_points(text) <= 8 && !text.starts_with("总计划");
        if (longer && (text.starts_with(word) || text.ends_with(word))) {
            return true;
        }
    }
    return false;
}

bool footer_word(const std::string& text) {
    static constexpr std::array<std::string_view, 17> words = {
        "填表人", "填报人", "制表人", "制表",     "审核人", "审核", "审批人", "负责人",    "注",
        "备注",   "说明",   "附注",   "填表说明", "经办人", "复核", "联系人", "单位(盖章)"};
    for (std::string_view word : words) {
        if (!text.starts_with(word)) {
            continue;
        }
        std::string rest = text.substr(word.size());
        bool marked = rest.empty() || rest.front() == ':' || rest.front() == '1' ||
                      rest.starts_with("、") || rest.starts_with(".");
        if (marked) {
            return true;
        }
    }
    return false;
}

// 一、…, （一）…, 第一部分
bool section_word(const std::string& text) {
    std::u32string points = to_utf32(text);
    std::size_t at = !points.empty() && points.front() == U'(' ? 1 : 0;
    std::size_t end = at;
    while (end < points.size() &&
           std::u32string_view(U"一二三四五六七八九十").contains(points[end])) {
        ++end;
    }
    return end > at && end < points.size() && std::u32string_view(U"、.)").contains(points[end]);
}

struct OwnCells {
    std::vector<const Cell*> cells;  // of the table's columns, from the left
    std::size_t serials = 0;         // of them in serial columns
    std::size_t formulas = 0;
    std::size_t as_headed = 0;  // that repeat their heading
    std::size_t first_column = 0;
};

OwnCells own_of(const Grid& grid, const Table& table, std::size_t row) {
    OwnCells own;
    for (const Column& column : table.columns) {
        if (!has_own(grid, row, column.number)) {
            continue;
        }
        const Cell& cell = grid.at(row, column.number);
        own.first_column = own.cells.empty() ? column.number : own.first_column;
        own.cells.push_back(&cell);
        own.serials += column.serial ? 1 : 0;
        own.formulas += cell.formula ? 1 : 0;
        std::string text = plain_heading(cell.text());
        own.as_headed += !text.empty() && plain_heading(column.heading).ends_with(text) ? 1 : 0;
    }
    return own;
}

bool lacks_required(const Grid& grid, const Table& table, std::size_t row) {
    return std::ranges::any_of(table.columns, [&](const Column& column) {
        return column.field != nullptr && column.field->required &&
               trim(grid.value_through_merge(row, column.number).text()).empty();
    });
}

// Whatever the order of the columns: 合计 alone in a cell, or at the head of the first one.
bool is_total(const OwnCells& own) {
    for (std::size_t i = 0; i < own.cells.size(); ++i) {
        if (total_word(plain(*own.cells[i]), i > 0)) {
            return true;
        }
    }
    return false;
}

bool filled_in_line(std::string_view text) {
    static constexpr std::array<std::string_view, 8> words = {
        "填报时间", "填表时间", "填报日期", "填表日期", "制表时间", "制表日期", "打印", "更新时间"};
    return std::ranges::any_of(
        words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace

bool has_own(const Grid& grid, std::size_t row, std::size_t column) {
    const Cell& cell = grid.at(row, column);
    return !cell.empty() && !trim(cell.text()).empty();
}

std::size_t own_cells(const Grid& grid, std::size_t row) {
    std::size_t count = 0;
    for (std::size_t column = 1; column <= grid.column_count(); ++column) {
        count += has_own(grid, row, column) ? 1 : 0;
    }
    return count;
}

RowKind row_kind(const Grid& grid, const Table& table, std::size_t row) {
    OwnCells own = own_of(grid, table, row);
    std::size_t count = own.cells.size();
    if (count == own.serials) {
        // A total may stand in the serial's column, alone.
        return count > 0 && is_total(own) ? RowKind::total : RowKind::blank;
    }
    if (is_total(own)) {
        return RowKind::total;
    }
    if (own.as_headed >= 2 && own.as_headed * 2 >= count) {
        return RowKind::repeated_heading;
    }
    bool lacking = lacks_required(grid, table, row);
    if (lacking && own.formulas + own.serials == count && own.formulas > 0) {
        return RowKind::total;
    }
    std::string first = plain(*own.cells.front());
    if (lacking && footer_word(first)) {
        return RowKind::footer;
    }
    if (count == 1) {
        const Merge* merge = grid.merge_at(row, own.first_column);
        bool wide = merge != nullptr &&
                    (merge->last_column - merge->first_column + 1) * 2 >= table.columns.size() &&
                    merge->last_column > merge->first_column;
        if (wide || (lacking && section_word(first))) {
            return RowKind::section;
        }
    }
    return RowKind::data;
}

int ledger_year(const std::vector<std::string>& titles, std::string_view sheet,
                std::string_view file) {
    for (const std::string& title : titles) {
        if (int year = filled_in_line(title) ? 0 : year_stated(title, false); year != 0) {
            return year;
        }
    }
    if (int year = year_stated(sheet, true); year != 0) {
        return year;
    }
    std::size_t slash = file.rfind('/');
    std::string_view base = slash == std::string_view::npos ? file : file.substr(slash + 1);
    for (std::string_view name : {base, file}) {
        if (int year = year_stated(name, true); year != 0) {
            return year;
        }
    }
    for (const std::string& title : titles) {
        if (int year = year_stated(title, false); year != 0) {
            return year;
        }
    }
    return 0;
}

}  // namespace luze::exchange
