// Heart-to-heart talks by pair: who has been talked with this year, by whom, and who should be.
#pragma once

#include "ops/desk.h"

namespace luze::ops {

// [{"person","department","planned":[{"record","talker","on"}],"held":[{"record","talker","on"}],
// "proposed":{"id","name"}}] for everybody in office, those not talked with yet first. What was
// said is in none of it. Only talks that the asker may read are there: `planned` and `held` are
// missing of people whose talks the asker may not read, who stand in the roster's order.
// Proposed is the head of the person's department, for heads a leader, for leaders the head of all.
[[nodiscard]] Json talks_json(const Desk& desk, int year, const Asker& asker, Date day);

}  // namespace luze::ops
