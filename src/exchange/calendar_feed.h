// An iCalendar feed (RFC 5545) of days that somebody should not forget.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"

namespace luze::exchange {

struct FeedDay {
    std::string uid;  // the same matter keeps it, so that calendars move it rather than double it
    Date day;
    std::string title;
    std::string about;
};

// All-day events, free time, an alarm at eight o'clock of the day.
[[nodiscard]] std::string calendar_feed(const std::string& name, const std::vector<FeedDay>& days,
                                        Instant now);

}  // namespace luze::exchange
