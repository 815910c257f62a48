// The year's plan as the duties imply it: what, by whom, by when, and what has become of it.
#pragma once

#include <string>
#include <vector>

#include "standing/obligation.h"

namespace luze::casework {

struct PlanLine {
    const norms::Duty* duty = nullptr;
    std::string bearer_key;  // of a unit's or post's window; empty: everybody who owes it
    std::string bearer;      // as people say it
    std::string unit;
    bool of_record = false;  // the bearer is a record: a post held
    Window window;
    std::string window_name;
    int time = 1;    // the how-manieth of so many times in the window
    int times = 1;   // what is owed there
    int target = 1;  // times to aim at: what is owed, and no fewer than the year before; of people
                     // who owe it each for themselves: all
    int before = 0;  // times (people) done in the same window of the year before
    int owed = 0;    // windows that the line stands for: 1, or one for each person
    int done = 0;
    int missed = 0;
    std::vector<RecordId> records;  // by which it was done
    Date by;                        // planned, else proposed: well before the window ends
    RecordId plan;                  // that holds the item
    RecordId item;                  // of the form plan_item, when somebody has taken it into a plan
    bool moved = false;
    std::string reason;         // why it was moved
    std::vector<PersonId> who;  // answer for it
    int missed_before = 0;      // windows of the same duty and bearer missed the year before
};

// By day. What people owe each for themselves is one line for all of them; what a unit owes several
// times in a window is as many lines, spread over it. Items are records of the form `plan_item`
// (duty, branch, bearer, planned_on, first_planned_on, reason) of that year.
[[nodiscard]] std::vector<PlanLine> plan_of(const standing::Context& context, int year);

// The day by which something due in the window should be planned: a working day, a quarter of the
// window before its end.
[[nodiscard]] Date proposed_day(const norms::Calendar& calendar, const Window& window);

}  // namespace luze::casework
