// Finds the tables of a sheet: titles, heading rows, rows of data.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "exchange/grid.h"
#include "exchange/table_match.h"
#include "norms/pack.h"

namespace luze::exchange {

struct Column {
    std::size_t number = 0;  // as in the grid
    std::string heading;     // 日期, 回头看/时间
    const norms::Field* field = nullptr;
    bool serial = false;  // 序号: says nothing about the matter
};

struct Table {
    const norms::Form* form = nullptr;
    std::size_t header_row = 0;
    std::size_t header_rows = 1;
    int year = 0;                     // that the title, the sheet or the file states; 0 = none
    std::vector<std::string> titles;  // what stands above the headings
    std::vector<Column> columns;
    std::vector<std::size_t> rows;  // of data: no blanks, totals, footers, repeated headings
};

struct SheetTables {
    std::vector<Table> tables;
    std::optional<Phrase> passed_over;  // why there is none; empty for an empty sheet, too
};

// What a person says of a sheet. Empty members: as found.
struct TableHint {
    const norms::Form* form = nullptr;
    std::size_t header_row = 0;
    std::map<std::size_t, std::string> fields;  // column → field; "": feeds none
};
// One table by those headings, whatever form would fit them best.
[[nodiscard]] SheetTables tables_as_told(const FormMatcher& matcher, const Grid& grid,
                                         std::string_view file, const TableHint& hint);

// `file` is the file's name with its folders: the last place to look for a year.
[[nodiscard]] SheetTables find_tables(const FormMatcher& matcher, const Grid& grid,
                                      std::string_view file);

}  // namespace luze::exchange
