// A page of records as it is answered, and as a sheet to take away.
#pragma once

#include <string>
#include <vector>

#include "ops/list_records.h"
#include "ops/write_table.h"

namespace luze::ops {

// {"form","columns":[{"id","name","kind"}],"items":[{"id","form","title","texts","state",…}],
// "total","next","states":[{"id","name","ends","count"}]}
[[nodiscard]] Json page_json(const Desk& desk, const RecordPage& page, Date day);

// The columns asked for in their order, as in lists: fields, and id, title, form, state, owner,
// due, recorded, evidence. None: number, every field (of several forms: ledger and matter), how it
// stands. What is no column is passed over.
[[nodiscard]] SheetTable page_table(const Desk& desk, const RecordPage& page, Language language,
                                    std::vector<std::string> columns = {});

}  // namespace luze::ops
