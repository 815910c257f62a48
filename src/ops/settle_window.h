// What a person may say about a window of a duty: it is waived, or that record makes it up, or its
// being missed is a problem to be mended.
#pragma once

#include <string>

#include "ops/enter_record.h"

namespace luze::ops {

struct WindowWish {
    std::string duty;
    std::string bearer;  // Obligation::bearer_key
    Window window;
};

// The reason is asked for; who approves is the asker. ErrorKind: missing (no such obligation),
// invalid, refused (roles of the form `waiver`, where the pack has one, may waive).
[[nodiscard]] Result<std::int64_t> waive_window(Desk& desk, const WindowWish& wish,
                                                const std::string& reason, const Asker& asker,
                                                Instant now);
// DECISIONS 1. The record must be of a form that serves the duty. Said by the office, the
// discipline office, the head, and who answers for the window, but nobody for themselves:
// ErrorKind::refused.
[[nodiscard]] Result<std::int64_t> link_record(Desk& desk, RecordId record, const WindowWish& wish,
                                               const Asker& asker, Instant now);
// A missed duty becomes a record of form `problem` in one step, with what the books know of it
// filled in; `more` adds to that. ErrorKind::refused: it is not missed.
[[nodiscard]] Result<RecordId> raise_from_duty(Desk& desk, const WindowWish& wish,
                                               const Typed& more, const Asker& asker, Instant now);

}  // namespace luze::ops
