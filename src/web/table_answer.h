// What is seen in a table, as a file to take away.
#pragma once

#include "ops/write_table.h"
#include "web/work.h"

namespace luze::web {

// `type` as ops::write_table takes it. Written when the desk is free again.
[[nodiscard]] Result<Answer> table_answer(ops::SheetTable table, const std::string& type, Date day);

}  // namespace luze::web
