#include "workbook_kit.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "exchange/workbook.h"
#include "sample_kit.h"

namespace luze::test {
namespace {

using exchange::Cell;
using exchange::DateShown;
using exchange::Grid;
using exchange::Merge;

constexpr int excel_day_zero = 25'569;  // days from 1899-12-30 to 1970-01-01

Sheet sheet_of(const Grid& grid, const Json& told) {
    Sheet sheet;
    sheet.name = grid.sheet;
    sheet.header = static_cast<std::size_t>(told.number("header_row")) - 1;
    sheet.data = static_cast<std::size_t>(told.number("first_data_row")) - 1;
    sheet.merges = grid.merges();
    for (std::size_t row = 1; row <= grid.row_count(); ++row) {
        std::vector<Cell> cells;
        for (std::size_t column = 1; column <= grid.column_count(); ++column) {
            cells.push_back(grid.at(row, column));
        }
        sheet.rows.push_back(std::move(cells));
    }
    return sheet;
}

Workbooks read_sample() {
    Workbooks books;
    for (const Json& told : *expected()["inventory"].array()) {
        std::string file = told.text("file");
        auto grids = exchange::read_workbook(read_bytes(sample_folder() + "/" + file));
        if (!grids) {
            throw std::runtime_error(file + ": " + grids.error().message.en);
        }
        if (books.empty() || books.back().file != file) {
            books.push_back({file, {}});
        }
        for (const Grid& grid : *grids) {
            if (grid.sheet == told.text("sheet")) {
                books.back().sheets.push_back(sheet_of(grid, told));
            }
        }
    }
    return books;
}

// One format for each way in which a date cell can look.
struct Formats {
    explicit Formats(lxw_workbook* book) {
        for (const char* pattern :
             {"yyyy\\-mm\\-dd", "yyyy\"年\"m\"月\"", "m\"月\"d\"日\"", "yyyy\"年\""}) {
            lxw_format* format = workbook_add_format(book);
            format_set_num_format(format, pattern);
            by_shown.push_back(format);
        }
        percent = workbook_add_format(book);
        format_set_num_format(percent, "0.0%");
    }
    lxw_format* of(DateShown shown) const {
        switch (shown) {
            case DateShown::month:
                return by_shown[1];
            case DateShown::month_day:
                return by_shown[2];
            case DateShown::year:
                return by_shown[3];
            case DateShown::day:
                break;
        }
        return by_shown[0];
    }
    std::vector<lxw_format*> by_shown;
    lxw_format* percent = nullptr;
};

void write_cell(lxw_worksheet* target, std::size_t row, std::size_t column, const Cell& cell,
                const Formats& formats) {
    auto at_row = static_cast<lxw_row_t>(row);
    auto at_column = static_cast<lxw_col_t>(column);
    if (const std::string* text = cell.as_text()) {
        worksheet_write_string(target, at_row, at_column, text->c_str(), nullptr);
    } else if (const Date* date = cell.as_date()) {
        worksheet_write_number(target, at_row, at_column, date->days() + excel_day_zero,
                               formats.of(cell.shown));
    } else if (const Cell::Number* number = cell.as_number()) {
        double value = std::strtod(number->text.c_str(), nullptr);
        if (cell.formula) {
            worksheet_write_formula_num(target, at_row, at_column, "=SUM(A1:A2)", nullptr, value);
        } else {
            worksheet_write_number(target, at_row, at_column, value,
                                   cell.percent ? formats.percent : nullptr);
        }
    } else if (!cell.empty()) {
        throw std::runtime_error("a cell of a kind that the sample does not hold");
    }
}

void write_sheet(lxw_workbook* book, const Sheet& sheet, const Formats& formats) {
    lxw_worksheet* target = workbook_add_worksheet(book, sheet.name.c_str());
    for (const Merge& merge : sheet.merges) {
        worksheet_merge_range(target, static_cast<lxw_row_t>(merge.first_row - 1),
                              static_cast<lxw_col_t>(merge.first_column - 1),
                              static_cast<lxw_row_t>(merge.last_row - 1),
                              static_cast<lxw_col_t>(merge.last_column - 1), "", nullptr);
    }
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
        for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
            write_cell(target, row, column, sheet.rows[row][column], formats);
        }
    }
}

}  // namespace

std::string squeezed(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.compare(i, 3, "　") == 0) {
            i += 2;
        } else if (text[i] != ' ' && text[i] != '\n') {
            out += text[i];
        }
    }
    return out;
}

std::size_t Sheet::column(const std::string& heading) const {
    for (std::size_t row = header; row < data; ++row) {
        for (std::size_t at = 0; at < rows[row].size(); ++at) {
            if (squeezed(text(row, at)) == heading) {
                return at;
            }
        }
    }
    throw std::runtime_error("no column " + heading + " in " + name);
}

std::string Sheet::text(std::size_t row, std::size_t column) const {
    return row < rows.size() && column < rows[row].size() ? rows[row][column].text() : "";
}

void Sheet::set(std::size_t row, std::size_t column, const std::string& text) {
    rows.at(row).resize(std::max(rows[row].size(), column + 1));
    rows[row][column] = Cell::of_text(text);
}

void Sheet::insert_row(std::size_t at, std::vector<Cell> row) {
    rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(at), std::move(row));
    for (Merge& merge : merges) {
        merge.first_row += merge.first_row > at ? 1U : 0U;
        merge.last_row += merge.last_row > at ? 1U : 0U;
    }
    header += at <= header ? 1U : 0U;
    data += at < data ? 1U : 0U;
}

void Sheet::erase_row(std::size_t at) {
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(at));
    for (Merge& merge : merges) {
        merge.first_row -= merge.first_row > at + 1 ? 1U : 0U;
        merge.last_row -= merge.last_row > at ? 1U : 0U;
    }
    std::erase_if(merges, [](const Merge& merge) {
        return merge.last_row < merge.first_row ||
               (merge.first_row == merge.last_row && merge.first_column == merge.last_column);
    });
}

bool Sheet::joined_to_row_above(std::size_t row) const {
    return std::ranges::any_of(
        merges, [&](const Merge& merge) { return merge.first_row <= row && merge.last_row > row; });
}

Sheet& Workbook::sheet(const std::string& name) {
    auto found = std::ranges::find(sheets, name, &Sheet::name);
    if (found == sheets.end()) {
        throw std::runtime_error("no sheet " + name + " in " + file);
    }
    return *found;
}

const Workbooks& sample_workbooks() {
    static const Workbooks books = read_sample();
    return books;
}

Workbook sample_workbook(const std::string& file) {
    auto found = std::ranges::find(sample_workbooks(), file, &Workbook::file);
    if (found == sample_workbooks().end()) {
        throw std::runtime_error("no workbook " + file);
    }
    return *found;
}

void write_workbook(const Workbook& workbook, const std::filesystem::path& folder) {
    std::filesystem::path path = folder / workbook.file;
    std::filesystem::create_directories(path.parent_path());
    lxw_workbook* book = workbook_new(path.c_str());
    Formats formats(book);
    for (const Sheet& sheet : workbook.sheets) {
        write_sheet(book, sheet, formats);
    }
    if (workbook_close(book) != LXW_NO_ERROR) {
        throw std::runtime_error("cannot write " + path.string());
    }
}

void write_workbooks(const Workbooks& workbooks, const std::filesystem::path& folder) {
    for (const Workbook& workbook : workbooks) {
        write_workbook(workbook, folder);
    }
}

void each_text(Workbooks& workbooks, const std::function<std::string(const std::string&)>& change) {
    for (Workbook& workbook : workbooks) {
        for (Sheet& sheet : workbook.sheets) {
            for (auto& row : sheet.rows) {
                for (Cell& cell : row) {
                    if (auto* text = std::get_if<std::string>(&cell.value)) {
                        *text = change(*text);
                    }
                }
            }
        }
    }
}

}  // namespace luze::test
