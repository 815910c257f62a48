// Who may look at a record: sensitivity labels, units, and what names oneself.
#pragma once

#include "model/record.h"
#include "model/scope.h"
#include "standing/obligation.h"

namespace luze::casework {

// Open records are seen
//   · by those whose scope reaches a unit that the record is about: the units of its fields, else
//     those of the people it names;
//   · by whoever it names, groups opened out;
//   · where the form says `seen_in_unit`, by everybody of that unit, and by everybody in office
//   where
//     it is about none;
//   · by everybody who has an account, once they are published (form `disclosure`).
// Restricted records are seen by the roles of the form's `seen_by`: those that the record itself
// gives (the talker, the person concerned) need nothing else, those that go with an office need a
// scope that reaches the record. Whoever is nobody of the roster needs the label.
[[nodiscard]] bool may_see(const standing::Context& context, const Record& record,
                           const Scope& scope, Date day);

// The day on which a record happened, for the units of people; else the day looked at.
[[nodiscard]] bool reaches(const standing::Context& context, const Record& record,
                           const Scope& scope);

}  // namespace luze::casework
