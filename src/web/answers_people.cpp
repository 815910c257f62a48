// People's own pages.
#include "ops/show_person.h"
#include "web/work_answers.h"

namespace luze::web {

Result<Answer> show_me(ops::Desk& desk, const Called& called, Instant now) {
    auto json = ops::person_json(desk, called.asker.person, called.asker, desk.day(now));
    return json ? Result<Answer>(Answer{std::move(*json), {}}) : std::unexpected(json.error());
}

Result<Answer> show_person(ops::Desk& desk, const Called& called, Instant now) {
    auto person = desk.person(called.place());
    if (!person) {
        return std::unexpected(person.error());
    }
    auto json = ops::person_json(desk, *person, called.asker, desk.day(now));
    return json ? Result<Answer>(Answer{std::move(*json), {}}) : std::unexpected(json.error());
}

}  // namespace luze::web
