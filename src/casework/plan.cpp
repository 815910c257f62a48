#include "casework/plan.h"

#include <algorithm>
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

std::map<std::pair<std::string, std::string>, int> missed_in(const Context& context, int year) {
    std::map<std::pair<std::string, std::string>, int> missed;
    for (const Obligation& owed : standing::obligations(context, year)) {
        if (owed.state == State::missed) {
            ++missed[{owed.duty->id, for_each_person(*owed.duty) ? "" : owed.bearer_key}];
        }
    }
    return missed;
}

void count(const Obligation& owed, PlanLine& line) {
    line.owed += owed.state == State::waived ? 0 : 1;
    line.done += owed.state == State::met || owed.state == State::made_up ? 1 : 0;
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
    line.by = proposed_day(context.pack.calendar, owed.window);
    if (!people) {
        line.who = answerable(context, owed);
    }
    return line;
}

// An item serves the first window of its duty and unit that its first day lies in.
void add_items(const Context& context, std::vector<PlanLine>& lines) {
    for (const Record* found : context.book.of_form("plan_item")) {
        const Record& item = *found;
        const auto* duty = get<Text>(item.fields, "duty");
        const auto* on = get<Day>(item.fields, "planned_on");
        const auto* first = get<Day>(item.fields, "first_planned_on");
        if (duty == nullptr || on == nullptr) {
            continue;
        }
        const auto* branch = get<UnitName>(item.fields, "branch");
        const Date day = (first == nullptr ? on : first)->date.first;
        auto at = std::ranges::find_if(lines, [&](const PlanLine& line) {
            return line.duty->id == duty->text && !line.item && line.window.contains(day) &&
                   (branch == nullptr ? "" : branch->name) == line.unit;
        });
        if (at == lines.end()) {
            continue;
        }
        at->item = item.id;
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
    auto missed = missed_in(context, year - 1);
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
            // What has run for years is for the year's first working day.
            if (lines.back().by < year_window(year).first) {
                lines.back().by = first_working_day(context.pack.calendar, year);
            }
            auto before = missed.find({owed.duty->id, lines.back().bearer_key});
            lines.back().missed_before = before == missed.end() ? 0 : before->second;
        }
        count(owed, lines[at]);
    }
    add_items(context, lines);
    std::ranges::stable_sort(lines, {}, &PlanLine::by);
    return lines;
}

}  // namespace luze::casework
