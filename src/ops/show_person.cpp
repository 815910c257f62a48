#include "ops/show_person.h"

#include <algorithm>

#include "casework/ownership.h"
#include "casework/roles.h"
#include "ops/answer_parts.h"
#include "standing/match.h"

namespace luze::ops {
namespace {

bool names(const Record& record, const norms::Field& field, PersonId person) {
    const auto* people = get<People>(record.fields, field.id);
    return people != nullptr &&
           std::ranges::find(people->named, person, &NameRef::person) != people->named.end();
}

// Roles that the person holds whatever the record.
Json roles_json(const Desk& desk, PersonId person, Date day) {
    Json::Array out;
    for (const norms::Role& role : desk.pack().roles) {
        if (casework::has_role(desk.context(day), person, role.id, nullptr, day)) {
            out.push_back(Json::Object{{"id", role.id}, {"name", phrase_json(role.name)}});
        }
    }
    return out;
}

// May the act be taken by whom the record itself names, other than as its owner: the person
// concerned, who acknowledges, explains, appeals?
bool answers(const standing::Context& context, const Record& record, const norms::Act& act,
             PersonId person) {
    return std::ranges::any_of(act.by, [&](const std::string& id) {
        const norms::Role* role = context.pack.role(id);
        return role != nullptr && !role->field.empty() && role->through.empty() && id != "owner" &&
               casework::has_role(context, person, id, &record, context.as_of.day);
    });
}

// Steps that the asker may take now.
Json steps_json(const standing::Context& context, const norms::Form& form, const Record& record,
                const Asker& asker) {
    Json::Array out;
    for (const casework::NextStep& next : casework::next_steps(context, record, asker.person)) {
        if (!next.refused) {
            const bool own = form.restricted && answers(context, record, *next.act, asker.person);
            out.push_back(Json::Object{
                {"act", next.act->id}, {"name", phrase_json(next.act->name)}, {"answer", own}});
        }
    }
    return Json(std::move(out));
}

// Restricted matters that everybody in office may open, for themselves: nobody else would.
Json answers_json(const norms::Pack& pack) {
    Json::Array out;
    for (const norms::Procedure& procedure : pack.procedures) {
        const norms::Form* form = pack.form(procedure.form);
        if (form == nullptr || !form->restricted) {
            continue;
        }
        auto who = std::ranges::find(form->fields, norms::FieldType::people, &norms::Field::type);
        for (const norms::Act& act : procedure.acts) {
            if (act.from.empty() && act.by.empty() && who != form->fields.end()) {
                out.push_back(Json::Object{{"form", form->id},
                                           {"act", act.id},
                                           {"name", phrase_json(form->name)},
                                           {"act_name", phrase_json(act.name)},
                                           {"person", who->id}});
            }
        }
    }
    return Json(std::move(out));
}

std::optional<Date> happened_on(const Record& record, const norms::Form& form) {
    const auto* written = form.date.empty() ? nullptr : get<Day>(record.fields, form.date);
    return written == nullptr ? std::nullopt : std::optional(written->date.first);
}

}  // namespace

std::vector<Mention> mentions_of(const Desk& desk, PersonId person, const Asker& asker, Date day) {
    std::vector<Mention> out;
    standing::Context context = desk.context(day);
    for (const auto& [id, record] : desk.book().records) {
        const norms::Form* form = desk.pack().form(record.form);
        if (form == nullptr || !desk.may_see(record, asker, day)) {
            continue;
        }
        Mention mention;
        for (const norms::Field& field : form->fields) {
            if (names(record, field, person)) {
                mention.as.push_back(&field);
            }
        }
        if (mention.as.empty()) {
            continue;
        }
        auto state = casework::state_of(context, record);
        if (person != asker.person) {
            desk.note_read(record);
        }
        mention.line = {id,
                        form,
                        standing::title_of(desk.pack(), record),
                        state,
                        casework::owner_of(context, record, day).person,
                        state && state->late(day)};
        out.push_back(std::move(mention));
    }
    std::ranges::reverse(out);
    return out;
}

Result<Json> person_json(const Desk& desk, PersonId id, const Asker& asker, Date day) {
    const Person* person = desk.roster().find(id);
    if (person == nullptr) {
        return fail(ErrorKind::missing, "名册上没有这个人", "nobody on the roster has that number");
    }
    const bool own = id == asker.person;
    standing::Context context = desk.context(day);
    Json::Array mentions;
    for (const Mention& mention : mentions_of(desk, id, asker, day)) {
        Json item = cases_json(desk, {mention.line}, day).array()->front();
        Json::Array as;
        for (const norms::Field* field : mention.as) {
            as.push_back(phrase_json(field->name));
        }
        const Record& record = desk.book().records.at(mention.line.id);
        (*item.object())["as"] = std::move(as);
        (*item.object())["restricted"] = mention.line.form->restricted;
        if (auto on = happened_on(record, *mention.line.form)) {
            (*item.object())["on"] = on->iso();
        }
        if (own && mention.line.state) {
            (*item.object())["may"] = steps_json(context, *mention.line.form, record, asker);
        }
        mentions.push_back(std::move(item));
    }
    const auto* title = get<Text>(person->fields, "title");
    Json::Object out{{"person", Json::Object{{"id", id.value}, {"name", person->name}}},
                     {"department", person->unit_on(UnitKind::department, day)},
                     {"branch", person->unit_on(UnitKind::branch, day)},
                     {"title", title == nullptr ? "" : title->text},
                     {"in_office", person->in_office(day)},
                     {"roles", roles_json(desk, id, day)},
                     {"mentions", std::move(mentions)}};
    if (const auto* joined = get<Day>(person->fields, "joined")) {
        out["joined"] = joined->date.first.iso();
    }
    if (person->left) {
        out["left"] = person->left->iso();
    }
    if (own) {
        out["answers"] = answers_json(desk.pack());
    }
    return Json(std::move(out));
}

}  // namespace luze::ops
