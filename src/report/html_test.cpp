#include "report/html.h"

#include <pugixml.hpp>

namespace luze::report {
namespace {

Document sample() {
    Document document;
    document.title = {"关于<b>某事</b>的报告"};
    document.blocks = {
        {BlockKind::heading1, "h1", {{"一、工作", "", false}}},
        {BlockKind::body,
         "line-1",
         {{"<script>alert(1)</script>", "", true}, {"12", "talk.\"all", false}}},
        {BlockKind::prose, "p", {{"自己的话", "", false}}},
        {BlockKind::gap, "g", {{"未建账", "", false}}},
    };
    document.proof = Proof{"说明", "a\nb", "code"};
    return document;
}

std::vector<FigureEvidence> evidence() {
    return {{"talk.\"all",
             "谈话",
             "12",
             "按次计",
             "",
             "",
             {{"e1", "张三 <谈话>", "06.xlsx / 谈话 / 5", "abc", false, false},
              {"e2", "李四受处分", "06.xlsx / 谈话 / 6", "def", true, true},
              {"e3", "逾期的事", "06.xlsx / 谈话 / 7", "fed", false, true}}},
            {"rate", "率", "50.0%", "", "1", "2", {}}};
}

bool has(const std::string& text, std::string_view what) {
    return text.find(what) != std::string::npos;
}

TEST(Html, AFigureLinksToItsEvidence) {
    const auto html = write_html(sample(), evidence());
    EXPECT_TRUE(has(html,
                    "<a class=\"figure\" href=\"#figure-talk.%22all\" "
                    "data-figure=\"talk.&quot;all\">12</a>"));
    EXPECT_TRUE(has(html, "<section class=\"one\" id=\"figure-talk.&quot;all\">"));
    EXPECT_TRUE(has(html, "1 / 2"));
    const auto served = write_html(sample(), {}, {"/static/report.css", "/figures", false});
    EXPECT_TRUE(has(served, "href=\"/figures#figure-talk.%22all\""));
    EXPECT_FALSE(has(served, "class=\"evidence\""));
}

TEST(Html, NothingOfTheTextBecomesMarkup) {
    const auto html = write_html(sample(), evidence());
    EXPECT_FALSE(has(html, "<script"));
    EXPECT_FALSE(has(html, "<b>某事"));
    EXPECT_TRUE(has(html, "张三 &lt;谈话&gt;"));
    EXPECT_TRUE(has(html, "&lt;script&gt;alert(1)&lt;/script&gt;"));
}

TEST(Html, OfARestrictedEntryOnlyIdAndDigestAreWritten) {
    const auto html = write_html(sample(), evidence());
    EXPECT_FALSE(has(html, "李四"));
    EXPECT_FALSE(has(html, "谈话 / 6"));
    EXPECT_TRUE(has(html, "e2"));
    EXPECT_TRUE(has(html, "<code>def</code>"));
    EXPECT_EQ(html.find("class=\"late\""), html.rfind("class=\"late\"")) << "e3 alone";
}

TEST(Html, ServedPagesHaveNoInlineStyleOrScript) {
    const auto html = write_html(sample(), evidence(), {"/static/report.css", "", false});
    EXPECT_FALSE(has(html, "<style"));
    EXPECT_FALSE(has(html, "style=\""));
    EXPECT_TRUE(has(html, "<link rel=\"stylesheet\" href=\"/static/report.css\">"));
    const auto alone = write_html(sample(), evidence());
    EXPECT_TRUE(has(alone, "<style>"));
    EXPECT_FALSE(has(alone, "<link"));
    EXPECT_FALSE(has(alone, "http://")) << "no request leaves the page";
}

TEST(Html, AFragmentIsWellFormed) {
    const auto html = write_html(sample(), evidence(), {"", "", true});
    pugi::xml_document document;
    const auto result = document.load_string(html.c_str());
    ASSERT_TRUE(result) << result.description();
    EXPECT_STREQ(document.first_child().name(), "main");
    EXPECT_STREQ(document.select_node("//p[@class='body']").node().attribute("data-line").value(),
                 "line-1");
    EXPECT_TRUE(document.select_node("//p[@class='prose']"));
    EXPECT_TRUE(document.select_node("//p[@class='gap']"));
    EXPECT_TRUE(document.select_node("//h2"));
}

TEST(Html, TheSameDocumentGivesTheSameBytes) {
    EXPECT_EQ(write_html(sample(), evidence()), write_html(sample(), evidence()));
}

TEST(Html, TheStyleCannotEndItsElement) { EXPECT_FALSE(has(std::string(html_style()), "</")); }

}  // namespace
}  // namespace luze::report
