// What is said of files that were read for an import, before anything is written.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "exchange/import.h"
#include "ops/book_reader.h"

namespace luze::ops {

// Files read against a book as it was.
struct ImportReading {
    exchange::ImportPlan plan;
    std::shared_ptr<const View> view;
};

// "sheets":[{"sheet","file","name","tables":[{"form","form_name","header_row","header_rows","year",
// "rows","columns":[{"number","letter","heading","field","serial"}]}],"passed_over"?,"counts"}],
// "problems":[{"kind","sheet","row","column","cell","zh","en"}] (the first so many),
// "problem_count","counts":{"rows","fresh","corrected","unchanged","held","vanished"},
// "vanished":[{"record","title","file","sheet","row"}], "passed_over":[{"file","zh","en"}]
void put_reading(const ImportReading& reading, Json::Object& out);

// From that row on: {"sheet","file","name","columns","total","rows":[{"row","cells","kind"?,
// "record"?}],"problems":[…]}. ErrorKind::missing.
[[nodiscard]] Result<Json> sheet_answer(const ImportReading& reading, std::size_t sheet,
                                        std::size_t offset, std::size_t count);

// Rows of that kind: fresh, corrected, unchanged, repeated, held, duplicate; empty: all.
// {"items":[{"kind","sheet","row","form","form_name","record"?,"fields":[{"field","name","text",
// "before"?}],"cells"?}],"total","next"}. What a restricted record said before is not told here.
[[nodiscard]] Json rows_answer(const ImportReading& reading, const std::string& kind,
                               std::size_t offset, std::size_t count);

}  // namespace luze::ops
