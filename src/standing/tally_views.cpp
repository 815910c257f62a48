// A tally's duties in their windows: who owes, who has met, by unit.
#include <bit>

#include "standing/judge.h"
#include "standing/tally.h"

namespace luze::standing {
namespace {

constexpr std::uint32_t word_bits = 64;

bool bit(const std::vector<std::uint64_t>& bits, std::uint32_t at) {
    return ((bits[at / word_bits] >> (at % word_bits)) & 1U) != 0;
}

void flip(std::vector<std::uint64_t>& bits, std::uint32_t at) {
    bits[at / word_bits] ^= std::uint64_t{1} << (at % word_bits);
}

std::vector<std::uint64_t> empty_bits(const Subjects& all) {
    return std::vector<std::uint64_t>(all.size() / word_bits + 1);
}

template <class Visit>
void each_bit(const std::vector<std::uint64_t>& bits, Visit visit) {
    for (std::size_t word = 0; word < bits.size(); ++word) {
        for (std::uint64_t left = bits[word]; left != 0; left &= left - 1) {
            visit(static_cast<std::uint32_t>(word * word_bits) +
                  static_cast<std::uint32_t>(std::countr_zero(left)));
        }
    }
}

}  // namespace

void Tally::forget_views() {
    views_.clear();
    scopes_.clear();
    views_of_kind_.assign(kinds_.size(), {});
}

// A branch or department owes while somebody belongs to it; the bureau and the party group always.
Tally::Scope Tally::scope_of_units(const Context& context, const View& view) const {
    const Subjects& all = subjects(kinds_[view.kind]);
    const UnitKind kind = view.duty->bearer.unit;
    Scope scope{empty_bits(all), {}};
    if (kind != UnitKind::department && kind != UnitKind::branch) {
        flip(scope.bits, all.of_unit({}));
        return scope;
    }
    for (const Person& person : context.roster.people()) {
        if (!person.in_office(view.day)) {
            continue;
        }
        std::string name = person.unit_on(kind, view.day);
        Number unit = name.empty() ? Subjects::none : all.of_unit(name);
        if (unit != Subjects::none && !bit(scope.bits, unit)) {
            flip(scope.bits, unit);
        }
    }
    return scope;
}

Tally::Scope Tally::scope_of_people(const Context& context, const View& view) const {
    const Subjects& all = subjects(kinds_[view.kind]);
    Scope scope{empty_bits(all), {}};
    Bearer bearer;
    for (const Person& person : context.roster.people()) {
        bearer.person = &person;
        Number subject = all.of(person.id);
        if (subject != Subjects::none && in_scope(context, *view.duty, bearer, view.window)) {
            flip(scope.bits, subject);
        }
    }
    return scope;
}

// Many duties and windows ask for the same people on the same day.
const Tally::Scope& Tally::scope_of(const Context& context, const View& view) {
    const norms::Bearer& bearer = view.duty->bearer;
    const Kind& kind = kinds_[view.kind];
    Window days = bearer.min_days == 0 ? Window{view.day, view.day} : view.window;
    auto [at, fresh] = scopes_.try_emplace(
        {kind.by_branch, bearer.kind, bearer.unit, bearer.group, bearer.min_days, days});
    Scope& scope = at->second;
    if (fresh) {
        scope = bearer.kind == norms::BearerKind::person ? scope_of_people(context, view)
                                                         : scope_of_units(context, view);
        scope.owed.resize(subjects(kind).units().size());
        each_bit(scope.bits, [&](Number subject) {
            std::size_t unit = subjects(kind).unit_on(context.roster, subject, view.day);
            ++scope.owed[0];
            scope.owed[unit] += unit == 0 ? 0 : 1;
        });
    }
    return scope;
}

// Who was in scope for a part of the window owes a part.
void Tally::prorate(const Context& context, View& view) const {
    const Subjects& all = subjects(kinds_[view.kind]);
    view.own.assign(all.size(), view.owed);
    Bearer bearer;
    each_bit(view.scope->bits, [&](Number subject) {
        bearer.person = all.person(context.roster, subject);
        if (auto asked = demand(context, *view.duty, bearer, view.window)) {
            view.own[subject] = asked->owed;
        }
    });
}

void Tally::compare(const Context& context, View& view) const {
    const Kind& kind = kinds_[view.kind];
    const Subjects& all = subjects(kind);
    const std::vector<std::int64_t> totals = values(kind, view.window);
    each_bit(view.scope->bits, [&](Number subject) {
        Decimal owed = view.own.empty() ? view.owed : view.own[subject];
        if (totals[subject] >= owed.units()) {
            flip(view.met, subject);
            std::size_t unit = all.unit_on(context.roster, subject, view.day);
            ++view.units[0].met;
            view.units[unit].met += unit == 0 ? 0 : 1;
        }
    });
}

Tally::View Tally::build(const Context& context, const norms::Duty& duty, const Window& window) {
    View view;
    view.duty = &duty;
    view.window = window;
    view.kind = kind_of_duty_.at(duty.id);
    view.day = scope_day(context, window);
    const Subjects& all = subjects(kinds_[view.kind]);
    view.units.resize(all.units().size());
    auto asked = demand(context, duty, Bearer{}, window);
    if (!asked) {
        return view;
    }
    view.owed = asked->owed;
    view.met = empty_bits(all);
    view.scope = &scope_of(context, view);
    for (std::size_t unit = 0; unit < view.units.size(); ++unit) {
        view.units[unit].owed = view.scope->owed[unit];
    }
    if (duty.prorated && duty.bearer.kind == norms::BearerKind::person) {
        prorate(context, view);
    }
    compare(context, view);
    return view;
}

// One cell was bumped: when the quota is crossed, one more or less at the unit and the bureau.
void Tally::refresh(const Context& context, View& view, Number subject) const {
    if (view.scope == nullptr || !bit(view.scope->bits, subject)) {
        return;
    }
    const Kind& kind = kinds_[view.kind];
    Decimal owed = view.own.empty() ? view.owed : view.own[subject];
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
    View& view = at->second;
    if (fresh) {
        view = build(context, duty, window);
        views_of_kind_[view.kind].push_back(&view);
    }
    auto place = subjects(kinds_[view.kind]).place_of(unit);
    return place ? view.units[*place] : Count{};
}

}  // namespace luze::standing
