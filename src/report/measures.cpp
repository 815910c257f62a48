#include "report/measures.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace luze::report {
namespace {

using norms::Figure;

Decimal whole(std::size_t count) { return Decimal::whole(static_cast<std::int64_t>(count)); }

// Each record of any of the figure's filters, once, with the filter that took it.
std::vector<std::pair<const Record*, const norms::Filter*>> taken(const Figure& figure,
                                                                  const Query& query) {
    std::vector<std::pair<const Record*, const norms::Filter*>> out;
    std::set<RecordId> seen;
    for (const norms::Filter& filter : figure.from) {
        for (const Record* record : select(query, filter)) {
            if (seen.insert(record->id).second) {
                out.emplace_back(record, &filter);
            }
        }
    }
    return out;
}

Measured count_records(const Figure& figure, const Query& query) {
    Measured out;
    for (const auto& [record, filter] : taken(figure, query)) {
        out.entries.push_back(record->id.value);
    }
    out.value = whole(out.entries.size());
    return out;
}

// 人次: names on no list and names that fit two count here as well.
Measured count_people(const Figure& figure, const Query& query) {
    Measured out;
    for (const auto& [record, filter] : taken(figure, query)) {
        const People* people = get<People>(record->fields, figure.field);
        if (people == nullptr) {
            continue;
        }
        auto date = standing::occurred(query.context.pack, *record);
        Date day = date ? date->first : happened(query.context, query.year).last;
        std::size_t strangers = static_cast<std::size_t>(
            std::ranges::count_if(people->named, [](const NameRef& n) { return !n.person; }));
        std::size_t known = query.context.groups.open_out(*people, day).size();
        out.entries.insert(out.entries.end(), strangers + known, record->id.value);
    }
    out.value = whole(out.entries.size());
    return out;
}

Measured sum_field(const Figure& figure, const Query& query) {
    Measured out;
    for (const auto& [record, filter] : taken(figure, query)) {
        if (const Number* number = get<Number>(record->fields, figure.field)) {
            out.value += number->number;
            out.entries.push_back(record->id.value);
        } else if (const List* list = get<List>(record->fields, figure.field)) {
            // Several findings in one cell count one each.
            out.value += whole(list->items.size());
            out.entries.insert(out.entries.end(), list->items.size(), record->id.value);
        }
    }
    return out;
}

Measured count_distinct(const Figure& figure, const Query& query) {
    Measured out;
    std::set<std::string> seen;
    for (const auto& [record, filter] : taken(figure, query)) {
        auto at = record->fields.find(figure.field);
        if (at != record->fields.end() && seen.insert(display(at->second)).second) {
            out.entries.push_back(record->id.value);
        }
    }
    out.value = whole(out.entries.size());
    return out;
}

Measured count_periods(const Figure& figure, const Query& query) {
    Measured out;
    std::set<int> seen;
    for (const auto& [record, filter] : taken(figure, query)) {
        auto date = standing::occurred(query.context.pack, *record);
        if (!date) {
            continue;
        }
        int number = period_number(figure.period, date->first);
        bool certain = number == period_number(figure.period, date->last);
        if (certain && seen.insert(number).second) {
            out.entries.push_back(record->id.value);
        }
    }
    out.value = whole(out.entries.size());
    return out;
}

// Acts taken on records of the filters, merged ones among them, in the part of the year that has
// happened.
Measured count_steps(const Figure& figure, const Query& query) {
    Measured out;
    const Window window = happened(query.context, query.year);
    for (const auto& [id, record] : query.context.book.records) {
        bool mine = std::ranges::any_of(figure.from, [&](const norms::Filter& filter) {
            return record.form == filter.form &&
                   filter.where.holds(standing::around(query.context, record, query.year));
        });
        for (const Step& step : mine ? record.steps : std::vector<Step>{}) {
            if (step.act == figure.act && window.contains(step.on)) {
                out.entries.push_back(step.entry);
            }
        }
    }
    out.value = whole(out.entries.size());
    return out;
}

bool in_unit(const Person& person, const std::string& unit, Date day) {
    return unit.empty() || person.unit_on(UnitKind::branch, day) == unit ||
           person.unit_on(UnitKind::department, day) == unit;
}

// The people that a figure speaks of: of its group, in scope on the last day (or ever).
std::vector<const Person*> people_of(const Figure& figure, const Query& query) {
    Date day = happened(query.context, query.year).last;
    std::vector<const Person*> out;
    for (const Person& person : query.context.roster.people()) {
        bool fits = figure.ever ? query.context.groups.fits(person, figure.group, day)
                                : query.context.groups.holds(person, figure.group, day);
        const Record& row = query.context.book.records.at(RecordId{person.id.value});
        if (fits && in_unit(person, query.unit, day) &&
            figure.where.holds(standing::around(query.context, row, query.year))) {
            out.push_back(&person);
        }
    }
    return out;
}

Measured count_persons(const Figure& figure, const Query& query) {
    Measured out;
    out.held = !query.context.roster.people().empty();
    for (const Person* person : people_of(figure, query)) {
        out.entries.push_back(person->id.value);
    }
    out.value = whole(out.entries.size());
    return out;
}

Measured count_units(const Figure& figure, const Query& query) {
    Measured out;
    const Roster& roster = query.context.roster;
    out.held = !roster.people().empty();
    bool branches = figure.units == UnitKind::branch;
    for (const std::string& unit : branches ? roster.branches() : roster.departments()) {
        const auto& people = roster.people();
        auto first = std::ranges::find_if(people, [&](const Person& person) {
            const UnitName* name = get<UnitName>(person.fields, branches ? "branch" : "department");
            return name != nullptr && name->name == unit;
        });
        if (first != people.end()) {
            out.entries.push_back(first->id.value);
        }
    }
    out.value = whole(out.entries.size());
    return out;
}

struct Share {
    Decimal amount;
    Evidence entries;
};

// What each person of the group has: a count of records, or the sum of a number field.
std::map<PersonId, Share> shares(const Figure& figure, const Query& query) {
    std::map<PersonId, Share> out;
    for (const auto& [record, filter] : taken(figure, query)) {
        Decimal amount = Decimal::whole(1);
        if (!figure.field.empty()) {
            const Number* number = get<Number>(record->fields, figure.field);
            amount = number == nullptr ? Decimal{} : number->number;
        }
        for (PersonId person : standing::attended(query.context, *record, filter->people)) {
            Share& share = out[person];
            share.amount += amount;
            share.entries.push_back(record->id.value);
        }
    }
    return out;
}

void append(Evidence& to, const Evidence& more) { to.insert(to.end(), more.begin(), more.end()); }

Measured over_bearers(const Figure& figure, const Query& query) {
    auto by_person = shares(figure, query);
    Date last = happened(query.context, query.year).last;
    Decimal reach = query.context.parameters.amount(figure.reach, query.context.as_of.day)
                        .value_or(Decimal::whole(1));
    if (figure.reach.starts_with('$')) {
        reach = query.context.parameters.amount(figure.reach, year_window(query.year).first)
                    .value_or(Decimal::whole(1));
    }
    Measured out;
    std::optional<Decimal> least;
    std::int64_t bearers = 0;
    Decimal total;
    for (const Person& person : query.context.roster.people()) {
        if (!query.context.groups.holds(person, figure.group, last) ||
            !in_unit(person, query.unit, last)) {
            continue;
        }
        ++bearers;
        Share share = by_person[person.id];
        total += share.amount;
        switch (figure.result) {
            case norms::BearerResult::attained:
                if (share.amount >= reach) {
                    out.entries.push_back(person.id.value);
                }
                break;
            case norms::BearerResult::min:
                if (!least || share.amount < *least) {
                    least = share.amount;
                    out.entries.clear();
                }
                if (share.amount == *least) {
                    out.entries.push_back(person.id.value);
                }
                break;
            default:
                append(out.entries, share.entries);
        }
    }
    switch (figure.result) {
        case norms::BearerResult::attained:
            out.value = whole(out.entries.size());
            break;
        case norms::BearerResult::min:
            out.held = bearers != 0;
            out.value = least.value_or(Decimal{});
            break;
        case norms::BearerResult::mean:
            out.held = bearers != 0;
            out.value = bearers == 0
                            ? Decimal{}
                            : Decimal::ratio(total, Decimal::whole(bearers), figure.decimals);
            break;
        case norms::BearerResult::total:
            out.value = total;
            break;
    }
    return out;
}

Measured mean_days(const Figure& figure, const Query& query) {
    Measured out;
    std::int64_t days = 0;
    for (const auto& [record, filter] : taken(figure, query)) {
        const Day* from = get<Day>(record->fields, figure.start);
        const Day* to = get<Day>(record->fields, figure.end);
        bool both = from != nullptr && to != nullptr && from->date.exact() && to->date.exact();
        if (both && from->date <= to->date && to->date.first <= query.context.as_of.day) {
            days += to->date.first - from->date.first;
            out.entries.push_back(record->id.value);
        }
    }
    out.held = !out.entries.empty();
    if (out.held) {
        out.value =
            Decimal::ratio(Decimal::whole(days), whole(out.entries.size()), figure.decimals);
    }
    return out;
}

// The entry that says an obligation stands as it does: what met it, what it is about, or the
// rules themselves.
std::int64_t entry_behind(const standing::Context& context, const standing::Obligation& owed) {
    if (owed.made_up_by) {
        return owed.made_up_by.value;
    }
    if (!owed.records.empty()) {
        return owed.records.front().value;
    }
    if (owed.subject) {
        return owed.subject.value;
    }
    return context.book.packs.empty() ? 0 : context.book.packs.back().entry;
}

Measured count_obligations(const Figure& figure, const Query& query,
                           const std::vector<standing::Obligation>& obligations) {
    Measured out;
    const norms::Duty* duty = query.context.pack.duty(figure.duty);
    out.held = duty != nullptr && standing::kept(query.context, *duty);
    for (const standing::Obligation& owed : obligations) {
        bool counted = owed.duty == duty &&
                       (figure.states.empty() ||
                        std::ranges::find(figure.states, standing::state_id(owed.state)) !=
                            figure.states.end()) &&
                       (query.unit.empty() || owed.unit == query.unit);
        if (counted) {
            out.entries.push_back(entry_behind(query.context, owed));
            if (figure.names) {
                out.names.push_back(owed.window_name);
            }
        }
    }
    out.value = whole(out.entries.size());
    return out;
}

}  // namespace

Measured measure(const Figure& figure, const Query& query,
                 const std::vector<standing::Obligation>& obligations) {
    Measured out;
    auto as_kept = [](Measured measured) {
        measured.kept = measured.held;
        return measured;
    };
    switch (figure.measure) {
        case norms::Measure::persons:
            return as_kept(count_persons(figure, query));
        case norms::Measure::units:
            return as_kept(count_units(figure, query));
        case norms::Measure::obligations:
            return as_kept(count_obligations(figure, query, obligations));
        case norms::Measure::records:
            out = count_records(figure, query);
            break;
        case norms::Measure::people:
            out = count_people(figure, query);
            break;
        case norms::Measure::sum:
            out = sum_field(figure, query);
            break;
        case norms::Measure::distinct:
            out = count_distinct(figure, query);
            break;
        case norms::Measure::periods:
            out = count_periods(figure, query);
            break;
        case norms::Measure::bearers:
            out = over_bearers(figure, query);
            break;
        case norms::Measure::steps:
            out = count_steps(figure, query);
            break;
        case norms::Measure::mean_days:
            out = mean_days(figure, query);
            break;
        case norms::Measure::ratio:
        case norms::Measure::total:
            break;
    }
    out.kept = held(query.context, figure.from);
    out.held = out.held && out.kept;
    return out;
}

}  // namespace luze::report
