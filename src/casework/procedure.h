// The state machine of a record: (record, its steps, pack, day) → state, what may come next and by
// whom, and why not. Pure; the procedures are the pack's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "model/record.h"
#include "norms/pack.h"
#include "standing/obligation.h"

namespace luze::casework {

// The first procedure of the record's form that has acts and fits the record; null when none does.
[[nodiscard]] const norms::Procedure* procedure_of(const standing::Context& context,
                                                   const Record& record);

struct CaseState {
    const norms::Procedure* procedure = nullptr;
    const norms::ProcedureState* state = nullptr;
    Date since;               // day on which the state was entered
    int round = 1;            // of the same matter
    std::optional<Date> due;  // by when it should be left

    [[nodiscard]] bool late(Date day) const { return due && *due < day; }
};

// Without the day by which it should be left, which may ask since when it is so.
[[nodiscard]] std::optional<CaseState> entered_state(const standing::Context& context,
                                                     const Record& record);
// None when no procedure fits. As of the context's day.
[[nodiscard]] std::optional<CaseState> state_of(const standing::Context& context,
                                                const Record& record);

// A step that somebody wants to take. For an opening act the record is the one to be made: its
// form, its fields, no id.
struct Attempt {
    const norms::Procedure* procedure = nullptr;
    const norms::Act* act = nullptr;
    PersonId by;
    Date on;
    Fields fields;                   // of the record, as given
    Fields with;                     // of the step alone, as given
    const Record* before = nullptr;  // as it was, where conditions are judged by what it becomes
};

// Why the step may not be taken: a sentence that says why and, where it is a matter of rights, who
// could. None when it may.
[[nodiscard]] std::optional<Phrase> refusal(const standing::Context& context, const Record& record,
                                            const Attempt& attempt);

// What the step does to the record's fields: those given, lengthened and filled in.
struct Effect {
    Fields fields;
    std::vector<std::string> clears;
};
[[nodiscard]] Effect effect_of(const standing::Context& context, const Record& record,
                               const Attempt& attempt);

struct NextStep {
    const norms::Act* act = nullptr;
    std::vector<PersonId> who;      // could take it now, as far as rights go
    std::optional<Phrase> refused;  // to the one who asks, before anything is filled in
};
// The acts that leave from the record's state, in the pack's order.
[[nodiscard]] std::vector<NextStep> next_steps(const standing::Context& context,
                                               const Record& record, PersonId asker);

// Recorded so long after its day that it is shown as late (parameter recording_grace_days).
[[nodiscard]] bool recorded_late(const standing::Context& context, const Step& step);

}  // namespace luze::casework
