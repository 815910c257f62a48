#include "base/text.h"

#include <rapidcheck.h>

#include <algorithm>

namespace luze {
namespace {

TEST(Text, KnowsValidUtf8) {
    for (std::string_view text : {"", "abc", "履责", "𠮷", "\xEF\xBF\xBD", "\xF4\x8F\xBF\xBF"}) {
        EXPECT_TRUE(is_utf8(text)) << text;
    }
    // A lone byte, an overlong slash, a surrogate, past U+10FFFF, a cut character, GB 18030.
    for (std::string_view text : {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80",
                                  "\xF4\x90\x80\x80", "\xE5\xB1", "\xC2\xC4\xD4\xF0", "\xFF"}) {
        EXPECT_FALSE(is_utf8(text));
    }
}

TEST(Text, ReplacesInvalidBytesAndGoesOn) {
    EXPECT_EQ(to_utf8(to_utf32("履\xFF责")), "履\uFFFD责");
    EXPECT_EQ(to_utf32("\xE5\xB1").size(), 2U);
}

TEST(Text, EveryCodePointSurvives) {
    EXPECT_TRUE(rc::check([] {
        auto points = *rc::gen::container<std::u32string>(rc::gen::oneOf(
            rc::gen::inRange<char32_t>(0, 0xD800), rc::gen::inRange<char32_t>(0xE000, 0x110000)));
        std::string text = to_utf8(points);
        RC_ASSERT(is_utf8(text));
        RC_ASSERT(to_utf32(text) == points);
        RC_ASSERT(code_points(text) == points.size());
    }));
}

TEST(Text, NoBytesAreTooOddToRead) {
    EXPECT_TRUE(rc::check([](const std::string& bytes) {
        RC_ASSERT(is_utf8(to_utf8(to_utf32(bytes))));
        RC_ASSERT(is_utf8(fold_width(bytes)));
        RC_ASSERT(trim(trim(bytes)) == trim(bytes));
    }));
}

TEST(Text, FoldsFullWidthForms) {
    EXPECT_EQ(fold_width("（ＡＢ１）："), "(AB1):");
    EXPECT_EQ(fold_width("姜　鸣"), "姜 鸣");
    EXPECT_EQ(fold_width("、。《》"), "、。《》");
}

TEST(Text, TakesOffEveryKindOfSpace) {
    EXPECT_EQ(trim("　\u00A0 \t\r\n局\u200B\uFEFF"), "局");
    EXPECT_EQ(trim("第 一 项"), "第 一 项");
    EXPECT_EQ(trim("　 "), "");
    EXPECT_EQ(without_spaces("姜　鸣"), "姜鸣");
    EXPECT_EQ(without_spaces("风险\n等级"), "风险等级");
}

TEST(Text, SplitsAndJoins) {
    EXPECT_EQ(split("甲、乙、丙", "、"), (std::vector<std::string>{"甲", "乙", "丙"}));
    EXPECT_EQ(split("", "、"), std::vector<std::string>{""});
    EXPECT_EQ(split("、甲、", "、"), (std::vector<std::string>{"", "甲", ""}));
    EXPECT_EQ(join({"甲", "乙"}, "、"), "甲、乙");
    EXPECT_EQ(join({}, "、"), "");
    EXPECT_EQ(join({"甲", "甲"}, "、"), "甲、甲");
}

TEST(Text, CountsEdits) {
    EXPECT_EQ(edit_distance("", "履责"), 2U);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
    EXPECT_EQ(edit_distance("volunteer", "volutneer"), 1U);  // neighbours swapped
    EXPECT_TRUE(rc::check([](const std::string& a, const std::string& b) {
        RC_ASSERT(edit_distance(a, b) == edit_distance(b, a));
        RC_ASSERT(edit_distance(a, a) == 0U);
        RC_ASSERT(edit_distance(a, b) <= std::max(to_utf32(a).size(), to_utf32(b).size()));
    }));
}

TEST(Text, SuggestsOnlyWhatMayHaveBeenMeant) {
    const std::vector<std::string> words{"volunteer", "meeting", "quarter"};
    EXPECT_EQ(nearest("volunter", words), "volunteer");
    EXPECT_EQ(nearest("quater", words), "quarter");
    EXPECT_EQ(nearest("figure", words), "");
    EXPECT_EQ(nearest("", words), "");
    EXPECT_EQ(nearest("meeting", {}), "");
}

}  // namespace
}  // namespace luze
