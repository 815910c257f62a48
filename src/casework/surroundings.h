// What an expression of a procedure sees: the record, the step, the day.
#pragma once

#include "casework/procedure.h"
#include "norms/expression.h"

namespace luze::casework {

// Everything referred to outlives the answer. `attempt` may be null. Parameters are those in force
// on the step's day, else on the context's.
[[nodiscard]] norms::Surroundings surroundings_of(const standing::Context& context,
                                                  const Record& record, const Attempt* attempt);

// How often the act was taken since the matter's present round began.
[[nodiscard]] int times_done(const norms::Procedure& procedure, const Record& record,
                             std::string_view act);

}  // namespace luze::casework
