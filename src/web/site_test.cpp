// What is answered outside the interface for work, over a small book.
#include <atomic>
#include <thread>

#include "web/book_test_kit.h"

namespace luze::web {
namespace {

TEST_F(BookTest, NothingOfTheBookIsShownToWhoeverHasNotSignedIn) {
    for (const char* path : {"records", "records/5", "standing", "figures/meetings", "entries/5",
                             "report", "search?q=%E7%94%B2", "people/3"}) {
        Response answer = call("GET", path);
        EXPECT_EQ(answer.status, 401) << path;
        EXPECT_FALSE(has(answer, "甲某")) << path;
    }
}

TEST_F(BookTest, WhatIsNotThereIsA404) {
    Response program = ask("/api/v1/nothing");
    EXPECT_EQ(program.status, 404);
    EXPECT_EQ(program.type, "application/json");
    for (const char* target : {"/static/nothing.css", "/nothing", "/report/annual.docx"}) {
        EXPECT_EQ(ask(target).status, 404) << target;
    }
}

TEST_F(BookTest, TheLanguageIsChosenByAddressThenCookieThenBrowser) {
    Response chosen = ask("/public?lang=en", {{"Accept-Language", "zh-CN"}});
    EXPECT_TRUE(has(chosen, "<html lang=\"en\">"));
    const std::string* cookie = find_header(chosen.headers, "set-cookie");
    ASSERT_NE(cookie, nullptr);
    EXPECT_TRUE(cookie->starts_with("luze_lang=en;"));
    EXPECT_TRUE(has(ask("/public", {{"Cookie", "a=b; luze_lang=en"}, {"Accept-Language", "zh-CN"}}),
                    "<html lang=\"en\">"));
    EXPECT_TRUE(has(ask("/public?lang=zh", {{"Cookie", "luze_lang=en"}}), "<html lang=\"zh-CN\">"));
    EXPECT_TRUE(has(ask("/public", {{"Accept-Language", "fr"}}), "<html lang=\"zh-CN\">"));
}

TEST_F(BookTest, NothingInlineAndNothingFromElsewhere) {
    Response page = ask("/public");
    for (const char* unwanted : {"<script", "<style", " style=", "javascript:", "http://",
                                 "https://", " onclick", "<b>云"}) {
        EXPECT_FALSE(has(page, unwanted)) << unwanted;
    }
    EXPECT_TRUE(has(page, "&lt;b&gt;云&lt;/b&gt;局"));
}

TEST_F(BookTest, ManyReadWhileOneWrites) {
    handler();
    const std::string token = token_for(3);
    std::atomic<int> bad = 0;
    std::atomic<bool> over = false;
    std::vector<std::thread> readers;
    for (int i = 0; i < 4; ++i) {
        readers.emplace_back([&] {
            while (!over) {
                for (const char* path : {"standing", "entries/5", "figures/talks", "records/5"}) {
                    bad += call("GET", path, token).status != 200;
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
    EXPECT_EQ(read(call("GET", "entries", token)).number("total"), 16);
}

TEST_F(BookTest, TheReportComesAsAFileThatIsNeverAPageOfOurs) {
    const std::string token = token_for(3);
    Response html = call("GET", "report/html", token);
    EXPECT_EQ(html.status, 200);
    EXPECT_TRUE(find_header(html.headers, "content-disposition")->starts_with("attachment;"));
    EXPECT_TRUE(find_header(html.headers, "content-security-policy")->starts_with("sandbox;"));
    EXPECT_TRUE(call("GET", "report/pdf", token).body.starts_with("%PDF-"));
    EXPECT_TRUE(call("GET", "report/xlsx", token).body.starts_with("PK"));
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
    Response page = handler(request("/public"));
    EXPECT_EQ(page.status, 503);
    EXPECT_TRUE(has(page, "luze init"));
    EXPECT_EQ(handler(request("/api/v1/figures")).status, 503);
}

TEST_F(BookTest, StyleSheetsAreKeptByTheirVersion) {
    Response page = ask("/public");
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

}  // namespace
}  // namespace luze::web
