#include "casework/refusal.h"

#include <fmt/format.h>

#include <algorithm>

#include "casework/roles.h"
#include "casework/surroundings.h"

namespace luze::casework {
namespace {

using norms::Act;
using norms::Field;
using norms::Operand;
using standing::Context;

Phrase phrase(std::string zh, std::string en) { return {std::move(zh), std::move(en)}; }

bool among(const std::vector<std::string>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

std::string quoted_states(const norms::Procedure& procedure, const Act& act, bool chinese) {
    std::string out;
    for (const std::string& id : act.from) {
        const norms::ProcedureState* state = procedure.state(id);
        const Phrase name = state == nullptr ? Phrase{id, id} : state->name;
        out += (out.empty() ? ""
                : chinese   ? "、"
                            : ", ") +
               (chinese ? "“" + name.zh + "”" : "“" + name.en + "”");
    }
    return out;
}

std::optional<Phrase> refusal_of_state(const Context& context, const Record& record,
                                       const Attempt& attempt) {
    const Act& act = *attempt.act;
    if (!record.id) {
        return act.from.empty()
                   ? std::nullopt
                   : std::optional(phrase("“" + act.name.zh + "”不能新建一项，要在已有的一项上办理",
                                          "“" + act.name.en + "” opens nothing new"));
    }
    if (record.merged_into) {
        return phrase(
            fmt::format("这一项已并入第{}号，请到那里办理", record.merged_into.value),
            fmt::format("this was merged into {}: go on there", record.merged_into.value));
    }
    auto state = state_of(context, record);
    std::string now = state && state->state != nullptr ? state->state->id : "";
    if (act.from.empty() || !among(act.from, now)) {
        Phrase is = state && state->state != nullptr ? state->state->name : Phrase{"未开始", "new"};
        if (act.from.empty()) {
            return phrase("“" + act.name.zh + "”用来新建一项，这一项已经在办",
                          "“" + act.name.en + "” opens a new matter; this one is under way");
        }
        return phrase(fmt::format("现在是“{}”，还不能“{}”：这一步只在{}时办", is.zh, act.name.zh,
                                  quoted_states(*attempt.procedure, act, true)),
                      fmt::format("it is “{}” now: “{}” can be taken only when {}", is.en,
                                  act.name.en, quoted_states(*attempt.procedure, act, false)));
    }
    if (!record.steps.empty() && attempt.on < state->since) {
        return phrase(
            fmt::format("日期{}早于上一步（{}），请核对日期", attempt.on.iso(), state->since.iso()),
            fmt::format("{} is before the last step ({}): check the day", attempt.on.iso(),
                        state->since.iso()));
    }
    return std::nullopt;
}

std::optional<Phrase> refusal_of_day(const Context& context, const Attempt& attempt) {
    if (attempt.on > context.as_of.day) {
        return phrase(
            fmt::format("{}还没有到，只能登记已经办的事", attempt.on.iso()),
            fmt::format("{} has not come yet: only what was done is recorded", attempt.on.iso()));
    }
    return std::nullopt;
}

// A field of the form or of the step, by its id.
const Field* find_field(const Context& context, const Record& record, const Act& act,
                        const std::string& id) {
    auto own = std::ranges::find(act.with, id, &Field::id);
    if (own != act.with.end()) {
        return &*own;
    }
    const norms::Form* form = context.pack.form(record.form);
    return form == nullptr ? nullptr : form->field(id);
}

std::optional<Phrase> refusal_of_fields(const Context& context, const Record& record,
                                        const Attempt& attempt) {
    const Act& act = *attempt.act;
    for (const auto& [id, value] : attempt.fields) {
        if (!among(act.sets, id) && !among(act.adds, id)) {
            const Field* field = find_field(context, record, act, id);
            const Phrase name = field == nullptr ? Phrase{id, id} : field->name;
            return phrase(fmt::format("“{}”这一步不填写“{}”", act.name.zh, name.zh),
                          fmt::format("“{}” does not write “{}”", act.name.en, name.en));
        }
    }
    for (const std::string& id : act.asks) {
        bool given = attempt.fields.contains(id) || attempt.with.contains(id);
        // What stands in the record already need not be typed again, unless saying it is all that
        // the step is for.
        if (!given && (act.to.empty() || !record.fields.contains(id))) {
            const Field* field = find_field(context, record, act, id);
            const Phrase name = field == nullptr ? Phrase{id, id} : field->name;
            return phrase(fmt::format("“{}”要填写“{}”", act.name.zh, name.zh),
                          fmt::format("“{}” wants “{}”", act.name.en, name.en));
        }
    }
    return std::nullopt;
}

// A sentence may name the day from which it can be done.
std::string with_day(std::string say, const norms::Surroundings& around) {
    static constexpr std::string_view name = "{due_on}";
    const std::size_t at = say.find(name);
    if (at == std::string::npos) {
        return say;
    }
    const Operand due = around.name("due_on");
    const auto* day = std::get_if<PartialDate>(&due);
    return say.replace(at, name.size(), day == nullptr ? "" : day->last.iso());
}

std::optional<Phrase> refusal_of_conditions(const Context& context, const Record& record,
                                            const Attempt& attempt) {
    if (attempt.act->conditions.empty()) {
        return std::nullopt;
    }
    Record before = record;
    Attempt after = attempt;
    after.before = &record;
    Effect effect = effect_of(context, record, attempt);
    // Lengthened fields are judged by what the step adds to them (`situation`), the others by what
    // they become.
    for (const auto& [id, value] : effect.fields) {
        if (!among(attempt.act->adds, id)) {
            before.fields.insert_or_assign(id, value);
        }
    }
    for (const std::string& id : effect.clears) {
        before.fields.erase(id);
    }
    auto around = surroundings_of(context, before, &after);
    for (const norms::Requirement& condition : attempt.act->conditions) {
        if (!condition.when.holds(around)) {
            return phrase(with_day(condition.say.zh, around), with_day(condition.say.en, around));
        }
    }
    return std::nullopt;
}

std::optional<Phrase> refusal_of_rights_on(Date day, const Context& context, const Record& record,
                                           const Attempt& attempt) {
    const Act& act = *attempt.act;
    auto could = [&] { return who_could(context, act.by, &record, day, act.not_by); };
    const Person* person = context.roster.find(attempt.by);
    if (!attempt.by) {
        Phrase who = could();
        return phrase(
            fmt::format("“{}”要写明由谁办理（命令行用 --as 姓名），可以办的是{}", act.name.zh,
                        who.zh),
            fmt::format("say who takes “{}” (--as NAME at the command line); who could: {}",
                        act.name.en, who.en));
    }
    if (person == nullptr || !person->in_office(day)) {
        Phrase who = could();
        return phrase(
            fmt::format("“{}”要由在职的本单位人员办理，可以办的是{}", act.name.zh, who.zh),
            fmt::format("“{}” is taken by somebody in office; who could: {}", act.name.en, who.en));
    }
    for (const std::string& role : act.not_by) {
        if (has_role(context, attempt.by, role, &record, day)) {
            const norms::Role* barred = context.pack.role(role);
            Phrase who = could();
            static constexpr std::string_view self = "本人";
            std::string name = barred->name.zh;
            name += name.ends_with(self) ? "" : self;
            return phrase(fmt::format("“{}”不能由{}（{}）办，可以办的是{}", act.name.zh, name,
                                      person->name, who.zh),
                          fmt::format("“{}” must not be taken by the {} ({}); who could: {}",
                                      act.name.en, barred->name.en, person->name, who.en));
        }
    }
    if (act.by.empty() || has_any_role(context, attempt.by, act.by, &record, day)) {
        return std::nullopt;
    }
    Phrase who = could();
    return phrase(
        fmt::format("{}没有“{}”的权限，可以办的是{}", person->name, act.name.zh, who.zh),
        fmt::format("{} has no right to “{}”; who could: {}", person->name, act.name.en, who.en));
}

}  // namespace

std::vector<PersonId> entitled(const Context& context, const Act& act, const Record* record,
                               Date day) {
    std::vector<PersonId> out;
    for (const std::string& role : act.by) {
        for (PersonId person : holders(context, role, record, day)) {
            if (std::ranges::find(out, person) == out.end()) {
                out.push_back(person);
            }
        }
    }
    for (const std::string& role : act.not_by) {
        for (PersonId person : holders(context, role, record, day)) {
            std::erase(out, person);
        }
    }
    return out;
}

std::optional<Phrase> refusal_of_rights(const Context& context, const Record& record,
                                        const Attempt& attempt) {
    if (attempt.act->by.empty() && attempt.act->not_by.empty()) {
        return std::nullopt;
    }
    const Date today = context.as_of.day;
    if (auto why = refusal_of_rights_on(today, context, record, attempt)) {
        return why;
    }
    // Writing an earlier day gives nobody a right that they did not have on it.
    return attempt.on == today ? std::nullopt
                               : refusal_of_rights_on(attempt.on, context, record, attempt);
}

std::optional<Phrase> refusal(const Context& context, const Record& record,
                              const Attempt& attempt) {
    if (auto why = refusal_of_state(context, record, attempt)) {
        return why;
    }
    if (auto why = refusal_of_day(context, attempt)) {
        return why;
    }
    if (auto why = refusal_of_rights(context, record, attempt)) {
        return why;
    }
    if (auto why = refusal_of_fields(context, record, attempt)) {
        return why;
    }
    return refusal_of_conditions(context, record, attempt);
}

}  // namespace luze::casework
