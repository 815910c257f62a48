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
// For oneself, with these scopes (ids of rights; none: those of reading). ErrorKind::invalid: a
// scope that one has not got.
[[nodiscard]] Result<std::string> issue_own_token(Desk& desk, const Asker& asker,
                                                  const std::vector<std::string>& scopes,
                                                  Instant now);
// ErrorKind::missing: none in force has that id; only the account's where one is named.
[[nodiscard]] Result<void> revoke_token(Desk& desk, const std::string& id, const Asker& asker,
                                        const std::string& account, Instant now);
// [{"id","person":{"id","name"},"account","purpose","scopes","created_at","revoked_at"?}]; only the
// account's where one is named.
[[nodiscard]] Result<Json> tokens_json(Desk& desk, const std::string& account = "");

// A new secret for the asker's calendar feed; the one before is of no more use.
[[nodiscard]] Result<std::string> issue_calendar(Desk& desk, const Asker& asker, Instant now);
// ErrorKind::missing: unknown, replaced, or its person has left.
[[nodiscard]] Result<PersonId> calendar_owner(Desk& desk, std::string_view secret, Instant now);

}  // namespace luze::ops
