#include "casework/procedure.h"

#include <fmt/format.h>

#include <algorithm>

#include "casework/refusal.h"
#include "casework/roles.h"
#include "casework/surroundings.h"

namespace luze::casework {
namespace {

using norms::Act;
using norms::Operand;
using norms::Procedure;
using norms::ProcedureState;
using standing::Context;

// What an imported record's fields say, as it has taken no step: the last state that they fit.
const ProcedureState* state_by_fields(const Context& context, const Procedure& procedure,
                                      const Record& record) {
    auto around = standing::around(context, record, context.as_of.day.year());
    around.calendar = &context.pack.calendar;
    const ProcedureState* found = procedure.states.empty() ? nullptr : &procedure.states.front();
    for (const ProcedureState& state : procedure.states) {
        if (!state.when.always() && state.when.holds(around)) {
            found = &state;
        }
    }
    return found;
}

Date first_day(const Context& context, const Record& record) {
    auto when = standing::occurred(context.pack, record, context.book.zone);
    return when && when->exact() ? when->first : record.recorded_at.day_at(context.book.zone);
}

void walk(const Procedure& procedure, const Record& record, CaseState& state) {
    for (const Step& step : record.steps) {
        const Act* act = procedure.act(step.act);
        if (act == nullptr) {
            continue;
        }
        if (const ProcedureState* to = procedure.state(act->to)) {
            state.state = to;
            state.since = step.on;
        }
        state.round += act->new_round ? 1 : 0;
    }
}

std::optional<Value> value_for(const norms::Field& field, const Operand& operand) {
    using norms::FieldType;
    if (const auto* date = std::get_if<PartialDate>(&operand)) {
        return Day{*date};
    }
    if (const auto* number = std::get_if<Decimal>(&operand)) {
        return field.type == FieldType::record
                   ? Value(Reference{RecordId{number->units() / 10'000}})
                   : Value(Number{*number});
    }
    if (const auto* text = std::get_if<std::string>(&operand)) {
        bool chosen = field.type == FieldType::choice || field.type == FieldType::choices;
        return chosen                          ? Value(Choices{{*text}})
               : field.type == FieldType::unit ? Value(UnitName{*text})
                                               : Value(Text{*text});
    }
    if (const auto* flag = std::get_if<bool>(&operand)) {
        return Flag{*flag};
    }
    if (const auto* people = std::get_if<People>(&operand)) {
        return *people;
    }
    if (const auto* choices = std::get_if<Choices>(&operand)) {
        return *choices;
    }
    const auto* list = std::get_if<List>(&operand);
    return list == nullptr ? std::nullopt : std::optional<Value>(*list);
}

// People and lists grow; nobody stands in them twice unless they are lists of words.
Value lengthened(const Value* before, const Value& more) {
    if (const auto* people = std::get_if<People>(&more)) {
        const auto* old = before == nullptr ? nullptr : std::get_if<People>(before);
        People out = old == nullptr ? People{} : *old;
        out.named.insert(out.named.end(), people->named.begin(), people->named.end());
        out.groups.insert(out.groups.end(), people->groups.begin(), people->groups.end());
        return out;
    }
    if (const auto* list = std::get_if<List>(&more)) {
        const auto* old = before == nullptr ? nullptr : std::get_if<List>(before);
        List out = old == nullptr ? List{} : *old;
        out.items.insert(out.items.end(), list->items.begin(), list->items.end());
        return out;
    }
    return more;
}

void fill(const Context& context, const Record& record, const Attempt& attempt, Effect& effect) {
    const norms::Form* form = context.pack.form(record.form);
    auto around = surroundings_of(context, record, &attempt);
    auto name = around.name;
    // A number that nobody has written yet is counted on from 0.
    around.name = [&](std::string_view id) {
        Operand said = name(id);
        const norms::Field* field = form == nullptr ? nullptr : form->field(id);
        bool number = field != nullptr && (field->type == norms::FieldType::integer ||
                                           field->type == norms::FieldType::decimal);
        return number && std::holds_alternative<norms::None>(said) ? Operand{Decimal{}} : said;
    };
    for (const norms::Fill& filled : attempt.act->fills) {
        const norms::Field* field = form == nullptr ? nullptr : form->field(filled.field);
        // What somebody wrote stands: a paper may have come in before the day it is entered.
        if (field == nullptr || attempt.fields.contains(filled.field)) {
            continue;
        }
        // An empty expression takes the field away.
        auto value =
            filled.value.always() ? std::nullopt : value_for(*field, filled.value.value(around));
        if (value) {
            effect.fields.insert_or_assign(filled.field, std::move(*value));
        } else if (record.fields.contains(filled.field)) {
            effect.clears.push_back(filled.field);
        }
    }
}

// Can the condition be judged before anything is filled in?
bool stands_alone(const Act& act, const norms::Requirement& condition) {
    static const std::vector<std::string> of_step = {"on",
                                                     "votes",
                                                     "speaker_is_chair",
                                                     "speaker_is_voter",
                                                     "speaker_has_spoken",
                                                     "first_is_chair",
                                                     "item_decision",
                                                     "item_category",
                                                     "item_date",
                                                     "talk_date",
                                                     "talk_person",
                                                     "not_here",
                                                     "actor"};
    auto among = [](const auto& words, const std::string& word) {
        return std::ranges::find(words, word) != words.end();
    };
    return std::ranges::none_of(condition.when.names(), [&](const std::string& name) {
        // Who is here is said when the meeting opens, of the item when it is chosen.
        bool later = (name == "here" && among(act.sets, std::string("people"))) ||
                     (name.starts_with("meeting_") && among(act.sets, std::string("meeting")));
        return later || among(act.sets, name) || among(act.adds, name) || among(of_step, name) ||
               std::ranges::find(act.with, name, &norms::Field::id) != act.with.end() ||
               std::ranges::find(act.fills, name, &norms::Fill::field) != act.fills.end();
    });
}

}  // namespace

const Procedure* procedure_of(const Context& context, const Record& record) {
    for (const Procedure& procedure : context.pack.procedures) {
        if (procedure.form != record.form || procedure.acts.empty()) {
            continue;
        }
        if (procedure.where.always() ||
            procedure.where.holds(standing::around(context, record, context.as_of.day.year()))) {
            return &procedure;
        }
    }
    return nullptr;
}

std::optional<CaseState> entered_state(const Context& context, const Record& record) {
    CaseState state;
    state.procedure = procedure_of(context, record);
    if (state.procedure == nullptr) {
        return std::nullopt;
    }
    state.state = state_by_fields(context, *state.procedure, record);
    state.since = first_day(context, record);
    walk(*state.procedure, record, state);
    return state;
}

std::optional<CaseState> state_of(const Context& context, const Record& record) {
    auto entered = entered_state(context, record);
    if (!entered) {
        return entered;
    }
    CaseState& state = *entered;
    if (state.state != nullptr && !state.state->ends && !state.state->due.always()) {
        // A limit that ran already keeps its length when the parameter is changed.
        auto around = surroundings_of(context, record, nullptr);
        around.parameter = [&](std::string_view id) {
            return context.parameters.operand(id, state.since);
        };
        Operand due = state.state->due.value(around);
        if (const auto* date = std::get_if<PartialDate>(&due)) {
            state.due = date->last;
        }
    }
    return state;
}

Effect effect_of(const Context& context, const Record& record, const Attempt& attempt) {
    Effect effect;
    for (const auto& [id, value] : attempt.fields) {
        auto before = record.fields.find(id);
        bool adds = std::ranges::find(attempt.act->adds, id) != attempt.act->adds.end() &&
                    record.id;  // what opens a record is all there is
        effect.fields.insert_or_assign(
            id, adds ? lengthened(before == record.fields.end() ? nullptr : &before->second, value)
                     : value);
    }
    Attempt after = attempt;
    after.fields = effect.fields;
    fill(context, record, after, effect);
    return effect;
}

std::vector<NextStep> next_steps(const Context& context, const Record& record, PersonId asker) {
    std::vector<NextStep> out;
    auto state = state_of(context, record);
    if (!state || state->state == nullptr || record.merged_into) {
        return out;
    }
    const Date day = context.as_of.day;
    for (const Act& act : state->procedure->acts) {
        if (std::ranges::find(act.from, state->state->id) == act.from.end()) {
            continue;
        }
        NextStep next{&act, entitled(context, act, &record, day), std::nullopt};
        Attempt attempt{state->procedure, &act, asker, day, {}, {}};
        next.refused = refusal_of_rights(context, record, attempt);
        auto around = surroundings_of(context, record, &attempt);
        for (const norms::Requirement& condition : act.conditions) {
            if (!next.refused && stands_alone(act, condition) && !condition.when.holds(around)) {
                next.refused = condition.say;
            }
        }
        out.push_back(std::move(next));
    }
    return out;
}

bool recorded_late(const Context& context, const Step& step) {
    auto grace = context.parameters.number("recording_grace_days", step.on);
    if (!grace) {
        return false;
    }
    int days = step.recorded_at.day_at(context.book.zone) - step.on;
    return Decimal::whole(days) > *grace;
}

}  // namespace luze::casework
