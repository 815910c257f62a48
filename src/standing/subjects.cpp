#include "standing/subjects.h"

namespace luze::standing {

Subjects::Subjects(const Roster& roster, UnitKind kind, Date day) : kind_(kind) {
    units_.emplace_back();
    for (const std::string& unit :
         kind == UnitKind::branch ? roster.branches() : roster.departments()) {
        units_.push_back(unit);
    }
    for (std::size_t place = 0; place < units_.size(); ++place) {
        places_.emplace(units_[place], place);
    }
    std::vector<std::vector<const Person*>> members(units_.size());
    for (const Person& person : roster.people()) {
        members[index_of(person.unit_on(kind, day))].push_back(&person);
    }
    auto number = [&](std::size_t unit, PersonId person) {
        unit_index_.push_back(static_cast<std::uint32_t>(unit));
        people_.push_back(person);
        return static_cast<Number>(size_++);
    };
    auto number_people = [&](std::size_t unit) {
        for (const Person* person : members[unit]) {
            Number subject = number(unit, person->id);
            numbers_[person->id] = subject;
            if ((kind == UnitKind::branch ? person->branches : person->departments).size() > 1) {
                moved_[subject] = true;
            }
        }
    };
    starts_.push_back(number(0, PersonId{}));
    for (std::size_t unit = 1; unit < units_.size(); ++unit) {
        starts_.push_back(number(unit, PersonId{}));
        number_people(unit);
    }
    number_people(0);
}

std::optional<std::size_t> Subjects::place_of(std::string_view unit) const {
    auto at = places_.find(unit);
    return at == places_.end() ? std::nullopt : std::optional(at->second);
}

std::size_t Subjects::index_of(std::string_view unit) const { return place_of(unit).value_or(0); }

Subjects::Number Subjects::of(PersonId person) const {
    auto at = numbers_.find(person);
    return at == numbers_.end() ? none : at->second;
}

Subjects::Number Subjects::of_unit(std::string_view unit) const {
    std::size_t index = index_of(unit);
    return index == 0 && !unit.empty() ? none : starts_[index];
}

std::size_t Subjects::unit_on(const Roster& roster, Number subject, Date day) const {
    if (!moved_.contains(subject)) {
        return unit_index_[subject];
    }
    const Person* one = person(roster, subject);
    return one == nullptr ? 0 : index_of(one->unit_on(kind_, day));
}

const Person* Subjects::person(const Roster& roster, Number subject) const {
    return people_[subject] ? roster.find(people_[subject]) : nullptr;
}

}  // namespace luze::standing
