// Which windows a text names: 第三季度, 9月, 上半年, 2020年度, “五一”. A pure function of the text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "norms/pack.h"

namespace luze::standing {

// 第三季度 is {quarter, 3}; a year is known when one is written right before it.
struct NamedPeriod {
    Period period = Period::month;
    int number = 1;           // 1-based in its year
    std::optional<int> year;  // 2020年第四季度
    int years_back = 0;       // 去年第四季度: 1
    bool operator==(const NamedPeriod&) const = default;
};

struct NamedHoliday {
    std::string id;  // of the pack's calendar
    std::optional<int> year;
    bool operator==(const NamedHoliday&) const = default;
};

struct Names {
    std::vector<NamedPeriod> periods;    // in the order of the text, each once
    std::vector<NamedHoliday> holidays;  // in the order of the calendar, each once

    [[nodiscard]] bool empty() const { return periods.empty() && holidays.empty(); }
    // A day (12月15日), a range (1月至3月), a serial (十九届五中全会, “七一”) name no window.
    [[nodiscard]] static Names in(std::string_view text, const norms::Calendar& calendar);
};

// The window meant by somebody who writes on this day: without a year, the latest one of that name
// that has begun by then.
[[nodiscard]] Window meant(const NamedPeriod& named, Date day);

// The break meant: that of the year written, else the nearest, at most half a year away. None when
// no such break is announced.
[[nodiscard]] const norms::Break* meant(const NamedHoliday& named, Date day,
                                        const norms::Calendar& calendar);

}  // namespace luze::standing
