// The roster as a tree is drawn from it: the units, who is in them, the posts that they hold.
#pragma once

#include "ops/desk.h"

namespace luze::ops {

// {"as_of","departments":[…],"branches":[…],"people":[{"id","name","title","department","branch",
// "status","joined"?,"left"?,"in_office","posts":[{"record","post","key","from"?,"until"?}]}],
// "moves":[{"record","person":{"id","name"},"kind","on"?,"from","to"}]}. People whose row of the
// roster the asker may see, in its order; posts held on the day; moves of that year and the one
// before, the newest first.
[[nodiscard]] Json people_json(const Desk& desk, const Asker& asker, Date day);

}  // namespace luze::ops
