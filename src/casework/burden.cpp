#include "casework/burden.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "casework/plan.h"
#include "model/book.h"

namespace luze::casework {
namespace {

using standing::Context;
using standing::Obligation;

// How many of the days lie in the window.
int within(const std::vector<Date>& days, const Window& window) {
    return static_cast<int>(
        std::ranges::count_if(days, [&](Date day) { return window.contains(day); }));
}

// Fills up one demand with the latest free days of its window, working days before others.
void fill(const Demand& demand, const norms::Calendar& calendar, std::vector<Date>& days) {
    int lacking = demand.count - within(days, demand.window);
    for (bool working : {true, false}) {
        for (Date day = demand.window.last; lacking > 0 && day >= demand.window.first;
             day = day - 1) {
            if (calendar.working_day(day) == working &&
                std::ranges::find(days, day) == days.end()) {
                days.push_back(day);
                --lacking;
            }
        }
    }
}

// So many of the sittings that lie in the demand's window, spread evenly.
void allot(const Demand& demand, std::vector<Sitting>& sittings) {
    std::vector<Sitting*> there;
    for (Sitting& sitting : sittings) {
        if (demand.window.contains(sitting.day)) {
            there.push_back(&sitting);
        }
    }
    const int count = std::min<int>(demand.count, static_cast<int>(there.size()));
    for (int i = 0; i < count; ++i) {
        std::size_t at = (2 * static_cast<std::size_t>(i) + 1) * there.size() /
                         (2 * static_cast<std::size_t>(count));
        there[at]->serves.push_back(demand.duty);
    }
}

// The sitting may be on any day that lies in the same windows as now and takes no other's place.
void settle(Sitting& sitting, const std::vector<Demand>& demands, const norms::Calendar& calendar,
            const std::set<Date>& taken) {
    Window room{sitting.day, sitting.day};
    auto same = [&](Date day) {
        return std::ranges::all_of(demands, [&](const Demand& demand) {
            return demand.window.contains(day) == demand.window.contains(sitting.day);
        });
    };
    constexpr int far = 366;
    for (int i = 0; i < far && same(room.first - 1); ++i) {
        room.first = room.first - 1;
    }
    for (int i = 0; i < far && same(room.last + 1); ++i) {
        room.last = room.last + 1;
    }
    const Date middle = room.first + (room.last - room.first) / 2;
    for (int away = 0; away <= room.last - room.first; ++away) {
        for (Date day : {middle - away, middle + away}) {
            if (room.contains(day) && calendar.working_day(day) &&
                (day == sitting.day || !taken.contains(day))) {
                sitting.day = day;
                return;
            }
        }
    }
}

bool is_shared(const norms::Sharing& sharing, const norms::Duty& duty) {
    return std::ranges::find(sharing.duties, duty.id) != sharing.duties.end();
}

int whole(const Decimal& amount) {
    const std::int64_t one = Decimal::whole(1).units();
    return static_cast<int>((amount.units() + one - 1) / one);
}

// The day on which people are counted: as far as the year has come.
Date counted_on(const Context& context, int year) {
    return std::min(context.as_of.day, year_window(year).last);
}

bool in_unit(const Person& person, const std::string& unit, Date day) {
    return unit.empty() || person.unit_on(UnitKind::branch, day) == unit ||
           person.unit_on(UnitKind::department, day) == unit;
}

// Whom a sitting for these duties brings together.
std::set<PersonId> gathered(const Context& context, const std::vector<const norms::Duty*>& duties,
                            const std::string& unit, Date day) {
    std::set<PersonId> people;
    for (const norms::Duty* duty : duties) {
        if (!duty->group.empty()) {
            auto members = context.groups.members(duty->group, unit, day);
            people.insert(members.begin(), members.end());
            continue;
        }
        for (const Person& person : context.roster.people()) {
            if (person.in_office(day) && in_unit(person, unit, day)) {
                people.insert(person.id);
            }
        }
    }
    return people;
}

Load load_of(const Context& context, std::size_t services, std::size_t people, Date day) {
    auto hours = [&](const char* id) {
        return context.parameters.number(id, day).value_or(Decimal{});
    };
    auto number = [](std::size_t n) { return Decimal::whole(static_cast<std::int64_t>(n)); };
    const Decimal each =
        hours("sitting_hours") + hours("sitting_further_hours") * number(services - 1);
    return {1, static_cast<int>(services), static_cast<int>(people), each * number(people)};
}

// Windows of duties that a sharing names; what people owe each for themselves needs no sitting.
bool calls_for(const norms::Sharing& sharing, const Obligation& owed) {
    return is_shared(sharing, *owed.duty) && !owed.person;
}

std::string unit_of(const Obligation& owed) {
    return owed.duty->bearer.unit == UnitKind::bureau ? std::string() : owed.unit;
}

Load& month_of(Date day, Months& months) {
    return months.at(static_cast<std::size_t>(day.month()) - 1);
}

void weigh(const Context& context, Date day, Shared& shared) {
    auto add = [&](const std::vector<const norms::Duty*>& duties, Date on, Months& months) {
        if (!duties.empty()) {
            auto people = gathered(context, duties, shared.unit, day);
            month_of(on, months) += load_of(context, duties.size(), people.size(), day);
        }
    };
    for (const Demand& demand : shared.demands) {
        const Date first = demand.window.first;
        const int length = demand.window.last - first + 1;
        for (int i = 0; i < demand.count; ++i) {
            const Window part{first + length * i / demand.count,
                              first + length * (i + 1) / demand.count - 1};
            add({demand.duty}, proposed_day(context.pack.calendar, part), shared.apart);
        }
    }
    for (const Sitting& sitting : shared.sittings) {
        add(sitting.serves, sitting.day, shared.together);
    }
}

}  // namespace

Load& Load::operator+=(const Load& other) {
    sittings += other.sittings;
    services += other.services;
    attendances += other.attendances;
    hours += other.hours;
    return *this;
}

Load total(const Months& months) {
    Load all;
    for (const Load& month : months) {
        all += month;
    }
    return all;
}

std::vector<Sitting> fewest_sittings(const std::vector<Demand>& demands,
                                     const norms::Calendar& calendar) {
    std::vector<Demand> in_order = demands;
    std::ranges::stable_sort(in_order, [](const Demand& a, const Demand& b) {
        return std::pair(a.window.last, b.window.first) < std::pair(b.window.last, a.window.first);
    });
    std::vector<Date> days;
    for (const Demand& demand : in_order) {
        fill(demand, calendar, days);
    }
    std::ranges::sort(days);
    std::vector<Sitting> sittings;
    for (Date day : days) {
        sittings.push_back({day, {}});
    }
    std::set<Date> taken(days.begin(), days.end());
    for (Sitting& sitting : sittings) {
        taken.erase(sitting.day);
        settle(sitting, demands, calendar, taken);
        taken.insert(sitting.day);
    }
    std::ranges::stable_sort(sittings, {}, &Sitting::day);
    for (const Demand& demand : demands) {
        allot(demand, sittings);
    }
    return sittings;
}

std::vector<Shared> shared_sittings(const Context& context, int year) {
    auto owed = standing::obligations(context, year);
    const Date day = counted_on(context, year);
    std::vector<Shared> out;
    for (const norms::Sharing& sharing : context.pack.sharings) {
        std::map<std::string, Shared> by_unit;
        for (const Obligation& one : owed) {
            if (!calls_for(sharing, one) || one.owed == Decimal{}) {
                continue;
            }
            const std::string unit = unit_of(one);
            Shared& shared = by_unit[unit];
            shared.sharing = &sharing;
            shared.unit = unit;
            shared.demands.push_back({one.duty, one.window, whole(one.owed)});
        }
        for (auto& [unit, shared] : by_unit) {
            shared.sittings = fewest_sittings(shared.demands, context.pack.calendar);
            weigh(context, day, shared);
            out.push_back(std::move(shared));
        }
    }
    return out;
}

Months held_sittings(const Context& context, int year) {
    struct Meeting {
        std::set<RecordId> records;
        std::size_t services = 0;
    };
    std::map<std::tuple<const norms::Sharing*, std::string, Date>, Meeting> meetings;
    auto owed = standing::obligations(context, year);
    for (const norms::Sharing& sharing : context.pack.sharings) {
        for (const Obligation& one : owed) {
            for (RecordId id : calls_for(sharing, one) ? one.records : std::vector<RecordId>{}) {
                auto when = standing::occurred(context.pack, context.book.records.at(id),
                                               context.book.zone);
                Meeting& meeting =
                    meetings[{&sharing, unit_of(one), when ? when->first : one.window.last}];
                meeting.records.insert(id);
                ++meeting.services;
            }
        }
    }
    Months held;
    for (const auto& [key, meeting] : meetings) {
        std::set<PersonId> came;
        for (RecordId id : meeting.records) {
            const Record& record = context.book.records.at(id);
            const norms::Form* form = context.pack.form(record.form);
            if (form != nullptr && !form->present.empty()) {
                auto people = standing::attended(context, record, form->present);
                came.insert(people.begin(), people.end());
            }
        }
        const Date day = std::get<Date>(key);
        month_of(day, held) += load_of(context, meeting.services, came.size(), day);
    }
    return held;
}

int burdened(const Context& context, int year) {
    const Date day = counted_on(context, year);
    return static_cast<int>(std::ranges::count_if(
        context.roster.people(), [&](const Person& person) { return person.in_office(day); }));
}

}  // namespace luze::casework
