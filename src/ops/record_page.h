// A page of records as it is answered, and as a sheet to take away.
#pragma once

#include "ops/list_records.h"
#include "ops/write_table.h"

namespace luze::ops {

// {"form","columns":[{"id","name","kind"}],"items":[{"id","form","title","texts","state",…}],
// "total","next","states":[{"id","name","ends","count"}]}
[[nodiscard]] Json page_json(const Desk& desk, const RecordPage& page, Date day);

// A column for each field, and how it stands.
[[nodiscard]] SheetTable page_table(const Desk& desk, const RecordPage& page, Language language);

}  // namespace luze::ops
