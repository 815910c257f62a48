// Shared by the use cases that record steps.
#pragma once

#include "base/json.h"
#include "casework/procedure.h"

namespace luze::ops {

// Adds act, on, by and with to an entry's body (model/book.h).
inline void put_step(Json::Object& body, const casework::Attempt& attempt) {
    body["act"] = attempt.act->id;
    body["on"] = attempt.on.iso();
    if (attempt.by) {
        body["by"] = attempt.by.value;
    }
    if (!attempt.with.empty()) {
        body["with"] = to_json(attempt.with);
    }
}

// ErrorKind::conflict unless the record still is as it was when `seen` of its entries were there.
[[nodiscard]] Result<void> check_seen(const Record& record, std::size_t seen);

}  // namespace luze::ops
