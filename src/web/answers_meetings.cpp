// Meetings and batches as a whole.
#include "ops/show_meeting.h"
#include "web/work_answers.h"

namespace luze::web {
namespace {

using Show = Result<Json>(const ops::Desk&, RecordId, const ops::Asker&, Date);

Result<Answer> shown(Show* show, const ops::Desk& desk, const Called& called, Instant now) {
    auto id = called.record();
    auto day = called.day(desk.day(now));
    if (!id || !day) {
        return std::unexpected(id ? day.error() : id.error());
    }
    auto json = show(desk, *id, called.asker, *day);
    return json ? Result<Answer>(Answer{std::move(*json), {}}) : std::unexpected(json.error());
}

}  // namespace

Result<Answer> show_meeting(ops::Desk& desk, const Called& called, Instant now) {
    return shown(ops::meeting_json, desk, called, now);
}

Result<Answer> show_batch(ops::Desk& desk, const Called& called, Instant now) {
    return shown(ops::batch_json, desk, called, now);
}

}  // namespace luze::web
