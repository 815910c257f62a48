#include "ops/show_talks.h"

#include <algorithm>
#include <map>

#include "casework/roles.h"
#include "ops/answer_parts.h"
#include "standing/obligation.h"

namespace luze::ops {
namespace {

using standing::Context;

struct Talks {
    Json::Array planned;
    Json::Array held;
};

std::optional<Date> day_in(const Record& record, const char* field, int year) {
    const auto* written = get<Day>(record.fields, field);
    return written != nullptr && written->date.first.year() == year
               ? std::optional(written->date.first)
               : std::nullopt;
}

bool within(const Scope& scope, const Person& person, Date day) {
    return person.id == scope.self || scope.reaches(person.unit_on(UnitKind::department, day)) ||
           scope.reaches(person.unit_on(UnitKind::branch, day));
}

Json talk_json(const Desk& desk, const Context& context, const Record& record, Date on) {
    desk.note_read(record);
    Json::Object out{{"on", on.iso()}, {"record", record.id.value}};
    if (const auto* talker = get<People>(record.fields, "talker")) {
        Json::Array people;
        for (PersonId id : context.groups.open_out(*talker, on)) {
            people.push_back(person_json(context.roster, id));
        }
        out["talker"] = std::move(people);
    }
    return out;
}

// May the asker read any talk held with that person, whoever talked?
bool may_read_talks_with(const Desk& desk, const Person& person, const Asker& asker, Date day) {
    Record any;
    any.form = "talk";
    any.fields = {{"person", People{{{person.name, person.id, false, ""}}, {}, {}}}};
    return desk.may_see(any, asker, day);
}

// The first of these roles, towards a record of the person's department, that somebody else holds.
PersonId proposed_for(const Context& context, const Person& person, Date day) {
    Record of_department;
    of_department.fields = {{"department", UnitName{person.unit_on(UnitKind::department, day)}}};
    const bool leader = casework::has_role(context, person.id, "leaders", nullptr, day);
    const bool heads =
        casework::has_role(context, person.id, "department_head", &of_department, day);
    std::vector<std::string> roles{"department_head", "leaders", "head"};
    roles.erase(roles.begin(), roles.begin() + (leader ? 2 : heads ? 1 : 0));
    for (const std::string& role : roles) {
        for (PersonId id : casework::holders(context, role, &of_department, day)) {
            if (id != person.id) {
                return id;
            }
        }
    }
    return {};
}

}  // namespace

Json talks_json(const Desk& desk, int year, const Asker& asker, Date day) {
    Context context = desk.context(day);
    std::map<PersonId, Talks> talks;
    for (const Record* found : desk.book().of_form("talk")) {
        const Record& record = *found;
        const auto* kind = get<Choices>(record.fields, "type");
        const auto* people = get<People>(record.fields, "person");
        bool heart = kind != nullptr && std::ranges::find(kind->ids, "heart") != kind->ids.end();
        if (!heart || people == nullptr || !desk.may_see(record, asker, day)) {
            continue;
        }
        auto held = day_in(record, "date", year);
        auto planned = day_in(record, "planned_on", year);
        if (!held && !planned) {
            continue;
        }
        const Date on = held.value_or(planned.value_or(day));
        for (PersonId person : context.groups.open_out(*people, on)) {
            auto& list = held ? talks[person].held : talks[person].planned;
            list.push_back(talk_json(desk, context, record, on));
        }
    }
    std::vector<std::pair<bool, Json>> lines;
    for (const Person& person : context.roster.people()) {
        if (!person.in_office(day) || !within(asker.scope(), person, day)) {
            continue;
        }
        Json::Object line{
            {"person", person_json(context.roster, person.id)},
            {"department", person.unit_on(UnitKind::department, day)},
            {"proposed", person_json(context.roster, proposed_for(context, person, day))}};
        Talks& mine = talks[person.id];
        const bool held = !mine.held.empty();
        if (held || !mine.planned.empty() || may_read_talks_with(desk, person, asker, day)) {
            line["planned"] = std::move(mine.planned);
            line["held"] = std::move(mine.held);
        }
        lines.emplace_back(held, std::move(line));
    }
    std::ranges::stable_sort(lines, {}, &std::pair<bool, Json>::first);
    Json::Array out;
    for (auto& [held, line] : lines) {
        out.push_back(std::move(line));
    }
    return out;
}

}  // namespace luze::ops
