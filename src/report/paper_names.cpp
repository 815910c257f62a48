#include "report/paper_names.h"

#include <algorithm>

#include "base/text.h"

namespace luze::report {
namespace {

constexpr std::size_t most_listed = 8;

// A name that several bear goes with the department of the day, as the readers of names want it:
// unless its note says the unit, or the row that it was imported from did.
std::string known_by(const standing::Context& context, const Record& record, const NameRef& name) {
    const Person* person = context.roster.find(name.person);
    const bool by_row = name.note.empty() && record.import != 0;
    if (person == nullptr || context.roster.named(name.raw).size() < 2 || by_row ||
        !context.roster.unit_meant(name.note).empty()) {
        return name.raw;
    }
    auto when = standing::occurred(context.pack, record, context.book.zone);
    std::string unit =
        person->unit_on(UnitKind::department, when ? when->first : context.as_of.day);
    return unit.empty() ? name.raw : name.raw + "（" + unit + "）";
}

std::string people_of(const standing::Context& context, const Record& record,
                      const People& people) {
    auto listed_as = [&](const std::vector<NameRef>& names) {
        std::vector<std::string> parts;
        for (const NameRef& name : names) {
            std::string known = known_by(context, record, name);
            parts.push_back(name.note.empty() ? known : known + "（" + name.note + "）");
        }
        return parts;
    };
    std::vector<std::string> parts = listed_as(people.named);
    for (const GroupRef& group : people.groups) {
        parts.push_back(group.raw);
    }
    std::string out = join(parts, "、");
    if (!people.except.empty()) {
        out += "（除" + join(listed_as(people.except), "、") + "外）";
    }
    return out;
}

std::string choices_of(const norms::Field* field, const Choices& choices) {
    std::vector<std::string> names;
    for (const std::string& id : choices.ids) {
        auto none = field == nullptr ? std::vector<norms::Choice>{} : field->choices;
        auto at = std::ranges::find(none, id, &norms::Choice::id);
        names.push_back(at == none.end() ? id : at->name.zh);
    }
    return join(names, "、");
}

// Without the full stop that would stand in the middle of a sentence.
std::string without_stop(std::string_view text) {
    std::string out(trim(text));
    for (const std::string_view stop : {"。", "；", ";"}) {
        if (out.ends_with(stop)) {
            out.erase(out.size() - stop.size());
        }
    }
    return out;
}

std::vector<std::string> roster_names(const standing::Context& context, const Record& record,
                                      const std::string& field) {
    std::vector<std::string> names;
    const People* people = get<People>(record.fields, field);
    for (const NameRef& name : people == nullptr ? std::vector<NameRef>{} : people->named) {
        if (!name.person) {
            names.push_back(name.raw);  // on no list, and still somebody
        }
    }
    std::vector<std::string> known;
    for (PersonId id : standing::attended(context, record, field)) {
        if (const Person* person = context.roster.find(id)) {
            known.push_back(person->name);
        }
    }
    known.insert(known.end(), names.begin(), names.end());
    return known;
}

}  // namespace

Said said(std::string text) {
    if (text.empty()) {
        return said_nothing();
    }
    Said out;
    out.value = text;
    out.spans.push_back({std::move(text), "", false});
    return out;
}

Said said_nothing() { return {{}, norms::None{}, false, false}; }

Said said_count(const Decimal& number, const std::string& figure) {
    return {{{number.text(), figure, false}}, number, true, number != Decimal{}};
}

std::string in_words(Date day) {
    return std::to_string(day.year()) + "年" + std::to_string(day.month()) + "月" +
           std::to_string(day.day()) + "日";
}

std::string in_words(const PartialDate& date) {
    if (date.exact()) {
        return in_words(date.first);
    }
    std::string year = std::to_string(date.first.year()) + "年";
    bool one_month =
        date.first.year() == date.last.year() && date.first.month() == date.last.month();
    return one_month ? year + std::to_string(date.first.month()) + "月" : year;
}

Said said_value(const norms::Operand& value) {
    Said out = said_nothing();
    if (const Decimal* number = std::get_if<Decimal>(&value)) {
        out = said(number->text());
    } else if (const PartialDate* date = std::get_if<PartialDate>(&value)) {
        out = said(in_words(*date));
    } else if (const std::string* text = std::get_if<std::string>(&value)) {
        out = said(*text);
    }
    out.value = value;
    return out;
}

std::string official(const standing::Context& context, const norms::Form& form,
                     std::string_view field, const Record& record) {
    auto at = record.fields.find(field);
    if (at == record.fields.end() || std::holds_alternative<Unreadable>(at->second)) {
        return {};
    }
    const Value& value = at->second;
    if (const Day* day = std::get_if<Day>(&value)) {
        return in_words(day->date);
    }
    if (const People* people = std::get_if<People>(&value)) {
        return people_of(context, record, *people);
    }
    if (const Choices* choices = std::get_if<Choices>(&value)) {
        return choices_of(form.field(field), *choices);
    }
    return without_stop(display(value));
}

void add_fields(Names& names, const standing::Context& context, const Record& record,
                std::string_view before) {
    const norms::Form* form = context.pack.form(record.form);
    for (const norms::Field& field : form == nullptr ? std::vector<norms::Field>{} : form->fields) {
        auto at = record.fields.find(field.id);
        std::string name = std::string(before) + field.id;
        Said value = said(official(context, *form, field.id, record));
        value.value = norms::operand_of(at == record.fields.end() ? nullptr : &at->second);
        names[name] = std::move(value);
        if (field.type == norms::FieldType::list) {
            const List* list = get<List>(record.fields, field.id);
            std::size_t count = list == nullptr ? 0 : list->items.size();
            names[name + ".count"] =
                said_count(Decimal::whole(static_cast<std::int64_t>(count)), "");
        }
        if (field.type == norms::FieldType::people || field.type == norms::FieldType::person) {
            std::vector<std::string> who = roster_names(context, record, field.id);
            names[name + ".names"] = said(join(who, "、"));
            names[name + ".count"] =
                said_count(Decimal::whole(static_cast<std::int64_t>(who.size())), "");
        }
    }
}

std::string listed(const std::vector<std::string>& names) {
    std::vector<std::string> once;
    for (const std::string& name : names) {
        if (!name.empty() && std::ranges::find(once, name) == once.end()) {
            once.push_back(name);
        }
    }
    bool more = once.size() > most_listed;
    once.resize(std::min(once.size(), most_listed));
    return join(once, "、") + (more ? "等" : "");
}

}  // namespace luze::report
