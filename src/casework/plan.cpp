#include "casework/plan.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "casework/answerable.h"
#include "model/book.h"

namespace luze::casework {
namespace {

using standing::Context;
using standing::Obligation;
using standing::State;

bool for_each_person(const norms::Duty& duty) {
    return duty.bearer.kind == norms::BearerKind::person;
}

// Windows that records open are not planned: nobody knows of them before.
bool planned(const norms::Duty& duty) {
    return duty.trigger.kind != norms::TriggerKind::record &&
           duty.bearer.kind != norms::BearerKind::record;
}

int whole(Decimal amount) { return static_cast<int>(amount.units() / Decimal::whole(1).units()); }

bool is_done(const Obligation& owed) {
    return owed.state == State::met || owed.state == State::made_up;
}

// How often the window is to be served; what is reached by a sum or a share is one matter.
int times_owed(const Obligation& owed) {
    bool counted = owed.duty->kind == norms::DutyKind::quota && owed.duty->sum.empty() &&
                   !for_each_person(*owed.duty);
    return counted ? std::max(1, whole(owed.owed)) : 1;
}

int times_done(const Obligation& owed) {
    return times_owed(owed) > 1 ? whole(owed.done) : is_done(owed) ? 1 : 0;
}

std::string bearer_of(const Obligation& owed) {
    return for_each_person(*owed.duty) ? "" : owed.bearer_key;
}

// What the year before was like, by duty and bearer.
class YearBefore {
public:
    YearBefore(const Context& context, int year) {
        for (const Obligation& owed : standing::obligations(context, year)) {
            if (owed.state == State::missed) {
                ++missed_[{owed.duty->id, bearer_of(owed)}];
            }
            // Breaks begin on another day each year.
            if (owed.duty->kind != norms::DutyKind::window) {
                done_[{owed.duty->id, bearer_of(owed), owed.window.first.plus_years(1)}] +=
                    for_each_person(*owed.duty) ? times_done(owed) : whole(owed.done);
            }
        }
    }
    void tell(PlanLine& line) const {
        auto missed = missed_.find({line.duty->id, line.bearer_key});
        line.missed_before = missed == missed_.end() ? 0 : missed->second;
        auto done = done_.find({line.duty->id, line.bearer_key, line.window.first});
        line.before = done == done_.end() ? 0 : done->second;
    }

private:
    std::map<std::pair<std::string, std::string>, int> missed_;
    std::map<std::tuple<std::string, std::string, Date>, int> done_;
};

void count(const Obligation& owed, PlanLine& line) {
    line.owed += owed.state == State::waived ? 0 : 1;
    line.done += is_done(owed) ? 1 : 0;
    line.missed += owed.state == State::missed ? 1 : 0;
    line.records.insert(line.records.end(), owed.records.begin(), owed.records.end());
}

Date first_working_day(const norms::Calendar& calendar, int year) {
    Date day = year_window(year).first;
    while (!calendar.working_day(day)) {
        day = day + 1;
    }
    return day;
}

PlanLine line_of(const Context& context, const Obligation& owed) {
    PlanLine line;
    const bool people = for_each_person(*owed.duty);
    line.duty = owed.duty;
    line.bearer_key = people ? "" : owed.bearer_key;
    const norms::Group* group = people ? context.pack.group(owed.duty->bearer.group) : nullptr;
    line.bearer = group != nullptr ? group->name.zh : owed.bearer_name;
    line.unit = people ? "" : owed.unit;
    line.window = owed.window;
    line.window_name = owed.window_name;
    line.of_record = static_cast<bool>(owed.subject);
    line.times = times_owed(owed);
    if (!people) {
        line.who = answerable(context, owed);
    }
    return line;
}

// Of a window that has run for years only this year's part is planned; what has run out already is
// for the first working day.
Date day_in_year(const Context& context, int year, const Window& window) {
    const Date first = std::max(window.first, year_window(year).first);
    return window.last < first ? first_working_day(context.pack.calendar, year)
                               : proposed_day(context.pack.calendar, {first, window.last});
}

// The line of one window as so many lines as the window is to be served, each with its part of it.
std::vector<PlanLine> spread(const Context& context, const Obligation& owed, const PlanLine& all) {
    const int length = all.window.last - all.window.first + 1;
    const int done = times_done(owed);
    std::vector<PlanLine> lines;
    for (int i = 0; i < all.times; ++i) {
        PlanLine line = all;
        line.time = i + 1;
        line.by = proposed_day(context.pack.calendar,
                               {all.window.first + length * i / all.times,
                                all.window.first + length * (i + 1) / all.times - 1});
        line.done = is_done(owed) || i < done ? 1 : 0;
        line.missed = owed.state == State::missed && i >= done ? 1 : 0;
        auto from = all.records.begin() + std::min<std::ptrdiff_t>(i, std::ssize(all.records));
        line.records.assign(
            from, from == all.records.end() || i + 1 == all.times ? all.records.end() : from + 1);
        lines.push_back(std::move(line));
    }
    return lines;
}

// An item serves the first window of its duty and unit that its first day lies in; of a record's
// window it names the record, since that window may have run for years.
bool serves(const Record& item, Date first_day, int year, const PlanLine& line) {
    const auto* duty = get<Text>(item.fields, "duty");
    const auto* bearer = get<Text>(item.fields, "bearer");
    const auto* branch = get<UnitName>(item.fields, "branch");
    if (duty == nullptr || line.duty->id != duty->text || line.item) {
        return false;
    }
    return line.of_record
               ? bearer != nullptr && bearer->text == line.bearer_key && first_day.year() == year
               : line.window.contains(first_day) &&
                     (branch == nullptr ? "" : branch->name) == line.unit;
}

void add_items(const Context& context, int year, std::vector<PlanLine>& lines) {
    for (const Record* found : context.book.of_form("plan_item")) {
        const Record& item = *found;
        const auto* on = get<Day>(item.fields, "planned_on");
        const auto* first = get<Day>(item.fields, "first_planned_on");
        if (on == nullptr) {
            continue;
        }
        const Date day = (first == nullptr ? on : first)->date.first;
        auto at = std::ranges::find_if(
            lines, [&](const PlanLine& line) { return serves(item, day, year, line); });
        if (at == lines.end()) {
            continue;
        }
        at->item = item.id;
        if (const auto* plan = get<Reference>(item.fields, "plan")) {
            at->plan = plan->record;
        }
        at->by = on->date.last;
        at->moved = first != nullptr && first->date.last != on->date.last;
        const auto* reason = get<Text>(item.fields, "reason");
        at->reason = reason == nullptr ? "" : reason->text;
    }
}

}  // namespace

Date proposed_day(const norms::Calendar& calendar, const Window& window) {
    const int length = window.last - window.first;
    Date day = window.last - length / 4;
    while (day > window.first && !calendar.working_day(day)) {
        day = day - 1;
    }
    return day;
}

std::vector<PlanLine> plan_of(const Context& context, int year) {
    const YearBefore before(context, year - 1);
    std::vector<PlanLine> lines;
    std::map<std::tuple<const norms::Duty*, Date, Date>, std::size_t> of_people;
    for (const Obligation& owed : standing::obligations(context, year)) {
        if (!planned(*owed.duty)) {
            continue;
        }
        std::size_t at = lines.size();
        if (for_each_person(*owed.duty)) {
            at = of_people.emplace(std::tuple(owed.duty, owed.window.first, owed.window.last), at)
                     .first->second;
        }
        if (at == lines.size()) {
            lines.push_back(line_of(context, owed));
            lines.back().by = day_in_year(context, year, owed.window);
            before.tell(lines.back());
        }
        PlanLine& line = lines[at];
        count(owed, line);
        line.target = for_each_person(*owed.duty) ? line.owed : std::max(line.times, line.before);
        if (line.times > 1) {
            auto several = spread(context, owed, line);
            lines.pop_back();
            std::ranges::move(several, std::back_inserter(lines));
        }
    }
    add_items(context, year, lines);
    std::ranges::stable_sort(lines, {}, &PlanLine::by);
    return lines;
}

}  // namespace luze::casework
