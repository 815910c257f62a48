#include "casework/roles.h"

#include <algorithm>

#include "casework/ownership.h"

namespace luze::casework {
namespace {

using standing::Context;

class Holders {
public:
    Holders(const Context& context, Date day) : context_(context), day_(day) {}

    void add(PersonId id) {
        const Person* person = context_.roster.find(id);
        if (person != nullptr && person->in_office(day_) &&
            std::ranges::find(found_, id) == found_.end()) {
            found_.push_back(id);
        }
    }
    void add(const std::vector<PersonId>& people) {
        for (PersonId id : people) {
            add(id);
        }
    }
    [[nodiscard]] std::vector<PersonId> take() { return std::move(found_); }

private:
    const Context& context_;
    Date day_;
    std::vector<PersonId> found_;
};

// The record that a role looks at: this one, or the one that it refers to.
const Record* looked_at(const Context& context, const norms::Role& role, const Record* record) {
    if (record == nullptr || role.through.empty()) {
        return record;
    }
    const auto* reference = get<Reference>(record->fields, role.through);
    auto at = reference == nullptr ? context.book.records.end()
                                   : context.book.records.find(reference->record);
    return at == context.book.records.end() ? nullptr : &at->second;
}

void add_named(const Context& context, const norms::Role& role, const Record& record, Date day,
               Holders& holders) {
    if (role.field == "owner") {
        return holders.add(owner_of(context, record, day).person);
    }
    const auto* people = get<People>(record.fields, role.field);
    if (people == nullptr) {
        return;
    }
    for (PersonId id : context.groups.open_out(*people, day)) {
        const Person* person = context.roster.find(id);
        if (role.group.empty() ||
            (person != nullptr && context.groups.fits(*person, role.group, day))) {
            holders.add(id);
        }
    }
}

void add_group(const Context& context, const norms::Role& role, const Record* record, Date day,
               Holders& holders) {
    if (role.beside.empty()) {
        return holders.add(context.groups.members(role.group, "", day));
    }
    const auto* unit = record == nullptr ? nullptr : get<UnitName>(record->fields, role.beside);
    if (unit != nullptr) {
        holders.add(context.groups.members(role.group, unit->name, day));
    }
}

void add_staff(const Context& context, const norms::Role& role, Date day, Holders& holders) {
    std::string unit = context.roster.unit_meant(role.unit);
    for (const Person& person : context.roster.people()) {
        if (!unit.empty() && person.unit_on(UnitKind::department, day) == unit) {
            holders.add(person.id);
        }
    }
}

// A mandate gives the role by its id or by its name.
bool gives(const norms::Role& role, const Record& mandate) {
    if (const auto* choices = get<Choices>(mandate.fields, "role")) {
        return std::ranges::find(choices->ids, role.id) != choices->ids.end();
    }
    const auto* text = get<Text>(mandate.fields, "role");
    return text != nullptr && (text->text == role.id || text->text == role.name.zh);
}

bool in_force(const Record& mandate, Date day) {
    const auto* from = get<Day>(mandate.fields, "from");
    const auto* to = get<Day>(mandate.fields, "to");
    return from != nullptr && from->date.last <= day && (to == nullptr || day <= to->date.first);
}

void add_mandated(const Context& context, const norms::Role& role, Date day, Holders& holders) {
    for (const Record* mandate : context.book.of_form("mandate")) {
        if (gives(role, *mandate) && in_force(*mandate, day)) {
            if (const auto* people = get<People>(mandate->fields, "person")) {
                holders.add(context.groups.open_out(*people, day));
            }
        }
    }
}

bool among(const std::vector<PersonId>& people, PersonId id) {
    return std::ranges::find(people, id) != people.end();
}

bool is_named(const Context& context, const norms::Role& role, const Record& record,
              const Person& person, Date day) {
    if (role.field == "owner") {
        return owner_of(context, record, day).person == person.id;
    }
    const auto* people = get<People>(record.fields, role.field);
    return people != nullptr && among(context.groups.open_out(*people, day), person.id) &&
           (role.group.empty() || context.groups.fits(person, role.group, day));
}

bool is_of_group(const Context& context, const norms::Role& role, const Record* record,
                 const Person& person, Date day) {
    if (role.beside.empty()) {
        return context.groups.holds(person, role.group, day);
    }
    const auto* unit = record == nullptr ? nullptr : get<UnitName>(record->fields, role.beside);
    bool here = unit != nullptr &&
                (unit->name.empty() || person.unit_on(UnitKind::department, day) == unit->name ||
                 person.unit_on(UnitKind::branch, day) == unit->name);
    return here && context.groups.holds(person, role.group, day);
}

bool is_staff(const Context& context, const norms::Role& role, const Person& person, Date day) {
    std::string unit = context.roster.unit_meant(role.unit);
    return !unit.empty() && person.unit_on(UnitKind::department, day) == unit;
}

bool is_mandated(const Context& context, const norms::Role& role, PersonId id, Date day) {
    auto mandates = context.book.by_form.find("mandate");
    if (mandates == context.book.by_form.end()) {
        return false;
    }
    return std::ranges::any_of(mandates->second, [&](RecordId number) {
        const Record& mandate = context.book.records.at(number);
        const auto* people = get<People>(mandate.fields, "person");
        return mandate.counts() && people != nullptr && gives(role, mandate) &&
               in_force(mandate, day) && among(context.groups.open_out(*people, day), id);
    });
}

std::string named(const Context& context, const std::vector<PersonId>& people) {
    // Three names tell where to turn; a list of forty would not be read.
    constexpr std::size_t most = 3;
    std::string out;
    for (std::size_t i = 0; i < people.size() && i < most; ++i) {
        const Person* person = context.roster.find(people[i]);
        out += (i == 0 ? "" : "、") + (person == nullptr ? std::string() : person->name);
    }
    return people.size() > most ? out + "等" : out;
}

}  // namespace

std::vector<PersonId> holders(const Context& context, std::string_view role_id,
                              const Record* record, Date day) {
    const norms::Role* role = context.pack.role(role_id);
    if (role == nullptr) {
        return {};
    }
    Holders found(context, day);
    const Record* seen = looked_at(context, *role, record);
    if (!role->field.empty() && seen != nullptr) {
        add_named(context, *role, *seen, day, found);
    }
    if (!role->group.empty() && role->field.empty()) {
        add_group(context, *role, seen, day, found);
    }
    if (!role->unit.empty()) {
        add_staff(context, *role, day, found);
    }
    add_mandated(context, *role, day, found);
    return found.take();
}

// The same as standing among the holders, without looking at everybody else: lists ask it of every
// row.
bool has_role(const Context& context, PersonId id, std::string_view role_id, const Record* record,
              Date day) {
    const norms::Role* role = context.pack.role(role_id);
    const Person* person = context.roster.find(id);
    if (role == nullptr || person == nullptr || !person->in_office(day)) {
        return false;
    }
    const Record* seen = looked_at(context, *role, record);
    return (!role->field.empty() && seen != nullptr &&
            is_named(context, *role, *seen, *person, day)) ||
           (!role->group.empty() && role->field.empty() &&
            is_of_group(context, *role, seen, *person, day)) ||
           (!role->unit.empty() && is_staff(context, *role, *person, day)) ||
           is_mandated(context, *role, id, day);
}

bool has_any_role(const Context& context, PersonId person, const std::vector<std::string>& roles,
                  const Record* record, Date day) {
    return std::ranges::any_of(roles, [&](const std::string& role) {
        return has_role(context, person, role, record, day);
    });
}

Phrase who_could(const Context& context, const std::vector<std::string>& roles,
                 const Record* record, Date day, const std::vector<std::string>& barred) {
    Phrase out;
    for (const std::string& id : roles) {
        const norms::Role* role = context.pack.role(id);
        auto people = holders(context, id, record, day);
        const bool held = !people.empty();
        std::erase_if(people, [&](PersonId person) {
            return has_any_role(context, person, barred, record, day);
        });
        if (role == nullptr || (held && people.empty())) {
            continue;
        }
        std::string names = named(context, people);
        out.zh += (out.zh.empty() ? "" : "、") + role->name.zh +
                  (names.empty() ? "" : "（" + names + "）");
        out.en += (out.en.empty() ? "" : ", ") + role->name.en +
                  (names.empty() ? "" : " (" + names + ")");
    }
    return out;
}

}  // namespace luze::casework
