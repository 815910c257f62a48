// Pieces that many answers hold.
#pragma once

#include "base/json.h"
#include "model/roster.h"

namespace luze::ops {

// {"zh","en"}; English falls back on Chinese.
[[nodiscard]] inline Json phrase_json(const Phrase& phrase) {
    return Json::Object{{"zh", phrase.zh}, {"en", phrase.en.empty() ? phrase.zh : phrase.en}};
}

// {"id","name"}; null for nobody.
[[nodiscard]] inline Json person_json(const Roster& roster, PersonId id) {
    const Person* person = roster.find(id);
    return person == nullptr ? Json{}
                             : Json(Json::Object{{"id", id.value}, {"name", person->name}});
}

}  // namespace luze::ops
