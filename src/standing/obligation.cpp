#include "standing/obligation.h"

#include <algorithm>

#include "standing/judge.h"
#include "standing/opened.h"

namespace luze::standing {
namespace {

constexpr int half_year_days = 183;

bool opened_by_record(const norms::Duty& duty) {
    return duty.kind == norms::DutyKind::tenure ||
           (duty.kind == norms::DutyKind::window &&
            duty.trigger.kind == norms::TriggerKind::record);
}

// The forms without which nothing can be said of the duty.
std::vector<std::string> source_forms(const norms::Duty& duty) {
    if (opened_by_record(duty)) {
        return {opening_form(duty)};
    }
    std::vector<std::string> forms;
    for (const norms::Filter& filter : duty.records) {
        forms.push_back(filter.form);
    }
    return forms;
}

bool any_kept(const Ledgers& ledgers, const norms::Duty& duty) {
    auto held = [&](const auto& form) { return !ledgers.of(form).empty(); };
    bool done_elsewhere =
        opened_by_record(duty) && duty.kind == norms::DutyKind::window && duty.trigger.done.empty();
    if (done_elsewhere && std::ranges::none_of(duty.records, held, &norms::Filter::form)) {
        return false;
    }
    return std::ranges::any_of(source_forms(duty), held);
}

// A ledger says nothing of the years before it was begun.
bool spoken_of(const Ledgers& ledgers, const norms::Duty& duty, int year) {
    return std::ranges::any_of(source_forms(duty), [&](const std::string& form) {
        return !ledgers.of(form).empty() && ledgers.first_year(form) <= year;
    });
}

bool in_force(const norms::Pack& pack, const norms::Duty& duty, const Window& window) {
    auto norm = std::ranges::find(pack.norms, duty.norm, &norms::Norm::id);
    return norm == pack.norms.end() || ((!norm->from || *norm->from <= window.last) &&
                                        (!norm->until || window.first <= *norm->until));
}

Obligation of_bearer(const Context& context, const norms::Duty& duty, const Bearer& bearer,
                     const Slot& slot) {
    Obligation obligation;
    obligation.duty = &duty;
    obligation.bearer_key = bearer.key;
    obligation.bearer_name = bearer.name;
    obligation.unit = bearer.host;
    if (bearer.person != nullptr) {
        obligation.person = bearer.person->id;
        obligation.unit = unit_of(context, duty, *bearer.person, scope_day(context, slot.window));
    }
    obligation.window = slot.window;
    obligation.window_name = slot.name;
    return obligation;
}

void add_recurring(const Context& context, const Ledgers& ledgers, const norms::Duty& duty,
                   int year, std::vector<Obligation>& out) {
    std::vector<Slot> slots = slots_of(duty, context.pack, context.parameters, year);
    std::erase_if(slots, [&](const Slot& s) { return !in_force(context.pack, duty, s.window); });
    if (slots.empty()) {
        return;
    }
    // A reminder that names its holiday may be held long before the window opens.
    const Docket docket(context, ledgers, duty, year, slots.front().window.first - half_year_days);
    for (const Bearer& bearer : possible_bearers(context, duty)) {
        for (const Slot& slot : slots) {
            if (!in_scope(context, duty, bearer, slot.window)) {
                continue;
            }
            if (auto asked = demand(context, duty, bearer, slot.window)) {
                Obligation obligation = of_bearer(context, duty, bearer, slot);
                settle(context, docket.weigh(slot, bearer), *asked, obligation);
                out.push_back(std::move(obligation));
            }
        }
    }
}

}  // namespace

bool kept(const Context& context, const norms::Duty& duty) {
    return any_kept(Ledgers(context.book, context.pack), duty);
}

std::vector<Obligation> obligations(const Context& context, int year) {
    std::vector<const norms::Duty*> all;
    for (const norms::Duty& duty : context.pack.duties) {
        all.push_back(&duty);
    }
    return obligations(context, year, all);
}

std::vector<Obligation> obligations(const Context& context, int year,
                                    const std::vector<const norms::Duty*>& duties) {
    const Ledgers ledgers(context.book, context.pack);
    std::vector<Obligation> found;
    for (const norms::Duty* each : duties) {
        const norms::Duty& duty = *each;
        if (!any_kept(ledgers, duty) || !spoken_of(ledgers, duty, year)) {
            continue;
        }
        if (duty.kind == norms::DutyKind::tenure) {
            add_tenures(context, ledgers, duty, year, found);
        } else if (opened_by_record(duty)) {
            add_triggered(context, ledgers, duty, year, found);
        } else if (duty.bearer.kind == norms::BearerKind::unit ||
                   duty.bearer.kind == norms::BearerKind::person) {
            add_recurring(context, ledgers, duty, year, found);
        }
    }
    return found;
}

}  // namespace luze::standing
