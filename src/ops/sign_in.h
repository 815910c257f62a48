// Signing in and out, in three moves: at the desk, away from it (a password takes its time), and at
// the desk again.
#pragma once

#include <string>

#include "access/passwords.h"
#include "base/json.h"
#include "ops/authorise.h"

namespace luze::ops {

struct SignInWish {
    std::string account;
    std::string password;
    std::string code;  // of the second factor, or a recovery code
    std::string address;
};

// The hash to compare with; empty where there is nobody to sign in. Counted as a failure until it
// turns out right. ErrorKind::refused: too many failures, and until when.
[[nodiscard]] Result<std::string> begin_sign_in(Desk& desk, const SignInWish& wish, Instant now);

struct SignInOutcome {
    enum class Kind { done, wrong, code_wanted } kind = Kind::wrong;
    std::string session;  // the secret for the cookie, where done
};
[[nodiscard]] Result<SignInOutcome> finish_sign_in(Desk& desk, const SignInWish& wish,
                                                   bool password_right, Instant now);

[[nodiscard]] Result<void> sign_out(Desk& desk, const Asker& asker, const std::string& session,
                                    const std::string& address, Instant now);

// {"account","person"?,"name","rights","roles","units","csrf","second_factor":none|wanted|on,
//  "password":"ok|expired","language"}; null when nobody is signed in.
[[nodiscard]] Result<Json> session_json(Desk& desk, const std::string& session, Instant now);

// A one-time link that sets a password. ErrorKind::missing: unknown, used or expired.
// {"account","name","rules":{zh,en},"language"}
[[nodiscard]] Result<Json> set_up_json(Desk& desk, const std::string& link, Instant now);
// ErrorKind::invalid: the password will not do.
[[nodiscard]] Result<void> begin_set_up(Desk& desk, const std::string& link,
                                        const std::string& password, Instant now);
// The session that begins; empty where a second factor is asked first.
[[nodiscard]] Result<std::string> finish_set_up(Desk& desk, const std::string& link,
                                                const std::string& hash, const std::string& address,
                                                Instant now);

// One's own password: the hash of the old one, once the new one will do.
[[nodiscard]] Result<std::string> begin_password(Desk& desk, const Asker& asker,
                                                 const std::string& password,
                                                 const std::string& address, Instant now);
struct PasswordWish {
    std::string hash;  // of the new one
    std::string session;
    std::string address;
};
[[nodiscard]] Result<void> finish_password(Desk& desk, const Asker& asker, const PasswordWish& wish,
                                           Instant now);

[[nodiscard]] Result<void> set_language(Desk& desk, const Asker& asker, Language language);

}  // namespace luze::ops
