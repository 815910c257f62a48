// By which records a duty would be done, and what is plain of each beforehand.
#pragma once

#include <string>

#include "base/json.h"
#include "model/roster.h"
#include "norms/pack.h"

namespace luze::ops {

// Whose duty it is.
struct Whose {
    std::string key;   // standing::Obligation::bearer_key
    std::string name;  // as people say it
};

// [{"form","form_name","values":{field:text}}], in the pack's order; none for a duty whose record
// is there already and goes on by its own steps.
[[nodiscard]] Json::Array ways_json(const norms::Pack& pack, const Roster& roster,
                                    const norms::Duty& duty, const Whose& whose);

}  // namespace luze::ops
