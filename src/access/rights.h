// What people may do: rights, the roles that carry them, and what roles give together. What is not
// given is refused.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "model/scope.h"

namespace luze::access {

enum class Right {
    open,        // everybody, signed in or not
    signed_in,   // every account, administrators included
    see_own,     // one's own page and tasks, and records as far as the scope goes
    see_book,    // standing and figures within the units of the role
    see_whole,   // what speaks of the whole organisation: the report, its ledgers, the burden
    restricted,  // those labelled restricted that the pack shows to the person; reads are logged
    record,      // enter, step and correct as oneself; the pack says who may what
    import,
    rules,   // parameters and packs
    report,  // the office's own words, issuing
    plan,
    verify,  // the ledger and its proofs
    admin_system,
    admin_security,
    admin_audit
};
[[nodiscard]] std::string_view id_of(Right right);  // see.own
[[nodiscard]] std::optional<Right> right_of(std::string_view id);

enum class Reach { book, units, self };
[[nodiscard]] std::string_view id_of(Reach reach);

struct Role {
    std::string_view id;
    std::string_view zh;
    std::string_view en;
    std::vector<Right> rights;
    bool restricted;  // its labels: open, and with this restricted in what is said of everybody
    Reach reach;
    bool administrator;  // excludes every other role, and stands for nobody of the roster
};
[[nodiscard]] std::span<const Role> roles();
[[nodiscard]] const Role* find_role(std::string_view id);

// A role given to an account; the units where the role reaches some only.
struct Grant {
    std::string role;
    std::vector<std::string> units;
};

struct Access {
    std::set<Right> rights;
    Scope scope;

    [[nodiscard]] bool may(Right right) const;
    // Of both only what both give.
    [[nodiscard]] Access only(const std::set<Right>& scopes) const;
};
// Of unknown roles nothing. Restricted records are seen only where the roles that carry the label
// reach everything that the others reach.
[[nodiscard]] Access access_of(std::span<const Grant> grants, PersonId person);

// ErrorKind::invalid: unknown roles, units missing or out of place, administrators with another
// role or with a person.
[[nodiscard]] Result<void> check_grants(std::span<const Grant> grants, PersonId person);

}  // namespace luze::access
