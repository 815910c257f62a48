// Targets, links, headers; and the HTML that pages are made of.
#include "web/http.h"

#include "web/gate.h"
#include "web/markup.h"

namespace luze::web {
namespace {

int refused_with(std::string_view target) {
    auto request = read_target(target);
    return request ? 0 : request.error().status;
}

TEST(Target, IsDecodedSegmentBySegment) {
    auto request =
        read_target("/standing/meeting?unit=%E5%8A%9E%E5%85%AC%E5%AE%A4&q=a+b%2Bc&from=");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->segments, (std::vector<std::string>{"standing", "meeting"}));
    EXPECT_EQ(request->asked("unit"), "办公室");
    EXPECT_EQ(request->asked("q"), "a b+c");
    EXPECT_EQ(request->asked("from"), "");
    EXPECT_EQ(request->asked("nothing"), "");
    EXPECT_EQ(request->path(), "/standing/meeting");
}

TEST(Target, ASlashAtTheEndChangesNothing) {
    EXPECT_EQ(read_target("/figures/")->segments, read_target("/figures")->segments);
    EXPECT_TRUE(read_target("/")->segments.empty());
    EXPECT_EQ(read_target("/")->path(), "/");
}

TEST(Target, WhatIsOddIsRefused) {
    for (const char* target : {"",
                               "figures",
                               "http://127.0.0.1/",
                               "*",
                               "//..",
                               "/..",
                               "/a/../b",
                               "/%2e%2e/etc/passwd",
                               "/a%2Fb",
                               "/a%5Cb",
                               "/%00",
                               "/a%0d%0ab",
                               "/%",
                               "/%4",
                               "/%zz",
                               "/%ff",
                               "/?q=%00",
                               "/?q=%",
                               "/?q=%c3%28",
                               "/a#b",
                               "/a b",
                               "/\x7f",
                               "/\xe5\x8a\x9e"}) {
        EXPECT_EQ(refused_with(target), 400) << target;
    }
    EXPECT_EQ(refused_with("/" + std::string(5'000, 'a')), 414);
    std::string many = "/?";
    for (int i = 0; i < 100; ++i) {
        many += "a" + std::to_string(i) + "=1&";
    }
    EXPECT_EQ(refused_with(many), 400);
    EXPECT_EQ(refused_with("/figures/vol.min?q=%E5%BF%97"), 0);
}

TEST(Link, CarriesAnyTextAndComesBack) {
    std::string odd = "a&b=c d/科?#%\"<";
    auto request = read_target(link("/standing/" + encoded("x.y"), {{"unit", odd}, {"none", ""}}));
    ASSERT_TRUE(request);
    EXPECT_EQ(request->asked("unit"), odd);
    EXPECT_FALSE(request->query.contains("none"));
}

TEST(Headers, EveryAnswerIsGuarded) {
    Headers headers = complete_headers(refused({400, {"不行", "no"}}));
    ASSERT_NE(find_header(headers, "content-security-policy"), nullptr);
    const std::string& policy = *find_header(headers, "content-security-policy");
    EXPECT_NE(policy.find("default-src 'self'"), std::string::npos);
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
    EXPECT_EQ(*find_header(headers, "X-CONTENT-TYPE-OPTIONS"), "nosniff");
    EXPECT_EQ(*find_header(headers, "cache-control"), "no-store");
    EXPECT_NE(find_header(headers, "referrer-policy"), nullptr);
}

TEST(Headers, AnAnswersOwnComeFirstAndNoValueBeginsAnother) {
    Headers headers = complete_headers(
        {200, "text/css", {{"Cache-Control", "no-cache"}, {"X-Odd", "a\r\nSet-Cookie: b"}}, ""});
    EXPECT_EQ(*find_header(headers, "cache-control"), "no-cache");
    EXPECT_EQ(*find_header(headers, "x-odd"), "aSet-Cookie: b");
    EXPECT_EQ(find_header(headers, "set-cookie"), nullptr);
}

TEST(Markup, TextIsAlwaysEscaped) {
    Markup page = element("p", {{"title", "a\"b'<"}}, {"1 < 2 & ", element("b", {}, "<script>")});
    EXPECT_EQ(page.html(),
              "<p title=\"a&quot;b&#39;&lt;\">1 &lt; 2 &amp; <b>&lt;script&gt;</b></p>");
}

TEST(Markup, KnowsElementsWithoutContentAndLeavesEmptyAttributesOut) {
    EXPECT_EQ(element("br", {}).html(), "<br>");
    EXPECT_EQ(anchor("/x", "y").html(), "<a href=\"/x\">y</a>");
}

}  // namespace
}  // namespace luze::web
