#include <fmt/format.h>

#include <algorithm>

#include "standing/judge.h"
#include "standing/opened.h"

namespace luze::standing {
namespace {

// A post held: since when, until when (as far as it has happened), and to when it may be.
struct Tenure {
    Window window;
    Date limit;  // the first day on which it is too long
    std::optional<PartialDate> ended;
};

// A flag of the pack that is there and says no.
bool left_out(const Context& context, std::string_view parameter, Date day) {
    norms::Operand said = context.parameters.operand(parameter, day);
    const bool* flag = std::get_if<bool>(&said);
    return flag != nullptr && !*flag;
}

// Days away from the post, by the steps `leave` (leave_from, leave_to) and `return` of the record.
int leave_days(const Context& context, const Record& record) {
    int days = 0;
    for (std::size_t i = 0; i < record.steps.size(); ++i) {
        const Day* from = get<Day>(record.steps[i].with, "leave_from");
        if (record.steps[i].act != "leave" || from == nullptr) {
            continue;
        }
        const Day* to = get<Day>(record.steps[i].with, "leave_to");
        Date until = to == nullptr ? context.as_of.day + 1 : to->date.last + 1;
        for (std::size_t j = i + 1; j < record.steps.size(); ++j) {
            if (record.steps[j].act == "return") {
                until = std::min(until, record.steps[j].on);
                break;
            }
        }
        days += std::max(0, std::min(until, context.as_of.day + 1) - from->date.first);
    }
    return days;
}

// The day from which the years are counted.
Date counted_from(const Context& context, const Record& record, Date taken, Date looked_at) {
    const Day* acting = get<Day>(record.fields, "acting_until");
    bool later = acting != nullptr && acting->date.last >= taken &&
                 left_out(context, "tenure_counts_acting", looked_at);
    return later ? acting->date.last + 1 : taken;
}

std::optional<Tenure> tenure_of(const Context& context, const norms::Duty& duty,
                                const Record& record, int year) {
    const std::string from = duty.trigger.date.empty() ? "from" : duty.trigger.date;
    const std::string to = duty.trigger.done.empty() ? "to" : duty.trigger.done;
    const Day* taken = get<Day>(record.fields, from);
    // Whoever holds a post is under the rule in force when we look, not when it was taken.
    const Date looked_at = std::min(context.as_of.day, year_window(year).last);
    auto years = context.parameters.amount(duty.years, looked_at);
    if (taken == nullptr || taken->date.first > context.as_of.day || !years) {
        return std::nullopt;
    }
    Tenure tenure;
    int count = static_cast<int>(years->units() / Decimal::whole(1).units());
    tenure.limit = counted_from(context, record, taken->date.last, looked_at).plus_years(count);
    if (left_out(context, "tenure_counts_leave", looked_at)) {
        tenure.limit = tenure.limit + leave_days(context, record);
    }
    tenure.window = {taken->date.first, tenure.limit - 1};
    const Day* left = get<Day>(record.fields, to);
    if (left != nullptr && left->date.last <= context.as_of.day) {
        tenure.ended = left->date;
    }
    return tenure;
}

bool belongs_to(const Tenure& tenure, const Context& context, const norms::Duty& duty, int year) {
    const Window asked = year_window(year);
    if (tenure.window.last <= asked.last) {
        return !tenure.ended || tenure.ended->last >= asked.first;
    }
    const norms::Span before{-duty.warn.count, duty.warn.unit};
    return !tenure.ended &&
           shifted(tenure.window.last, before, context.pack.calendar) <= context.as_of.day;
}

// 组织人事科工资福利岗孔成.
void name_holder(const Context& context, const Record& record, Obligation& obligation) {
    const norms::Form* form = context.pack.form(record.form);
    for (const norms::Field& field : form == nullptr ? std::vector<norms::Field>{} : form->fields) {
        const People* people = get<People>(record.fields, field.id);
        if (people == nullptr || people->named.size() != 1) {
            continue;
        }
        const NameRef& holder = people->named.front();
        const Person* person = context.roster.find(holder.person);
        obligation.person = holder.person;
        obligation.bearer_name = obligation.unit + obligation.bearer_name +
                                 (person == nullptr ? holder.raw : person->name);
        return;
    }
}

void settle_tenure(const Context& context, const Record& record, const Tenure& tenure, int year,
                   Obligation& obligation) {
    obligation.owed = Decimal::whole(1);
    if (tenure.ended) {
        obligation.records = {record.id};
        obligation.done = Decimal::whole(1);
        obligation.state = State::met;
        if (tenure.ended->last > tenure.limit) {
            obligation.state = State::made_up;
            obligation.made_up_by = record.id;
            obligation.made_up_on = tenure.ended->first;
            obligation.late_days = tenure.ended->last - tenure.limit;
        }
        return;
    }
    settle_undone(context, obligation);
    if (obligation.state == State::missed && !passed(tenure.limit, context.as_of)) {
        obligation.state = State::due;  // the last day itself has gone, the limit has not
    }
    if (obligation.state == State::missed) {
        excuse(context, record, year, obligation);
    }
}

}  // namespace

std::optional<Date> tenure_limit(const Context& context, const Record& record, int year) {
    for (const norms::Duty& duty : context.pack.duties) {
        if (duty.kind == norms::DutyKind::tenure && opening_form(duty) == record.form) {
            auto tenure = tenure_of(context, duty, record, year);
            return tenure ? std::optional(tenure->limit) : std::nullopt;
        }
    }
    return std::nullopt;
}

void add_tenures(const Context& context, const Ledgers& ledgers, const norms::Duty& duty, int year,
                 std::vector<Obligation>& out) {
    for (const Record* record : ledgers.of(opening_form(duty))) {
        auto tenure = tenure_of(context, duty, *record, year);
        const norms::Expression& where = duty.bearer.where;
        if (!tenure || !belongs_to(*tenure, context, duty, year) ||
            !(where.always() || where.holds(around(context, *record, year)))) {
            continue;
        }
        Obligation obligation = of_record(context, duty, *record, tenure->window);
        name_holder(context, *record, obligation);
        obligation.window_name =
            fmt::format("{}至{}", tenure->window.first.iso(), tenure->window.last.iso());
        settle_tenure(context, *record, *tenure, year, obligation);
        out.push_back(std::move(obligation));
    }
}

}  // namespace luze::standing
