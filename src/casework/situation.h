// What expressions of a procedure may ask beside the record's own fields (norms::case_names).
#pragma once

#include <string_view>

#include "casework/procedure.h"
#include "norms/expression.h"

namespace luze::casework {

// Of meetings and their items; None for a name that says nothing of such a record. The attempt may
// be null: then names about the step's speaker are None.
[[nodiscard]] norms::Operand situation(const standing::Context& context, const Record& record,
                                       const Attempt* attempt, std::string_view name);

}  // namespace luze::casework
