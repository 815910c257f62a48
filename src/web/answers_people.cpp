// People's own pages.
#include <algorithm>

#include "ops/manage_tokens.h"
#include "ops/show_people.h"
#include "ops/show_person.h"
#include "ops/show_posts.h"
#include "ops/show_readers.h"
#include "ops/show_reminders.h"
#include "ops/show_talks.h"
#include "web/work_answers.h"

namespace luze::web {

Result<Answer> show_me(ops::Desk& desk, const Called& called, Instant now) {
    auto day = called.day(desk.day(now));
    if (!day) {
        return std::unexpected(day.error());
    }
    auto json = ops::person_json(desk, called.asker.person, called.asker, *day);
    auto readers = ops::readers_json(desk, called.asker, *day);
    if (!json || !readers) {
        return std::unexpected(json ? readers.error() : json.error());
    }
    (*json->object())["readers"] = std::move(*readers);
    return Answer{std::move(*json), {}};
}

Result<Answer> show_person(ops::Desk& desk, const Called& called, Instant now) {
    auto person = desk.person(called.place());
    if (!person) {
        return std::unexpected(person.error());
    }
    auto day = called.day(desk.day(now));
    if (!day) {
        return std::unexpected(day.error());
    }
    auto json = ops::person_json(desk, *person, called.asker, *day);
    return json ? Result<Answer>(Answer{std::move(*json), {}}) : std::unexpected(json.error());
}

Result<Answer> list_people(ops::Desk& desk, const Called& called, Instant now) {
    auto day = called.day(desk.day(now));
    return day ? Result<Answer>(Answer{ops::people_json(desk, called.asker, *day), {}})
               : std::unexpected(day.error());
}

Result<Answer> list_reminders(ops::Desk& desk, const Called& called, Instant now) {
    auto day = called.day(desk.day(now));
    if (!day) {
        return std::unexpected(day.error());
    }
    const std::string weeks = called.request.asked("weeks");
    auto ahead = weeks.empty() ? Result<std::int64_t>(0) : number_of(weeks, "weeks");
    if (!ahead) {
        return std::unexpected(ahead.error());
    }
    auto mine = *ahead > 0 ? ops::asked_of(desk, called.asker, *day,
                                           static_cast<int>(std::min<std::int64_t>(*ahead, 53)))
                           : ops::reminders_for(desk, called.asker.person, called.asker, *day);
    return Answer{ops::reminders_json(desk, mine, *day), {}};
}

Result<Answer> change_calendar(ops::Desk& desk, const Called& called, Instant now) {
    auto secret = ops::issue_calendar(desk, called.asker, now);
    if (!secret) {
        return std::unexpected(secret.error());
    }
    return Answer{Json::Object{{"path", "/api/v1/calendar/" + *secret + ".ics"}}, {}};
}

Result<Answer> fetch_calendar(ops::Desk& desk, const Called& called, Instant now) {
    std::string secret = called.place();
    if (secret.ends_with(".ics")) {
        secret.resize(secret.size() - 4);
    }
    auto calendar = ops::calendar_of(desk, secret, now);
    if (!calendar) {
        return std::unexpected(calendar.error());
    }
    return Answer{{}, File{"luze.ics", "text/calendar; charset=utf-8", std::move(*calendar)}};
}

Result<Answer> list_posts(ops::Desk& desk, const Called& called, Instant now) {
    auto day = called.day(desk.day(now));
    return day ? Result<Answer>(Answer{ops::posts_json(desk, called.asker, *day), {}})
               : std::unexpected(day.error());
}

Result<Answer> list_talks(ops::Desk& desk, const Called& called, Instant now) {
    const Date day = desk.day(now);
    std::string written = called.request.asked("year");
    auto year = written.empty() ? Result<std::int64_t>(day.year()) : number_of(written, "year");
    if (!year) {
        return std::unexpected(year.error());
    }
    return Answer{ops::talks_json(desk, static_cast<int>(*year), called.asker, day), {}};
}

}  // namespace luze::web
