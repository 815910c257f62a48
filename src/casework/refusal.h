// Why a step may not be taken.
#pragma once

#include <optional>
#include <vector>

#include "casework/procedure.h"

namespace luze::casework {

// Who may take the act: holders of its roles less those who must not. An act open to everybody is
// nobody's in particular: empty.
[[nodiscard]] std::vector<PersonId> entitled(const standing::Context& context,
                                             const norms::Act& act, const Record* record, Date day);

[[nodiscard]] std::optional<Phrase> refusal_of_rights(const standing::Context& context,
                                                      const Record& record, const Attempt& attempt);

}  // namespace luze::casework
