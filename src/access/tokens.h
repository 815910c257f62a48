// Bearer tokens (RFC 6750): each stands for one person of the roster and one account name. A token
// is 32 random bytes, shown once; the database holds its SHA-256 and nothing to guess it from.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "access/rights.h"
#include "base/date.h"
#include "model/value.h"
#include "store/session.h"

namespace luze::access {

// What a token opens: the interface, to read or to write, or a person's calendar and nothing else.
enum class Purpose { read, write, calendar };
[[nodiscard]] std::string name_of(Purpose purpose);
// What a token of that purpose opens where nothing narrower is said.
[[nodiscard]] std::set<Right> scopes_of(Purpose purpose);

struct Token {
    std::string id;  // the first 12 digits of its digest, to speak of it
    PersonId person;
    std::string account;
    Purpose purpose = Purpose::read;
    std::set<Right> scopes;
    Instant created_at;
    std::optional<Instant> revoked_at;
};

class Tokens {
public:
    Tokens(store::Session& session, std::string book)
        : session_(&session), book_(std::move(book)) {}

    // The token itself: luze_ and 43 characters of base64url. Without scopes those of its purpose.
    // In the caller's transaction.
    [[nodiscard]] Result<std::string> issue(PersonId person, const std::string& account,
                                            Purpose purpose, Instant now,
                                            const std::set<Right>& scopes = {});
    // None when there is no such token or it has been revoked.
    [[nodiscard]] Result<std::optional<Token>> find(std::string_view token) const;
    [[nodiscard]] Result<std::vector<Token>> list() const;
    // ErrorKind::missing: no token in force has that id (and is the account's, where one is named).
    [[nodiscard]] Result<void> revoke(const std::string& id, Instant now,
                                      const std::string& account = "");

private:
    store::Session* session_;
    std::string book_;
};

}  // namespace luze::access
