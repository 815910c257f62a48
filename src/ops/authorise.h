// The one way in: who calls, and whether they may. Every operation of the interface passes here,
// and what is not given is refused.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "access/accounts.h"
#include "access/sign_ins.h"
#include "ops/desk.h"

namespace luze::ops {

// What a request shows of its sender.
struct Credentials {
    std::string token;    // of programs: Authorization: Bearer …
    std::string session;  // of browsers: the cookie
    std::string csrf;     // … and what only our own pages know of it
    bool own_origin = false;
    bool changes = false;  // something: the two above are asked for
    std::string address;
};

struct Denied {
    enum class Why {
        unknown,  // nobody is signed in
        forged,   // not sent by our own page
        unready,  // a new password or the second factor comes first
        right     // not theirs
    } why;
    Phrase say;
};

// Whoever may do that. Refusals of accounts are written into the audit log.
[[nodiscard]] Result<std::expected<Asker, Denied>> authorise(Desk& desk,
                                                             const Credentials& credentials,
                                                             access::Right right,
                                                             std::string_view operation,
                                                             Instant now);

// What an account lacks before it may do anything else.
enum class Lacks { nothing, password, factor };
// An account and what it may do now.
struct Standing {
    access::Account account;
    access::Access access;
    Lacks lacks = Lacks::nothing;
    bool wants_factor = false;
};
// None: unknown, disabled, or its person has left.
[[nodiscard]] Result<std::optional<Standing>> standing_of(Desk& desk, const std::string& account,
                                                          Instant now);
// Of the cookie; none when the session is over.
[[nodiscard]] Result<std::optional<Standing>> session_of(Desk& desk, const std::string& secret,
                                                         Instant now);
// What our own pages send along with whatever changes something.
[[nodiscard]] std::string csrf_of(std::string_view session);

// Logs that something leaves the program as a file. ErrorKind::io: it cannot be logged, so nothing
// must leave.
[[nodiscard]] Result<void> log_export(Desk& desk, const Asker& asker, std::string_view operation,
                                      const std::string& what, const std::string& address,
                                      Instant now);

// Logs that the asker has been shown these restricted records. ErrorKind::io: it cannot be logged,
// so they must not be shown.
[[nodiscard]] Result<void> log_reads(Desk& desk, const Asker& asker, std::string_view operation,
                                     Instant now);

}  // namespace luze::ops
