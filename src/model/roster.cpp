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
    if (now.empty()) {
        return;  // says nothing of this kind of unit, or where from only: they stay
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
    stays.push_back({now, day, distant_future});
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

struct Units {
    std::string department;
    std::string branch;
};

// 计划财务科/第二党支部, 计财科、二支部: each part is a unit as people may write it, or holds its
// name.
Units units_in(const Roster& roster, const std::string& text) {
    Units found;
    auto keep = [&](const std::string& unit) {
        bool branch = std::ranges::find(roster.branches(), unit) != roster.branches().end();
        std::string& best = branch ? found.branch : found.department;
        best = unit.size() > best.size() ? unit : best;
    };
    std::string apart = text;
    for (const char* mark : {"、", "，", ",", "；", ";", "／", "　", " "}) {
        apart = join(split(apart, mark), "/");
    }
    for (const std::string& part : split(apart, "/")) {
        std::string meant = roster.unit_meant(part);
        if (!meant.empty()) {
            keep(meant);
            continue;
        }
        for (const auto* units : {&roster.departments(), &roster.branches()}) {
            for (const std::string& unit : *units) {
                if (part.find(unit) != std::string::npos) {
                    keep(unit);
                }
            }
        }
    }
    return found;
}

void move(Person& person, const Movement& moved, const Roster& roster) {
    if (moved.kind == "moved") {
        Units before = units_in(roster, moved.from);
        Units now = units_in(roster, moved.to);
        split_at(person.departments, moved.date.first, before.department, now.department);
        split_at(person.branches, moved.date.first, before.branch, now.branch);
    } else if (moved.kind == "admitted") {
        person.party_since = moved.date.first;
    } else if (moved.kind == "left" && !get<Day>(person.fields, "left")) {
        person.left = moved.date.last;
    } else if (moved.kind == "joined" && !get<Day>(person.fields, "joined")) {
        person.joined = moved.date.first;
    }
}

// Are all code points of `shorter` found in `longer`, in order? `loses_number`: what it leaves out
// holds a numeral, as 第一支部 does of 第十一党支部.
struct Abbreviation {
    bool fits = false;
    bool loses_number = false;
};

Abbreviation abbreviation(std::string_view shorter, std::string_view longer) {
    static constexpr std::u32string_view numerals = U"一二三四五六七八九十0123456789";
    std::u32string few = to_utf32(shorter);
    Abbreviation out;
    std::size_t at = 0;
    for (char32_t c : to_utf32(longer)) {
        if (at < few.size() && few[at] == c) {
            ++at;
        } else {
            out.loses_number = out.loses_number || numerals.find(c) != std::u32string_view::npos;
        }
    }
    out.fits = at == few.size();
    return out;
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
        if (!record.counts()) {
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
            move(roster.people_[at->second], movement, roster);
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
    std::vector<std::string> fits_well;
    for (const auto* units : {&departments_, &branches_}) {
        for (const std::string& unit : *units) {
            if (unit == wanted) {
                return unit;
            }
            Abbreviation found = abbreviation(wanted, unit);
            if (found.fits) {
                (found.loses_number ? fits : fits_well).push_back(unit);
            }
        }
    }
    const auto& best = fits_well.empty() ? fits : fits_well;
    return best.size() == 1 ? best.front() : std::string();
}

}  // namespace luze
