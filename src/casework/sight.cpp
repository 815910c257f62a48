#include "casework/sight.h"

#include <algorithm>
#include <set>

#include "casework/roles.h"

namespace luze::casework {
namespace {

using standing::Context;

Date day_of(const Context& context, const Record& record) {
    const norms::Form* form = context.pack.form(record.form);
    const auto* day = form == nullptr ? nullptr : get<luze::Day>(record.fields, form->date);
    return day == nullptr ? context.as_of.day : day->date.first;
}

std::set<std::string> units_of_fields(const Record& record) {
    std::set<std::string> units;
    for (const auto& [id, value] : record.fields) {
        if (const auto* unit = std::get_if<UnitName>(&value)) {
            units.insert(unit->name);
        }
    }
    return units;
}

// Of those whom it names one by one: a group is no unit.
std::set<std::string> units_of_people(const Context& context, const Record& record) {
    const Date day = day_of(context, record);
    std::set<std::string> units;
    for (const auto& [id, value] : record.fields) {
        const auto* people = std::get_if<People>(&value);
        if (people == nullptr) {
            continue;
        }
        for (const NameRef& name : people->named) {
            if (const Person* person = context.roster.find(name.person)) {
                units.insert(person->unit_on(UnitKind::department, day));
                units.insert(person->unit_on(UnitKind::branch, day));
            }
        }
    }
    units.erase("");
    return units;
}

std::set<std::string> units_of(const Context& context, const Record& record) {
    std::set<std::string> units = units_of_fields(record);
    return units.empty() ? units_of_people(context, record) : units;
}

bool names(const Context& context, const Record& record, PersonId person) {
    if (!person) {
        return false;
    }
    // A person's own row of the roster.
    if (record.id.value == person.value && record.form == "person") {
        return true;
    }
    const Date day = day_of(context, record);
    return std::ranges::any_of(record.fields, [&](const auto& field) {
        const auto* people = std::get_if<People>(&field.second);
        if (people == nullptr) {
            return false;
        }
        auto all = context.groups.open_out(*people, day);
        return std::ranges::find(all, person) != all.end();
    });
}

bool in_own_unit(const Context& context, const Record& record, PersonId id, Date day) {
    const Person* person = context.roster.find(id);
    if (person == nullptr || !person->in_office(day)) {
        return false;
    }
    auto units = units_of(context, record);
    return units.empty() || units.contains(person->unit_on(UnitKind::department, day)) ||
           units.contains(person->unit_on(UnitKind::branch, day));
}

bool published(const Record& record, Date day) {
    const auto* on = get<luze::Day>(record.fields, "published_on");
    const auto* off = get<luze::Day>(record.fields, "withdrawn_on");
    return record.form == "disclosure" && on != nullptr && on->date.last <= day &&
           (off == nullptr || day < off->date.first);
}

bool may_see_restricted(const Context& context, const norms::Form& form, const Record& record,
                        const Scope& scope, Date day) {
    const bool reached = reaches(context, record, scope);
    if (!scope.self) {
        return scope.restricted && reached;
    }
    return scope.by_rule && std::ranges::any_of(form.seen_by, [&](const std::string& role) {
               return has_role(context, scope.self, role, &record, day) &&
                      (reached || !has_role(context, scope.self, role, nullptr, day));
           });
}

}  // namespace

bool reaches(const Context& context, const Record& record, const Scope& scope) {
    return scope.all_units ||
           (!scope.units.empty() &&
            std::ranges::any_of(units_of(context, record),
                                [&](const std::string& unit) { return scope.reaches(unit); }));
}

bool may_see(const Context& context, const Record& record, const Scope& scope, Date day) {
    const norms::Form* form = context.pack.form(record.form);
    if (form == nullptr) {
        return false;
    }
    if (form->restricted) {
        return may_see_restricted(context, *form, record, scope, day);
    }
    return reaches(context, record, scope) || names(context, record, scope.self) ||
           (form->seen_in_unit && in_own_unit(context, record, scope.self, day)) ||
           (scope.self && published(record, day));
}

}  // namespace luze::casework
