// Who bears a problem now. A problem is assigned to a person and a post: when the person moves on,
// the post keeps the duty, and nothing is left without an owner.
#pragma once

#include <string>
#include <string_view>

#include "model/record.h"
#include "standing/obligation.h"

namespace luze::casework {

enum class Owned {
    nobody,  // not assigned yet, or nobody is left
    named,   // the person named, in office, still of the department and (where it is on the list)
             // on the post
    successor,  // holds the post now
    head,       // head of the department named
    leader,     // of the field `leader`
};

struct Owner {
    Owned how = Owned::nobody;
    PersonId person;
    PersonId named;  // whom the record names, when it is somebody else
};

// Reads the fields owner, post, department and leader where the form has them; posts are records
// of the reserved form `appointment` (person, post, department, from, to); heads of departments are
// the group of the reserved role `department_head`.
[[nodiscard]] Owner owner_of(const standing::Context& context, const Record& record, Date day);

}  // namespace luze::casework
