// Rungs that the pack's ladders propose for what is late or refused. A proposal is nothing more:
// a named person decides it (ops/decide_rung.h).
//
// Of a letter (form Ladder::letters) these fields are read: about (the record), ladder, rung,
// level, decided_on, delivered_on. Letters of an earlier round, or at level 0 (taken back by a
// review), or whose procedure ended in a state named `taken_back`, count no more. A step
// `decline_rung` of the record with `rung` in its `with` puts that rung aside for
// $ladder_step_days.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/procedure.h"

namespace luze::casework {

struct Proposal {
    const norms::Ladder* ladder = nullptr;
    const norms::Rung* rung = nullptr;
    int level = 1;  // place of the rung on its ladder, from 1
    RecordId record;
    PersonId subject;  // whom it would be about; none: nobody bears the matter
    Phrase ground;
    std::string text;  // body of the document
    std::string ask;
    std::vector<PersonId> who;  // could decide it
    bool declined = false;      // somebody put it aside a short while ago
};

// What the books say of the record today: at most one rung of a ladder, the highest whose ground
// holds. Declined ones are there as well, marked.
[[nodiscard]] std::vector<Proposal> proposals(const standing::Context& context,
                                              const Record& record);

}  // namespace luze::casework
