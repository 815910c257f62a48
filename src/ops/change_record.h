// Records corrected and withdrawn one by one; what they said before stays in the book.
#pragma once

#include "ops/enter_record.h"

namespace luze::ops {

// Changes some fields; an empty text takes the field away. Fields that the steps of a procedure
// have written are changed by steps only: ErrorKind::refused. `seen`: how many entries the record
// had when the asker looked (0: not asked): ErrorKind::conflict when somebody has changed it since.
[[nodiscard]] Result<void> correct_record(Desk& desk, RecordId id, const Typed& values,
                                          const Asker& asker, Instant now, std::size_t seen = 0);
// The reason is asked for.
[[nodiscard]] Result<void> withdraw_record(Desk& desk, RecordId id, const std::string& reason,
                                           const Asker& asker, Instant now);

// What the asker may do of both, before anything is typed: "correct":{"fields":[id],"refused"?},
// "withdraw":{"refused"?}.
void put_changes(const Desk& desk, const Record& record, const Asker& asker, Date day,
                 Json::Object& out);

}  // namespace luze::ops
