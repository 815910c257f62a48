// What the expressions of a pack may name, and whether they compare with choices that exist.
#pragma once

#include <string_view>
#include <vector>

#include "norms/read_table.h"

namespace luze::norms {

// The forms whose fields an expression may name (null: an unknown one, already reported; then the
// expression is left alone) and further names.
struct Terms {
    std::vector<const Form*> forms;
    Words also = {"as_of", "year_start", "year_end", "ledger_year", "tenure_limit"};
};

[[nodiscard]] inline Terms terms_of(const Form* form) { return Terms{.forms = {form}}; }

// Reads the key as an expression over those terms; an absent key leaves it "always true".
void read_expression(TableReader& in, std::string_view key, Expression& into, const Terms& terms);

}  // namespace luze::norms
