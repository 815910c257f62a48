#include "model/roster.h"

#include <algorithm>

#include "base/text.h"

namespace luze {
namespace {

const Date distant_past = Date::first_of(1900, 1);
const Date distant_future = Date::first_of(9999, 1);

const PartialDate* day_of(const Fields& fields, std::string_view id) {
    const Day* day = get<Day>(fields, id);
    return day == nullptr ? nullptr : &day->date;
}

std::string unit_of(const Fields& fields, std::string_view id) {
    const UnitName* unit = get<UnitName>(fields, id);
    return unit == nullptr ? std::string() : unit->name;
}

void add_once(std::vector<std::string>& names, const std::string& name) {
    if (!name.empty() && std::ranges::find(names, name) == names.end()) {
        names.push_back(name);
    }
}

Person person_from(const Record& record) {
    Person person;
    person.id = PersonId{record.id.value};
    const Text* name = get<Text>(record.fields, "name");
    person.name = name == nullptr ? std::string() : without_spaces(name->text);
    person.fields = record.fields;
    const PartialDate* joined = day_of(record.fields, "joined");
    person.joined = joined == nullptr ? distant_past : joined->first;
    if (const PartialDate* left = day_of(record.fields, "left")) {
        person.left = left->last;
    }
    if (const PartialDate* since = day_of(record.fields, "party_joined")) {
        person.party_since = since->first;
    }
    if (std::string unit = unit_of(record.fields, "department"); !unit.empty()) {
        person.departments = {{unit, distant_past, distant_future}};
    }
    if (std::string unit = unit_of(record.fields, "branch"); !unit.empty()) {
        person.branches = {{unit, distant_past, distant_future}};
    }
    return person;
}

// A stay in `now` since `day`, and in `before` (when known) until then.
void split_at(std::vector<Membership>& stays, Date day, const std::string& before,
              const std::string& now) {
    if (now.empty() && before.empty()) {
        return;
    }
    std::erase_if(stays, [&](const Membership& stay) { return stay.from >= day; });
    if (!stays.empty()) {
        Membership& open = stays.back();
        open.until = std::min(open.until, day);
        if (!before.empty()) {
            open.unit = before;
        }
    } else if (!before.empty()) {
        stays.push_back({before, distant_past, day});
    }
    if (!now.empty()) {
        stays.push_back({now, day, distant_future});
    }
}

struct Movement {
    PersonId person;
    std::string kind;
    PartialDate date;
    std::string from;
    std::string to;
};

std::optional<Movement> movement_from(const Record& record) {
    const People* people = get<People>(record.fields, "person");
    const Choices* kind = get<Choices>(record.fields, "kind");
    const PartialDate* date = day_of(record.fields, "date");
    if (people == nullptr || people->named.size() != 1 || kind == nullptr || kind->ids.empty() ||
        date == nullptr || !people->named.front().person) {
        return std::nullopt;
    }
    auto text = [&](std::string_view id) {
        const Text* value = get<Text>(record.fields, id);
        return value == nullptr ? std::string() : value->text;
    };
    return Movement{people->named.front().person, kind->ids.front(), *date, text("from"),
                    text("to")};
}

// The part of 计划财务科/第二党支部 that is one of these units.
std::string part_among(const std::string& text, const std::vector<std::string>& units) {
    std::string best;
    for (const std::string& unit : units) {
        if (text.find(unit) != std::string::npos && unit.size() > best.size()) {
            best = unit;
        }
    }
    return best;
}

void move(Person& person, const Movement& moved, const std::vector<std::string>& departments,
          const std::vector<std::string>& branches) {
    if (moved.kind == "moved") {
        Date day = moved.date.first;
        split_at(person.departments, day, part_among(moved.from, departments),
                 part_among(moved.to, departments));
        split_at(person.branches, day, part_among(moved.from, branches),
                 part_among(moved.to, branches));
    } else if (moved.kind == "admitted") {
        person.party_since = moved.date.first;
    } else if (moved.kind == "left" && !get<Day>(person.fields, "left")) {
        person.left = moved.date.last;
    } else if (moved.kind == "joined" && !get<Day>(person.fields, "joined")) {
        person.joined = moved.date.first;
    }
}

// Are all code points of `shorter` found in `longer`, in order?
bool abbreviates(std::string_view shorter, std::string_view longer) {
    std::u32string few = to_utf32(shorter);
    std::u32string many = to_utf32(longer);
    std::size_t at = 0;
    for (char32_t c : many) {
        if (at < few.size() && few[at] == c) {
            ++at;
        }
    }
    return at == few.size();
}

}  // namespace

std::string Person::unit_on(UnitKind kind, Date day) const {
    const auto& stays = kind == UnitKind::branch ? branches : departments;
    for (const Membership& stay : stays) {
        if (stay.from <= day && day < stay.until) {
            return stay.unit;
        }
    }
    return {};
}

Roster Roster::build(const std::map<RecordId, Record>& records) {
    Roster roster;
    std::vector<Movement> movements;
    for (const auto& [id, record] : records) {
        if (record.duplicate_of) {
            continue;
        }
        if (record.form == "person") {
            roster.people_.push_back(person_from(record));
        } else if (record.form == "movement") {
            if (auto movement = movement_from(record)) {
                movements.push_back(*movement);
            }
        }
    }
    for (std::size_t i = 0; i < roster.people_.size(); ++i) {
        const Person& person = roster.people_[i];
        roster.index_[person.id] = i;
        roster.by_name_[person.name].push_back(person.id);
        add_once(roster.departments_, unit_of(person.fields, "department"));
        add_once(roster.branches_, unit_of(person.fields, "branch"));
    }
    std::ranges::stable_sort(movements, {}, [](const Movement& m) { return m.date.first; });
    for (const Movement& movement : movements) {
        if (auto at = roster.index_.find(movement.person); at != roster.index_.end()) {
            move(roster.people_[at->second], movement, roster.departments_, roster.branches_);
        }
    }
    return roster;
}

const Person* Roster::find(PersonId id) const {
    auto at = index_.find(id);
    return at == index_.end() ? nullptr : &people_[at->second];
}

std::vector<PersonId> Roster::named(std::string_view name) const {
    auto at = by_name_.find(without_spaces(name));
    return at == by_name_.end() ? std::vector<PersonId>{} : at->second;
}

std::string Roster::unit_meant(std::string_view written) const {
    std::string wanted = without_spaces(written);
    if (code_points(wanted) < 2) {
        return {};
    }
    std::vector<std::string> fits;
    for (const auto* units : {&departments_, &branches_}) {
        for (const std::string& unit : *units) {
            if (unit == wanted) {
                return unit;
            }
            if (abbreviates(wanted, unit)) {
                fits.push_back(unit);
            }
        }
    }
    return fits.size() == 1 ? fits.front() : std::string();
}

}  // namespace luze
