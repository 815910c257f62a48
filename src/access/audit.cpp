#include "access/audit.h"

#include <limits>

namespace luze::access {
namespace {

using store::Statement;
using Number = std::tuple<std::int64_t>;
using Row = std::tuple<std::int64_t, std::int64_t, std::string, std::string, std::string,
                       std::string, std::string>;
using ReadRow =
    std::tuple<std::int64_t, std::int64_t, std::string, std::int64_t, std::int64_t, std::string>;

constexpr Statement last_line{"audit.last", "SELECT max(number) FROM audit WHERE book = :book"};
constexpr Statement insert_line{
    "audit.insert",
    "INSERT INTO audit (book, number, happened_at, account, event, subject, detail, address)"
    " VALUES (:book, :number, :happened_at, :account, :event, :subject, :detail, :address)"};
constexpr Statement select_lines{
    "audit.list",
    "SELECT number, happened_at, account, event, subject, detail, address FROM audit"
    " WHERE book = :book AND number < :before"
    " AND (:event = '' OR ',' || :event || ',' LIKE '%,' || event || ',%')"
    " AND (:account = '' OR account = :account OR subject = :account)"
    " ORDER BY number DESC LIMIT :count OFFSET :offset"};
constexpr Statement count_lines{
    "audit.count",
    "SELECT count(*) FROM audit WHERE book = :book"
    " AND (:event = '' OR ',' || :event || ',' LIKE '%,' || event || ',%')"
    " AND (:account = '' OR account = :account OR subject = :account)"};
constexpr Statement last_read{"read_log.last",
                              "SELECT max(number) FROM read_log WHERE book = :book"};
constexpr Statement insert_read{
    "read_log.insert",
    "INSERT INTO read_log (book, number, happened_at, account, person, record, through)"
    " VALUES (:book, :number, :happened_at, :account, :person, :record, :through)"};
constexpr Statement select_reads{
    "read_log.list",
    "SELECT number, happened_at, account, person, record, through FROM read_log"
    " WHERE book = :book AND number < :before AND (:account = '' OR account = :account)"
    " ORDER BY number DESC LIMIT :count OFFSET :offset"};
constexpr Statement count_read{
    "read_log.count",
    "SELECT count(*) FROM read_log WHERE book = :book AND (:account = '' OR account = :account)"};
constexpr Statement select_reads_of{
    "read_log.of",
    "SELECT number, happened_at, account, person, record, through FROM read_log"
    " WHERE book = :book AND record = :record ORDER BY number DESC"};

std::int64_t from(std::int64_t before) {
    return before > 0 ? before : std::numeric_limits<std::int64_t>::max();
}

Result<std::int64_t> number_of(const Result<std::optional<Number>>& row) {
    return row ? Result<std::int64_t>(*row ? std::get<0>(**row) : 0) : std::unexpected(row.error());
}

std::vector<ReadLine> lines_of(std::vector<ReadRow> rows) {
    std::vector<ReadLine> lines;
    for (auto& [number, at, account, person, record, through] : rows) {
        lines.push_back({number, Instant{at}, std::move(account), PersonId{person},
                         RecordId{record}, std::move(through)});
    }
    return lines;
}

}  // namespace

Result<void> Audit::add(const AuditLine& line) {
    auto last = session_->read_one<Number>(last_line, book_);
    if (!last) {
        return std::unexpected(last.error());
    }
    const std::int64_t number = (*last ? std::get<0>(**last) : 0) + 1;
    auto kept = session_->execute(insert_line, book_, number, line.at.ms, line.account, line.event,
                                  line.subject, line.detail, line.address);
    return kept ? Result<void>{} : std::unexpected(kept.error());
}

Result<std::vector<AuditLine>> Audit::list(const std::string& event, const std::string& account,
                                           std::int64_t before, std::size_t count,
                                           std::size_t offset) const {
    auto rows =
        session_->read<Row>(select_lines, book_, from(before), event, account, count, offset);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    std::vector<AuditLine> lines;
    for (auto& [number, at, who, what, subject, detail, address] : *rows) {
        lines.push_back({number, Instant{at}, std::move(who), std::move(what), std::move(subject),
                         std::move(detail), std::move(address)});
    }
    return lines;
}

Result<std::int64_t> Audit::count(const std::string& event, const std::string& account) const {
    return number_of(session_->read_one<Number>(count_lines, book_, event, account));
}

Result<void> Audit::add_reads(const std::vector<RecordId>& records, const ReadLine& line) {
    auto last = session_->read_one<Number>(last_read, book_);
    if (!last) {
        return std::unexpected(last.error());
    }
    std::int64_t number = *last ? std::get<0>(**last) : 0;
    std::optional<std::int64_t> person =
        line.person ? std::optional(line.person.value) : std::nullopt;
    for (RecordId record : records) {
        auto kept = session_->execute(insert_read, book_, ++number, line.at.ms, line.account,
                                      person, record.value, line.through);
        if (!kept) {
            return std::unexpected(kept.error());
        }
    }
    return {};
}

Result<std::vector<ReadLine>> Audit::reads(std::int64_t before, std::size_t count,
                                           const std::string& account, std::size_t offset) const {
    auto rows = session_->read<ReadRow>(select_reads, book_, from(before), account, count, offset);
    return rows ? Result<std::vector<ReadLine>>(lines_of(std::move(*rows)))
                : std::unexpected(rows.error());
}

Result<std::int64_t> Audit::count_reads(const std::string& account) const {
    return number_of(session_->read_one<Number>(count_read, book_, account));
}

Result<std::vector<ReadLine>> Audit::reads_of(RecordId record) const {
    auto rows = session_->read<ReadRow>(select_reads_of, book_, record.value);
    return rows ? Result<std::vector<ReadLine>>(lines_of(std::move(*rows)))
                : std::unexpected(rows.error());
}

}  // namespace luze::access
