// The report as it reads today, for looking at while the books go on: sections, paragraphs, spans
// with their figures, and what is said of each figure beside it.
#pragma once

#include "ops/book_reader.h"

namespace luze::ops {

// {"year","as_of","title":[…],"recipient","issuer","date","attachments","sections":[{"heading",
// "blocks":[{"kind","id","spans":[{"text","figure"?,"emphasised"?}]}]}],"figures":{id:{…}},
// "proof"}. The first section has no heading where the report opens without one.
[[nodiscard]] Json report_json(const View& view);

}  // namespace luze::ops
