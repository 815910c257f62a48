#include "ops/show_rules.h"

#include "casework/roles.h"
#include "ops/answer_parts.h"

namespace luze::ops {
namespace {

const char* type_name(norms::FieldType type) {
    using norms::FieldType;
    switch (type) {
        case FieldType::text:
            return "text";
        case FieldType::integer:
            return "integer";
        case FieldType::decimal:
            return "decimal";
        case FieldType::date:
            return "date";
        case FieldType::choice:
            return "choice";
        case FieldType::choices:
            return "choices";
        case FieldType::flag:
            return "flag";
        case FieldType::person:
            return "person";
        case FieldType::people:
            return "people";
        case FieldType::unit:
            return "unit";
        case FieldType::list:
            return "list";
        case FieldType::deadline:
            return "deadline";
        case FieldType::record:
            return "record";
    }
    return "text";
}

Json act_json(const norms::Act& act) {
    Json::Array conditions;
    for (const norms::Requirement& condition : act.conditions) {
        conditions.push_back(phrase_json(condition.say));
    }
    return Json::Object{{"id", act.id},
                        {"name", phrase_json(act.name)},
                        {"from", words_json(act.from)},
                        {"to", act.to},
                        {"by", words_json(act.by)},
                        {"not_by", words_json(act.not_by)},
                        {"asks", words_json(act.asks)},
                        {"sets", words_json(act.sets)},
                        {"adds", words_json(act.adds)},
                        {"with", fields_json(act.with)},
                        {"new_round", act.new_round},
                        {"freezes", act.freezes},
                        {"conditions", std::move(conditions)}};
}

}  // namespace

Json words_json(const std::vector<std::string>& words) {
    return Json(Json::Array(words.begin(), words.end()));
}

Json fields_json(const std::vector<norms::Field>& fields) {
    Json::Array out;
    for (const norms::Field& field : fields) {
        Json::Object item{{"id", field.id},
                          {"name", phrase_json(field.name)},
                          {"type", type_name(field.type)},
                          {"required", field.required}};
        if (!field.choices.empty()) {
            Json::Array choices;
            for (const norms::Choice& choice : field.choices) {
                choices.push_back(
                    Json::Object{{"id", choice.id}, {"name", phrase_json(choice.name)}});
            }
            item["choices"] = std::move(choices);
        }
        if (!field.form.empty()) {
            item["form"] = field.form;
        }
        if (field.type == norms::FieldType::unit) {
            item["unit"] = field.unit == UnitKind::branch ? "branch" : "department";
        }
        if (!field.from.empty()) {
            item["from"] = field.from;
        }
        out.push_back(std::move(item));
    }
    return out;
}

Json procedures_json(const norms::Pack& pack) {
    Json::Array out;
    for (const norms::Procedure& procedure : pack.procedures) {
        if (procedure.acts.empty()) {
            continue;
        }
        Json::Array states;
        for (const norms::ProcedureState& state : procedure.states) {
            states.push_back(Json::Object{
                {"id", state.id}, {"name", phrase_json(state.name)}, {"ends", state.ends}});
        }
        Json::Array acts;
        for (const norms::Act& act : procedure.acts) {
            acts.push_back(act_json(act));
        }
        out.push_back(Json::Object{{"id", procedure.id},
                                   {"name", phrase_json(procedure.name)},
                                   {"form", procedure.form},
                                   {"states", std::move(states)},
                                   {"acts", std::move(acts)}});
    }
    return out;
}

Json roles_json(const Desk& desk, Date day) {
    standing::Context context = desk.context(day);
    Json::Array out;
    for (const norms::Role& role : desk.pack().roles) {
        Json::Array people;
        for (PersonId id : casework::holders(context, role.id, nullptr, day)) {
            const Person* person = desk.roster().find(id);
            people.push_back(
                Json::Object{{"id", id.value}, {"name", person == nullptr ? "" : person->name}});
        }
        out.push_back(Json::Object{
            {"id", role.id}, {"name", phrase_json(role.name)}, {"holders", std::move(people)}});
    }
    return out;
}

}  // namespace luze::ops
