// The second step: a row of a table → typed fields.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "exchange/import.h"
#include "exchange/import_files.h"
#include "exchange/names.h"

namespace luze::exchange {

struct ReadRow {
    const SourceTable* table = nullptr;
    Source source;
    Fields fields;
    std::vector<std::pair<std::string, std::string>> cells;  // heading, text as it stands
    std::vector<const norms::Field*> missing;                // required fields without a value
    std::vector<const norms::Field*> left_out;               // see leave_out
};

[[nodiscard]] ReadRow read_row(const SourceTable& table, std::size_t row, const NameReader& names);

// Of a restricted matter no more is kept than its procedure lets record: a text without which a
// condition of the opening act holds is taken out of the fields and of the cells.
void leave_out(const norms::Pack& pack, ReadRow& row);

// What a person should look at in the fields as they are going to be recorded.
[[nodiscard]] std::vector<RowProblem> problems_of(const ReadRow& row, const Fields& fields,
                                                  bool names_too);
[[nodiscard]] RowProblem held_problem(const ReadRow& row);
[[nodiscard]] RowProblem duplicate_problem(const ReadRow& row, const Source& first);

// Cells without 序号, to compare held rows with.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> without_serials(
    const std::vector<std::pair<std::string, std::string>>& cells);

}  // namespace luze::exchange
