// What the duties cost, and how few sittings would serve them: nothing here lowers a norm.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "standing/obligation.h"

namespace luze::casework {

// So many sittings are owed in this window.
struct Demand {
    const norms::Duty* duty = nullptr;
    Window window;
    int count = 1;
    bool operator==(const Demand&) const = default;
};

struct Sitting {
    Date day;
    std::vector<const norms::Duty*> serves;
};

// The fewest working days on which all the demands are met, each duty at most once a day: demands
// by their last day, each filled up as late as it may be, which is exact wherever the windows hold
// working days enough (days off are used where they do not). Afterwards each sitting moves to the
// middle of what its windows leave it. By day.
[[nodiscard]] std::vector<Sitting> fewest_sittings(const std::vector<Demand>& demands,
                                                   const norms::Calendar& calendar);

// What sittings cost those who come to them.
struct Load {
    int sittings = 0;
    int services = 0;     // windows that they count towards
    int attendances = 0;  // people who come, over all of them
    Decimal hours;        // of all who come together

    Load& operator+=(const Load& other);
};

// Of each month, January first.
using Months = std::array<Load, 12>;
[[nodiscard]] Load total(const Months& months);

// One kind of sitting of one unit, over the year.
struct Shared {
    const norms::Sharing* sharing = nullptr;
    std::string unit;  // empty: the bureau
    std::vector<Demand> demands;
    std::vector<Sitting> sittings;
    Months apart;     // if each demand had its own, on the days that a plan would propose
    Months together;  // if they share
};

// Every sharing of the pack, unit by unit, from the windows that end in the year. A duty brings
// together the people of its `group`, else all of the unit. A sitting takes `sitting_hours`, each
// further duty that it serves `sitting_further_hours` more.
[[nodiscard]] std::vector<Shared> shared_sittings(const standing::Context& context, int year);

// Of the year's sittings as they were held. Records of one sharing, one unit and one day are one.
[[nodiscard]] Months held_sittings(const standing::Context& context, int year);

// Over how many people the burden of the year is spread: those in office on its last day, or now.
[[nodiscard]] int burdened(const standing::Context& context, int year);

}  // namespace luze::casework
