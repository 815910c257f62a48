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

// One record as the kinds of its form see it: what all of them ask is worked out once.
class Asked {
public:
    Asked(const Context& context, const Record& record, int year)
        : context_(context), record_(record), around_(around(context, record, year)) {}

    // The people fields of the duty's filters that the record satisfies.
    const std::vector<std::string_view>& fields(const norms::Duty& duty) {
        fields_.clear();
        for (const norms::Filter& filter : duty.records) {
            if (filter.form == record_.form &&
                (filter.where.always() || filter.where.holds(around_))) {
                fields_.emplace_back(filter.people);
            }
        }
        return fields_;
    }
    // Everybody in those fields, each once.
    std::vector<PersonId> people() {
        std::vector<PersonId> all;
        for (std::string_view field : fields_) {
            auto at = std::ranges::find(attended_, field, &Attended::first);
            if (at == attended_.end()) {
                at = attended_.emplace(at, field, attended(context_, record_, field));
            }
            all.insert(all.end(), at->second.begin(), at->second.end());
        }
        std::ranges::sort(all);
        auto repeats = std::ranges::unique(all);
        all.erase(repeats.begin(), repeats.end());
        return all;
    }

private:
    using Attended = std::pair<std::string_view, std::vector<PersonId>>;

    const Context& context_;
    const Record& record_;
    norms::Surroundings around_;
    std::vector<std::string_view> fields_;
    std::vector<Attended> attended_;
};

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
    forget_views();
    day_ = context.as_of.day;
    by_department_ = Subjects(context.roster, UnitKind::department, day_);
    by_branch_ = Subjects(context.roster, UnitKind::branch, day_);
    number_kinds(context);
    views_of_kind_.resize(kinds_.size());
    for (const auto& [id, record] : context.book.records) {
        add(context, record);
    }
}

void Tally::add(const Context& context, const Record& record) {
    auto when = occurred(context.pack, record, context.book.zone);
    if (!when || !record.counts() || !kinds_of_form_.contains(record.form)) {
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
    if (!when || !record.counts() || !kinds_of_form_.contains(record.form)) {
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
    forget_views();
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
    Asked asked(context, record, when.first.year());
    for (std::size_t index : kinds_of_form_.find(record.form)->second) {
        const Kind& kind = kinds_[index];
        const norms::Duty& duty = *kind.like;
        if (asked.fields(duty).empty()) {
            continue;
        }
        const luze::Number* summed =
            duty.sum.empty() ? nullptr : get<luze::Number>(record.fields, duty.sum);
        std::int64_t sum = summed == nullptr ? 0 : summed->number.units();
        if (duty.bearer.kind == norms::BearerKind::person) {
            for (PersonId person : asked.people()) {
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

void Tally::apply(const Context& context, const Record& record, const PartialDate& when, int sign) {
    for (const Fact& fact : facts_of(context, record, when)) {
        bump(kinds_[fact.kind], fact, sign);
        for (View* view : views_of_kind_[fact.kind]) {
            if (surely_in(when, view->window)) {
                refresh(context, *view, fact.subject);
            }
        }
    }
}

void Tally::bump(Kind& kind, const Fact& fact, int sign) {
    const bool summing = !kind.like->sum.empty();
    if (!in_one_month(fact.when)) {
        const Vague one{fact.when, fact.sum};
        std::vector<Vague>& own = kind.vague[fact.subject];
        auto at = sign > 0 ? own.end() : std::ranges::find(own, one);
        if (at == own.end()) {
            own.push_back(one);
        } else {
            own.erase(at);
        }
        if (own.empty()) {
            kind.vague.erase(fact.subject);
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

// What facts without a certain month add to a window: their number or their sum.
std::int64_t Tally::vaguely(const std::vector<Vague>& facts, bool summing, const Window& window) {
    std::int64_t total = 0;
    for (const Vague& fact : facts) {
        if (surely_in(fact.when, window)) {
            total += summing ? fact.sum : 1;
        }
    }
    return total;
}

std::vector<std::int64_t> Tally::values(const Kind& kind, const Window& window) const {
    const bool summing = !kind.like->sum.empty();
    const std::int64_t unit = summing ? 1 : Decimal::whole(1).units();
    std::vector<std::int64_t> totals(subjects(kind).size());
    auto add = [&](const auto& cells) {
        for (std::size_t i = 0; i < totals.size(); ++i) {
            totals[i] += unit * cells[i];
        }
    };
    const int first = month_of(window.first);
    const int last = month_of(window.last);
    for (auto at = kind.months.lower_bound(first); at != kind.months.end() && at->first <= last;
         ++at) {
        summing ? add(at->second.sums) : add(at->second.counts);
    }
    for (const auto& [key, more] : kind.overflow) {
        if (!summing && key.first >= first && key.first <= last) {
            totals[key.second] += more * unit;
        }
    }
    for (const auto& [subject, facts] : kind.vague) {
        totals[subject] += unit * vaguely(facts, summing, window);
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
        if (!summing && !kind.overflow.empty()) {
            auto over = kind.overflow.find({at->first, subject});
            total += over == kind.overflow.end() ? 0 : over->second;
        }
    }
    if (auto own = kind.vague.find(subject); own != kind.vague.end()) {
        total += vaguely(own->second, summing, window);
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

std::size_t Tally::bytes() const {
    std::size_t total = 0;
    for (const Kind& kind : kinds_) {
        for (const auto& [month, plane] : kind.months) {
            total += plane.counts.capacity() * sizeof(std::uint16_t) +
                     plane.sums.capacity() * sizeof(std::int64_t);
        }
        for (const auto& [subject, facts] : kind.vague) {
            total += facts.capacity() * sizeof(Vague);
        }
    }
    for (const auto& [key, scope] : scopes_) {
        total +=
            scope.bits.capacity() * sizeof(std::uint64_t) + scope.owed.capacity() * sizeof(int);
    }
    for (const auto& [key, view] : views_) {
        total += view.met.capacity() * sizeof(std::uint64_t) +
                 view.own.capacity() * sizeof(Decimal) + view.units.capacity() * sizeof(Count);
    }
    return total;
}

}  // namespace luze::standing
