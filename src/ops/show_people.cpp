#include "ops/show_people.h"

#include <algorithm>
#include <map>

#include "ops/answer_parts.h"
#include "report/faults.h"
#include "standing/obligation.h"

namespace luze::ops {
namespace {

using standing::Context;

// A day that a row states.
std::optional<Date> day_of(const Record& record, const char* field) {
    const auto* written = get<Day>(record.fields, field);
    return written == nullptr ? std::nullopt : std::optional(written->date.first);
}

bool held_on(const Record& record, Date day) {
    auto from = day_of(record, "from");
    auto to = day_of(record, "to");
    return (!from || *from <= day) && (!to || day < *to);
}

bool flagged(const Record& record, const char* field) {
    const auto* flag = get<Flag>(record.fields, field);
    return flag != nullptr && flag->on;
}

// What a choice says, in both languages; null where nothing is chosen.
Json chosen(const norms::Form& form, const char* id, const Record& record) {
    const norms::Field* field = form.field(id);
    const auto* choices = get<Choices>(record.fields, id);
    if (field == nullptr || choices == nullptr || choices->ids.empty()) {
        return {};
    }
    auto choice = std::ranges::find(field->choices, choices->ids.front(), &norms::Choice::id);
    return choice == field->choices.end() ? Json{} : phrase_json(choice->name);
}

// Person → the posts that they hold.
std::map<PersonId, Json::Array> posts_of(const Desk& desk, const Context& context,
                                         const Asker& asker, Date day) {
    std::map<PersonId, Json::Array> out;
    const norms::Form* form = desk.pack().form("appointment");
    for (const Record* record : desk.book().of_form("appointment")) {
        const auto* people = get<People>(record->fields, "person");
        if (form == nullptr || people == nullptr || !held_on(*record, day) ||
            !desk.may_see(*record, asker, day)) {
            continue;
        }
        Json::Object post{{"record", record->id.value},
                          {"post", report::shown(*form, "post", *record)},
                          {"key", flagged(*record, "key_post")}};
        if (auto from = day_of(*record, "from")) {
            post["from"] = from->iso();
        }
        if (auto until = day_of(*record, "to")) {
            post["until"] = until->iso();
        }
        for (PersonId person : context.groups.open_out(*people, day)) {
            out[person].push_back(post);
        }
    }
    return out;
}

Json person_line(const Desk& desk, const Person& person, Json::Array posts, Date day) {
    const norms::Form* form = desk.pack().form("person");
    const Record& row = desk.book().records.at(RecordId{person.id.value});
    Json::Object out{{"id", person.id.value},
                     {"name", person.name},
                     {"title", form == nullptr ? "" : report::shown(*form, "title", row)},
                     {"department", person.unit_on(UnitKind::department, day)},
                     {"branch", person.unit_on(UnitKind::branch, day)},
                     {"in_office", person.in_office(day)},
                     {"posts", std::move(posts)}};
    if (form != nullptr) {
        out["status"] = chosen(*form, "political_status", row);
    }
    if (auto joined = day_of(row, "joined")) {
        out["joined"] = joined->iso();
    }
    if (person.left) {
        out["left"] = person.left->iso();
    }
    return out;
}

Json moves_json(const Desk& desk, const Context& context, const Asker& asker, Date day) {
    std::vector<std::pair<Date, Json>> lines;
    const norms::Form* form = desk.pack().form("movement");
    for (const Record* record : desk.book().of_form("movement")) {
        const Date on = day_of(*record, "date").value_or(day);
        if (form == nullptr || on.year() < day.year() - 1 || on > day ||
            !desk.may_see(*record, asker, day)) {
            continue;
        }
        const auto* people = get<People>(record->fields, "person");
        const bool one = people != nullptr && people->named.size() == 1;
        lines.emplace_back(
            on, Json::Object{
                    {"record", record->id.value},
                    {"person", one ? person_json(context.roster, people->named[0].person) : Json{}},
                    {"name", report::shown(*form, "person", *record)},
                    {"kind", chosen(*form, "kind", *record)},
                    {"on", on.iso()},
                    {"from", report::shown(*form, "from", *record)},
                    {"to", report::shown(*form, "to", *record)}});
    }
    std::ranges::stable_sort(lines, std::ranges::greater{}, &std::pair<Date, Json>::first);
    Json::Array out;
    for (auto& [on, line] : lines) {
        out.push_back(std::move(line));
    }
    return Json(std::move(out));
}

}  // namespace

Json people_json(const Desk& desk, const Asker& asker, Date day) {
    Context context = desk.context(day);
    auto posts = posts_of(desk, context, asker, day);
    Json::Array people;
    for (const Person& person : desk.roster().people()) {
        if (desk.may_see(desk.book().records.at(RecordId{person.id.value}), asker, day)) {
            people.push_back(person_line(desk, person, std::move(posts[person.id]), day));
        }
    }
    auto reached = [&](const std::vector<std::string>& units) {
        Json::Array out;
        for (const std::string& unit : units) {
            if (asker.scope().reaches(unit)) {
                out.emplace_back(unit);
            }
        }
        return out;
    };
    return Json::Object{{"as_of", day.iso()},
                        {"departments", reached(desk.roster().departments())},
                        {"branches", reached(desk.roster().branches())},
                        {"people", std::move(people)},
                        {"moves", moves_json(desk, context, asker, day)}};
}

}  // namespace luze::ops
