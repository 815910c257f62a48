// Forms as they are drawn: fields, choices, who may, what a record of it serves.
#pragma once

#include "ops/desk.h"

namespace luze::ops {

// [{"id","name","restricted","date","host","present","absent","key","register","fields":[{"id",
// "name","type","required","choices"?,"form"?,"unit"?,"from"?}],"opens":[{"act","name","sets",
// "asks","with","may"}],"may","by","serves":[{"duty","name"}],"records"}]
// `may`: the asker, as far as can be said before anything is filled in. `opens`: the first steps
// of its procedure; empty: it is simply entered. `records`: how many of them the asker may see.
[[nodiscard]] Json forms_json(const Desk& desk, const Asker& asker, Date day);

}  // namespace luze::ops
