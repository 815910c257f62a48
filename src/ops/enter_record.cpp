#include "ops/enter_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "casework/procedure.h"
#include "casework/refusal.h"
#include "casework/roles.h"
#include "casework/surroundings.h"
#include "exchange/entered.h"
#include "ops/decide_rung.h"
#include "ops/step_body.h"

namespace luze::ops {
namespace {

using norms::Form;
using standing::Context;

Result<const Form*> form_named(const Desk& desk, const std::string& id) {
    if (const Form* form = desk.pack().form(id)) {
        return form;
    }
    return fail(ErrorKind::missing, "规则包里没有表单“" + id + "”",
                "the pack has no form '" + id + "'");
}

bool is_roster(const std::string& form) { return form == "person"; }

Result<void> check_required(const Form& form, const Fields& fields) {
    for (const norms::Field& field : form.fields) {
        if (field.required && !fields.contains(field.id)) {
            return fail(ErrorKind::invalid, "“" + form.name.zh + "”要填写“" + field.name.zh + "”",
                        "'" + form.name.en + "' wants '" + field.name.en + "'");
        }
    }
    return {};
}

std::unexpected<Error> refused(const Phrase& why) {
    return fail(ErrorKind::refused, why.zh, why.en);
}

// The opening act that is meant: the one named, else the first of the procedure that fits.
Result<const norms::Act*> opening_act(const norms::Procedure* procedure, const std::string& wish) {
    const norms::Act* found = nullptr;
    if (procedure != nullptr) {
        for (const norms::Act& act : procedure->acts) {
            if (act.from.empty() && found == nullptr && (wish.empty() || act.id == wish)) {
                found = &act;
            }
        }
    }
    if (found == nullptr && !wish.empty()) {
        return fail(ErrorKind::missing, "没有“" + wish + "”这一步可以用来新建",
                    "no step '" + wish + "' opens such a record");
    }
    return found;
}

std::unexpected<Error> only_by(const Context& context, const Form& form,
                               const std::vector<std::string>& roles, const Record& record,
                               Date day) {
    Phrase who = casework::who_could(context, roles, &record, day);
    return refused({"登记、更正“" + form.name.zh + "”的可以是" +
                        (who.zh.empty() ? "在职的本单位人员" : who.zh),
                    "'" + form.name.en + "' is recorded and corrected by " +
                        (who.en.empty() ? "somebody in office" : who.en)});
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
    for (const norms::Act& act :
         procedure == nullptr ? std::vector<norms::Act>{} : procedure->acts) {
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
    for (const norms::Act& act :
         procedure == nullptr ? std::vector<norms::Act>{} : procedure->acts) {
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

// Whoever is kept from some step of a matter does not take the whole of it away.
Result<void> may_withdraw(const Context& context, const Record& record, const Asker& asker) {
    const norms::Procedure* procedure = casework::procedure_of(context, record);
    const Date day = context.as_of.day;
    for (const norms::Act& act :
         asker.whole_book || procedure == nullptr ? std::vector<norms::Act>{} : procedure->acts) {
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

// What a restricted matter may not say when it is opened it is not made to say afterwards.
Result<void> check_still_recordable(const Context& context, const Form& form, const Record& record,
                                    const Fields& fields, const Typed& values) {
    Record after = record;
    after.fields = fields;
    const norms::Procedure* procedure = casework::procedure_of(context, after);
    auto around = casework::surroundings_of(context, after, nullptr);
    for (const norms::Act& act :
         procedure == nullptr || !form.restricted ? std::vector<norms::Act>{} : procedure->acts) {
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

// A mandate for a role that the pack does not have would give nothing, and nobody would notice.
Result<void> check_mandate(const norms::Pack& pack, const std::string& form, const Fields& fields) {
    const auto* role = form == "mandate" ? get<Text>(fields, "role") : nullptr;
    if (role == nullptr) {
        return {};
    }
    Phrase only;
    for (const norms::Role& known : pack.roles) {
        if (known.id == role->text || known.name.zh == role->text) {
            return {};
        }
        if (known.field.empty() && known.group.empty() && known.unit.empty()) {
            only.zh += (only.zh.empty() ? "" : "、") + known.name.zh;
            only.en += (only.en.empty() ? "" : ", ") + known.id;
        }
    }
    return fail(
        ErrorKind::invalid, "规则包里没有“" + role->text + "”这个角色；靠授权指定的有：" + only.zh,
        "the pack has no role '" + role->text + "'; by mandate alone are given: " + only.en);
}

}  // namespace

Result<void> may_enter(const Context& context, const Form& form, const Record& record,
                       const Asker& asker, Date day) {
    bool anybody = form.entered_by.empty() && !form.restricted;
    std::vector<std::string> roles = form.entered_by.empty() ? form.seen_by : form.entered_by;
    const Person* person = context.roster.find(asker.person);
    // The first people are entered by nobody that the books know.
    bool founding = context.roster.people().empty();
    if (founding || asker.whole_book || (anybody && person != nullptr && person->in_office(day)) ||
        casework::has_any_role(context, asker.person, roles, &record, day)) {
        return {};
    }
    return only_by(context, form, roles, record, day);
}

Result<Fields> read_typed(const Desk& desk, const std::vector<norms::Field>& fields,
                          const Typed& values, const Asker& asker, Date day, bool of_roster) {
    auto read = exchange::read_entered(desk.pack(), desk.roster(), fields, values, day, of_roster);
    if (read) {
        for (const auto& [id, value] : *read) {
            const auto* reference = std::get_if<Reference>(&value);
            if (reference == nullptr) {
                continue;
            }
            auto at = desk.book().records.find(reference->record);
            auto field = std::ranges::find(fields, id, &norms::Field::id);
            if (at == desk.book().records.end() ||
                (!field->form.empty() && at->second.form != field->form) ||
                !desk.may_see(at->second, asker, day)) {
                const Form* form = desk.pack().form(field->form);
                std::string what = form == nullptr ? "记录" : form->name.zh;
                return fail(
                    ErrorKind::invalid,
                    fmt::format("“{}”要写一项{}的编号，第{}号不是", field->name.zh, what,
                                reference->record.value),
                    fmt::format("'{}' wants the number of a {}; {} is none", field->name.en,
                                form == nullptr ? "record" : form->id, reference->record.value));
            }
        }
        return std::move(*read);
    }
    Phrase all;
    for (const exchange::EnteredFault& fault : read.error()) {
        all.zh += (all.zh.empty() ? "" : "；") + fault.what.zh;
        all.en += (all.en.empty() ? "" : "; ") + fault.what.en;
    }
    return fail(ErrorKind::invalid, all.zh, all.en);
}

Result<Draft> record_draft(const Desk& desk, const RecordWish& wish, const Asker& asker,
                           Instant now) {
    const Date today = desk.day(now);
    auto form = form_named(desk, wish.form);
    if (!form) {
        return std::unexpected(form.error());
    }
    // An opening act may ask for values of its own: find it by what the record's fields say.
    std::vector<norms::Field> known = (*form)->fields;
    Context context = desk.context(today);
    Record record;
    record.form = wish.form;
    record.recorded_at = now;
    Typed own;
    Typed extra;
    for (const auto& [id, text] : wish.values) {
        ((*form)->field(id) != nullptr ? own : extra)[id] = text;
    }
    auto fields =
        read_typed(desk, known, own, asker, wish.on.value_or(today), is_roster(wish.form));
    if (!fields) {
        return std::unexpected(fields.error());
    }
    record.fields = *fields;
    if (auto known_role = check_mandate(desk.pack(), wish.form, record.fields); !known_role) {
        return std::unexpected(known_role.error());
    }
    const norms::Procedure* procedure = casework::procedure_of(context, record);
    auto act = opening_act(procedure, wish.act);
    if (!act) {
        return std::unexpected(act.error());
    }
    Json::Object body{{"form", wish.form}};
    if (*act == nullptr) {
        if (auto none = read_typed(desk, known, extra, asker, today); !none) {
            return std::unexpected(none.error());  // names the fields that do not exist
        }
        auto may = may_enter(context, **form, record, asker, today);
        if (!may) {
            return std::unexpected(may.error());
        }
        if (auto whole = check_required(**form, record.fields); !whole) {
            return std::unexpected(whole.error());
        }
        body["fields"] = to_json(record.fields);
        return Draft{kinds::record, asker.account, std::move(body)};
    }
    casework::Attempt attempt{procedure,     *act, asker.person, wish.on.value_or(today),
                              record.fields, {}};
    auto with = read_typed(desk, (*act)->with, extra, asker, attempt.on);
    if (!with) {
        return std::unexpected(with.error());
    }
    attempt.with = std::move(*with);
    if (auto why = casework::refusal(context, record, attempt)) {
        return refused(*why);
    }
    casework::Effect effect = casework::effect_of(context, record, attempt);
    if (auto whole = check_required(**form, effect.fields); !whole) {
        return std::unexpected(whole.error());
    }
    body["fields"] = to_json(effect.fields);
    put_step(body, attempt);
    return Draft{kinds::record, asker.account, std::move(body)};
}

Result<RecordId> enter_record(Desk& desk, const RecordWish& wish, const Asker& asker, Instant now) {
    if (is_letter(desk.pack(), wish.form)) {
        return refused({"这类文书由督办阶梯提出建议、由有权的人决定，不直接登记",
                        "letters come about by a decision on the ladder"});
    }
    auto draft = record_draft(desk, wish, asker, now);
    if (!draft) {
        return std::unexpected(draft.error());
    }
    std::vector<Draft> drafts;
    drafts.push_back(std::move(*draft));
    auto first = desk.append(std::move(drafts), now);
    return first ? Result<RecordId>(RecordId{*first}) : std::unexpected(first.error());
}

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
        if (named != nullptr && is_for_steps(procedure, **record, field)) {
            return refused({"“" + named->name.zh + "”由办理步骤填写，请用相应的步骤改，不直接更正",
                            "'" + field + "' is written by steps: change it by a step"});
        }
        if (named != nullptr && !opened_by_act(**record)) {
            auto may = may_write(context, procedure, **record, *named, asker);
            if (!may) {
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
    if (!later_steps(**record).empty()) {
        return refused({"这一项已经在办，不能撤回；请按步骤办结或并入别项",
                        "this is under way: finish or merge it instead of withdrawing it"});
    }
    Context context = desk.context(today);
    auto may = may_change(context, *desk.pack().form((*record)->form), **record, asker, today);
    if (!may) {
        return may;
    }
    if (auto own = may_withdraw(context, **record, asker); !own) {
        return own;
    }
    auto appended = desk.append(
        {{kinds::withdrawal, asker.account, Json::Object{{"of", id.value}, {"reason", reason}}}},
        now);
    return appended ? Result<void>{} : std::unexpected(appended.error());
}

}  // namespace luze::ops
