// Where the book stands: per duty, per unit and duty, and what is overdue.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "model/scope.h"
#include "ops/snapshot.h"

namespace luze::ops {

// 应 (owed), 已 (done), 差 (balance), in windows: a window counts one for each bearer.
struct StandingLine {
    const norms::Duty* duty = nullptr;
    std::string unit;  // empty in the lines over all units
    int owed = 0;      // every window that has opened
    int met = 0;
    int made_up = 0;
    int waived = 0;
    int missed = 0;
    int running = 0;   // open or due
    int upcoming = 0;  // not opened yet; not owed

    [[nodiscard]] int balance() const { return owed - met - made_up - waived; }
};

struct StandingAnswer {
    std::vector<StandingLine> by_duty;                 // in the pack's order
    std::vector<StandingLine> by_unit;                 // unit by unit in the order of the roster
    std::vector<const standing::Obligation*> overdue;  // missed, the oldest first
    std::vector<const standing::Obligation*> late;     // made up after their window
    std::vector<std::string> not_kept;                 // forms for which the book holds no ledger
};

[[nodiscard]] StandingAnswer show_standing(const Snapshot& snapshot);

// Unit and duty line by line, as it stood at the end of a day.
struct MonthStanding {
    Date day;
    std::vector<StandingLine> lines;
};
// The last day of each month of the year that is over by the snapshot's day, and that day itself.
[[nodiscard]] std::vector<MonthStanding> show_trend(const Snapshot& snapshot);

// May the bearer and matter of this obligation be named in this scope?
[[nodiscard]] bool may_name(const Snapshot& snapshot, const standing::Obligation& owed,
                            Scope scope);

[[nodiscard]] Json standing_json(const Snapshot& snapshot, const StandingAnswer& answer,
                                 Scope scope);

}  // namespace luze::ops
