#include "casework/reminders.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "casework/answerable.h"
#include "casework/plan.h"
#include "casework/roles.h"
#include "casework/sight.h"
#include "model/book.h"

namespace luze::casework {
namespace {

using standing::Context;
using standing::Obligation;

constexpr int days_before = 7;
constexpr int days_missed = 30;

bool shown_to(PersonId person, const Context& context, const Record& record, Date day) {
    return may_see(context, record, Scope::by_rules_for(person), day);
}

// Without those who must not take the act, or may not even see the record.
std::vector<PersonId> less(std::vector<PersonId> people, const Context& context,
                           const norms::Act& act, const Record& record) {
    const Date day = context.as_of.day;
    std::erase_if(people, [&](PersonId id) {
        return has_any_role(context, id, act.not_by, &record, day) ||
               !shown_to(id, context, record, day);
    });
    return people;
}

struct Next {
    const norms::Act* act = nullptr;
    std::vector<PersonId> who;
    bool named = false;  // by the record itself: its owner, whoever is to talk
};

// The holders of the first role that may take the act. The owner is whoever bears the matter now.
Next asked_for(const Context& context, const norms::Act& act, const Record& record) {
    for (const std::string& id : act.by) {
        auto people = less(holders(context, id, &record, context.as_of.day), context, act, record);
        if (!people.empty()) {
            const norms::Role* role = context.pack.role(id);
            return {&act, std::move(people), role != nullptr && !role->field.empty()};
        }
    }
    return {};
}

// Where the state stands among those of its procedure, which lists them as matters go.
std::ptrdiff_t place_of(const norms::Procedure& procedure, const std::string& state) {
    return std::ranges::find(procedure.states, state, &norms::ProcedureState::id) -
           procedure.states.begin();
}

// The act that leads on: the first that leaves the state for a later one and that somebody may
// take; where there is none, the first that leaves it at all.
Next next_of(const Context& context, const CaseState& state, const Record& record) {
    const norms::Procedure& procedure = *state.procedure;
    const auto here = place_of(procedure, state.state->id);
    for (bool onwards : {true, false}) {
        for (const norms::Act& act : procedure.acts) {
            bool leaves = std::ranges::find(act.from, state.state->id) != act.from.end() &&
                          !act.to.empty() && act.to != state.state->id;
            if (!leaves || (place_of(procedure, act.to) > here) != onwards) {
                continue;
            }
            if (Next next = asked_for(context, act, record); !next.who.empty()) {
                return next;
            }
        }
    }
    return {};
}

// Plan items of this year and the last whose duty the records show as done: nobody need say so.
std::set<RecordId> done_by_records(const Context& context) {
    std::set<RecordId> done;
    if (context.book.of_form("plan_item").empty()) {
        return done;
    }
    const int year = context.as_of.day.year();
    for (int asked : {year - 1, year}) {
        for (const PlanLine& line : plan_of(context, asked)) {
            if (line.item && line.done >= line.owed) {
                done.insert(line.item);
            }
        }
    }
    return done;
}

class Gathered {
public:
    Gathered(const Context& context, std::optional<Date> last)
        : context_(context), day_(context.as_of.day), ahead_(last.has_value()) {
        if (last) {
            soon_ = *last;
            return;
        }
        auto before = context.parameters.number("remind_days_before", day_);
        soon_ = day_ + (before ? static_cast<int>(before->units() / Decimal::whole(1).units())
                               : days_before);
    }

    void add_record(const Record& record) {
        auto state = state_of(context_, record);
        if (!record.counts() || record.merged_into || !state || state->state == nullptr ||
            state->state->ends) {
            return;
        }
        const norms::Form* form = context_.pack.form(record.form);
        const bool restricted = form != nullptr && form->restricted;
        if (state->due ? *state->due <= soon_ : ahead_) {
            Next next = next_of(context_, *state, record);
            // Without a day only those are waited for whom the matter names.
            if (!state->due && !next.named) {
                next.who.clear();
            }
            for (PersonId person : next.who) {
                Reminder& reminder = add(Due::step, person, record.id);
                reminder.on = state->due;
                reminder.late = state->due && *state->due < day_;
                reminder.act = next.act;
                reminder.restricted = restricted;
            }
        }
        for (const Proposal& proposal : proposals(context_, record)) {
            for (PersonId person : proposal.declined ? std::vector<PersonId>{} : proposal.who) {
                if (!shown_to(person, context_, record, day_)) {
                    continue;
                }
                Reminder& reminder = add(Due::proposal, person, record.id);
                reminder.rung = proposal.rung;
                reminder.restricted = restricted;
            }
        }
    }

    void add_window(const Obligation& owed) {
        bool due = owed.state == standing::State::due ||
                   (ahead_ && owed.state == standing::State::open && owed.window.last <= soon_);
        bool missed = owed.state == standing::State::missed &&
                      owed.window.last + days_missed >= day_ && owed.window.last <= day_;
        if (!due && !missed) {
            return;
        }
        auto at = context_.book.records.find(owed.subject);
        const Record* subject = at == context_.book.records.end() ? nullptr : &at->second;
        const norms::Form* form = subject == nullptr ? nullptr : context_.pack.form(subject->form);
        const bool restricted = form != nullptr && form->restricted;
        for (PersonId person : answerable(context_, owed)) {
            if (subject != nullptr && told_of(subject->id, person)) {
                continue;
            }
            if (restricted && !shown_to(person, context_, *subject, day_)) {
                continue;
            }
            Reminder& reminder = add(Due::duty, person, {});
            reminder.on = owed.window.last;
            reminder.late = missed;
            reminder.duty = owed.duty;
            reminder.bearer = owed.bearer_key;
            reminder.bearer_name = owed.bearer_name;
            reminder.window = owed.window;
            reminder.window_name = owed.window_name;
            reminder.subject = owed.subject;
            if (restricted) {
                // The window and its bearer are called by what the record says.
                const std::string number = "#" + std::to_string(subject->id.value);
                reminder.restricted = true;
                reminder.bearer_name = reminder.window_name = number;
            }
        }
    }

    std::vector<Reminder> take() {
        std::ranges::stable_sort(all_, [](const Reminder& a, const Reminder& b) {
            return std::tuple(a.person.value, a.on.value_or(Date{}), a.record.value) <
                   std::tuple(b.person.value, b.on.value_or(Date{}), b.record.value);
        });
        return std::move(all_);
    }

private:
    // Is the person asked for a step of the record already? Once is enough.
    [[nodiscard]] bool told_of(RecordId record, PersonId person) const {
        return std::ranges::any_of(all_, [&](const Reminder& reminder) {
            return reminder.kind == Due::step && reminder.record == record &&
                   reminder.person == person;
        });
    }
    Reminder& add(Due kind, PersonId person, RecordId record) {
        Reminder& reminder = all_.emplace_back();
        reminder.kind = kind;
        reminder.person = person;
        reminder.record = record;
        return reminder;
    }

    const Context& context_;
    Date day_;
    Date soon_;
    bool ahead_;
    std::vector<Reminder> all_;
};

std::vector<Reminder> gather(const Context& context, std::optional<Date> last) {
    Gathered gathered(context, last);
    const std::set<RecordId> done = done_by_records(context);
    for (const auto& [id, record] : context.book.records) {
        if (!done.contains(id)) {
            gathered.add_record(record);
        }
    }
    const int year = context.as_of.day.year();
    for (int asked : {year - 1, year, year + 1}) {
        for (const Obligation& owed : standing::obligations(context, asked)) {
            gathered.add_window(owed);
        }
    }
    return gathered.take();
}

}  // namespace

std::vector<Reminder> reminders(const Context& context) { return gather(context, std::nullopt); }

std::vector<Reminder> reminders_until(const Context& context, Date last) {
    return gather(context, last);
}

}  // namespace luze::casework
