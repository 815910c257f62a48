#include "standing/judge.h"

#include <algorithm>
#include <set>

namespace luze::standing {
namespace {

constexpr std::int64_t default_grace_days = 30;
const std::string grace_parameter = "recording_grace_days";

const Decimal hundred = Decimal::whole(100);

// Only what was entered by hand can be late by itself: an imported ledger is one notice.
bool in_time(const Context& context, const Served& served) {
    const Record& record = *served.record;
    if (record.import != 0) {
        return true;
    }
    Decimal grace = context.parameters.number(grace_parameter, served.when.last)
                        .value_or(Decimal::whole(default_grace_days));
    int days = record.recorded_at.day_at(context.book.zone) - served.when.last;
    return Decimal::whole(days) <= grace;
}

// A flag is raised when the sound records would not be enough without the others.
void raise_flags(const Context& context, const std::vector<const Served*>& counted,
                 const Demand& asked, Obligation& obligation) {
    auto short_without = [&](auto sound) {
        std::vector<const Served*> kept_ones;
        std::ranges::copy_if(counted, std::back_inserter(kept_ones), sound);
        return !asked.enough(asked.measure(kept_ones));
    };
    obligation.recorded_late =
        short_without([&](const Served* one) { return in_time(context, *one); });
    obligation.unproven =
        !obligation.duty->evidence.empty() &&
        short_without([](const Served* one) { return !one->record->evidence.empty(); });
}

bool make_up(const Docket::Weighed& weighed, const Demand& asked, Obligation& obligation,
             std::vector<const Served*>& counted) {
    for (const Served* later : weighed.after) {
        counted.push_back(later);
        if (asked.enough(asked.measure(counted))) {
            obligation.state = State::made_up;
            obligation.made_up_by = later->record->id;
            obligation.made_up_on = later->when.first;
            obligation.late_days = later->when.last - obligation.window.last;
            return true;
        }
    }
    return false;
}

enum class Fit { none, inside, after };

Fit by_day(const PartialDate& when, const Window& window) {
    return when.last <= window.last   ? Fit::inside
           : when.first > window.last ? Fit::after
                                      : Fit::none;
}

Fit fit(const Served& served, const Slot& slot, const norms::Calendar& calendar) {
    const Window& window = slot.window;
    if (names_its_own(served.names, slot)) {
        bool named = names_slot(served.names, slot, served.when.first, calendar);
        return named ? by_day(served.when, window) : Fit::none;
    }
    if (surely_in(served.when, window)) {
        return Fit::inside;
    }
    bool later = served.when.first > window.last;
    bool named = slot.title.empty() ? names_slot(served.names, slot, served.when.first, calendar)
                                    : served.says.find(slot.title) != std::string::npos;
    return later && named ? Fit::after : Fit::none;
}

}  // namespace

Decimal Demand::measure(const std::vector<const Served*>& records) const {
    if (coverage) {
        std::set<PersonId> covered;
        for (const Served* one : records) {
            std::ranges::set_intersection(one->people, people,
                                          std::inserter(covered, covered.end()));
        }
        return Decimal::whole(static_cast<std::int64_t>(covered.size()));
    }
    if (sum.empty()) {
        return Decimal::whole(static_cast<std::int64_t>(records.size()));
    }
    Decimal total;
    for (const Served* one : records) {
        const Number* number = get<Number>(one->record->fields, sum);
        total += number == nullptr ? Decimal{} : number->number;
    }
    return total;
}

bool Demand::enough(Decimal done) const { return hundred * done >= percent * owed; }

std::optional<Demand> demand(const Context& context, const norms::Duty& duty, const Bearer& bearer,
                             const Window& window) {
    Demand asked;
    asked.sum = duty.sum;
    if (!duty.at_least.empty()) {
        auto amount = context.parameters.amount(duty.at_least, window.first);
        if (!amount) {
            return std::nullopt;
        }
        asked.owed = *amount;
    }
    if (duty.kind == norms::DutyKind::coverage) {
        // 0.9 and 90 are both nine tenths; 1, the default, is everybody.
        asked.percent = asked.owed <= Decimal::whole(1) ? hundred * asked.owed : asked.owed;
        asked.coverage = true;
        asked.people = context.groups.members(duty.group, bearer.host, scope_day(context, window));
        std::ranges::sort(asked.people);
        asked.owed = Decimal::whole(static_cast<std::int64_t>(asked.people.size()));
        return asked.people.empty() ? std::nullopt : std::optional(asked);
    }
    if (duty.prorated && bearer.person != nullptr) {
        int days = days_in_scope(context, *bearer.person, duty.bearer.group, window);
        Decimal part =
            Decimal::ratio(asked.owed * Decimal::whole(days), Decimal::whole(window.length()), 0);
        asked.owed = std::max(part, std::min(asked.owed, Decimal::whole(1)));
    }
    return asked;
}

Docket::Docket(const Context& context, const Ledgers& ledgers, const norms::Duty& duty, int year,
               Date since)
    : duty_(duty),
      calendar_(context.pack.calendar),
      served_(serving(context, ledgers, duty, year, since)) {
    const bool of_people = duty.bearer.kind == norms::BearerKind::person;
    for (const Served& one : served_) {
        all_.push_back(&one);
        by_host_[one.host].push_back(&one);
        for (PersonId person : of_people ? one.people : std::vector<PersonId>{}) {
            by_person_[person].push_back(&one);
        }
    }
    take_links(context);
}

void Docket::take_links(const Context& context) {
    for (const Link& link : context.book.links) {
        auto at = context.book.records.find(link.record);
        if (link.duty != duty_.id || at == context.book.records.end() || !at->second.counts()) {
            continue;
        }
        const Record& record = at->second;
        auto when = occurred(context.pack, record, context.book.zone);
        if (!when || !happened(context.pack, record, *when, context.as_of.day)) {
            continue;
        }
        auto filter = std::ranges::find(duty_.records, record.form, &norms::Filter::form);
        std::string_view field;
        if (filter != duty_.records.end()) {
            field = filter->people;
        }
        linked_.push_back({link.window, as_served(context, duty_, record, *when, {field})});
    }
}

bool Docket::serves(const Served& served, const Bearer& bearer) const {
    if (bearer.person != nullptr) {
        return std::ranges::binary_search(served.people, bearer.person->id);
    }
    return duty_.kind == norms::DutyKind::coverage || served.host == bearer.host;
}

const std::vector<const Served*>& Docket::of(const Bearer& bearer) const {
    static const std::vector<const Served*> none;
    if (bearer.person != nullptr) {
        auto at = by_person_.find(bearer.person->id);
        return at == by_person_.end() ? none : at->second;
    }
    if (duty_.kind == norms::DutyKind::coverage) {
        return all_;
    }
    auto at = by_host_.find(bearer.host);
    return at == by_host_.end() ? none : at->second;
}

Docket::Weighed Docket::weigh(const Slot& slot, const Bearer& bearer) const {
    Weighed weighed;
    for (const Served* one : of(bearer)) {
        Fit found = fit(*one, slot, calendar_);
        if (found != Fit::none) {
            (found == Fit::inside ? weighed.inside : weighed.after).push_back(one);
        }
    }
    for (const Linked& link : linked_) {
        auto same = [&](const Served* one) { return one->record == link.served.record; };
        // A link makes up a window that has passed; what fits inside it needs none.
        if (link.window == slot.window && link.served.when.first > slot.window.last &&
            serves(link.served, bearer) && std::ranges::none_of(weighed.after, same)) {
            weighed.after.push_back(&link.served);
        }
    }
    std::ranges::sort(weighed.after, {}, [](const Served* one) {
        return std::pair(one->when.first, one->record->id);
    });
    return weighed;
}

void settle_undone(const Context& context, Obligation& obligation) {
    const norms::Duty& duty = *obligation.duty;
    for (const Waiver& waiver : context.book.waivers) {
        if (waiver.duty == duty.id && waiver.bearer == obligation.bearer_key &&
            waiver.window == obligation.window) {
            obligation.state = State::waived;
            obligation.waived_for = waiver.reason;
            return;
        }
    }
    const norms::Span before{-duty.warn.count, duty.warn.unit};
    const Date warned = shifted(obligation.window.last, before, context.pack.calendar);
    const Date day = context.as_of.day;
    obligation.state = passed(obligation.window.last, context.as_of) ? State::missed
                       : day < obligation.window.first               ? State::upcoming
                       : warned <= day                               ? State::due
                                                                     : State::open;
}

void settle(const Context& context, const Docket::Weighed& weighed, const Demand& asked,
            Obligation& obligation) {
    obligation.owed = asked.owed;
    obligation.done = asked.measure(weighed.inside);
    for (const Served* one : weighed.inside) {
        obligation.records.push_back(one->record->id);
    }
    std::vector<const Served*> counted = weighed.inside;
    if (asked.enough(obligation.done)) {
        obligation.state = State::met;
    } else if (!make_up(weighed, asked, obligation, counted)) {
        settle_undone(context, obligation);
        return;
    }
    raise_flags(context, counted, asked, obligation);
}

}  // namespace luze::standing
