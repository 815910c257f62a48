// Records, their steps and their evidence.
#include <ranges>
#include <string>
#include <vector>

#include "base/limits.h"
#include "ops/attach_evidence.h"
#include "ops/case_history.h"
#include "ops/change_record.h"
#include "ops/enter_record.h"
#include "ops/list_records.h"
#include "ops/preview_record.h"
#include "ops/record_page.h"
#include "ops/show_case.h"
#include "ops/take_step.h"
#include "web/table_answer.h"
#include "web/work_answers.h"

namespace luze::web {
namespace {

Answer record_answer(RecordId id) { return {Json::Object{{"id", id.value}}, {}}; }

Result<ops::ListQuery> query_of(const ops::Desk& desk, const Called& called) {
    const Request& request = called.request;
    ops::ListQuery query;
    auto slice = called.slice("");
    if (!slice) {
        return std::unexpected(slice.error());
    }
    query.offset = slice->offset;
    query.count = slice->count;
    query.form = request.asked("form");
    query.words = request.asked("find");
    query.open = request.asked("open") == "true";
    query.late = request.asked("late") == "true";
    query.sort = request.asked("sort");
    query.after = request.asked("after");
    for (const auto& [name, value] : request.query) {
        if (name.starts_with("f.") && !value.empty()) {
            query.filters[name.substr(2)] = value;
        }
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

// date,title,state: what is seen, in its order.
std::vector<std::string> columns_of(const std::string& asked) {
    std::vector<std::string> out;
    for (auto part : std::views::split(asked, ',')) {
        if (!part.empty()) {
            out.emplace_back(part.begin(), part.end());
        }
    }
    return out;
}

}  // namespace

Result<Answer> list_records(ops::Desk& desk, const Called& called, Instant now) {
    auto query = query_of(desk, called);
    auto day = called.day(desk.day(now));
    if (!query || !day) {
        return std::unexpected(query ? day.error() : query.error());
    }
    const std::string type = called.request.asked("as");
    if (type.empty()) {
        auto page = ops::list_records(desk, *query, called.asker, *day);
        return page ? Result<Answer>(Answer{ops::page_json(desk, *page, *day)})
                    : std::unexpected(page.error());
    }
    auto all = ops::all_records(desk, *query, called.asker, *day);
    return all ? table_answer(ops::page_table(desk, *all, called.language(),
                                              columns_of(called.request.asked("columns"))),
                              type, desk.day(now))
               : std::unexpected(all.error());
}

Result<Answer> enter_record(ops::Desk& desk, const Called& called, Instant now) {
    ops::RecordWish wish{called.text("form"), called.text("act"), called.date("on"),
                         called.texts("values")};
    auto id = ops::enter_record(desk, wish, called.asker, now);
    return id ? Result<Answer>(record_answer(*id)) : std::unexpected(id.error());
}

Result<Answer> preview_record(ops::Desk& desk, const Called& called, Instant now) {
    ops::RecordWish wish{called.text("form"), called.text("act"), called.date("on"),
                         called.texts("values")};
    auto json = ops::preview_record(desk, wish, called.asker, now);
    return json ? Result<Answer>(Answer{std::move(*json)}) : std::unexpected(json.error());
}

Result<Answer> show_record(ops::Desk& desk, const Called& called, Instant now) {
    auto id = called.record();
    auto day = called.day(desk.day(now));
    if (!id || !day) {
        return std::unexpected(id ? day.error() : id.error());
    }
    auto json = ops::case_json(desk, *id, called.asker, *day);
    if (!json) {
        return std::unexpected(json.error());
    }
    auto told = ops::put_history(desk, *id, called.asker, *day, *json->object());
    return told ? Result<Answer>(Answer{std::move(*json), {}}) : std::unexpected(told.error());
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
