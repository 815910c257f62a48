#include "ops/show_forms.h"

#include <algorithm>

#include "casework/refusal.h"
#include "casework/roles.h"
#include "ops/answer_parts.h"
#include "ops/decide_rung.h"
#include "ops/record_rules.h"
#include "ops/show_rules.h"

namespace luze::ops {
namespace {

using norms::Form;
using standing::Context;

Json opening_json(const Context& context, const norms::Procedure& procedure, const norms::Act& act,
                  const Record& record, const Asker& asker, Date day) {
    casework::Attempt attempt{&procedure, &act, asker.person, day, {}, {}};
    auto refused = casework::refusal_of_rights(context, record, attempt);
    Phrase who = casework::who_could(context, act.by, nullptr, day);
    return Json::Object{{"act", act.id},
                        {"name", phrase_json(act.name)},
                        {"procedure", procedure.id},
                        {"sets", words_json(act.sets)},
                        {"adds", words_json(act.adds)},
                        {"asks", words_json(act.asks)},
                        {"with", fields_json(act.with)},
                        {"may", !refused},
                        {"by", phrase_json(who)}};
}

Json openings_json(const Context& context, const Form& form, const Record& record,
                   const Asker& asker, Date day) {
    Json::Array out;
    for (const norms::Procedure& procedure : context.pack.procedures) {
        for (const norms::Act& act : procedure.acts) {
            if (procedure.form == form.id && act.from.empty()) {
                out.push_back(opening_json(context, procedure, act, record, asker, day));
            }
        }
    }
    return Json(std::move(out));
}

Json duties_json(const norms::Pack& pack, const Form& form) {
    Json::Array out;
    for (const norms::Duty& duty : pack.duties) {
        bool serves = std::ranges::any_of(
            duty.records, [&](const norms::Filter& filter) { return filter.form == form.id; });
        if (serves) {
            out.push_back(Json::Object{{"duty", duty.id}, {"name", phrase_json(duty.name)}});
        }
    }
    return Json(std::move(out));
}

std::size_t seen_records(const Desk& desk, const Context& context, const Form& form,
                         const Asker& asker, Date day) {
    const auto& rows = desk.tables().rows(context, form);
    return static_cast<std::size_t>(std::ranges::count_if(rows, [&](const RecordRow& row) {
        return row.record->counts() && desk.may_see(*row.record, asker, day);
    }));
}

}  // namespace

Json forms_json(const Desk& desk, const Asker& asker, Date day) {
    Context context = desk.context(day);
    Json::Array out;
    for (const Form& form : desk.pack().forms) {
        Record record;
        record.form = form.id;
        Phrase who = casework::who_could(
            context, form.entered_by.empty() ? form.seen_by : form.entered_by, nullptr, day);
        Json opens = openings_json(context, form, record, asker, day);
        bool opened = !opens.array()->empty();
        bool may =
            opened ? std::ranges::any_of(*opens.array(),
                                         [](const Json& act) { return act["may"] == Json(true); })
                   : may_enter(context, form, record, asker, day).has_value();
        out.push_back(Json::Object{{"id", form.id},
                                   {"name", phrase_json(form.name)},
                                   {"restricted", form.restricted},
                                   {"date", form.date},
                                   {"host", form.host},
                                   {"present", form.present},
                                   {"absent", form.absent},
                                   {"key", words_json(form.key)},
                                   {"register", form.date.empty()},
                                   {"fields", fields_json(form.fields)},
                                   {"opens", std::move(opens)},
                                   {"may", may && !is_letter(desk.pack(), form.id)},
                                   {"by", phrase_json(who)},
                                   {"serves", duties_json(desk.pack(), form)},
                                   {"records", seen_records(desk, context, form, asker, day)}});
    }
    return Json(std::move(out));
}

}  // namespace luze::ops
