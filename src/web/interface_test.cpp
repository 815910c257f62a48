#include "web/interface.h"

#include <gtest/gtest.h>

namespace luze::web {
namespace {

constexpr EmbeddedFile files[] = {
    {"index.html", "<!doctype html>"},           {"icon.svg", "<svg/>"},
    {"assets/index-Ab1.js", "console.log('1')"}, {"assets/index-Ab1.js.br", "as br"},
    {"assets/index-Ab1.js.gz", "as gzip"},
};

Request request(std::string_view target, Headers headers = {}) {
    Request asked = *read_target(target);
    asked.method = "GET";
    asked.headers = std::move(headers);
    return asked;
}

std::string header(const Response& response, std::string_view name) {
    const std::string* value = find_header(response.headers, name);
    return value == nullptr ? "" : *value;
}

TEST(Interface, HandsOutTheSmallestFormThatTheBrowserTakes) {
    Interface interface(files);
    auto got = [&](const char* accepted) {
        return *interface.file(request("/assets/index-Ab1.js", {{"Accept-Encoding", accepted}}));
    };
    EXPECT_EQ(got("gzip, deflate, br").body, "as br");
    EXPECT_EQ(header(got("gzip, deflate, br"), "content-encoding"), "br");
    EXPECT_EQ(got("gzip;q=0.8").body, "as gzip");
    EXPECT_EQ(got("br;q=0, gzip").body, "as gzip");
    EXPECT_EQ(got("gzip;q=0, identity").body, "console.log('1')");
    EXPECT_EQ(header(got(""), "content-encoding"), "");
    EXPECT_EQ(got("br").type, "text/javascript; charset=utf-8");
    EXPECT_EQ(header(got("br"), "vary"), "Accept-Encoding");
}

TEST(Interface, NamesWithDigestsAreKeptForEverThePageIsAskedForAnew) {
    Interface interface(files);
    auto script = *interface.file(request("/assets/index-Ab1.js"));
    EXPECT_EQ(header(script, "cache-control"), "public, max-age=31536000, immutable");
    auto page = *interface.page(request("/records", {{"Accept", "text/html,*/*;q=0.8"}}));
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.body, "<!doctype html>");
    EXPECT_EQ(header(page, "cache-control"), "no-cache");
    auto again = *interface.page(
        request("/records", {{"Accept", "text/html"}, {"If-None-Match", header(page, "etag")}}));
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
}

TEST(Interface, ItsPolicyAllowsNothingInlineAndNothingFromElsewhere) {
    auto page = *Interface(files).page(request("/", {{"Accept", "text/html"}}));
    std::string policy = header(page, "content-security-policy");
    EXPECT_TRUE(policy.starts_with("default-src 'self';"));
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
    EXPECT_EQ(policy.find("data:"), std::string::npos);
    EXPECT_EQ(policy.find("http"), std::string::npos);
}

TEST(Interface, ThePageIsForReadersAndNotForProgramsOrOtherPlaces) {
    Interface interface(files);
    Headers html{{"Accept", "text/html"}};
    for (const char* target : {"/api/v1/nothing", "/public", "/static/x", "/assets/none"}) {
        EXPECT_FALSE(interface.page(request(target, html))) << target;
    }
    EXPECT_FALSE(interface.page(request("/records", {{"Accept", "*/*"}})));
    Request post = request("/records", html);
    post.method = "POST";
    EXPECT_FALSE(interface.page(post));
    EXPECT_EQ(interface.file(request("/assets/none.js"))->status, 404);
    EXPECT_FALSE(interface.file(request("/records")));
    EXPECT_EQ(interface.file(request("/icon.svg"))->type, "image/svg+xml");
}

TEST(Interface, AProgramBuiltWithoutItSaysSo) {
    auto page = *Interface({}).page(request("/records", {{"Accept", "text/html"}}));
    EXPECT_EQ(page.status, 503);
    EXPECT_NE(page.body.find("Node.js"), std::string::npos);
}

}  // namespace
}  // namespace luze::web
