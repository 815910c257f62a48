#include "ops/enter_record.h"

#include <fmt/format.h>

#include <algorithm>

#include "casework/procedure.h"
#include "casework/refusal.h"
#include "exchange/entered.h"
#include "ops/decide_rung.h"
#include "ops/record_rules.h"
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

}  // namespace

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

}  // namespace luze::ops
