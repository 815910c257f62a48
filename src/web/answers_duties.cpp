// What is said about a window of a duty, and the ladder.
#include "ops/decide_rung.h"
#include "ops/settle_window.h"
#include "web/work_answers.h"

namespace luze::web {
namespace {

// The body has been checked: both days are there.
ops::WindowWish window_of(const Called& called) {
    return {called.text("duty"),
            called.text("bearer"),
            {called.date("from").value_or(Date{}), called.date("to").value_or(Date{})}};
}

Answer entry_answer(std::int64_t entry) {
    return {Json::Object{{"entry", entry}, {"opened", Json::Array{}}}, {}};
}

Answer record_answer(RecordId id) { return {Json::Object{{"id", id.value}}, {}}; }

}  // namespace

Result<Answer> waive_window(ops::Desk& desk, const Called& called, Instant now) {
    auto entry =
        ops::waive_window(desk, window_of(called), called.text("reason"), called.asker, now);
    return entry ? Result<Answer>(entry_answer(*entry)) : std::unexpected(entry.error());
}

Result<Answer> link_record(ops::Desk& desk, const Called& called, Instant now) {
    const std::int64_t* record = called.body["record"].integer();
    auto entry = ops::link_record(desk, RecordId{*record}, window_of(called), called.asker, now);
    return entry ? Result<Answer>(entry_answer(*entry)) : std::unexpected(entry.error());
}

Result<Answer> raise_finding(ops::Desk& desk, const Called& called, Instant now) {
    auto id =
        ops::raise_from_duty(desk, window_of(called), called.texts("values"), called.asker, now);
    return id ? Result<Answer>(record_answer(*id)) : std::unexpected(id.error());
}

Result<Answer> list_proposals(ops::Desk& desk, const Called& called, Instant now) {
    const Date day = desk.day(now);
    return Answer{ops::proposals_json(desk, ops::open_proposals(desk, called.asker, day), day), {}};
}

Result<Answer> decide_rung(ops::Desk& desk, const Called& called, Instant now) {
    auto id = called.record();
    if (!id) {
        return std::unexpected(id.error());
    }
    auto letter = ops::decide_rung(
        desk,
        {*id, called.text("rung"), called.text("text"), called.text("ask"), called.text("number")},
        called.asker, now);
    return letter ? Result<Answer>(record_answer(*letter)) : std::unexpected(letter.error());
}

Result<Answer> decline_rung(ops::Desk& desk, const Called& called, Instant now) {
    auto id = called.record();
    if (!id) {
        return std::unexpected(id.error());
    }
    auto entry =
        ops::decline_rung(desk, *id, called.text("rung"), called.text("reason"), called.asker, now);
    return entry ? Result<Answer>(entry_answer(*entry)) : std::unexpected(entry.error());
}

}  // namespace luze::web
