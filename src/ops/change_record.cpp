#include "ops/change_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>

#include "casework/procedure.h"
#include "casework/refusal.h"
#include "casework/roles.h"
#include "casework/surroundings.h"
#include "ops/answer_parts.h"
#include "ops/decide_rung.h"
#include "ops/record_rules.h"
#include "ops/step_body.h"

namespace luze::ops {
namespace {

using norms::Form;
using standing::Context;

std::span<const norms::Act> acts_of(const norms::Procedure* procedure) {
    return procedure == nullptr ? std::span<const norms::Act>{} : std::span(procedure->acts);
}

// What a procedure opens is corrected by those who may open it; what anybody may open (the public's
// words) and letters by nobody but whoever holds the data directory.
Result<void> may_change(const Context& context, const Form& form, const Record& record,
                        const Asker& asker, Date day) {
    const norms::Procedure* procedure = casework::procedure_of(context, record);
    if (asker.whole_book || (procedure == nullptr && !is_letter(context.pack, form.id))) {
        return may_enter(context, form, record, asker, day);
    }
    std::vector<std::string> roles = form.entered_by;
    bool closed = is_letter(context.pack, form.id);
    for (const norms::Act& act : acts_of(procedure)) {
        if (act.from.empty()) {
            closed = closed || act.by.empty();
            roles.insert(roles.end(), act.by.begin(), act.by.end());
        }
    }
    if (closed) {
        return refused(
            {"“" + form.name.zh + "”写下以后不再更正、撤回，请按步骤办理",
             "'" + form.name.en + "' is not corrected once it is written: go on by steps"});
    }
    if (casework::has_any_role(context, asker.person, roles, &record, day)) {
        return {};
    }
    return only_by(context, form, roles, record, day);
}

bool opened_by_act(const Record& record) {
    return !record.steps.empty() && record.steps.front().entry == record.entries.front();
}

// The steps taken since the record was entered.
std::span<const Step> later_steps(const Record& record) {
    return std::span(record.steps).subspan(opened_by_act(record) ? 1 : 0);
}

// Does the field belong to steps: written by one, or by none yet though the record goes by steps?
// What opened the record says what else may be corrected; an imported one may be in all.
bool is_for_steps(const norms::Procedure* procedure, const Record& record,
                  const std::string& field) {
    for (const Step& step : later_steps(record)) {
        if (step.fields.contains(field)) {
            return true;
        }
    }
    if (!opened_by_act(record) || procedure == nullptr ||
        record.steps.front().fields.contains(field)) {
        return false;
    }
    const norms::Act* act = procedure->act(record.steps.front().act);
    return act != nullptr && std::ranges::find(act->sets, field) == act->sets.end() &&
           std::ranges::find(act->adds, field) == act->adds.end();
}

// What a step would write in a record that was imported is corrected by those who might take that
// step: nobody closes their own problem by correcting it.
Result<void> may_write(const Context& context, const norms::Procedure* procedure,
                       const Record& record, const norms::Field& field, const Asker& asker) {
    auto has = [&](const std::vector<std::string>& ids) {
        return std::ranges::find(ids, field.id) != ids.end();
    };
    auto writes = [&](const norms::Act& act) {
        return has(act.sets) || has(act.adds) ||
               std::ranges::find(act.fills, field.id, &norms::Fill::field) != act.fills.end();
    };
    std::optional<Phrase> why;
    for (const norms::Act& act : acts_of(procedure)) {
        if (asker.whole_book || !writes(act)) {
            continue;
        }
        casework::Attempt attempt{procedure, &act, asker.person, context.as_of.day, {}, {}};
        auto refusal = casework::refusal_of_rights(context, record, attempt);
        if (!refusal) {
            return {};
        }
        why = why ? why : refusal;
    }
    return !why ? Result<void>{}
                : refused({"“" + field.name.zh + "”由办理步骤填写：" + why->zh,
                           "'" + field.id + "' is written by steps: " + why->en});
}

Result<void> may_correct(const Context& context, const norms::Procedure* procedure,
                         const Record& record, const norms::Field& field, const Asker& asker) {
    if (is_for_steps(procedure, record, field.id)) {
        return refused({"“" + field.name.zh + "”由办理步骤填写，请用相应的步骤改，不直接更正",
                        "'" + field.id + "' is written by steps: change it by a step"});
    }
    return opened_by_act(record) ? Result<void>{}
                                 : may_write(context, procedure, record, field, asker);
}

// Whoever is kept from some step of a matter does not take the whole of it away.
Result<void> may_withdraw(const Context& context, const Record& record, const Asker& asker) {
    const norms::Procedure* procedure = casework::procedure_of(context, record);
    const Date day = context.as_of.day;
    for (const norms::Act& act : acts_of(asker.whole_book ? nullptr : procedure)) {
        for (const std::string& role : act.not_by) {
            if (!act.from.empty() &&
                casework::has_role(context, asker.person, role, &record, day)) {
                const norms::Role& barred = *context.pack.role(role);
                return refused({"“" + barred.name.zh + "”不能撤回与自己有关的这一项，请由别人办理",
                                "the " + barred.name.en + " does not withdraw their own matter"});
            }
        }
    }
    return {};
}

Result<void> may_take_back(const Context& context, const Form& form, const Record& record,
                           const Asker& asker, Date day) {
    if (!later_steps(record).empty()) {
        return refused({"这一项已经在办，不能撤回；请按步骤办结或并入别项",
                        "this is under way: finish or merge it instead of withdrawing it"});
    }
    auto may = may_change(context, form, record, asker, day);
    return may ? may_withdraw(context, record, asker) : may;
}

// What a restricted matter may not say when it is opened it is not made to say afterwards.
Result<void> check_still_recordable(const Context& context, const Form& form, const Record& record,
                                    const Fields& fields, const Typed& values) {
    Record after = record;
    after.fields = fields;
    const norms::Procedure* procedure = casework::procedure_of(context, after);
    auto around = casework::surroundings_of(context, after, nullptr);
    for (const norms::Act& act : acts_of(form.restricted ? procedure : nullptr)) {
        for (const norms::Requirement& condition : act.conditions) {
            auto names = condition.when.names();
            bool of_fields = act.from.empty() && std::ranges::all_of(names, [&](const auto& name) {
                                 return form.field(name) != nullptr;
                             });
            bool touched = std::ranges::any_of(
                names, [&](const std::string& name) { return values.contains(name); });
            if (of_fields && touched && !condition.when.holds(around)) {
                return refused(condition.say);
            }
        }
    }
    return {};
}

}  // namespace

Result<void> check_seen(const Record& record, std::size_t seen) {
    if (seen == 0 || seen == record.entries.size() + record.evidence.size()) {
        return {};
    }
    return fail(
        ErrorKind::conflict,
        fmt::format("您打开之后，第{}号记录已有别人改动，请重新打开再办", record.id.value),
        fmt::format("record {} has changed since you opened it: look again", record.id.value));
}

Result<void> correct_record(Desk& desk, RecordId id, const Typed& values, const Asker& asker,
                            Instant now, std::size_t seen) {
    const Date today = desk.day(now);
    auto record = desk.record(id, asker, today);
    if (!record) {
        return std::unexpected(record.error());
    }
    if (auto fresh = check_seen(**record, seen); !fresh) {
        return fresh;
    }
    const Form& form = *desk.pack().form((*record)->form);
    Context context = desk.context(today);
    if (auto may = may_change(context, form, **record, asker, today); !may) {
        return may;
    }
    const norms::Procedure* procedure = casework::procedure_of(context, **record);
    for (const auto& [field, text] : values) {
        const norms::Field* named = form.field(field);
        if (named != nullptr) {
            if (auto may = may_correct(context, procedure, **record, *named, asker); !may) {
                return may;
            }
        }
    }
    auto read = read_typed(desk, form.fields, values, asker, today, is_roster(form.id));
    if (!read) {
        return std::unexpected(read.error());
    }
    Fields fields = (*record)->fields;
    for (const auto& [field, text] : values) {
        fields.erase(field);
    }
    fields.merge(*read);
    if (auto known_role = check_mandate(desk.pack(), form.id, fields); !known_role) {
        return known_role;
    }
    if (auto whole = check_required(form, fields); !whole) {
        return whole;
    }
    if (auto may = check_still_recordable(context, form, **record, fields, values); !may) {
        return may;
    }
    if (fields == (*record)->fields) {
        return {};
    }
    Json::Object body{{"of", id.value}, {"fields", to_json(fields)}};
    if ((*record)->duplicate_of) {
        body["duplicate_of"] = (*record)->duplicate_of.value;
    }
    auto appended = desk.append({{kinds::correction, asker.account, std::move(body)}}, now);
    return appended ? Result<void>{} : std::unexpected(appended.error());
}

Result<void> withdraw_record(Desk& desk, RecordId id, const std::string& reason, const Asker& asker,
                             Instant now) {
    const Date today = desk.day(now);
    auto record = desk.record(id, asker, today);
    if (!record) {
        return std::unexpected(record.error());
    }
    if (reason.empty()) {
        return fail(ErrorKind::invalid, "撤回要写明原因", "a withdrawal states its reason");
    }
    auto may = may_take_back(desk.context(today), *desk.pack().form((*record)->form), **record,
                             asker, today);
    if (!may) {
        return may;
    }
    auto appended = desk.append(
        {{kinds::withdrawal, asker.account, Json::Object{{"of", id.value}, {"reason", reason}}}},
        now);
    return appended ? Result<void>{} : std::unexpected(appended.error());
}

void put_changes(const Desk& desk, const Record& record, const Asker& asker, Date day,
                 Json::Object& out) {
    const Form& form = *desk.pack().form(record.form);
    const Context context = desk.context(day);
    const norms::Procedure* procedure = casework::procedure_of(context, record);
    auto said = [](const Result<void>& may, Json::Object json) {
        if (!may) {
            json["refused"] = phrase_json(may.error().message);
        }
        return Json(std::move(json));
    };
    Json::Array fields;
    auto may = may_change(context, form, record, asker, day);
    for (const norms::Field& field : form.fields) {
        if (may && field.from.empty() && may_correct(context, procedure, record, field, asker)) {
            fields.emplace_back(field.id);
        }
    }
    out["correct"] = said(may, {{"fields", std::move(fields)}});
    out["withdraw"] = said(may_take_back(context, form, record, asker, day), {});
}

}  // namespace luze::ops
