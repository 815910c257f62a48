#include "report/template_text.h"

namespace luze::report {
namespace {

std::optional<std::string> word(std::string_view name) {
    return name == "count"  ? std::optional<std::string>("3")
           : name == "none" ? std::optional<std::string>("")
                            : std::nullopt;
}

TEST(TemplateText, FillsNamesAndLeavesUnknownOnes) {
    EXPECT_EQ(fill("全年{count}次{none}。", word), "全年3次。");
    EXPECT_EQ(fill("{count}{count}", word), "33");
    EXPECT_EQ(fill("见{other}。", word), "见{other}。");
    EXPECT_EQ(fill("", word), "");
    EXPECT_EQ(fill("没有名字", word), "没有名字");
}

TEST(TemplateText, AnOpenBraceIsText) {
    EXPECT_EQ(fill("甲{count", word), "甲{count");
    EXPECT_EQ(fill("甲}乙", word), "甲}乙");
}

// What is filled in is not read again.
TEST(TemplateText, ValuesAreNotTemplates) {
    EXPECT_EQ(
        fill("{count}", [](std::string_view) { return std::optional<std::string>("{count}"); }),
        "{count}");
}

TEST(TemplateText, IsCutAtItsBraces) {
    auto parts = template_parts("开会{meetings}次，{names:missed}缺。");
    ASSERT_EQ(parts.size(), 5U);
    EXPECT_EQ(parts[0].text, "开会");
    EXPECT_EQ(parts[1].name, "meetings");
    EXPECT_EQ(parts[1].text, "");
    EXPECT_EQ(parts[3].name, "names:missed");
    EXPECT_EQ(parts[4].text, "缺。");
}

}  // namespace
}  // namespace luze::report
