// The pages over a small book, as a reader sees them.
#include <atomic>
#include <thread>

#include "base/limits.h"
#include "web/book_test_kit.h"

namespace luze::web {
namespace {

// Entry 6 is the talk; 3 and 4 are people, 5 the meeting.
constexpr const char* secret = "机密谈话内容";

TEST_F(BookTest, EveryPageAnswersInBothLanguages) {
    for (const char* target :
         {"/", "/standing", "/standing?show=overdue", "/standing?show=done", "/standing/quarterly",
          "/standing/talks?unit=%E5%8A%9E%E5%85%AC%E5%AE%A4", "/report", "/figures",
          "/figures/meetings", "/faults", "/faults?class=data", "/entries", "/entries/5"}) {
        Response zh = ask(target);
        EXPECT_EQ(zh.status, 200) << target;
        EXPECT_TRUE(has(zh, "<html lang=\"zh-CN\">")) << target;
        Response en = ask(target, {{"Accept-Language", "fr, en-US;q=0.9, zh;q=0.5"}});
        EXPECT_EQ(en.status, 200) << target;
        EXPECT_TRUE(has(en, "<html lang=\"en\">")) << target;
        EXPECT_TRUE(has(en, ">Overview</a>")) << target;
    }
}

TEST_F(BookTest, NothingInlineAndNothingFromElsewhere) {
    for (const char* target : {"/", "/standing", "/report", "/figures/meetings", "/entries/5"}) {
        Response page = ask(target, {}, true);
        for (const char* unwanted : {"<script", "<style", " style=", "javascript:", "http://",
                                     "https://", " onclick", "<b>云"}) {
            EXPECT_FALSE(has(page, unwanted)) << target << " holds " << unwanted;
        }
        EXPECT_TRUE(has(page, "&lt;b&gt;云&lt;/b&gt;局")) << target;
    }
    EXPECT_TRUE(has(ask("/entries/5"), "&lt;script&gt;alert(1)&lt;/script&gt;"));
    EXPECT_TRUE(has(ask("/figures?q=%22%3E%3Cscript%3E"), "&quot;&gt;&lt;script&gt;"));
}

TEST_F(BookTest, TheDayAndTheThreeNumbersLead) {
    Response page = ask("/");
    EXPECT_TRUE(has(page, "2021年12月31日"));
    EXPECT_TRUE(has(page, "不是今天（2022年1月24日）"));
    // Four quarters and two people owed; one quarter and one person done.
    EXPECT_TRUE(has(page, "<span class=\"value\">6</span>"));
    EXPECT_TRUE(has(page, "<span class=\"value\">2</span>"));
    EXPECT_TRUE(has(page, "<span class=\"value\">4</span>"));
    EXPECT_FALSE(has(page, "luze init"));
    EXPECT_TRUE(has(ask("/", {}, true), "luze init --data data/mine"));
}

TEST_F(BookTest, TheLanguageIsChosenByAddressThenCookieThenBrowser) {
    Response chosen = ask("/figures?lang=en", {{"Accept-Language", "zh-CN"}});
    EXPECT_TRUE(has(chosen, "<html lang=\"en\">"));
    const std::string* cookie = find_header(chosen.headers, "set-cookie");
    ASSERT_NE(cookie, nullptr);
    EXPECT_TRUE(cookie->starts_with("luze_lang=en;"));
    EXPECT_TRUE(has(ask("/", {{"Cookie", "a=b; luze_lang=en"}, {"Accept-Language", "zh-CN"}}),
                    "<html lang=\"en\">"));
    EXPECT_TRUE(has(ask("/?lang=zh", {{"Cookie", "luze_lang=en"}}), "<html lang=\"zh-CN\">"));
    EXPECT_TRUE(has(ask("/", {{"Accept-Language", "fr"}}), "<html lang=\"zh-CN\">"));
}

TEST_F(BookTest, WhatIsNotThereIsA404InTheSameLook) {
    for (const char* target : {"/nothing", "/figures/nothing", "/standing/nothing", "/entries/0",
                               "/entries/7", "/entries/x", "/entries/99999999999999999999",
                               "/report/annual.exe", "/figures/meetings/more"}) {
        Response page = ask(target);
        EXPECT_EQ(page.status, 404) << target;
        EXPECT_TRUE(has(page, "class=\"places\"")) << target;
    }
    Response program = ask("/api/v1/nothing");
    EXPECT_EQ(program.status, 404);
    EXPECT_EQ(program.type, "application/json");
    EXPECT_EQ(ask("/static/nothing.css").status, 404);
}

TEST_F(BookTest, AFigureOpensItsEntriesAndTheirRows) {
    Response report = ask("/report");
    EXPECT_TRUE(has(report, "<a href=\"/figures/meetings\" class=\"figure\">1</a>"));
    Response figure = ask("/figures/meetings");
    EXPECT_TRUE(has(figure, "<a href=\"/entries/5\""));
    EXPECT_TRUE(has(figure, "台账.xlsx / 表一 / 第7行"));
    EXPECT_TRUE(has(figure, "按日期计"));
    EXPECT_TRUE(has(figure, "账里没有上年的记录"));
}

TEST_F(BookTest, ADutyShowsWhoOwesWhatAndWithWhichRecord) {
    Response duty = ask("/standing/quarterly");
    EXPECT_TRUE(has(duty, "未完成"));
    EXPECT_TRUE(has(duty, "<a href=\"/entries/5\""));
    EXPECT_TRUE(has(duty, "学习制度"));
    Response missed = ask("/standing/quarterly?state=missed");
    EXPECT_FALSE(has(missed, "<a href=\"/entries/5\""));
    EXPECT_TRUE(has(ask("/standing/quarterly?unit=nowhere"), "class=\"nothing\""));
}

TEST_F(BookTest, RestrictedRecordsAreIdAndDigestEverywhere) {
    auto view = reader_->view();
    ASSERT_TRUE(view);
    add({{kinds::correction, "tester",
          Json::Object{{"of", 6},
                       {"fields", Json::Object{{"date", day("2021-03-05")}, {"about", secret}}}}},
         {kinds::withdrawal, "tester", Json::Object{{"of", 6}, {"reason", secret}}},
         {kinds::held_row, "tester",
          Json::Object{{"form", "talk"},
                       {"cells", Json::Array{Json::Array{"内容", secret}}},
                       {"problem", Json::Object{{"zh", secret}, {"en", secret}}}}},
         {kinds::held_row, "tester",
          Json::Object{{"form", ""}, {"problem", Json::Object{{"zh", secret}, {"en", secret}}}}},
         {kinds::waiver, "tester",
          Json::Object{{"duty", "talks"},
                       {"bearer", "person:4"},
                       {"window", Json::Object{{"first", "2021-01-01"}, {"last", "2021-12-31"}}},
                       {"reason", secret},
                       {"approved_by", "甲某"}}}});
    for (int entry = 6; entry <= 11; ++entry) {
        std::string number = std::to_string(entry);
        Response page = ask("/entries/" + number);
        EXPECT_EQ(page.status, 200) << number;
        EXPECT_TRUE(has(page, "class=\"digest\"")) << number;
        Response program = ask("/api/v1/entries/" + number);
        EXPECT_TRUE(has(program, "\"commitment\"")) << number;
        for (const char* unwanted : {"salt", "sealed", "recorded_at", "actor"}) {
            EXPECT_FALSE(has(program, unwanted)) << number << " holds " << unwanted;
        }
        for (const Response* answer : {&page, &program}) {
            EXPECT_FALSE(has(*answer, secret)) << number;
            EXPECT_FALSE(has(*answer, "2021-03-0")) << number;
            EXPECT_FALSE(has(*answer, "tester")) << number;
            EXPECT_FALSE(has(*answer, "甲某")) << number;
        }
    }
    for (const char* target :
         {"/", "/entries", "/faults", "/figures/talks", "/standing/talks", "/standing?show=done",
          "/standing?show=overdue", "/report", "/report/annual.html", "/api/v1/faults",
          "/api/v1/figures", "/api/v1/standing"}) {
        Response page = ask(target);
        EXPECT_EQ(page.status, 200) << target;
        EXPECT_FALSE(has(page, secret)) << target;
        if (std::string_view(target) != "/entries") {  // which has the roster's open rows
            EXPECT_FALSE(has(page, "乙某")) << target << " names who has not been talked to";
        }
    }
}

TEST_F(BookTest, ARestrictedRecordBehindAFigureIsItsNumberAndDigest) {
    Response figure = ask("/figures/talks");
    EXPECT_TRUE(has(figure, "限制查阅的记录"));
    EXPECT_TRUE(has(figure, "<a href=\"/entries/6\""));
    EXPECT_TRUE(has(figure, "class=\"digest\""));
    EXPECT_FALSE(has(figure, secret));
    EXPECT_FALSE(has(figure, "甲某"));
}

TEST_F(BookTest, AnEntryShowsItsProofAndVersions) {
    add({kinds::correction, "tester",
         Json::Object{{"of", 5},
                      {"fields", Json::Object{{"date", day("2021-02-04")}, {"topic", "改后"}}}}});
    Response page = ask("/entries/7");
    EXPECT_TRUE(has(page, "改后"));
    EXPECT_TRUE(has(page, "<a href=\"/entries/5\" class=\"entry\">#5</a> → <strong>#7</strong>"));
    EXPECT_TRUE(has(page, "前 7 条的树根"));
    auto proof = parse_json(ask("/api/v1/entries/7").body);
    ASSERT_TRUE(proof);
    auto salt = from_hex(proof->text("salt"));
    ASSERT_TRUE(salt);
    Digest commitment = hmac_sha256(*salt, proof->text("sealed"));
    EXPECT_EQ(commitment.hex(), proof->text("commitment"));
    EXPECT_EQ(sha256(std::string(1, '\0') + std::string(commitment.view())).hex(),
              proof->text("leaf"));
    EXPECT_EQ((*proof)["path"].array()->size(), 2U);  // 7 of 7: beside 5–6, beside 1–4
}

TEST_F(BookTest, LongListsComeInPages) {
    std::vector<Draft> drafts;
    for (std::size_t i = 0; i < limits::page_size + 5; ++i) {
        drafts.push_back(record(
            "meeting", {{"date", day("2021-05-06")}, {"topic", "第" + std::to_string(i) + "次"}}));
    }
    add(std::move(drafts));
    Response first = ask("/figures/meetings");
    EXPECT_TRUE(has(first, "第 1–50 条，共 56 条"));
    EXPECT_TRUE(has(first, "href=\"/figures/meetings?from=50\""));
    EXPECT_FALSE(has(first, "第54次"));
    Response second = ask("/figures/meetings?from=50");
    EXPECT_TRUE(has(second, "第54次"));
    EXPECT_FALSE(has(second, "第1次"));
    for (const char* odd : {"-1", "abc", "1e9", "99999999999999999999", "5000"}) {
        EXPECT_TRUE(has(ask(std::string("/figures/meetings?from=") + odd), "第 1–50 条")) << odd;
    }
    EXPECT_TRUE(has(ask("/entries"), "/entries?after=50"));
    EXPECT_TRUE(has(ask("/entries?after=50"), "<a href=\"/entries/51\""));
    EXPECT_FALSE(has(ask("/entries?after=50"), "<a href=\"/entries/50\""));
}

TEST_F(BookTest, FiguresAreFoundByTheirWords) {
    EXPECT_TRUE(has(ask("/figures?q=%E4%BC%9A%E8%AE%AE"), "/figures/meetings"));
    EXPECT_FALSE(has(ask("/figures?q=%E4%BC%9A%E8%AE%AE"), "/figures/talks"));
    EXPECT_TRUE(has(ask("/figures?q=nothing"), "class=\"nothing\""));
}

TEST_F(BookTest, FollowsTheLedgerAsItGrows) {
    EXPECT_TRUE(has(ask("/entries"), "共 6 条"));
    add(record("meeting", {{"date", day("2021-05-06")}, {"topic", "新会"}}));
    EXPECT_TRUE(has(ask("/entries"), "共 7 条"));
    EXPECT_TRUE(has(ask("/figures/meetings"), "新会"));
}

TEST_F(BookTest, ManyReadWhileOneWrites) {
    std::atomic<int> bad = 0;
    std::atomic<bool> over = false;
    std::vector<std::thread> readers;
    for (int i = 0; i < 4; ++i) {
        readers.emplace_back([&] {
            while (!over) {
                for (const char* target : {"/", "/entries/5", "/figures/talks", "/standing"}) {
                    bad += ask(target).status != 200;
                }
            }
        });
    }
    for (int i = 0; i < 10; ++i) {
        add(record("meeting", {{"date", day("2021-05-06")}, {"topic", "会"}}));
    }
    over = true;
    for (std::thread& reader : readers) {
        reader.join();
    }
    EXPECT_EQ(bad, 0);
    EXPECT_TRUE(has(ask("/entries"), "共 16 条"));
}

TEST_F(BookTest, TheReportComesAsAFileThatIsNeverAPageOfOurs) {
    Response html = ask("/report/annual.html");
    EXPECT_EQ(html.status, 200);
    EXPECT_TRUE(find_header(html.headers, "content-disposition")->starts_with("attachment;"));
    EXPECT_TRUE(find_header(html.headers, "content-security-policy")->starts_with("sandbox;"));
    EXPECT_TRUE(ask("/report/annual.pdf").body.starts_with("%PDF-"));
    EXPECT_TRUE(ask("/report/annual.docx").body.starts_with("PK"));
    EXPECT_TRUE(ask("/report/annual.xlsx").body.starts_with("PK"));
}

TEST_F(BookTest, SaysWhetherItIsUpAndReady) {
    EXPECT_EQ(ask("/healthz").status, 200);
    EXPECT_EQ(ask("/readyz").status, 200);
    ops::Place nowhere{(folder_ / "nowhere").string(), "main"};
    ops::BookReader lost(nowhere, {}, [] { return now; });
    ops::BookWriter writer({"/nowhere/at/all", "main"}, [] { return now; });
    Handler handler = site_handler(lost, writer, {});
    auto request = [](const char* target) {
        Request made = *read_target(target);
        made.method = "GET";
        return made;
    };
    EXPECT_EQ(handler(request("/healthz")).status, 200);
    EXPECT_EQ(handler(request("/readyz")).status, 503);
    Response page = handler(request("/figures"));
    EXPECT_EQ(page.status, 503);
    EXPECT_TRUE(has(page, "luze init"));
    EXPECT_EQ(handler(request("/api/v1/figures")).status, 503);
}

TEST_F(BookTest, StyleSheetsAreKeptByTheirVersion) {
    Response page = ask("/");
    std::size_t at = page.body.find("/static/luze.css?v=");
    ASSERT_NE(at, std::string::npos);
    std::string url = page.body.substr(at, page.body.find('"', at) - at);
    Response style = ask(url);
    EXPECT_EQ(style.status, 200);
    EXPECT_EQ(style.type, "text/css; charset=utf-8");
    EXPECT_NE(find_header(style.headers, "cache-control")->find("immutable"), std::string::npos);
    const std::string* tag = find_header(style.headers, "etag");
    ASSERT_NE(tag, nullptr);
    Response again = ask(url, {{"If-None-Match", *tag}});
    EXPECT_EQ(again.status, 304);
    EXPECT_TRUE(again.body.empty());
    EXPECT_EQ(*find_header(ask("/static/luze.css").headers, "cache-control"), "no-cache");
}

TEST_F(BookTest, AnEmptyBookSaysWhatToDoNext) {
    ops::Place empty{(folder_ / "empty").string(), "main"};
    ASSERT_TRUE(ops::init_book(empty, {"新局", {{"pack.toml", small_pack}}, "tester"}, now));
    ops::BookReader reader(empty, {}, [] { return now; });
    Handler handler = site_handler(reader, *writer_, {});
    const std::string token = token_for(3);
    auto request = [&](const char* target) {
        Request made = *read_target(target);
        made.method = "GET";
        made.headers = {{"Authorization", "Bearer " + token}};
        return made;
    };
    for (const char* target : {"/", "/standing"}) {
        Response page = handler(request(target));
        EXPECT_EQ(page.status, 200) << target;
        EXPECT_TRUE(has(page, "luze import")) << target;
    }
    for (const char* target : {"/report", "/figures", "/faults", "/entries", "/figures/meetings"}) {
        EXPECT_EQ(handler(request(target)).status, 200) << target;
    }
}

}  // namespace
}  // namespace luze::web
