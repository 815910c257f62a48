#include "standing/windows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace luze::standing {
namespace {

std::string break_name(const norms::Break& one, const norms::Calendar& calendar) {
    std::string name;
    for (const std::string& id : one.holidays) {
        auto at = std::ranges::find(calendar.holidays, id, &norms::Calendar::Holiday::id);
        name += (name.empty() ? "" : "、") + (at == calendar.holidays.end() ? id : at->name.zh);
    }
    return name;
}

std::vector<Slot> period_slots(Period period, int year) {
    std::vector<Slot> slots;
    for (int number = 1; number <= periods_in_year(period); ++number) {
        Window window = period_window(period, year, number);
        slots.push_back({window, period_name(period, window), window, false, nullptr, {}});
    }
    return slots;
}

std::vector<Slot> holiday_slots(const norms::Duty& duty, const norms::Calendar& calendar,
                                int year) {
    std::vector<Slot> slots;
    const Window begins{Date::first_of(year, 1) + 1, Date::first_of(year + 1, 1)};
    for (const norms::Break& one : calendar.breaks) {
        if (begins.contains(one.days.first)) {
            Window window{shifted(one.days.first, duty.opens, calendar),
                          shifted(one.days.first, duty.closes, calendar)};
            slots.push_back({window, break_name(one, calendar), {}, false, &one, {}});
        }
    }
    return slots;
}

std::optional<Date> due_day(const norms::Duty& duty, const norms::Parameters& parameters,
                            int year) {
    constexpr std::string_view next = "next-";
    std::string_view written = duty.due_day;
    if (written.starts_with('$')) {
        return parameters.day(written.substr(1), year);
    }
    if (written.starts_with(next)) {
        written.remove_prefix(next.size());
        ++year;
    }
    return Date::parse(fmt::format("{:04}-{}", year, written));
}

}  // namespace

Date shifted(Date day, norms::Span span, const norms::Calendar& calendar) {
    switch (span.unit) {
        case 'w':
            return calendar.plus_working_days(day, span.count);
        case 'm':
            return day.plus_months(span.count);
        case 'y':
            return day.plus_years(span.count);
        default:
            return day + span.count;
    }
}

std::string period_name(Period period, const Window& window) {
    static constexpr std::array quarters{"第一季度", "第二季度", "第三季度", "第四季度"};
    int number = period_number(period, window.first);
    switch (period) {
        case Period::month:
            return fmt::format("{}年{}月", window.first.year(), number);
        case Period::quarter:
            return quarters[static_cast<std::size_t>(number - 1)];
        case Period::half_year:
            return number == 1 ? "上半年" : "下半年";
        case Period::year:
            break;
    }
    return fmt::format("{}年", window.first.year());
}

std::vector<Slot> slots_of(const norms::Duty& duty, const norms::Pack& pack,
                           const norms::Parameters& parameters, int year) {
    if (duty.kind == norms::DutyKind::once) {
        auto day = due_day(duty, parameters, year);
        if (!day) {
            return {};
        }
        // Without `opens` the whole year until the day.
        Date first = duty.opens.count == 0 ? Date::first_of(year, 1)
                                           : shifted(*day, duty.opens, pack.calendar);
        return {{{first, *day}, fmt::format("{}年", year), year_window(year), true, nullptr, {}}};
    }
    if (duty.kind == norms::DutyKind::window) {
        return holiday_slots(duty, pack.calendar, year);
    }
    return period_slots(duty.period, year);
}

bool names_its_own(const Names& names, const Slot& slot) {
    if (slot.of_break != nullptr) {
        return !names.holidays.empty();
    }
    return slot.once && std::ranges::any_of(names.periods, [](const NamedPeriod& named) {
               return named.period == Period::year;
           });
}

bool names_slot(const Names& names, const Slot& slot, Date day, const norms::Calendar& calendar) {
    if (slot.of_break != nullptr) {
        return std::ranges::any_of(names.holidays, [&](const NamedHoliday& holiday) {
            return meant(holiday, day, calendar) == slot.of_break;
        });
    }
    return std::ranges::any_of(names.periods, [&](const NamedPeriod& period) {
        return meant(period, day) == slot.named_by;
    });
}

}  // namespace luze::standing
