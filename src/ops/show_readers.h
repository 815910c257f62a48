// Who has read the restricted records that name somebody: shown to that person where the pack lets
// them see the record itself.
#pragma once

#include "base/json.h"
#include "ops/desk.h"

namespace luze::ops {

// [{"at","by":{"id"?,"name"},"record","title","through"}], the newest first; one's own reads are
// left out.
[[nodiscard]] Result<Json> readers_json(Desk& desk, const Asker& asker, Date day);

}  // namespace luze::ops
