// What is due for whom: one pure function of the books and the day. How it reaches people is
// elsewhere (ops/show_reminders.h, ops/send_reminders.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/ladder.h"
#include "standing/obligation.h"

namespace luze::casework {

enum class Due {
    step,     // a record waits for somebody's step
    duty,     // a window of a duty ends soon, or has ended unfulfilled
    proposal  // a rung of the ladder waits for a decision
};

struct Reminder {
    Due kind = Due::step;
    PersonId person;
    std::optional<Date> on;  // by when; none: a proposal
    bool late = false;
    RecordId record;                  // step, proposal
    const norms::Act* act = nullptr;  // step: what is waited for
    const norms::Rung* rung = nullptr;
    const norms::Duty* duty = nullptr;
    std::string bearer;  // duty: Obligation::bearer_key
    std::string bearer_name;
    Window window;
    std::string window_name;
    RecordId subject;         // whose mending the duty is, where it is a record's
    bool restricted = false;  // of a restricted record: its title goes nowhere outside the program
};

// By person (in the order of their numbers), then by day. Steps are told of within
// $remind_days_before (7 where the pack has no such parameter), to the holders of the first role
// that may take the step that leads on; windows while they are `due`, and for 30 days once missed,
// to their bearer: a person, the head of a department, the officers of a branch, the office.
[[nodiscard]] std::vector<Reminder> reminders(const standing::Context& context);
// All that is asked of people up to that day: steps that fall due by then, or wait without a day
// for somebody whom the record names, windows that run out by then, and what is late.
[[nodiscard]] std::vector<Reminder> reminders_until(const standing::Context& context, Date last);

}  // namespace luze::casework
