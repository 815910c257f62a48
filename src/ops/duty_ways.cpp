#include "ops/duty_ways.h"

#include <charconv>

#include "base/text.h"
#include "ops/answer_parts.h"

namespace luze::ops {
namespace {

// kind = 'a' and theme = 'b' → what such a record says in these fields. Conditions that leave a
// choice are left to whoever fills it in.
void put_equalities(const std::string& where, Json::Object& values) {
    constexpr std::string_view equals = " = '";
    constexpr std::string_view quote = "'";
    auto is_name = [](std::string_view text) {
        return !text.empty() && text.find_first_of(" ()'<>!=") == std::string_view::npos;
    };
    for (const std::string& part : split(where, " and ")) {
        const std::string_view condition = trim(part);
        const std::size_t at = condition.find(equals);
        if (at == std::string_view::npos || !condition.ends_with(quote)) {
            continue;
        }
        const std::string_view field = condition.substr(0, at);
        std::string_view value = condition.substr(at + equals.size());
        value.remove_suffix(quote.size());
        if (is_name(field) && value.find(quote) == std::string_view::npos) {
            values[std::string(field)] = std::string(value);
        }
    }
}

// person:17, person:17#233
PersonId person_of(std::string_view key) {
    constexpr std::string_view kind = "person:";
    std::int64_t number = 0;
    if (key.starts_with(kind)) {
        std::from_chars(key.data() + kind.size(), key.data() + key.size(), number);
    }
    return PersonId{number};
}

// A name that several bear is written by number.
std::string written(const Roster& roster, const Whose& whose) {
    const Person* person = roster.find(person_of(whose.key));
    if (person == nullptr) {
        return "";
    }
    return roster.named(person->name).size() > 1 ? "#" + std::to_string(person->id.value)
                                                 : person->name;
}

// Where the record says whose it is: the unit that holds it, the person that it is about.
void put_bearer(const norms::Form& form, const norms::Filter& filter, const Roster& roster,
                const norms::Duty& duty, const Whose& whose, Json::Object& values) {
    const bool of_unit = duty.bearer.kind == norms::BearerKind::unit;
    if (of_unit && duty.bearer.unit != UnitKind::bureau && !form.host.empty()) {
        values[form.host] = whose.name;
    }
    const std::string& people = filter.people.empty() ? form.present : filter.people;
    if (duty.bearer.kind == norms::BearerKind::person && !people.empty()) {
        if (std::string name = written(roster, whose); !name.empty()) {
            values[people] = std::move(name);
        }
    }
}

}  // namespace

Json::Array ways_json(const norms::Pack& pack, const Roster& roster, const norms::Duty& duty,
                      const Whose& whose) {
    Json::Array out;
    for (const norms::Filter& filter : duty.records) {
        const norms::Form* form = pack.form(filter.form);
        if (form == nullptr) {
            continue;
        }
        Json::Object values;
        put_equalities(filter.where.text(), values);
        put_bearer(*form, filter, roster, duty, whose, values);
        out.push_back(Json::Object{{"form", form->id},
                                   {"form_name", phrase_json(form->name)},
                                   {"values", std::move(values)}});
    }
    return out;
}

}  // namespace luze::ops
