// Who is signed in, and how often somebody tried in vain.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "store/session.h"

namespace luze::access {

struct SignIn {
    std::string account;
    Instant began_at;
    Instant seen_at;
};

// How long a session lasts; from the settings.
struct TimeOuts {
    std::int64_t idle_minutes = 20;
    std::int64_t absolute_hours = 10;
};

// Everything in the caller's transaction.
class SignIns {
public:
    SignIns(store::Session& session, std::string book)
        : session_(&session), book_(std::move(book)) {}

    // The secret that the browser keeps. Sessions long over are swept away.
    [[nodiscard]] Result<std::string> begin(const std::string& account, const std::string& address,
                                            Instant now);
    // None when it is unknown, ended, too long idle or too old.
    [[nodiscard]] Result<std::optional<SignIn>> find(std::string_view secret, TimeOuts limits,
                                                     Instant now) const;
    [[nodiscard]] Result<void> touch(std::string_view secret, Instant now);
    [[nodiscard]] Result<void> end(std::string_view secret);
    [[nodiscard]] Result<void> end_all(const std::string& account);
    [[nodiscard]] Result<void> end_others(const std::string& account, std::string_view secret);

    // Until when this account may not be tried from this address. Five failures lock the account
    // for that address for 15 minutes, each further one twice as long, to a day; twenty lock the
    // address; twenty from addresses where the account was never signed in lock it for such, so
    // that nobody can lock others out at will.
    [[nodiscard]] Result<std::optional<Instant>> locked_until(const std::string& account,
                                                              const std::string& address,
                                                              Instant now) const;
    // Counted before the password is looked at, taken back when it was right: many tries at once
    // do not slip through.
    [[nodiscard]] Result<void> count_failure(const std::string& account, const std::string& address,
                                             Instant now);
    [[nodiscard]] Result<void> forgive(const std::string& account, const std::string& address,
                                       Instant now);
    // By an administrator: of every address.
    [[nodiscard]] Result<void> unlock(const std::string& account);

private:
    [[nodiscard]] Result<bool> known(const std::string& account, const std::string& address) const;
    [[nodiscard]] Result<void> count(const std::string& subject, std::int64_t allowed, Instant now);
    [[nodiscard]] Result<void> take_back(const std::string& subject, std::int64_t failures,
                                         Instant now);

    store::Session* session_;
    std::string book_;
};

}  // namespace luze::access
