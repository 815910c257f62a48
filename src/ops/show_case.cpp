#include "ops/show_case.h"

#include <algorithm>

#include "casework/ownership.h"
#include "ops/answer_parts.h"
#include "ops/change_record.h"
#include "ops/show_rules.h"
#include "report/faults.h"
#include "standing/match.h"

namespace luze::ops {
namespace {

using standing::Context;

Json people_json(const Context& context, const std::vector<PersonId>& people) {
    Json::Array out;
    for (PersonId id : people) {
        out.push_back(person_json(context.roster, id));
    }
    return out;
}

// Field id → as a person reads it.
Json texts_json(const norms::Form& form, const Record& record) {
    Json::Object out;
    for (const norms::Field& field : form.fields) {
        if (std::string text = report::shown(form, field.id, record); !text.empty()) {
            out[field.id] = text;
        }
    }
    return out;
}

void put_state(const Context& context, const casework::CaseState& state, Json::Object& out) {
    out["procedure"] = state.procedure->id;
    out["state"] = state.state == nullptr ? "" : state.state->id;
    out["state_name"] = state.state == nullptr ? Json{} : phrase_json(state.state->name);
    out["ended"] = state.state != nullptr && state.state->ends;
    out["since"] = state.since.iso();
    out["round"] = state.round;
    if (state.due) {
        out["due"] = state.due->iso();
    }
    out["late"] = state.late(context.as_of.day);
}

// 风险等级：高；调整理由：发现一起错报.
Phrase said_in(const norms::Form& form, const norms::Act* act, const Step& step) {
    Phrase out;
    auto add = [&](const norms::Form& of, const Fields& fields) {
        Record record;
        record.fields = fields;
        for (const norms::Field& field : of.fields) {
            std::string text = report::shown(of, field.id, record);
            if (!text.empty()) {
                out.zh += (out.zh.empty() ? "" : "；") + field.name.zh + "：" + text;
                out.en += (out.en.empty() ? "" : "; ") + field.name.en + ": " + text;
            }
        }
    };
    add(form, step.fields);
    norms::Form own;
    own.fields = act == nullptr ? std::vector<norms::Field>{} : act->with;
    add(own, step.with);
    return out;
}

Json step_json(const Context& context, const norms::Form& form, const norms::Procedure* procedure,
               const Step& step) {
    const norms::Act* act = procedure == nullptr ? nullptr : procedure->act(step.act);
    return Json::Object{{"entry", step.entry},
                        {"act", step.act},
                        {"act_name", act == nullptr ? Json(step.act) : phrase_json(act->name)},
                        {"on", step.on.iso()},
                        {"by", person_json(context.roster, step.by)},
                        {"recorded_at", step.recorded_at.rfc3339()},
                        {"late", casework::recorded_late(context, step)},
                        {"said", phrase_json(said_in(form, act, step))},
                        {"fields", to_json(step.fields)},
                        {"with", to_json(step.with)}};
}

// A field of the record is written anew or added to; others belong to the step alone.
Json step_fields_json(const norms::Form& form, const norms::Act& act) {
    Json::Array out;
    auto put = [&](const norms::Field& field, const char* how) {
        Json json = fields_json({field}).array()->front();
        (*json.object())["asked"] = std::ranges::find(act.asks, field.id) != act.asks.end();
        (*json.object())["how"] = how;
        out.push_back(std::move(json));
    };
    for (const auto* ids : {&act.sets, &act.adds}) {
        for (const std::string& id : *ids) {
            if (const norms::Field* field = form.field(id)) {
                put(*field, ids == &act.sets ? "sets" : "adds");
            }
        }
    }
    for (const norms::Field& field : act.with) {
        put(field, "with");
    }
    return out;
}

Json next_json(const Context& context, const norms::Form& form, const Record& record,
               PersonId asker) {
    Json::Array out;
    for (const casework::NextStep& next : casework::next_steps(context, record, asker)) {
        Json::Object step{{"act", next.act->id},
                          {"name", phrase_json(next.act->name)},
                          {"fields", step_fields_json(form, *next.act)},
                          {"who", people_json(context, next.who)}};
        if (next.refused) {
            step["refused"] = phrase_json(*next.refused);
        }
        out.push_back(std::move(step));
    }
    return out;
}

// When it happened and when that was written down.
void put_dates(const Context& context, const Record& record, Json::Object& out) {
    out["recorded_at"] = record.recorded_at.rfc3339();
    out["imported"] = record.import != 0;
    auto when = standing::occurred(context.pack, record, context.book.zone);
    out["occurred"] =
        when ? Json(Json::Object{{"first", when->first.iso()}, {"last", when->last.iso()}})
             : Json{};
    auto grace = when ? context.parameters.number("recording_grace_days", when->last)
                      : std::optional<Decimal>{};
    out["recorded_late"] =
        grace && record.import == 0 &&
        Decimal::whole(record.recorded_at.day_at(context.book.zone) - when->last) > *grace;
}

bool wanted(const CaseQuery& query, const CaseLine& line) {
    const norms::ProcedureState* state = line.state ? line.state->state : nullptr;
    if (!query.state.empty() && (state == nullptr || state->id != query.state)) {
        return false;
    }
    if (query.open_only && (state == nullptr || state->ends)) {
        return false;
    }
    return !query.owner || line.owner == query.owner;
}

}  // namespace

std::vector<CaseLine> list_cases(const Desk& desk, const CaseQuery& query, const Asker& asker,
                                 Date day) {
    Context context = desk.context(day);
    std::vector<CaseLine> lines;
    auto from = desk.book().records.upper_bound(RecordId{query.after});
    for (auto at = from; at != desk.book().records.end() && lines.size() < query.count; ++at) {
        const Record& record = at->second;
        if (!record.counts() || (!query.form.empty() && record.form != query.form)) {
            continue;
        }
        CaseLine line{record.id, desk.pack().form(record.form), "", std::nullopt, {}, false};
        line.state = casework::state_of(context, record);
        if (line.form == nullptr || (query.form.empty() && !line.state) ||
            !desk.may_see(record, asker, day)) {
            continue;
        }
        line.owner = casework::owner_of(context, record, day).person;
        if (!wanted(query, line)) {
            continue;
        }
        desk.note_read(record);
        line.title = standing::title_of(desk.pack(), record);
        line.late = line.state && line.state->late(day);
        lines.push_back(std::move(line));
    }
    return lines;
}

Json cases_json(const Desk& desk, const std::vector<CaseLine>& lines, Date day) {
    Context context = desk.context(day);
    Json::Array out;
    for (const CaseLine& line : lines) {
        Json::Object item{{"id", line.id.value},
                          {"form", line.form->id},
                          {"form_name", phrase_json(line.form->name)},
                          {"title", line.title},
                          {"owner", person_json(context.roster, line.owner)}};
        if (line.state) {
            put_state(context, *line.state, item);
        }
        out.push_back(std::move(item));
    }
    return out;
}

Result<Json> case_json(const Desk& desk, RecordId id, const Asker& asker, Date day) {
    auto found = desk.record(id, asker, day);
    if (!found) {
        return std::unexpected(found.error());
    }
    const Record& record = **found;
    const norms::Form& form = *desk.pack().form(record.form);
    Context context = desk.context(day);
    Json::Object out{
        {"id", id.value},
        {"form", form.id},
        {"form_name", phrase_json(form.name)},
        {"title", standing::title_of(desk.pack(), record)},
        {"fields", to_json(record.fields)},
        {"texts", texts_json(form, record)},
        {"owner", person_json(context.roster, casework::owner_of(context, record, day).person)},
        {"next", next_json(context, form, record, asker.person)},
        {"seen", static_cast<std::int64_t>(record.entries.size() + record.evidence.size())}};
    put_dates(context, record, out);
    put_changes(desk, record, asker, day, out);
    auto state = casework::state_of(context, record);
    if (state) {
        put_state(context, *state, out);
    }
    Json::Array steps;
    for (const Step& step : record.steps) {
        steps.push_back(step_json(context, form, state ? state->procedure : nullptr, step));
    }
    out["steps"] = std::move(steps);
    Json::Array evidence;
    for (const std::string& digest : record.evidence) {
        evidence.emplace_back(digest);
    }
    out["evidence"] = std::move(evidence);
    Json::Array entries;
    for (std::int64_t entry : record.entries) {
        entries.emplace_back(entry);
    }
    out["entries"] = std::move(entries);
    if (record.merged_into) {
        out["merged_into"] = record.merged_into.value;
    }
    return Json(std::move(out));
}

}  // namespace luze::ops
