#include "ops/show_audit.h"

#include "access/audit.h"
#include "base/limits.h"

namespace luze::ops {
namespace {

access::Audit audit_of(Desk& desk) { return {desk.site().session(), desk.site().book()}; }

// A whole page: there may be more before it.
template <class Line>
Json page_of(Json::Array items, const std::vector<Line>& lines) {
    Json next;
    if (lines.size() == limits::page_size) {
        next = std::to_string(lines.back().number);
    }
    return Json::Object{{"items", std::move(items)}, {"next", std::move(next)}};
}

}  // namespace

Result<Json> audit_json(Desk& desk, const AuditQuery& query) {
    auto lines = audit_of(desk).list(query.event, query.account, query.before, limits::page_size);
    if (!lines) {
        return std::unexpected(lines.error());
    }
    Json::Array items;
    for (const access::AuditLine& line : *lines) {
        items.push_back(Json::Object{{"number", line.number},
                                     {"at", line.at.rfc3339()},
                                     {"account", line.account},
                                     {"event", line.event},
                                     {"subject", line.subject},
                                     {"detail", line.detail},
                                     {"address", line.address}});
    }
    return page_of(std::move(items), *lines);
}

Result<Json> reads_json(Desk& desk, std::int64_t before) {
    auto lines = audit_of(desk).reads(before, limits::page_size);
    if (!lines) {
        return std::unexpected(lines.error());
    }
    Json::Array items;
    for (const access::ReadLine& line : *lines) {
        items.push_back(Json::Object{{"number", line.number},
                                     {"at", line.at.rfc3339()},
                                     {"account", line.account},
                                     {"record", line.record.value},
                                     {"through", line.through}});
    }
    return page_of(std::move(items), *lines);
}

}  // namespace luze::ops
