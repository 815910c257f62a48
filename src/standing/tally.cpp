#include "standing/tally.h"

#include <algorithm>

#include "standing/judge.h"

namespace luze::standing {
namespace {

constexpr std::uint16_t full = 0xFFFF;

int month_of(Date day) { return day.year() * 12 + day.month() - 1; }

bool in_one_month(const PartialDate& when) { return month_of(when.first) == month_of(when.last); }

// What makes two duties count the same records for the same subjects.
std::string shape(const norms::Duty& duty, bool by_branch) {
    bool people = duty.bearer.kind == norms::BearerKind::person;
    std::string text = std::string(people ? "p" : "u") + (by_branch ? "b" : "d") + duty.sum;
    for (const norms::Filter& filter : duty.records) {
        text += "\n" + filter.form + "\t" + filter.where.text() + "\t" + filter.people;
    }
    return text;
}

bool rolls_up_by_branch(const Context& context, const norms::Duty& duty) {
    UnitKind kind = duty.bearer.unit;
    const norms::Group* group = context.pack.group(duty.bearer.group);
    bool of_unit = kind == UnitKind::department || kind == UnitKind::branch;
    if (!of_unit && duty.bearer.kind == norms::BearerKind::person && group != nullptr) {
        kind = group->within;
    }
    return kind == UnitKind::branch;
}

bool bit(const std::vector<std::uint64_t>& bits, std::uint32_t at) {
    return ((bits[at / 64] >> (at % 64)) & 1U) != 0;
}

void flip(std::vector<std::uint64_t>& bits, std::uint32_t at) {
    bits[at / 64] ^= std::uint64_t{1} << (at % 64);
}

}  // namespace

bool Tally::counts(const norms::Duty& duty) {
    return duty.kind == norms::DutyKind::quota && (duty.bearer.kind == norms::BearerKind::person ||
                                                   duty.bearer.kind == norms::BearerKind::unit);
}

void Tally::number_kinds(const Context& context) {
    std::map<std::string, std::size_t> by_shape;
    for (const norms::Duty& duty : context.pack.duties) {
        if (!counts(duty)) {
            continue;
        }
        bool by_branch = rolls_up_by_branch(context, duty);
        auto [at, fresh] = by_shape.emplace(shape(duty, by_branch), kinds_.size());
        kind_of_duty_[duty.id] = at->second;
        if (!fresh) {
            continue;
        }
        kinds_.push_back({&duty, by_branch, {}, {}, {}});
        for (const norms::Filter& filter : duty.records) {
            auto& kinds = kinds_of_form_[filter.form];
            if (kinds.empty() || kinds.back() != at->second) {
                kinds.push_back(at->second);
            }
        }
    }
}

void Tally::rebuild(const Context& context) {
    kinds_.clear();
    kind_of_duty_.clear();
    kinds_of_form_.clear();
    ahead_.clear();
    views_.clear();
    day_ = context.as_of.day;
    by_department_ = Subjects(context.roster, UnitKind::department, day_);
    by_branch_ = Subjects(context.roster, UnitKind::branch, day_);
    number_kinds(context);
    for (const auto& [id, record] : context.book.records) {
        add(context, record);
    }
}

void Tally::add(const Context& context, const Record& record) {
    auto when = occurred(context.pack, record, context.book.zone);
    if (!when || record.duplicate_of || !kinds_of_form_.contains(record.form)) {
        return;
    }
    if (!happened(context.pack, record, *when, day_)) {
        ahead_.emplace(when->last, record.id);
        return;
    }
    apply(context, record, *when, 1);
}

void Tally::remove(const Context& context, const Record& record) {
    auto when = occurred(context.pack, record, context.book.zone);
    if (!when || record.duplicate_of || !kinds_of_form_.contains(record.form)) {
        return;
    }
    auto [from, to] = ahead_.equal_range(when->last);
    for (auto at = from; at != to; ++at) {
        if (at->second == record.id) {
            ahead_.erase(at);
            return;
        }
    }
    apply(context, record, *when, -1);
}

void Tally::advance(const Context& context) {
    views_.clear();
    day_ = context.as_of.day;
    std::vector<RecordId> come;
    for (auto at = ahead_.begin(); at != ahead_.end() && at->first <= day_;) {
        come.push_back(at->second);
        at = ahead_.erase(at);
    }
    for (RecordId id : come) {
        if (auto at = context.book.records.find(id); at != context.book.records.end()) {
            add(context, at->second);
        }
    }
}

std::vector<Tally::Fact> Tally::facts_of(const Context& context, const Record& record,
                                         const PartialDate& when) const {
    std::vector<Fact> facts;
    for (std::size_t index : kinds_of_form_.find(record.form)->second) {
        const Kind& kind = kinds_[index];
        const norms::Duty& duty = *kind.like;
        auto fields = people_fields(context, duty, record, when.first.year());
        if (fields.empty()) {
            continue;
        }
        const luze::Number* summed =
            duty.sum.empty() ? nullptr : get<luze::Number>(record.fields, duty.sum);
        std::int64_t sum = summed == nullptr ? 0 : summed->number.units();
        if (duty.bearer.kind == norms::BearerKind::person) {
            for (PersonId person : as_served(context, duty, record, when, fields).people) {
                if (Number subject = subjects(kind).of(person); subject != Subjects::none) {
                    facts.push_back({index, subject, when, sum});
                }
            }
        } else if (Number unit = subjects(kind).of_unit(host(context.pack, record));
                   unit != Subjects::none) {
            facts.push_back({index, unit, when, sum});
        }
    }
    return facts;
}

void Tally::apply(const Context& context, const Record& record, const PartialDate& when,
                  int sign) {
    for (const Fact& fact : facts_of(context, record, when)) {
        bump(kinds_[fact.kind], fact, sign);
        for (auto& [key, view] : views_) {
            if (view.kind == fact.kind && surely_in(when, view.window)) {
                refresh(context, view, fact.subject);
            }
        }
    }
}

void Tally::bump(Kind& kind, const Fact& fact, int sign) {
    const bool summing = !kind.like->sum.empty();
    if (!in_one_month(fact.when)) {
        const Vague one{fact.subject, fact.when, fact.sum};
        auto at = sign > 0 ? kind.vague.end() : std::ranges::find(kind.vague, one);
        if (at == kind.vague.end()) {
            kind.vague.push_back(one);
        } else {
            kind.vague.erase(at);
        }
        return;
    }
    const int month = month_of(fact.when.first);
    Plane& plane = kind.months[month];
    if (plane.counts.empty()) {
        plane.counts.resize(subjects(kind).size());
        plane.sums.resize(summing ? subjects(kind).size() : 0);
    }
    std::uint16_t& cell = plane.counts[fact.subject];
    auto over = kind.overflow.find({month, fact.subject});
    if (over != kind.overflow.end() || (sign > 0 && cell == full)) {
        std::int64_t& more = kind.overflow[{month, fact.subject}];
        more += sign;
        if (more == 0) {
            kind.overflow.erase({month, fact.subject});
        }
    } else {
        cell = static_cast<std::uint16_t>(cell + sign);
    }
    if (summing) {
        plane.sums[fact.subject] += sign * fact.sum;
    }
}

std::vector<std::int64_t> Tally::values(const Kind& kind, const Window& window) const {
    const bool summing = !kind.like->sum.empty();
    const std::int64_t unit = Decimal::whole(1).units();
    std::vector<std::int64_t> totals(subjects(kind).size());
    const int last = month_of(window.last);
    for (auto at = kind.months.lower_bound(month_of(window.first));
         at != kind.months.end() && at->first <= last; ++at) {
        for (std::size_t i = 0; i < totals.size(); ++i) {
            totals[i] += summing ? at->second.sums[i] : at->second.counts[i] * unit;
        }
    }
    for (const auto& [key, more] : kind.overflow) {
        if (!summing && key.first >= month_of(window.first) && key.first <= last) {
            totals[key.second] += more * unit;
        }
    }
    for (const Vague& fact : kind.vague) {
        if (surely_in(fact.when, window)) {
            totals[fact.subject] += summing ? fact.sum : unit;
        }
    }
    return totals;
}

Decimal Tally::value(const Kind& kind, Number subject, const Window& window) const {
    const bool summing = !kind.like->sum.empty();
    std::int64_t total = 0;
    const int last = month_of(window.last);
    for (auto at = kind.months.lower_bound(month_of(window.first));
         at != kind.months.end() && at->first <= last; ++at) {
        total += summing ? at->second.sums[subject] : at->second.counts[subject];
        auto over = kind.overflow.find({at->first, subject});
        total += summing || over == kind.overflow.end() ? 0 : over->second;
    }
    for (const Vague& fact : kind.vague) {
        if (fact.subject == subject && surely_in(fact.when, window)) {
            total += summing ? fact.sum : 1;
        }
    }
    return summing ? Decimal::ten_thousandths(total) : Decimal::whole(total);
}

Decimal Tally::done(const norms::Duty& duty, const Window& window, PersonId person) const {
    auto at = kind_of_duty_.find(duty.id);
    if (at == kind_of_duty_.end()) {
        return {};
    }
    const Kind& kind = kinds_[at->second];
    Number subject = subjects(kind).of(person);
    return subject == Subjects::none ? Decimal{} : value(kind, subject, window);
}

Decimal Tally::done(const norms::Duty& duty, const Window& window, std::string_view unit) const {
    auto at = kind_of_duty_.find(duty.id);
    if (at == kind_of_duty_.end()) {
        return {};
    }
    const Kind& kind = kinds_[at->second];
    Number subject = subjects(kind).of_unit(unit);
    return subject == Subjects::none ? Decimal{} : value(kind, subject, window);
}

// Takes a bearer into the view, when it is in scope and owes something.
void Tally::enter(const Context& context, View& view, Number subject, const Bearer& bearer) const {
    if (!in_scope(context, *view.duty, bearer, view.window)) {
        return;
    }
    if (view.duty->prorated) {
        auto asked = demand(context, *view.duty, bearer, view.window);
        if (!asked) {
            return;
        }
        view.own[subject] = asked->owed;
    }
    flip(view.scope, subject);
    const Subjects& all = subjects(kinds_[view.kind]);
    std::size_t unit = all.unit_on(context.roster, subject, view.day);
    ++view.units[0].owed;
    view.units[unit].owed += unit == 0 ? 0 : 1;
}

Tally::View Tally::build(const Context& context, const norms::Duty& duty,
                         const Window& window) const {
    View view;
    view.duty = &duty;
    view.window = window;
    view.kind = kind_of_duty_.at(duty.id);
    view.day = scope_day(context, window);
    const Kind& kind = kinds_[view.kind];
    const Subjects& all = subjects(kind);
    view.scope.resize(all.size() / 64 + 1);
    view.met.resize(all.size() / 64 + 1);
    view.units.resize(all.units().size());
    auto asked = demand(context, duty, Bearer{}, window);
    if (!asked) {
        return view;
    }
    view.owed = asked->owed;
    for (const Bearer& bearer : possible_bearers(context, duty)) {
        Number subject = bearer.person == nullptr ? all.of_unit(bearer.host)
                                                  : all.of(bearer.person->id);
        if (subject != Subjects::none) {
            enter(context, view, subject, bearer);
        }
    }
    const std::vector<std::int64_t> totals = values(kind, window);
    for (Number subject = 0; subject < all.size(); ++subject) {
        auto own = view.own.empty() ? view.own.end() : view.own.find(subject);
        Decimal owed = own == view.own.end() ? view.owed : own->second;
        if (bit(view.scope, subject) && totals[subject] >= owed.units()) {
            flip(view.met, subject);
            std::size_t unit = all.unit_on(context.roster, subject, view.day);
            ++view.units[0].met;
            view.units[unit].met += unit == 0 ? 0 : 1;
        }
    }
    return view;
}

// One cell was bumped: when the quota is crossed, one more or less at the unit and the bureau.
void Tally::refresh(const Context& context, View& view, Number subject) const {
    if (!bit(view.scope, subject)) {
        return;
    }
    const Kind& kind = kinds_[view.kind];
    auto own = view.own.find(subject);
    Decimal owed = own == view.own.end() ? view.owed : own->second;
    bool enough = value(kind, subject, view.window) >= owed;
    if (enough == bit(view.met, subject)) {
        return;
    }
    flip(view.met, subject);
    std::size_t unit = subjects(kind).unit_on(context.roster, subject, view.day);
    view.units[0].met += enough ? 1 : -1;
    view.units[unit].met += unit == 0 ? 0 : enough ? 1 : -1;
}

Tally::Count Tally::count(const Context& context, const norms::Duty& duty, const Window& window,
                          std::string_view unit) {
    if (!kind_of_duty_.contains(duty.id)) {
        return {};
    }
    auto [at, fresh] = views_.try_emplace({duty.id, window});
    if (fresh) {
        at->second = build(context, duty, window);
    }
    const View& view = at->second;
    const auto& units = subjects(kinds_[view.kind]).units();
    auto found = std::ranges::find(units, unit);
    return found == units.end() ? Count{}
                                : view.units[static_cast<std::size_t>(found - units.begin())];
}

std::size_t Tally::bytes() const {
    std::size_t total = 0;
    for (const Kind& kind : kinds_) {
        for (const auto& [month, plane] : kind.months) {
            total += plane.counts.capacity() * sizeof(std::uint16_t) +
                     plane.sums.capacity() * sizeof(std::int64_t);
        }
        total += kind.vague.capacity() * sizeof(Vague);
    }
    return total;
}

}  // namespace luze::standing
