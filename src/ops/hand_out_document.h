// A document or ledger for somebody who asks: what they may not read is not in it.
#pragma once

#include "ops/desk.h"
#include "ops/write_documents.h"

namespace luze::ops {

// [{"id","name","of","form","ledger","types":[…]}]: what the pack writes, in its order.
[[nodiscard]] Json documents_json(const norms::Pack& pack);

// As of today, or of the end of the year asked for. ErrorKind: as write_document; refused: a
// leader's own sheet is for that person, the reserved roles `head` and `discipline`, and whoever
// holds the data directory; a record's document is for whoever may see the record.
[[nodiscard]] Result<DocumentFile> hand_out_document(Desk& desk, const DocumentWish& wish,
                                                     std::optional<int> year, const Asker& asker,
                                                     Instant now);

}  // namespace luze::ops
