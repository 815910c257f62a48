#include "report/layout.h"

#include <random>

#include "base/text.h"
#include "report/layout_marks.h"

namespace luze::report {
namespace {

// Half an em for every Latin character.
double half_em(std::string_view text, Face, double size) {
    return static_cast<double>(code_points(text)) * size / 2;
}

std::vector<std::string> lines_of(const std::string& text, const Frame& frame = {}) {
    std::vector<std::string> out;
    for (const auto& line : break_lines({{text, Face::song}}, frame, half_em)) {
        out.push_back(text_of(line));
    }
    return out;
}

std::string repeated(const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

TEST(Layout, TwentyEightCharactersStandOnALineExactlyOnTheGrid) {
    const auto lines = break_lines({{repeated("党", 60), Face::song}}, {}, half_em);
    ASSERT_EQ(lines.size(), 3U);
    for (const std::size_t i : {0U, 1U}) {
        ASSERT_EQ(lines[i].pieces.size(), 28U);
        for (std::size_t k = 0; k < 28; ++k) {
            EXPECT_NEAR(lines[i].pieces[k].x, static_cast<double>(k) * 15.79, 1e-6);
        }
    }
    EXPECT_EQ(lines[2].pieces.size(), 4U);
    EXPECT_TRUE(lines[2].last);
}

TEST(Layout, AFirstLineIsIndentedByTwoCharacters) {
    const Frame frame{.first_indent = 2 * grid::pitch};
    const auto lines = break_lines({{repeated("党", 60), Face::song}}, frame, half_em);
    EXPECT_EQ(lines[0].pieces.size(), 26U);
    EXPECT_NEAR(lines[0].pieces[0].x, 31.58, 1e-6);
    EXPECT_EQ(lines[1].pieces.size(), 28U);
    EXPECT_NEAR(lines[1].pieces[0].x, 0, 1e-6);
}

TEST(Layout, AClosingMarkHangsInsteadOfOpeningALine) {
    const auto lines = lines_of(repeated("党", 28) + "，" + repeated("政", 3));
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0], repeated("党", 28) + "，");
    EXPECT_EQ(lines[1], "政政政");
    // 》。 hang together; three marks take their word with them.
    EXPECT_EQ(lines_of(repeated("党", 28) + "》。政")[0], repeated("党", 28) + "》。");
    EXPECT_EQ(lines_of(repeated("党", 28) + "》”。政")[0], repeated("党", 27));
}

TEST(Layout, ALineWithAHangingMarkKeepsTheGrid) {
    const auto lines = break_lines({{repeated("党", 28) + "，政", Face::song}}, {}, half_em);
    EXPECT_NEAR(lines[0].pieces[27].x, 27 * 15.79, 1e-6);
    EXPECT_NEAR(lines[0].pieces[28].x, 28 * 15.79, 1e-6);
    EXPECT_NEAR(lines[0].width, grid::width, 1e-6);
}

TEST(Layout, AnOpeningMarkGoesToTheNextLine) {
    const auto lines = break_lines({{repeated("党", 27) + "《章程》", Face::song}}, {}, half_em);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(text_of(lines[0]), repeated("党", 27));
    EXPECT_EQ(text_of(lines[1]), "《章程》");
    EXPECT_NEAR(lines[0].width, grid::width, 1e-6) << "one cell is spread over the line";
    EXPECT_NEAR(lines[0].pieces.back().end(), grid::width, 1e-6);
}

TEST(Layout, NumbersAndWordsAreNotCut) {
    EXPECT_EQ(lines_of(repeated("党", 27) + "2021年"),
              (std::vector<std::string>{repeated("党", 27), "2021年"}));
    EXPECT_EQ(lines_of(repeated("党", 26) + "95.7%。"),
              (std::vector<std::string>{repeated("党", 26), "95.7%。"}));
    EXPECT_EQ(lines_of("see workbook", {.width = 80}),
              (std::vector<std::string>{"see", "workbook"}));
}

TEST(Layout, AFigureStaysWithItsPercentSign) {
    const auto lines = break_lines(
        {{repeated("党", 26), Face::song}, {"95.7", Face::song}, {"%", Face::song}}, {}, half_em);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(text_of(lines[1]), "95.7%");
    EXPECT_EQ(lines[1].pieces[0].run, 1U);
    EXPECT_EQ(lines[1].pieces[1].run, 2U);
}

TEST(Layout, AWordLongerThanALineIsCutAndLosesNothing) {
    const std::string word(200, 'a');
    std::string all;
    for (const auto& line : break_lines({{"见" + word, Face::song}}, {}, half_em)) {
        EXPECT_LE(line.width, grid::width + 0.1);
        all += text_of(line);
    }
    EXPECT_EQ(all, "见" + word);
}

TEST(Layout, ALooseLineStaysRagged) {
    const auto lines = break_lines(
        {{"党 " + std::string(40, 'b') + " c " + std::string(30, 'd'), Face::song}}, {}, half_em);
    EXPECT_LT(lines[0].width, grid::width - 30);
}

TEST(Layout, DashesAndDotsStayPaired) {
    EXPECT_EQ(lines_of(repeated("党", 27) + "——政")[0], repeated("党", 26));
    EXPECT_EQ(lines_of(repeated("党", 27) + "……政")[0], repeated("党", 26));
}

TEST(Layout, RareCharactersAndTheirSelectorsTakeOneCell) {
    const auto lines = break_lines({{"喆堃珺昇镕赟𠮷葛\U000E0100", Face::song}}, {}, half_em);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].pieces.size(), 8U);
    EXPECT_EQ(lines[0].pieces.back().text, "葛\U000E0100");
    EXPECT_TRUE(break_lines({{"", Face::song}}, {}, half_em).empty());
}

TEST(Layout, SpacesDoNotOpenLines) {
    for (const auto& line : lines_of(repeated("ab ", 60))) {
        EXPECT_FALSE(line.starts_with(' '));
        EXPECT_FALSE(line.ends_with(' '));
    }
}

// Whatever the text: nothing lost, nothing beyond the edge but hanging marks, no mark misplaced.
TEST(Layout, AnyTextKeepsTheRules) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937 random(seed);
    const std::vector<std::string> alphabet{"党",   "政",    "研",    "究", "，", "。",
                                            "《",   "》",    "（",    "）", "“",  "”",
                                            "2021", "95.7%", "Excel", "、", "—"};
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (int i = 0; i < 120; ++i) {
            text += alphabet[random() % (i % 3 == 0 ? alphabet.size() : 4)];
        }
        const auto lines = break_lines({{text, Face::song}}, {.first_indent = 31.58}, half_em);
        std::string all;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto& pieces = lines[i].pieces;
            all += text_of(lines[i]);
            EXPECT_LE(lines[i].width, grid::width + 0.1);
            EXPECT_LE(pieces.back().end(), grid::width + grid::pitch + 0.1);
            EXPECT_FALSE(i > 0 && never_first(to_utf32(pieces.front().text).front())) << text;
            EXPECT_FALSE(!lines[i].last && never_last(to_utf32(pieces.back().text).back())) << text;
        }
        EXPECT_EQ(all, text);
    }
}

}  // namespace
}  // namespace luze::report
