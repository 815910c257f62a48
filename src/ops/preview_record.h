// What a record as typed so far would be and would serve, before it is entered.
#pragma once

#include "ops/enter_record.h"

namespace luze::ops {

// {"title","texts","faults":[{"field","zh","en"}],"missing":[field],"refused"?,"alike":[{"id",
// "title"}],"serves":[{"duty","name","completes","count","changes":[{"unit","bearer_name","window",
// "state","before","owed","done"}]}]}. `completes`: windows that it would make met.
// ErrorKind::missing: no such form.
[[nodiscard]] Result<Json> preview_record(Desk& desk, const RecordWish& wish, const Asker& asker,
                                          Instant now);

}  // namespace luze::ops
