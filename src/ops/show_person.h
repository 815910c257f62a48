// What the books say of one person, as far as the asker may see it: the person's own page.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "ops/show_case.h"

namespace luze::ops {

struct Mention {
    CaseLine line;
    std::vector<const norms::Field*> as;  // the fields that name the person: owner, subject …
};

// Records that name the person, the newest first. Everybody may ask about themselves; of others
// one sees what one may see anyway.
[[nodiscard]] std::vector<Mention> mentions_of(const Desk& desk, PersonId person,
                                               const Asker& asker, Date day);

// {"person":{"id","name"},"department","branch","title","in_office","joined"?,"left"?,"roles":[…],
// "mentions":[{…,"as":[…],"on"?,"restricted"}]}. Of oneself also what one may do about it: of each
// mention "may":[{"act","name","answer"}], the steps that one may take now (answer: as the person
// concerned, of a restricted matter), and "answers":[{"form","act",
// "name","person"}], what everybody may open for themselves (an answer, an appeal) and the field
// that says who.
[[nodiscard]] Result<Json> person_json(const Desk& desk, PersonId person, const Asker& asker,
                                       Date day);

}  // namespace luze::ops
