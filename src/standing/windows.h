// The windows of a duty: periods of a year, holiday breaks, one fixed day.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "norms/pack.h"
#include "norms/parameters.h"
#include "standing/names.h"

namespace luze::standing {

// One window and the names by which a record can speak of it.
struct Slot {
    Window window;
    std::string name;                        // 2021年3月, 第三季度, 清明节
    Window named_by;                         // the period whose name it goes by
    bool once = false;                       // a yearly matter with a day: not a quantity
    const norms::Break* of_break = nullptr;  // holiday windows go by their holidays
    std::string title;                       // and those that a record opens by its title
};

// "-14d" before a day, "20w" working days after it, "2m", "5y".
[[nodiscard]] Date shifted(Date day, norms::Span span, const norms::Calendar& calendar);

[[nodiscard]] std::string period_name(Period period, const Window& window);

// The windows of a recurring duty (quota, coverage, once, holiday breaks) that belong to a year, in
// order. A break belongs to the year in which its reminder is due: from Jan 2 to Jan 1 of the next.
// Years without an announced break have none.
[[nodiscard]] std::vector<Slot> slots_of(const norms::Duty& duty, const norms::Pack& pack,
                                         const norms::Parameters& parameters, int year);

// Does the text say itself which of such windows it serves, so that its day no longer matters? So
// it is with holidays (春节前提醒会) and with yearly matters (2020年度报告); quantities go by the
// day.
[[nodiscard]] bool names_its_own(const Names& names, const Slot& slot);

// Does the text speak of this window, as somebody would who writes on that day?
[[nodiscard]] bool names_slot(const Names& names, const Slot& slot, Date day,
                              const norms::Calendar& calendar);

}  // namespace luze::standing
