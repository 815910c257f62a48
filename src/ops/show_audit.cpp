#include "ops/show_audit.h"

#include "access/audit.h"

namespace luze::ops {
namespace {

access::Audit audit_of(Desk& desk) { return {desk.site().session(), desk.site().book()}; }

constexpr std::size_t most_rows = 100'000;  // of a file; the newest ones

template <class Line>
Json page_of(Json::Array items, const std::vector<Line>& lines, const AuditQuery& query,
             std::int64_t total) {
    Json next;
    if (!lines.empty() && lines.size() == query.count) {
        next = std::to_string(lines.back().number);  // there may be more before it
    }
    return Json::Object{{"items", std::move(items)}, {"total", total}, {"next", std::move(next)}};
}

AuditQuery whole(AuditQuery query) {
    query.before = 0;
    query.offset = 0;
    query.count = most_rows;
    return query;
}

auto audit_lines(Desk& desk, const AuditQuery& query) {
    return audit_of(desk).list(query.event, query.account, query.before, query.count, query.offset);
}

auto read_lines(Desk& desk, const AuditQuery& query) {
    return audit_of(desk).reads(query.before, query.count, query.account, query.offset);
}

}  // namespace

Result<Json> audit_json(Desk& desk, const AuditQuery& query) {
    auto lines = audit_lines(desk, query);
    auto total = audit_of(desk).count(query.event, query.account);
    if (!lines || !total) {
        return std::unexpected(lines ? total.error() : lines.error());
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
    return page_of(std::move(items), *lines, query, *total);
}

Result<Json> reads_json(Desk& desk, const AuditQuery& query) {
    auto lines = read_lines(desk, query);
    auto total = audit_of(desk).count_reads(query.account);
    if (!lines || !total) {
        return std::unexpected(lines ? total.error() : lines.error());
    }
    Json::Array items;
    for (const access::ReadLine& line : *lines) {
        items.push_back(Json::Object{{"number", line.number},
                                     {"at", line.at.rfc3339()},
                                     {"account", line.account},
                                     {"record", line.record.value},
                                     {"through", line.through}});
    }
    return page_of(std::move(items), *lines, query, *total);
}

Result<exchange::SheetTable> audit_table(Desk& desk, AuditQuery query, Language language) {
    auto lines = audit_lines(desk, whole(std::move(query)));
    if (!lines) {
        return std::unexpected(lines.error());
    }
    auto say = [&](const char* zh, const char* en) { return language == Language::zh ? zh : en; };
    exchange::SheetTable table;
    table.name = say("审计日志", "Audit log");
    table.headers = {say("编号", "No."),    say("时间", "At"),      say("账号", "Account"),
                     say("事件", "Event"),  say("对象", "To what"), say("说明", "Detail"),
                     say("地址", "Address")};
    for (const access::AuditLine& line : *lines) {
        table.rows.push_back({line.number, line.at.rfc3339(), line.account, line.event,
                              line.subject, line.detail, line.address});
    }
    return table;
}

Result<exchange::SheetTable> reads_table(Desk& desk, AuditQuery query, Language language) {
    auto lines = read_lines(desk, whole(std::move(query)));
    if (!lines) {
        return std::unexpected(lines.error());
    }
    auto say = [&](const char* zh, const char* en) { return language == Language::zh ? zh : en; };
    exchange::SheetTable table;
    table.name = say("限制查阅记录的查阅", "Reads of restricted records");
    table.headers = {say("编号", "No."), say("时间", "At"), say("账号", "Account"),
                     say("记录号", "Record"), say("经由", "Through")};
    for (const access::ReadLine& line : *lines) {
        table.rows.push_back(
            {line.number, line.at.rfc3339(), line.account, line.record.value, line.through});
    }
    return table;
}

}  // namespace luze::ops
