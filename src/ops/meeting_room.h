// What people in the room of a meeting must see: who is here, who may speak next and why another
// may not yet, how many are needed, and what followed from the items.
#pragma once

#include <vector>

#include "base/json.h"
#include "ops/desk.h"

namespace luze::ops {

// {"voters","here","observers","chair","recorder": [{"id","name"}], "absent":[{"id","name","why"}],
// "late":[{"id","name","at"}]}: at is when it was recorded that they came.
[[nodiscard]] Json attendance_json(const Desk& desk, const Record& meeting, Date day);

// Of a meeting or of an item: {"here","recused":[{"id","name","why"}],
// "spoken":[{"id","name","said"}],"speakers":[{"id","name","refused"?}],"asks_stance","need",
// "pass"}. Speakers are those here who have not spoken, as long as anybody may speak; asks_stance,
// that each must say besides where he stands; need and pass, the fewest that must be here and be
// for it, are null where the procedure asks for none.
[[nodiscard]] Json floor_json(const Desk& desk, const Record& record, const Asker& asker, Date day);

// Records that name one of the items as that from which they follow, each with its "item":
// otherwise as cases_json has them.
[[nodiscard]] Json followed_json(const Desk& desk, const std::vector<RecordId>& items,
                                 const Asker& asker, Date day);

}  // namespace luze::ops
