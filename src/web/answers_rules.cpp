// The rules: forms, procedures, roles, parameters; and the interface itself.
#include "ops/preview_rules.h"
#include "ops/set_parameter.h"
#include "ops/show_forms.h"
#include "ops/show_rules.h"
#include "web/work_answers.h"

namespace luze::web {

Result<Answer> list_forms(ops::Desk& desk, const Called& called, Instant now) {
    return Answer{ops::forms_json(desk, called.asker, desk.day(now))};
}

Result<Answer> list_procedures(ops::Desk& desk, const Called&, Instant) {
    return Answer{ops::procedures_json(desk.pack()), {}};
}

Result<Answer> list_roles(ops::Desk& desk, const Called&, Instant now) {
    return Answer{ops::roles_json(desk, desk.day(now)), {}};
}

Result<Answer> list_parameters(ops::Desk& desk, const Called&, Instant now) {
    return Answer{ops::parameters_json(desk.context(now), desk.day(now).year()), {}};
}

Result<Answer> show_rules(ops::Desk& desk, const Called& called, Instant now) {
    auto day = called.day(desk.day(now));
    return day ? Result<Answer>(Answer{ops::rules_json(desk, called.asker, *day)})
               : std::unexpected(day.error());
}

Result<Answer> set_parameter(ops::Desk& desk, const Called& called, Instant now) {
    auto done = ops::set_parameter(desk, called.text("id"), called.text("value"),
                                   called.date("from").value_or(desk.day(now)), called.asker, now);
    return done ? Result<Answer>(Answer{Json::Object{{"id", called.text("id")}}, {}})
                : std::unexpected(done.error());
}

Result<Answer> describe_interface(ops::Desk&, const Called&, Instant) {
    return Answer{openapi(), {}};
}

}  // namespace luze::web
