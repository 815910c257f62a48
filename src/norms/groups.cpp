#include "norms/groups.h"

#include <algorithm>

namespace luze::norms {
namespace {

void add_once(std::vector<PersonId>& people, PersonId person) {
    if (person && std::ranges::find(people, person) == people.end()) {
        people.push_back(person);
    }
}

// A person's fields as an expression sees them on a day: units are those of the day, and one who
// joined the Party later is not yet a member.
Operand field_on(const Person& person, std::string_view name, Date day) {
    if (name == "department" || name == "branch") {
        UnitKind kind = name == "branch" ? UnitKind::branch : UnitKind::department;
        std::string unit = person.unit_on(kind, day);
        return unit.empty() ? Operand{None{}} : Operand{unit};
    }
    if (name == "political_status" && person.party_since && day < *person.party_since) {
        return None{};
    }
    auto at = person.fields.find(name);
    if (at != person.fields.end()) {
        return operand_of(&at->second);
    }
    // What only the list of changes says.
    std::optional<Date> said = name == "left"           ? person.left
                               : name == "party_joined" ? person.party_since
                                                        : std::nullopt;
    return said ? Operand{PartialDate(*said)} : Operand{None{}};
}

}  // namespace

bool Groups::fits(const Person& person, std::string_view id, Date day) const {
    const Group* group = pack_.group(id);
    if (group == nullptr) {
        return false;
    }
    if (!group->of.empty()) {
        return std::ranges::any_of(group->of, [&](const std::string& part) {
            return part != id && fits(person, part, day);
        });
    }
    Surroundings around;
    around.name = [&](std::string_view name) { return field_on(person, name, day); };
    return group->where.holds(around);
}

bool Groups::holds(const Person& person, std::string_view group, Date day) const {
    return person.in_office(day) && fits(person, group, day);
}

std::vector<PersonId> Groups::members(std::string_view group, std::string_view unit,
                                      Date day) const {
    std::vector<PersonId> found;
    for (const Person& person : roster_.people()) {
        bool here = unit.empty() || person.unit_on(UnitKind::department, day) == unit ||
                    person.unit_on(UnitKind::branch, day) == unit;
        if (here && holds(person, group, day)) {
            found.push_back(person.id);
        }
    }
    return found;
}

std::vector<PersonId> Groups::open_out(const People& people, Date day) const {
    std::vector<PersonId> found;
    for (const NameRef& name : people.named) {
        add_once(found, name.person);
    }
    for (const GroupRef& group : people.groups) {
        for (PersonId person : members(group.group, group.unit, day)) {
            add_once(found, person);
        }
    }
    for (const NameRef& name : people.except) {
        std::erase(found, name.person);
    }
    return found;
}

}  // namespace luze::norms
