// Key posts: how long each is held, and which must change hands within two years.
#pragma once

#include "ops/desk.h"

namespace luze::ops {

// [{"record","post","department","person","from","until","days_left","leave_days","state",
// "exemption"?}], the first to come due first. `until`: the last day that the rule allows, leave
// and acting time counted or not as the parameters say. Those within the asker's reach.
[[nodiscard]] Json posts_json(const Desk& desk, const Asker& asker, Date day);

}  // namespace luze::ops
