#include "access/sign_ins.h"

#include <algorithm>
#include <vector>

#include "access/secrets.h"
#include "base/digest.h"

namespace luze::access {
namespace {

using store::Statement;

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;
constexpr std::int64_t first_lock = 15 * minute;
constexpr std::int64_t failures_of_pair = 5;
constexpr std::int64_t failures_of_many = 20;

constexpr Statement insert_sign_in{
    "sign_in.insert",
    "INSERT INTO sign_in (book, digest, account, began_at, seen_at, address)"
    " VALUES (:book, :digest, :account, :now, :now, :address)"};
constexpr Statement sweep_sign_ins{"sign_in.sweep",
                                   "DELETE FROM sign_in WHERE book = :book AND began_at < :before"};
constexpr Statement select_sign_in{"sign_in.find",
                                   "SELECT account, began_at, seen_at FROM sign_in"
                                   " WHERE book = :book AND digest = :digest"};
constexpr Statement touch_sign_in{
    "sign_in.touch",
    "UPDATE sign_in SET seen_at = :seen_at WHERE book = :book AND digest = :digest"};
constexpr Statement delete_sign_in{"sign_in.delete",
                                   "DELETE FROM sign_in WHERE book = :book AND digest = :digest"};
constexpr Statement delete_sign_ins{
    "sign_in.delete_all", "DELETE FROM sign_in WHERE book = :book AND account = :account"};
constexpr Statement delete_others{
    "sign_in.delete_others",
    "DELETE FROM sign_in WHERE book = :book AND account = :account AND digest <> :digest"};
constexpr Statement select_failure{"sign_in_failure.find",
                                   "SELECT failures, last_at, until_at FROM sign_in_failure"
                                   " WHERE book = :book AND subject = :subject"};
constexpr Statement delete_failure{
    "sign_in_failure.delete",
    "DELETE FROM sign_in_failure WHERE book = :book AND subject = :subject"};
constexpr Statement insert_failure{
    "sign_in_failure.insert",
    "INSERT INTO sign_in_failure (book, subject, failures, last_at, until_at)"
    " VALUES (:book, :subject, :failures, :last_at, :until_at)"};
constexpr Statement select_subjects{"sign_in_failure.list",
                                    "SELECT subject FROM sign_in_failure WHERE book = :book"};
constexpr Statement sweep_failures{
    "sign_in_failure.sweep",
    "DELETE FROM sign_in_failure WHERE book = :book AND last_at < :before"};
constexpr Statement select_known{"known_address.find",
                                 "SELECT seen_at FROM known_address WHERE book = :book"
                                 " AND account = :account AND address = :address"};
constexpr Statement delete_known{"known_address.delete",
                                 "DELETE FROM known_address WHERE book = :book"
                                 " AND account = :account AND address = :address"};
constexpr Statement insert_known{"known_address.insert",
                                 "INSERT INTO known_address (book, account, address, seen_at)"
                                 " VALUES (:book, :account, :address, :seen_at)"};

using Failure = std::tuple<std::int64_t, std::int64_t, std::int64_t>;

// No account's name holds a space.
std::string pair_of(const std::string& account, const std::string& address) {
    return account + " @ " + address;
}
std::string of_address(const std::string& address) { return "@ " + address; }

Result<void> done(const Result<std::int64_t>& outcome) {
    return outcome ? Result<void>{} : std::unexpected(outcome.error());
}

// 15 minutes for the first failure over what is allowed, then twice as long each.
std::int64_t lock_after(std::int64_t failures, std::int64_t allowed) {
    if (failures < allowed) {
        return 0;
    }
    constexpr std::int64_t most_doublings = 7;
    return std::min(first_lock << std::min(failures - allowed, most_doublings), day);
}

}  // namespace

Result<std::string> SignIns::begin(const std::string& account, const std::string& address,
                                   Instant now) {
    auto secret = new_secret();
    if (!secret) {
        return secret;
    }
    auto swept = session_->execute(sweep_sign_ins, book_, now.ms - 2 * day);
    auto kept = swept ? session_->execute(insert_sign_in, book_, sha256(*secret).hex(), account,
                                          now.ms, address)
                      : swept;
    return kept ? secret : std::unexpected(kept.error());
}

Result<std::optional<SignIn>> SignIns::find(std::string_view secret, TimeOuts limits,
                                            Instant now) const {
    using Row = std::tuple<std::string, std::int64_t, std::int64_t>;
    auto row = session_->read_one<Row>(select_sign_in, book_, sha256(secret).hex());
    if (!row) {
        return std::unexpected(row.error());
    }
    if (!*row) {
        return std::optional<SignIn>{};
    }
    SignIn found{std::get<0>(**row), Instant{std::get<1>(**row)}, Instant{std::get<2>(**row)}};
    const bool over = now.ms - found.seen_at.ms >= limits.idle_minutes * minute ||
                      now.ms - found.began_at.ms >= limits.absolute_hours * hour;
    return over ? std::nullopt : std::optional(std::move(found));
}

Result<void> SignIns::touch(std::string_view secret, Instant now) {
    return done(session_->execute(touch_sign_in, now.ms, book_, sha256(secret).hex()));
}

Result<void> SignIns::end(std::string_view secret) {
    return done(session_->execute(delete_sign_in, book_, sha256(secret).hex()));
}

Result<void> SignIns::end_all(const std::string& account) {
    return done(session_->execute(delete_sign_ins, book_, account));
}

Result<void> SignIns::end_others(const std::string& account, std::string_view secret) {
    return done(session_->execute(delete_others, book_, account, sha256(secret).hex()));
}

Result<bool> SignIns::known(const std::string& account, const std::string& address) const {
    auto row = session_->read_one<std::tuple<std::int64_t>>(select_known, book_, account, address);
    return row ? Result<bool>(row->has_value()) : std::unexpected(row.error());
}

Result<std::optional<Instant>> SignIns::locked_until(const std::string& account,
                                                     const std::string& address,
                                                     Instant now) const {
    auto familiar = known(account, address);
    if (!familiar) {
        return std::unexpected(familiar.error());
    }
    std::vector<std::string> subjects{pair_of(account, address), of_address(address)};
    if (!*familiar) {
        subjects.push_back(account);
    }
    std::int64_t until = 0;
    for (const std::string& subject : subjects) {
        auto row = session_->read_one<Failure>(select_failure, book_, subject);
        if (!row) {
            return std::unexpected(row.error());
        }
        until = *row ? std::max(until, std::get<2>(**row)) : until;
    }
    return until > now.ms ? std::optional(Instant{until}) : std::nullopt;
}

Result<void> SignIns::count(const std::string& subject, std::int64_t allowed, Instant now) {
    auto row = session_->read_one<Failure>(select_failure, book_, subject);
    if (!row) {
        return std::unexpected(row.error());
    }
    const std::int64_t failures = (*row ? std::get<0>(**row) : 0) + 1;
    auto changed = session_->execute(delete_failure, book_, subject);
    if (changed) {
        changed = session_->execute(insert_failure, book_, subject, failures, now.ms,
                                    now.ms + lock_after(failures, allowed));
    }
    return done(changed);
}

Result<void> SignIns::count_failure(const std::string& account, const std::string& address,
                                    Instant now) {
    auto counted = done(session_->execute(sweep_failures, book_, now.ms - day));
    auto familiar = known(account, address);
    if (!familiar) {
        return std::unexpected(familiar.error());
    }
    if (counted) {
        counted = count(pair_of(account, address), failures_of_pair, now);
    }
    if (counted) {
        counted = count(of_address(address), failures_of_many, now);
    }
    if (counted && !*familiar) {
        counted = count(account, failures_of_many, now);
    }
    return counted;
}

// Takes that many failures back, and with them a lock.
Result<void> SignIns::take_back(const std::string& subject, std::int64_t failures, Instant now) {
    auto row = session_->read_one<Failure>(select_failure, book_, subject);
    if (!row || !*row) {
        return row ? Result<void>{} : std::unexpected(row.error());
    }
    const std::int64_t left = std::get<0>(**row) - failures;
    auto changed = session_->execute(delete_failure, book_, subject);
    if (changed && left > 0) {
        changed =
            session_->execute(insert_failure, book_, subject, left, std::get<1>(**row), now.ms);
    }
    return done(changed);
}

Result<void> SignIns::forgive(const std::string& account, const std::string& address, Instant now) {
    auto row = session_->read_one<Failure>(select_failure, book_, pair_of(account, address));
    if (!row) {
        return std::unexpected(row.error());
    }
    // Who mistyped and then got it right leaves no mark on the others there.
    const std::int64_t own = *row ? std::get<0>(**row) : 0;
    auto changed = take_back(pair_of(account, address), own, now);
    if (changed) {
        changed = take_back(of_address(address), own, now);
    }
    if (changed) {
        changed = take_back(account, own, now);
    }
    if (changed) {
        changed = done(session_->execute(delete_known, book_, account, address));
    }
    if (changed) {
        changed = done(session_->execute(insert_known, book_, account, address, now.ms));
    }
    return changed;
}

Result<void> SignIns::unlock(const std::string& account) {
    auto rows = session_->read<std::tuple<std::string>>(select_subjects, book_);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    for (const auto& [subject] : *rows) {
        if (subject != account && !subject.starts_with(account + " @ ")) {
            continue;
        }
        if (auto freed = session_->execute(delete_failure, book_, subject); !freed) {
            return std::unexpected(freed.error());
        }
    }
    return {};
}

}  // namespace luze::access
