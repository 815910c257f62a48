#include "ops/show_posts.h"

#include <algorithm>
#include <map>

#include "casework/procedure.h"
#include "ops/answer_parts.h"
#include "report/faults.h"
#include "standing/obligation.h"

namespace luze::ops {
namespace {

constexpr int years_ahead = 2;

Json post_json(const Desk& desk, const standing::Obligation& owed, Date day) {
    const Record& record = desk.book().records.at(owed.subject);
    const norms::Form& form = *desk.pack().form(record.form);
    const Person* person = desk.roster().find(owed.person);
    Json::Object out{{"record", record.id.value},
                     {"post", report::shown(form, "post", record)},
                     {"department", owed.unit},
                     {"person", Json::Object{{"id", owed.person.value},
                                             {"name", person == nullptr ? "" : person->name}}},
                     {"from", owed.window.first.iso()},
                     {"until", owed.window.last.iso()},
                     {"days_left", owed.window.last - day},
                     {"state", std::string(standing::state_id(owed.state))},
                     {"state_name", phrase_json(standing::state_name(owed.state))}};
    std::string exempt = report::shown(form, "exemption", record);
    if (exempt.empty()) {
        exempt = owed.waived_for;
    }
    if (!exempt.empty()) {
        out["exemption"] = exempt;
    }
    if (auto state = casework::state_of(desk.context(day), record); state && state->state) {
        out["step"] = Json::Object{{"zh", state->state->name.zh}, {"en", state->state->name.en}};
    }
    return out;
}

}  // namespace

Json posts_json(const Desk& desk, const Asker& asker, Date day) {
    const Scope scope = asker.scope();
    standing::Context context = desk.context(day);
    std::map<std::pair<Date, std::int64_t>, Json> posts;
    std::map<std::int64_t, bool> taken;
    for (int year = day.year(); year <= day.year() + years_ahead; ++year) {
        for (const standing::Obligation& owed : standing::obligations(context, year)) {
            bool held =
                owed.state != standing::State::met && owed.state != standing::State::made_up;
            const bool seen =
                scope.reaches(owed.unit) || (owed.person && owed.person == scope.self);
            if (owed.duty->kind == norms::DutyKind::tenure && held && seen &&
                owed.window.last <= day.plus_years(years_ahead) &&
                taken.emplace(owed.subject.value, true).second) {
                posts.emplace(std::pair(owed.window.last, owed.subject.value),
                              post_json(desk, owed, day));
            }
        }
    }
    Json::Array out;
    for (auto& [key, post] : posts) {
        out.push_back(std::move(post));
    }
    return out;
}

}  // namespace luze::ops
