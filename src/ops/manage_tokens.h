// Tokens by which people and programs use the HTTP interface.
#pragma once

#include <string>
#include <vector>

#include "access/tokens.h"
#include "base/json.h"
#include "ops/desk.h"

namespace luze::ops {

// The token, shown this once. ErrorKind::invalid: the person is not in office.
[[nodiscard]] Result<std::string> issue_token(Desk& desk, PersonId person,
                                              const std::string& account, access::Purpose purpose,
                                              Instant now);
[[nodiscard]] Result<void> revoke_token(Desk& desk, const std::string& id, Instant now);
// [{"id","person":{"id","name"},"account","purpose","created_at","revoked_at"?}]
[[nodiscard]] Result<Json> tokens_json(Desk& desk);

// Whom a token stands for; none when it is unknown, revoked, or its person has left.
struct Bearer {
    Asker asker;
    bool may_write = false;
};
[[nodiscard]] Result<std::optional<Bearer>> bearer_of(Desk& desk, std::string_view token,
                                                      Instant now);

// A new secret for the asker's calendar feed; the one before is of no more use.
[[nodiscard]] Result<std::string> issue_calendar(Desk& desk, const Asker& asker, Instant now);
// ErrorKind::missing: unknown, replaced, or its person has left.
[[nodiscard]] Result<PersonId> calendar_owner(Desk& desk, std::string_view secret, Instant now);

}  // namespace luze::ops
