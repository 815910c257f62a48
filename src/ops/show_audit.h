// What the audit administrator reads: who signed in, who was refused, what changed with accounts,
// who read restricted records. No business data: records by number.
#pragma once

#include <string>

#include "base/json.h"
#include "base/limits.h"
#include "exchange/sheet_writer.h"
#include "ops/desk.h"

namespace luze::ops {

struct AuditQuery {
    std::string event;        // not of reads
    std::string account;      // who did it, or to whom
    std::int64_t before = 0;  // cursor; 0: from the newest
    std::size_t offset = 0;
    std::size_t count = limits::page_size;
};

// {"items":[{"number","at","account","event","subject","detail","address"}],"total","next"}
[[nodiscard]] Result<Json> audit_json(Desk& desk, const AuditQuery& query);
// {"items":[{"number","at","account","record","through"}],"total","next"}
[[nodiscard]] Result<Json> reads_json(Desk& desk, const AuditQuery& query);

// All that are asked for, whatever the slice.
[[nodiscard]] Result<exchange::SheetTable> audit_table(Desk& desk, AuditQuery query,
                                                       Language language);
[[nodiscard]] Result<exchange::SheetTable> reads_table(Desk& desk, AuditQuery query,
                                                       Language language);

}  // namespace luze::ops
