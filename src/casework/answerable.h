// Who answers for a window of a duty.
#pragma once

#include <vector>

#include "standing/obligation.h"

namespace luze::casework {

// On the context's day. A person's own windows: that person; a record's: whoever bears the record;
// a post's: whoever holds the reserved role `personnel`; a department's and a branch's: those of
// its people who hold any_department_head and branch_officer; else the role `office`.
[[nodiscard]] std::vector<PersonId> answerable(const standing::Context& context,
                                               const standing::Obligation& owed);

}  // namespace luze::casework
