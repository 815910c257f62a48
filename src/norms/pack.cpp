#include "norms/pack.h"

#include <algorithm>

namespace luze::norms {
namespace {

// Packs hold a hundred items of a kind at most: a scan beats an index.
template <class Item>
const Item* find(const std::vector<Item>& items, std::string_view id) {
    auto at = std::ranges::find_if(items, [&](const Item& item) { return item.id == id; });
    return at == items.end() ? nullptr : &*at;
}

}  // namespace

const Field* Form::field(std::string_view field_id) const { return find(fields, field_id); }

const Form* Pack::form(std::string_view form_id) const { return find(forms, form_id); }
const Group* Pack::group(std::string_view group_id) const { return find(groups, group_id); }
const Parameter* Pack::parameter(std::string_view parameter_id) const {
    return find(parameters, parameter_id);
}
const Duty* Pack::duty(std::string_view duty_id) const { return find(duties, duty_id); }
const Figure* Pack::figure(std::string_view figure_id) const { return find(figures, figure_id); }
const Role* Pack::role(std::string_view role_id) const { return find(roles, role_id); }
const Procedure* Pack::procedure(std::string_view procedure_id) const {
    return find(procedures, procedure_id);
}
const Ladder* Pack::ladder(std::string_view ladder_id) const { return find(ladders, ladder_id); }

const ProcedureState* Procedure::state(std::string_view state_id) const {
    return find(states, state_id);
}
const Act* Procedure::act(std::string_view act_id) const { return find(acts, act_id); }

const std::vector<std::string>& case_names() {
    static const std::vector<std::string> names = {
        "on", "today", "since", "due_on", "evidence", "round", "actor",
        // Of meetings and their items.
        "meeting_state", "meeting_date", "notice_on", "entitled", "here", "spoken", "yet_to_speak",
        "speaker_is_chair", "speaker_is_voter", "speaker_has_spoken", "chair_has_spoken",
        "chair_place", "items_open", "item_under_way", "votes", "papers_due", "papers_in",
        "last_year_open", "problems_listed", "first_is_chair", "not_here",
        // Of what an item decided, of the talk that answers a sign, and of papers that members see.
        "item_decision", "item_category", "item_date", "talk_date", "talk_person", "yet_to_see"};
    return names;
}

const std::vector<std::string>& rung_names() {
    static const std::vector<std::string> names = {"late_days", "refused", "rung",
                                                   "waited",    "state",   "subject_is_head"};
    return names;
}

}  // namespace luze::norms
