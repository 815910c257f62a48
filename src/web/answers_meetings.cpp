// Meetings and batches as a whole.
#include "ops/show_meeting.h"
#include "web/work_answers.h"

namespace luze::web {
namespace {

template <class Show>
Result<Answer> shown(const Show& show, const ops::Desk& desk, const Called& called, Instant now) {
    auto id = called.record();
    auto day = called.day(desk.day(now));
    if (!id || !day) {
        return std::unexpected(id ? day.error() : id.error());
    }
    auto json = show(*id, *day);
    return json ? Result<Answer>(Answer{std::move(*json), {}}) : std::unexpected(json.error());
}

}  // namespace

Result<Answer> show_meeting(ops::Desk& desk, const Called& called, Instant now) {
    const auto view =
        called.request.asked("room") == "true" ? ops::MeetingView::room : ops::MeetingView::whole;
    auto show = [&](RecordId id, Date day) {
        return ops::meeting_json(desk, id, called.asker, day, view);
    };
    return shown(show, desk, called, now);
}

Result<Answer> show_batch(ops::Desk& desk, const Called& called, Instant now) {
    auto show = [&](RecordId id, Date day) { return ops::batch_json(desk, id, called.asker, day); };
    return shown(show, desk, called, now);
}

}  // namespace luze::web
