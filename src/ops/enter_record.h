// Records entered one by one: typed as people type them, read as imports are read.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ops/desk.h"

namespace luze::ops {

// Field id → text: 姜鸣、王丽 · 2021-03-05 · a choice's id or name · the number of a record.
using Typed = std::map<std::string, std::string>;

struct RecordWish {
    std::string form;
    std::string act;         // opening act of its procedure; empty: the only one that fits, if any
    std::optional<Date> on;  // of the opening act; today when not said
    Typed values;
};

// ErrorKind: missing (no such form), invalid (a value that cannot be read: names the field, what
// it holds and what it wants), refused (who could).
[[nodiscard]] Result<RecordId> enter_record(Desk& desk, const RecordWish& wish, const Asker& asker,
                                            Instant now);

// The draft alone, for use cases that write more in the same transaction.
[[nodiscard]] Result<Draft> record_draft(const Desk& desk, const RecordWish& wish,
                                         const Asker& asker, Instant now);

// Text → fields of a form or of an act's `with`; nothing unreadable passes, and no number of a
// record that the asker may not see. `of_roster`: the form is the roster's.
[[nodiscard]] Result<Fields> read_typed(const Desk& desk, const std::vector<norms::Field>& fields,
                                        const Typed& values, const Asker& asker, Date day,
                                        bool of_roster = false);

}  // namespace luze::ops
