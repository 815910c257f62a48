// The year's plan, next year's from this one, and the burden with the calendar that lightens it.
#pragma once

#include "casework/burden.h"
#include "casework/plan.h"
#include "ops/desk.h"

namespace luze::ops {

// {"year","items":[{"month","by","duty","name","bearer","bearer_key","unit","unit_kind","window",
// "from","to","time","times","target","before","owed","done","missed","records","item"?,"plan"?,
// "moved","reason"?,"who","missed_before"}]}, by day; what is within the asker's reach.
[[nodiscard]] Json plan_json(const Desk& desk, int year, const Asker& asker, Date day);

// {"year","people","required":{"sittings","per_person_month","hours_per_person_month",
// "duties_per_sitting"},"least":{…},"held":{…},"calendar":[{"day","unit","sharing","name",
// "serves":[…]}],"months":[{"month","required","least","held"}]}. Ratios as text with one decimal.
[[nodiscard]] Json burden_json(const Desk& desk, int year, Date day);

// A plan with an item for every line that no plan holds yet; the rules of the forms plan and
// plan_item say who may. The plan's record. ErrorKind::refused also where nothing is left to plan.
[[nodiscard]] Result<RecordId> draft_plan(Desk& desk, int year, const std::string& kind,
                                          const Asker& asker, Instant now);

}  // namespace luze::ops
