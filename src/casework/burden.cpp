#include "casework/burden.h"

#include <algorithm>
#include <map>
#include <set>

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

}  // namespace

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

int Shared::apart() const {
    int all = 0;
    for (const Demand& demand : demands) {
        all += demand.count;
    }
    return all;
}

std::vector<Shared> shared_sittings(const Context& context, int year) {
    auto owed = standing::obligations(context, year);
    std::vector<Shared> out;
    for (const norms::Sharing& sharing : context.pack.sharings) {
        std::map<std::string, Shared> by_unit;
        for (const Obligation& one : owed) {
            if (!is_shared(sharing, *one.duty) || one.person || one.owed == Decimal{}) {
                continue;
            }
            std::string unit = one.duty->bearer.unit == UnitKind::bureau ? std::string() : one.unit;
            Shared& shared = by_unit[unit];
            shared.sharing = &sharing;
            shared.unit = unit;
            shared.demands.push_back({one.duty, one.window, whole(one.owed)});
        }
        for (auto& [unit, shared] : by_unit) {
            shared.sittings = fewest_sittings(shared.demands, context.pack.calendar);
            out.push_back(std::move(shared));
        }
    }
    return out;
}

Held held_sittings(const Context& context, int year) {
    std::set<const norms::Duty*> duties;
    for (const norms::Sharing& sharing : context.pack.sharings) {
        for (const std::string& id : sharing.duties) {
            duties.insert(context.pack.duty(id));
        }
    }
    Held held;
    std::set<RecordId> records;
    for (const Obligation& owed : standing::obligations(context, year)) {
        if (!duties.contains(owed.duty)) {
            continue;
        }
        held.services += static_cast<int>(owed.records.size());
        records.insert(owed.records.begin(), owed.records.end());
    }
    held.sittings = static_cast<int>(records.size());
    for (RecordId id : records) {
        const Record& record = context.book.records.at(id);
        const norms::Form* form = context.pack.form(record.form);
        if (form != nullptr && !form->present.empty()) {
            held.attendances +=
                static_cast<int>(standing::attended(context, record, form->present).size());
        }
    }
    const Date last = std::min(context.as_of.day, year_window(year).last);
    held.people = static_cast<int>(std::ranges::count_if(
        context.roster.people(), [&](const Person& person) { return person.in_office(last); }));
    return held;
}

}  // namespace luze::casework
