// What the audit administrator reads: who signed in, who was refused, what changed with accounts,
// who read restricted records. No business data: records by number.
#pragma once

#include <string>

#include "base/json.h"
#include "ops/desk.h"

namespace luze::ops {

struct AuditQuery {
    std::string event;
    std::string account;  // who did it, or to whom
    std::int64_t before = 0;
};

// {"items":[{"number","at","account","event","subject","detail","address"}],"next"}
[[nodiscard]] Result<Json> audit_json(Desk& desk, const AuditQuery& query);
// {"items":[{"number","at","account","record","through"}],"next"}
[[nodiscard]] Result<Json> reads_json(Desk& desk, std::int64_t before);

}  // namespace luze::ops
