#include "report/document.h"

namespace luze::report {
namespace {

TEST(Document, TidyingSplitsLinesAndDropsWhatCannotBePrinted) {
    Document document;
    document.title = {" 关于\t某事 ", "", "的报告"};
    document.recipient = "区委";
    document.blocks = {
        {BlockKind::prose, "p1", {{"第一段\n\n第二", "", false}, {"段\r\n", "fig", true}}},
        {BlockKind::body, "empty", {{"", "", false}}},
        {BlockKind::body, "spaces", {{" 　 ", "", false}}},
        {BlockKind::body, "odd", {{"甲\x01乙\x7f\u202e丙", "", false}}},
    };
    const Document tidy = tidied(document);
    EXPECT_EQ(tidy.title, (std::vector<std::string>{"关于 某事", "的报告"}));
    EXPECT_EQ(tidy.recipient, "区委：");
    ASSERT_EQ(tidy.blocks.size(), 3U);
    EXPECT_EQ(plain_text(tidy.blocks[0]), "第一段");
    EXPECT_EQ(plain_text(tidy.blocks[1]), "第二段 ");
    EXPECT_EQ(tidy.blocks[1].id, "p1");
    EXPECT_EQ(tidy.blocks[1].spans[1].figure, "fig");
    EXPECT_EQ(plain_text(tidy.blocks[2]), "甲乙丙");
}

TEST(Document, TheColonIsAddedOnce) {
    Document document;
    document.recipient = "区委：";
    EXPECT_EQ(tidied(document).recipient, "区委：");
    EXPECT_EQ(tidied(Document{}).recipient, "");
}

TEST(Document, MarkupIsEscapedAndStaysWellFormed) {
    EXPECT_EQ(escape_markup(R"(<script>alert("a'b")&</script>)"),
              "&lt;script&gt;alert(&quot;a&#39;b&quot;)&amp;&lt;/script&gt;");
    EXPECT_EQ(escape_markup(std::string_view("a\0b\x1f\x0b", 5)), "ab");
    EXPECT_EQ(escape_markup("\xFF喆\uFFFE"), "\uFFFD喆");
}

TEST(Document, IdsBecomeSafeAddresses) {
    EXPECT_EQ(percent_encoded("vol.min"), "vol.min");
    EXPECT_EQ(percent_encoded("study.党史"), "study.%E5%85%9A%E5%8F%B2");
    EXPECT_EQ(percent_encoded("a'b\\c\" #"), "a%27b%5Cc%22%20%23");
}

}  // namespace
}  // namespace luze::report
