// A small book for the tests of the pages: two people, a meeting, a restricted talk.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "ops/book_reader.h"
#include "ops/book_writer.h"
#include "ops/init_book.h"
#include "ops/manage_tokens.h"
#include "web/gate.h"
#include "web/site_handler.h"

namespace luze::web {

inline const char* const small_pack = R"(id = "small"
version = "1"
name = "小包"

[[row]]
number = 1
what = "活动"

[[norm]]
id = "rules"
name = "学习制度"

[[form]]
id = "person"
name = "名册"
key = ["name"]
field = [
  { id = "name", name = "姓名" },
  { id = "department", type = "unit", name = "科室" },
  { id = "joined", type = "date", name = "到任" },
  { id = "left", type = "date", name = "离任" },
]

[[form]]
id = "meeting"
name = "会议"
name_en = "Meetings"
date = "date"
key = ["date", "topic"]
present = "people"
field = [
  { id = "date", type = "date", name = "日期" },
  { id = "topic", name = "议题" },
  { id = "people", type = "people", name = "人员" },
]

[[form]]
id = "talk"
name = "谈话"
date = "date"
key = ["date", "person", "about"]
restricted = true
field = [
  { id = "date", type = "date", name = "日期" },
  { id = "person", type = "people", name = "对象" },
  { id = "about", name = "内容" },
]

[[group]]
id = "staff"
name = "全体人员"
where = "true"

[[duty]]
id = "quarterly"
name = "每季度会议"
name_en = "Quarterly meeting"
norm = "rules"
bearer = { kind = "unit", unit = "bureau" }
period = "quarter"
record = { form = "meeting" }

[[duty]]
id = "talks"
name = "谈话提醒"
norm = "rules"
bearer = { kind = "person", group = "staff" }
period = "year"
record = { form = "talk", people = "person" }

[[figure]]
id = "meetings"
label = "会议次数"
unit = "次"
form = "meeting"
how = "按日期计"

[[figure]]
id = "talks"
label = "谈话次数"
unit = "次"
form = "talk"

[[fault]]
kind = "meeting_missing"
duty = "quarterly"
states = ["missed"]
note = "{window}没有开会"

[[fault]]
kind = "talk_missing"
duty = "talks"
states = ["missed"]
note = "没有与{bearer}谈话"

[report]
id = "annual"
title = "{bureau}{year}年度报告"
opening = "现将情况报告如下。"
no_shortfall = "没有。"
closing = "特此报告。"

[[report.section]]
id = "done"
heading = "落实情况"

[[report.section.paragraph]]
id = "all"
heading = "会议"
sentences = [
  { id = "meetings", text = "开会{meetings}次。", rows = [1] },
  { id = "talks", text = "谈话{talks}次。", rows = [1] },
]
)";

class BookTest : public testing::Test {
protected:
    [[nodiscard]] virtual std::string pack() const { return small_pack; }
    void SetUp() override {
        static int number = 0;
        folder_ = std::filesystem::temp_directory_path() /
                  ("luze-web-" + std::to_string(getpid()) + "-" + std::to_string(++number));
        place_ = {folder_.string(), "main"};
        ops::NewBook wanted{"<b>云</b>局", {{"pack.toml", pack()}}, "tester"};
        auto made = ops::init_book(place_, wanted, now);
        ASSERT_TRUE(made) << made.error().message.en;
        add(record("person", {{"name", "甲某"}, {"department", unit("办公室")}}));
        add(record("person", {{"name", "乙某"}, {"department", unit("业务科")}}));
        add(record("meeting", {{"date", day("2021-02-03")},
                               {"topic", "<script>alert(1)</script>"},
                               {"people", person("甲某", 3)}}));
        add(record("talk", {{"date", day("2021-03-04")},
                            {"person", person("甲某", 3)},
                            {"about", "机密谈话内容"}}));
        reader_ = std::make_unique<ops::BookReader>(place_, ops::ReadWish{std::nullopt, 2021, ""},
                                                    [] { return now; });
        writer_ = std::make_unique<ops::BookWriter>(place_, [] { return now; });
    }
    void TearDown() override {
        handler_ = nullptr;
        writer_.reset();
        reader_.reset();
        std::filesystem::remove_all(folder_);
    }

    static Json day(const char* iso) { return Json::Object{{"d", iso}}; }
    static Json unit(const char* name) { return Json::Object{{"u", name}}; }
    static Json person(const char* name, int id) {
        return Json::Object{{"p", Json::Array{Json::Object{{"raw", name}, {"id", id}}}}};
    }
    static Draft record(const char* form, Json::Object fields) {
        return {kinds::record, "tester",
                Json::Object{{"form", form},
                             {"fields", std::move(fields)},
                             {"source",
                              Json::Object{{"file", "台账.xlsx"}, {"sheet", "表一"}, {"row", 7}}}}};
    }
    void add(Draft draft) { add(std::vector<Draft>{std::move(draft)}); }
    void add(std::vector<Draft> drafts) {
        auto site = ops::Site::open_to_write(place_);
        ASSERT_TRUE(site) << site.error().message.en;
        auto book = site->fold();
        ASSERT_TRUE(book) << book.error().message.en;
        auto added = site->append(std::move(drafts), now, *book);
        ASSERT_TRUE(added) << added.error().message.en;
    }

    Response ask(const std::string& target, Headers headers = {}, bool demo = false) {
        headers.push_back({"Host", "127.0.0.1:8090"});
        headers.push_back({"Authorization", "Bearer " + token_for(3, false)});
        auto request = admit({"GET", target, 11, std::move(headers)}, 8090);
        EXPECT_TRUE(request) << target;
        return site_handler(*reader_, *writer_, {Language::zh, demo, {}})(*request);
    }

    // As a program calls the interface for work.
    Response call(const std::string& method, const std::string& path, const std::string& token = "",
                  const Json& body = {}, Headers headers = {}) {
        headers.push_back({"Host", "127.0.0.1:8090"});
        if (!token.empty()) {
            headers.push_back({"Authorization", "Bearer " + token});
        }
        std::string text = body.is_null() ? "" : canonical(body);
        if (method == "POST") {
            headers.push_back({"Content-Length", std::to_string(text.size())});
            headers.push_back({"Content-Type", "application/json"});
        }
        auto request = admit({method, "/api/v1/" + path, 11, std::move(headers)}, 8090);
        if (!request) {
            return {request.error().status, "", {}, request.error().why.en};
        }
        request->body = text;
        return handler()(*request);
    }
    // One for all calls: it keeps what is under way.
    Handler& handler() {
        if (!handler_) {
            handler_ = site_handler(*reader_, *writer_, {});
        }
        return handler_;
    }
    static Json read(const Response& response) {
        auto json = parse_json(response.body);
        EXPECT_TRUE(json) << response.body;
        return json ? *json : Json{};
    }
    std::string token_for(std::int64_t person, bool may_write = true) {
        auto token = writer_->at_desk([&](ops::Desk& desk, Instant at) {
            return ops::issue_token(desk, PersonId{person}, "账号",
                                    may_write ? access::Purpose::write : access::Purpose::read, at);
        });
        EXPECT_TRUE(token) << token.error().message.en;
        return token.value_or("");
    }

    static constexpr Instant now{1'643'000'000'000};  // 2022-01-24
    std::filesystem::path folder_;
    ops::Place place_;
    std::unique_ptr<ops::BookReader> reader_;
    std::unique_ptr<ops::BookWriter> writer_;
    Handler handler_;
};

inline bool has(const Response& response, std::string_view text) {
    return response.body.find(text) != std::string::npos;
}

}  // namespace luze::web
