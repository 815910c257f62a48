// One step of a record's procedure.
#pragma once

#include "ops/enter_record.h"

namespace luze::ops {

struct StepWish {
    RecordId record;
    std::string act;
    std::optional<Date> on;  // today when not said; an earlier day is taken and shown as late
    Typed values;            // of the record's fields and of the step's own
    std::size_t seen = 0;    // as in correct_record
};

struct StepDone {
    std::int64_t entry = 0;
    std::vector<RecordId> opened;  // by a split
};

// ErrorKind: missing, invalid, conflict, refused (the sentence says why and who could). Nothing is
// written unless the step is taken.
[[nodiscard]] Result<StepDone> take_step(Desk& desk, const StepWish& wish, const Asker& asker,
                                         Instant now);

}  // namespace luze::ops
