#include "ops/take_step.h"

#include <fmt/format.h>

#include <algorithm>

#include "casework/procedure.h"
#include "ops/freeze_report.h"
#include "ops/step_body.h"

namespace luze::ops {
namespace {

using standing::Context;

Result<const norms::Act*> act_named(const norms::Procedure* procedure, const std::string& id) {
    const norms::Act* act = procedure == nullptr ? nullptr : procedure->act(id);
    if (act != nullptr) {
        return act;
    }
    std::string acts;
    for (const norms::Act& other :
         procedure == nullptr ? std::vector<norms::Act>{} : procedure->acts) {
        acts += (acts.empty() ? "" : "、") + other.id;
    }
    return fail(
        ErrorKind::missing,
        "这一项没有“" + id + "”这一步" + (acts.empty() ? "" : "，可用的有：" + acts),
        "there is no step '" + id + "' here" + (acts.empty() ? "" : "; there are: " + acts));
}

// The typed values sorted into the record's fields and the step's own.
Result<void> read_values(const Desk& desk, const StepWish& wish, const norms::Form& form,
                         const Asker& asker, casework::Attempt& attempt) {
    Typed own;
    Typed with;
    for (const auto& [id, text] : wish.values) {
        bool of_step =
            std::ranges::find(attempt.act->with, id, &norms::Field::id) != attempt.act->with.end();
        (of_step ? with : own)[id] = text;
    }
    auto fields = read_typed(desk, form.fields, own, asker, attempt.on);
    if (!fields) {
        return std::unexpected(fields.error());
    }
    auto facts = read_typed(desk, attempt.act->with, with, asker, attempt.on);
    if (!facts) {
        return std::unexpected(facts.error());
    }
    attempt.fields = std::move(*fields);
    attempt.with = std::move(*facts);
    return {};
}

Result<void> check_merge(const Desk& desk, const Record& record, const casework::Attempt& attempt) {
    const auto* into = get<Reference>(attempt.with, "into");
    auto at = into == nullptr ? desk.book().records.end() : desk.book().records.find(into->record);
    bool fits = at != desk.book().records.end() && at->second.form == record.form &&
                at->second.counts() && at->first != record.id;
    if (!fits) {
        return fail(ErrorKind::invalid, "要并入的那一项不存在、不是同类，或者本身已并入别项",
                    "what it is to be merged into is not there, of another kind, or merged itself");
    }
    // What is merged goes on there: nobody would go on with what has ended.
    auto state = casework::state_of(desk.context(attempt.on), at->second);
    if (state && state->state != nullptr && state->state->ends) {
        return fail(ErrorKind::refused,
                    "要并入的那一项已经办结，并进去就没有人再办：请并入还在办的一项",
                    "what it is to be merged into has ended: merge it into one that goes on");
    }
    return {};
}

// The parts that a problem is taken apart into begin as it began, each with its own words.
std::vector<Draft> parts_of(const Desk& desk, const Record& record,
                            const casework::Attempt& attempt, const Asker& asker) {
    std::vector<Draft> drafts;
    const auto* parts = get<List>(attempt.with, "parts");
    const norms::Form& form = *desk.pack().form(record.form);
    auto opening = std::ranges::find_if(attempt.procedure->acts,
                                        [](const norms::Act& act) { return act.from.empty(); });
    if (parts == nullptr || opening == attempt.procedure->acts.end()) {
        return drafts;
    }
    // The text that says what the matter is: the first one that a record cannot do without.
    auto says = std::ranges::find_if(form.fields, [](const norms::Field& field) {
        return field.type == norms::FieldType::text && field.required;
    });
    Fields begun = record.steps.empty() ? record.fields : record.steps.front().fields;
    for (const std::string& part : parts->items) {
        Fields fields = begun;
        if (says != form.fields.end()) {
            fields.insert_or_assign(says->id, Text{part});
        }
        if (form.field("split_from") != nullptr) {
            fields.insert_or_assign("split_from", Reference{record.id});
        }
        Json::Object body{{"form", record.form}, {"fields", to_json(fields)}};
        casework::Attempt opened = attempt;
        opened.act = &*opening;
        opened.with.clear();
        put_step(body, opened);
        drafts.push_back({kinds::record, asker.account, std::move(body)});
    }
    return drafts;
}

Json::Object body_of(const Record& record, const casework::Attempt& attempt,
                     const casework::Effect& effect) {
    Json::Object body{{"of", record.id.value}};
    put_step(body, attempt);
    if (!effect.fields.empty()) {
        body["fields"] = to_json(effect.fields);
    }
    if (!effect.clears.empty()) {
        Json::Array clears;
        for (const std::string& field : effect.clears) {
            clears.emplace_back(field);
        }
        body["clears"] = std::move(clears);
    }
    if (attempt.act->merges) {
        body["merged_into"] = get<Reference>(attempt.with, "into")->record.value;
    }
    // Where the split is the end of the whole, only its parts go on.
    const norms::ProcedureState* after = attempt.procedure->state(attempt.act->to);
    if (attempt.act->splits && after != nullptr && after->ends) {
        body["divided"] = true;
    }
    return body;
}

}  // namespace

Result<StepDone> take_step(Desk& desk, const StepWish& wish, const Asker& asker, Instant now) {
    const Date today = desk.day(now);
    auto record = desk.record(wish.record, asker, today);
    if (!record) {
        return std::unexpected(record.error());
    }
    if (auto fresh = check_seen(**record, wish.seen); !fresh) {
        return std::unexpected(fresh.error());
    }
    Context context = desk.context(today);
    const norms::Procedure* procedure = casework::procedure_of(context, **record);
    auto act = act_named(procedure, wish.act);
    if (!act) {
        return std::unexpected(act.error());
    }
    casework::Attempt attempt{procedure, *act, asker.person, wish.on.value_or(today), {}, {}};
    const norms::Form& form = *desk.pack().form((*record)->form);
    if (auto read = read_values(desk, wish, form, asker, attempt); !read) {
        return std::unexpected(read.error());
    }
    if (auto why = casework::refusal(context, **record, attempt)) {
        return fail(ErrorKind::refused, why->zh, why->en);
    }
    if (attempt.act->merges) {
        if (auto fits = check_merge(desk, **record, attempt); !fits) {
            return std::unexpected(fits.error());
        }
    }
    casework::Effect effect = casework::effect_of(context, **record, attempt);
    std::vector<Draft> drafts;
    drafts.push_back({kinds::step, asker.account, body_of(**record, attempt, effect)});
    if (attempt.act->splits) {
        std::ranges::move(parts_of(desk, **record, attempt, asker), std::back_inserter(drafts));
    }
    const std::size_t opened = drafts.size() - 1;
    if (attempt.act->splits && opened < 2) {
        return fail(ErrorKind::refused, "拆分至少要拆成两项", "it is split into two at least");
    }
    std::vector<std::string> blobs;
    if (attempt.act->freezes) {
        auto frozen = freeze_report(desk, **record, asker, now);
        if (!frozen) {
            return std::unexpected(frozen.error());
        }
        for (auto& [field, value] : frozen->fields) {
            effect.fields.insert_or_assign(field, std::move(value));
        }
        drafts.front().body = body_of(**record, attempt, effect);
        std::ranges::move(frozen->evidence, std::back_inserter(drafts));
        blobs = std::move(frozen->blobs);
    }
    auto first = desk.append(std::move(drafts), now, blobs);
    if (!first) {
        return std::unexpected(first.error());
    }
    StepDone done{*first, {}};
    for (std::size_t i = 1; i <= opened; ++i) {
        done.opened.push_back(RecordId{*first + static_cast<std::int64_t>(i)});
    }
    return done;
}

}  // namespace luze::ops
