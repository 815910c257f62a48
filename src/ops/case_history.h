// Who wrote what of a record, and when: its versions and its evidence. Steps are in case_json.
#pragma once

#include "ops/desk.h"

namespace luze::ops {

// Adds to a record's answer: "history":[{"entry","kind":record|correction|evidence,"at","by",
// "account","fields":[{"field","name","before","after"}],"file"?}] and
// "files":[{"digest","name","type","size","at","by"}]. What was erased says nothing.
[[nodiscard]] Result<void> put_history(Desk& desk, RecordId id, const Asker& asker, Date day,
                                       Json::Object& out);

}  // namespace luze::ops
