#include "store/sent_digests.h"

namespace luze::store {
namespace {

constexpr Statement select_sent{"digest.sent",
                                "SELECT person FROM digest_sent WHERE book = :book AND day = :day"};
constexpr Statement insert_sent{
    "digest.insert",
    "INSERT INTO digest_sent (book, person, day, sent_at) VALUES (:book, :person, :day, :sent_at)"};

}  // namespace

Result<std::set<std::int64_t>> SentDigests::on(Date day) const {
    auto rows = session_->read<std::tuple<std::int64_t>>(select_sent, book_, day.iso());
    if (!rows) {
        return std::unexpected(rows.error());
    }
    std::set<std::int64_t> people;
    for (const auto& [person] : *rows) {
        people.insert(person);
    }
    return people;
}

Result<void> SentDigests::add(std::int64_t person, Date day, Instant now) {
    auto done = transact(*session_, [&] {
        return session_->execute(insert_sent, book_, person, day.iso(), now.ms);
    });
    return done ? Result<void>{} : std::unexpected(done.error());
}

}  // namespace luze::store
