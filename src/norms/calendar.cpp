#include <algorithm>
#include <cstdlib>

#include "norms/pack.h"

namespace luze::norms {

bool Calendar::working_day(Date day) const {
    if (std::ranges::find(working_weekends, day) != working_weekends.end()) {
        return true;
    }
    auto off = [&](const Break& days) { return days.days.contains(day); };
    return day.weekday() <= 5 && std::ranges::none_of(breaks, off);
}

Date Calendar::plus_working_days(Date day, int count) const {
    int step = count < 0 ? -1 : 1;
    for (int left = std::abs(count); left > 0;) {
        day = day + step;
        if (working_day(day)) {
            --left;
        }
    }
    return day;
}

}  // namespace luze::norms
