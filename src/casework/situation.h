// What expressions of a procedure may ask beside the record's own fields (norms::case_names).
//
// Meetings and items are records of the reserved forms `meeting` (date, planned_on, notified_on,
// type, chair, due, and whoever its form says is present and absent) and `agenda_item` (meeting,
// speaking_order, recused, votes_for, votes_against, votes_abstained, decision); papers are those
// of form `self_check` (person, occasion, submitted_on); problems those of form `problem` (source,
// closed_on, meeting, level). Who may attend and vote is the group `voters` of the meeting's
// procedure.
#pragma once

#include <string_view>
#include <vector>

#include "casework/procedure.h"
#include "norms/expression.h"

namespace luze::casework {

// Of meetings and their items; None for a name that says nothing of such a record. The attempt may
// be null: then names about the step's speaker are None.
[[nodiscard]] norms::Operand situation(const standing::Context& context, const Record& record,
                                       const Attempt* attempt, std::string_view name);

// Self-check papers for a meeting, of those who may vote there, in the order of the roster.
struct Papers {
    std::vector<PersonId> in;
    std::vector<PersonId> missing;
};
[[nodiscard]] Papers papers_of(const standing::Context& context, const Record& meeting);

// Who counts at a meeting, or on one item at it.
struct Room {
    Date day;                       // on which it is held
    std::vector<PersonId> voters;   // may attend and vote
    std::vector<PersonId> here;     // of them who came, less those who withdrew from the item
    std::vector<PersonId> spoken;   // in that order
    std::vector<PersonId> recused;  // from the item
    PersonId chair;
};
// Of a record of form `meeting`, or of an item that names one; empty for another.
[[nodiscard]] Room room_of(const standing::Context& context, const Record& record);

}  // namespace luze::casework
