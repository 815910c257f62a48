#include "casework/answerable.h"

#include <algorithm>

#include "casework/ownership.h"
#include "casework/roles.h"
#include "model/book.h"

namespace luze::casework {
namespace {

using standing::Context;

std::vector<PersonId> holders_in(const Context& context, std::string_view role,
                                 const std::string& unit) {
    const Date day = context.as_of.day;
    auto people = holders(context, role, nullptr, day);
    std::erase_if(people, [&](PersonId id) {
        const Person* person = context.roster.find(id);
        return person == nullptr || unit.empty() ||
               (person->unit_on(UnitKind::department, day) != unit &&
                person->unit_on(UnitKind::branch, day) != unit);
    });
    return people;
}

}  // namespace

std::vector<PersonId> answerable(const Context& context, const standing::Obligation& owed) {
    const Date day = context.as_of.day;
    if (owed.duty->bearer.kind == norms::BearerKind::record) {
        auto at = context.book.records.find(owed.subject);
        if (at != context.book.records.end()) {
            if (PersonId owner = owner_of(context, at->second, day).person) {
                return {owner};
            }
        }
    }
    std::vector<PersonId> people;
    if (owed.duty->kind == norms::DutyKind::tenure) {
        people = holders(context, "personnel", nullptr, day);
    } else if (owed.person) {
        people = {owed.person};
    } else {
        const bool branch = owed.duty->bearer.unit == UnitKind::branch;
        people = holders_in(context, branch ? "branch_officer" : "any_department_head", owed.unit);
    }
    return people.empty() ? holders(context, "office", nullptr, day) : people;
}

}  // namespace luze::casework
