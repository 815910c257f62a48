// Accounts as the security administrator keeps them, and as the first of them is made at the
// command line. Everything leaves a line in the audit log.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/accounts.h"
#include "base/json.h"
#include "ops/desk.h"

namespace luze::ops {

struct AccountWish {
    std::string name;
    PersonId person;    // none: of nobody on the roster
    std::string title;  // then who it is
    std::vector<access::Grant> grants;
};

// The secret of the link by which its password is set. ErrorKind: invalid (the name, the roles, a
// person not in office or with an account already), conflict (the name is taken).
[[nodiscard]] Result<std::string> add_account(Desk& desk, const AccountWish& wish,
                                              const Asker& asker, Instant now);
// Another link; the old password is of use until it is set anew, sessions go on.
[[nodiscard]] Result<std::string> issue_link(Desk& desk, const std::string& account,
                                             const Asker& asker, Instant now);
// At once: its sessions end. ErrorKind::refused: one's own, or the last security administrator.
[[nodiscard]] Result<void> disable_account(Desk& desk, const std::string& account,
                                           const Asker& asker, Instant now);
[[nodiscard]] Result<void> enable_account(Desk& desk, const std::string& account,
                                          const Asker& asker, Instant now);
// ErrorKind::refused: one's own roles, or those of the last security administrator.
[[nodiscard]] Result<void> set_roles(Desk& desk, const std::string& account,
                                     const std::vector<access::Grant>& grants, const Asker& asker,
                                     Instant now);
// Whose account it is, where it was made before the roster knew them; nobody takes it back.
[[nodiscard]] Result<void> set_person(Desk& desk, const std::string& account, PersonId person,
                                      const Asker& asker, Instant now);
// The telephone is lost: sign in with the password, set it up anew. Unlocks, too.
[[nodiscard]] Result<void> reset_second_factor(Desk& desk, const std::string& account,
                                               const Asker& asker, Instant now);

// [{"account","person"?,"title","roles":[{"id","name","units"}],"state":active|invited|disabled|
//   left,"second_factor","created_at"}]
[[nodiscard]] Result<Json> accounts_json(Desk& desk, Instant now);
// [{"id","name","rights","restricted","reach","administrator"}]
[[nodiscard]] Json access_roles_json();

// {"people":[{"id","name","unit","namesakes"}],"units":[{"id","kind":department|branch}]}: whom an
// account may be given to, which nobody else has, and the units of roles. Names and nothing else.
[[nodiscard]] Result<Json> roster_json(Desk& desk, Instant now);

// role, or role:unit,unit
[[nodiscard]] access::Grant grant_written(const std::string& text);

}  // namespace luze::ops
