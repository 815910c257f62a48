// The year's plan and its burden.
#include "ops/show_plan.h"
#include "web/work_answers.h"

namespace luze::web {
namespace {

Result<int> year_of(const Called& called, Date day) {
    std::string written = called.request.asked("year");
    auto year = written.empty() ? Result<std::int64_t>(day.year()) : number_of(written, "year");
    return year ? Result<int>(static_cast<int>(*year)) : std::unexpected(year.error());
}

}  // namespace

Result<Answer> show_plan(ops::Desk& desk, const Called& called, Instant now) {
    auto day = called.day(desk.day(now));
    if (!day) {
        return std::unexpected(day.error());
    }
    auto year = year_of(called, *day);
    return year ? Result<Answer>(Answer{ops::plan_json(desk, *year, called.asker, *day), {}})
                : std::unexpected(year.error());
}

Result<Answer> show_burden(ops::Desk& desk, const Called& called, Instant now) {
    auto day = called.day(desk.day(now));
    if (!day) {
        return std::unexpected(day.error());
    }
    auto year = year_of(called, *day);
    return year ? Result<Answer>(Answer{ops::burden_json(desk, *year, *day), {}})
                : std::unexpected(year.error());
}

Result<Answer> draft_plan(ops::Desk& desk, const Called& called, Instant now) {
    const std::int64_t* year = called.body["year"].integer();
    auto plan =
        ops::draft_plan(desk, static_cast<int>(*year), called.text("kind"), called.asker, now);
    return plan ? Result<Answer>(Answer{Json::Object{{"id", plan->value}}, {}})
                : std::unexpected(plan.error());
}

}  // namespace luze::web
