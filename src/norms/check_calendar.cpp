#include <fmt/format.h>

#include "norms/check.h"

namespace luze::norms {
namespace {

void check_break(TableReader& in, const Break& days, const Break* before,
                 const Calendar& calendar) {
    if (days.days.last < days.days.first) {
        in.fault("last", {fmt::format("假期的最后一天 {} 早于第一天 {}", days.days.last.iso(),
                                      days.days.first.iso()),
                          fmt::format("the break ends on {}, before it begins on {}",
                                      days.days.last.iso(), days.days.first.iso())});
        return;
    }
    int year = days.days.last.year();
    if (!calendar.announced(year)) {
        in.fault("last",
                 {fmt::format("{} 年没有 [[calendar_year]]，写不出放假通知的文号", year),
                  fmt::format("there is no [[calendar_year]] for {}, with its notice", year)});
    }
    if (before == nullptr || days.days.first > before->days.last) {
        return;
    }
    std::string from = before->days.first.iso();
    in.fault("first",
             before->days.overlaps(days.days)
                 ? Phrase{fmt::format("假期与前一个（{} 起）重叠", from),
                          fmt::format("the break overlaps the one before it, from {}", from)}
                 : Phrase{fmt::format("假期须按日期排列，前一个自 {} 起", from),
                          fmt::format("breaks stand in the order of their days; the one before "
                                      "this begins on {}",
                                      from)});
}

}  // namespace

void check_calendar(std::vector<TableReader>& tables, const Calendar& calendar) {
    for (std::size_t i = 0; i < tables.size() && i < calendar.breaks.size(); ++i) {
        check_break(tables[i], calendar.breaks[i], i == 0 ? nullptr : &calendar.breaks[i - 1],
                    calendar);
    }
}

}  // namespace luze::norms
