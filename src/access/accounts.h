// Accounts: who may sign in, as whom, with which roles. Nothing here decides; it keeps.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/rights.h"
#include "base/date.h"
#include "store/session.h"

namespace luze::access {

struct Account {
    std::string name;
    PersonId person;    // none: an inspection team, an administrator
    std::string title;  // who it is, where it is nobody of the roster
    Language language = Language::zh;
    std::string password;  // Argon2id; empty until it is set
    Instant password_at;
    std::string factor;  // base32; empty: no second factor
    Instant factor_at;   // 0: begun, not yet confirmed
    std::int64_t factor_step = 0;
    Instant created_at;
    std::optional<Instant> disabled_at;
    std::vector<Grant> grants;

    [[nodiscard]] bool has_factor() const { return !factor.empty() && factor_at.ms != 0; }
    [[nodiscard]] bool administrator() const;
};

// As it is kept: small letters, no spaces. ErrorKind::invalid where it is none: 2 to 32 letters
// (Chinese too), digits, dots, dashes.
[[nodiscard]] Result<std::string> account_name(std::string_view written);

// Everything in the caller's transaction.
class Accounts {
public:
    Accounts(store::Session& session, std::string book)
        : session_(&session), book_(std::move(book)) {}

    [[nodiscard]] Result<std::optional<Account>> find(const std::string& name) const;
    [[nodiscard]] Result<std::vector<Account>> list() const;
    // ErrorKind::conflict: there is one of that name.
    [[nodiscard]] Result<void> add(const Account& account);
    [[nodiscard]] Result<void> set_grants(const std::string& account,
                                          const std::vector<Grant>& grants);
    [[nodiscard]] Result<void> set_person(const std::string& account, PersonId person);
    [[nodiscard]] Result<void> set_password(const std::string& account, const std::string& hash,
                                            Instant now);
    // Begun with now = 0, confirmed with the moment; an empty secret takes it away.
    [[nodiscard]] Result<void> set_factor(const std::string& account, const std::string& secret,
                                          Instant now, std::int64_t step);
    [[nodiscard]] Result<void> set_disabled(const std::string& account,
                                            std::optional<Instant> when);
    [[nodiscard]] Result<void> set_language(const std::string& account, Language language);

    // Instead of those before.
    [[nodiscard]] Result<void> set_recovery_codes(const std::string& account,
                                                  const std::vector<std::string>& codes);
    // Whether it was one that had not been used.
    [[nodiscard]] Result<bool> use_recovery_code(const std::string& account, std::string_view code,
                                                 Instant now);

    // The secret of a link that sets the password, once, until it expires; those before are void.
    [[nodiscard]] Result<std::string> issue_link(const std::string& account, Instant expires);
    // Whose link it is; none where it is unknown, used or expired.
    [[nodiscard]] Result<std::optional<std::string>> link_account(std::string_view secret,
                                                                  Instant now) const;
    // Whether it was still good.
    [[nodiscard]] Result<bool> use_link(std::string_view secret, Instant now);

    // What an account keeps for its pages (saved views …); empty where there is nothing.
    [[nodiscard]] Result<std::string> preference(const std::string& account,
                                                 const std::string& name) const;
    // An empty value takes it away.
    [[nodiscard]] Result<void> set_preference(const std::string& account, const std::string& name,
                                              const std::string& value);

private:
    store::Session* session_;
    std::string book_;
};

}  // namespace luze::access
