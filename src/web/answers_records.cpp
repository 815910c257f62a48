// Records, their steps and their evidence.
#include "ops/attach_evidence.h"
#include "ops/change_record.h"
#include "ops/enter_record.h"
#include "ops/show_case.h"
#include "ops/take_step.h"
#include "web/work_answers.h"

namespace luze::web {
namespace {

Answer record_answer(RecordId id) { return {Json::Object{{"id", id.value}}, {}}; }

Result<ops::CaseQuery> query_of(const ops::Desk& desk, const Called& called) {
    const Request& request = called.request;
    ops::CaseQuery query;
    query.form = request.asked("form");
    query.state = request.asked("state");
    query.open_only = request.asked("open") == "true";
    if (std::string after = request.asked("after"); !after.empty()) {
        auto number = number_of(after, "after");
        if (!number) {
            return std::unexpected(number.error());
        }
        query.after = *number;
    }
    if (std::string owner = request.asked("owner"); !owner.empty()) {
        auto person = desk.person(owner);
        if (!person) {
            return std::unexpected(person.error());
        }
        query.owner = *person;
    }
    return query;
}

}  // namespace

Result<Answer> list_records(ops::Desk& desk, const Called& called, Instant now) {
    auto query = query_of(desk, called);
    auto day = called.day(desk.day(now));
    if (!query || !day) {
        return std::unexpected(query ? day.error() : query.error());
    }
    return Answer{ops::cases_json(desk, ops::list_cases(desk, *query, called.asker, *day), *day),
                  {}};
}

Result<Answer> enter_record(ops::Desk& desk, const Called& called, Instant now) {
    ops::RecordWish wish{called.text("form"), called.text("act"), called.date("on"),
                         called.texts("values")};
    auto id = ops::enter_record(desk, wish, called.asker, now);
    return id ? Result<Answer>(record_answer(*id)) : std::unexpected(id.error());
}

Result<Answer> show_record(ops::Desk& desk, const Called& called, Instant now) {
    auto id = called.record();
    auto day = called.day(desk.day(now));
    if (!id || !day) {
        return std::unexpected(id ? day.error() : id.error());
    }
    auto json = ops::case_json(desk, *id, called.asker, *day);
    return json ? Result<Answer>(Answer{std::move(*json), {}}) : std::unexpected(json.error());
}

Result<Answer> take_step(ops::Desk& desk, const Called& called, Instant now) {
    auto id = called.record();
    if (!id) {
        return std::unexpected(id.error());
    }
    auto done = ops::take_step(
        desk, {*id, called.text("act"), called.date("on"), called.texts("values"), called.seen()},
        called.asker, now);
    if (!done) {
        return std::unexpected(done.error());
    }
    Json::Array opened;
    for (RecordId part : done->opened) {
        opened.emplace_back(part.value);
    }
    return Answer{Json::Object{{"entry", done->entry}, {"opened", std::move(opened)}}, {}};
}

Result<Answer> correct_record(ops::Desk& desk, const Called& called, Instant now) {
    auto id = called.record();
    if (!id) {
        return std::unexpected(id.error());
    }
    auto done =
        ops::correct_record(desk, *id, called.texts("values"), called.asker, now, called.seen());
    return done ? Result<Answer>(record_answer(*id)) : std::unexpected(done.error());
}

Result<Answer> withdraw_record(ops::Desk& desk, const Called& called, Instant now) {
    auto id = called.record();
    if (!id) {
        return std::unexpected(id.error());
    }
    auto done = ops::withdraw_record(desk, *id, called.text("reason"), called.asker, now);
    return done ? Result<Answer>(record_answer(*id)) : std::unexpected(done.error());
}

Result<Answer> attach_evidence(ops::Desk& desk, const Called& called, Instant now) {
    auto id = called.record();
    if (!id) {
        return std::unexpected(id.error());
    }
    auto digest = ops::attach_evidence(
        desk, {*id, called.request.asked("name"), called.request.body}, called.asker, now);
    return digest ? Result<Answer>(Answer{Json::Object{{"digest", *digest}}, {}})
                  : std::unexpected(digest.error());
}

Result<Answer> fetch_evidence(ops::Desk& desk, const Called& called, Instant now) {
    auto id = called.record();
    if (!id) {
        return std::unexpected(id.error());
    }
    auto file = ops::evidence_of(desk, *id, called.place(1), called.asker, now);
    return file ? Result<Answer>(Answer{{}, File{file->name, file->type, std::move(file->bytes)}})
                : std::unexpected(file.error());
}

}  // namespace luze::web
