#include "exchange/cells.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace luze::exchange {
namespace {

using norms::Choice;
using norms::Field;
using norms::FieldType;

std::string number(std::string_view text, std::string_view context = "") {
    auto value = read_number(text, context);
    return value ? value->text() : "?";
}

TEST(ReadNumber, TakesUnitsSeparatorsAndWideDigits) {
    const std::map<std::string, std::string> cases = {
        {"45", "45"},       {"45人", "45"},     {"1,234", "1234"}, {"１，２３４．５", "1234.5"},
        {"2小时", "2"},     {"1.5小时", "1.5"}, {"约45人", "45"},  {"共3次", "3"},
        {"2.0", "2"},       {"2.50", "2.5"},    {"三次", "3"},     {"十二", "12"},
        {"二十五人", "25"}, {"-3", "-3"},       {"半天", "?"},     {"2天", "?"},
        {"90分钟", "?"},    {"2小时30分", "?"}, {"3-5人", "?"},    {"若干", "?"},
        {"1.2.3", "?"},     {"3万", "?"},       {"", "?"},
    };
    for (const auto& [text, value] : cases) {
        EXPECT_EQ(number(text), value) << text;
    }
    EXPECT_EQ(number("2天", "工期（天）"), "2");
}

TEST(ReadFlag, KnowsTheMarksOfAnOffice) {
    for (const char* yes : {"是", "√", "有", "Y", "已公示", " 是 "}) {
        EXPECT_EQ(read_flag(yes), true) << yes;
    }
    for (const char* no : {"否", "×", "无", "不涉及", "未公示", "非关键"}) {
        EXPECT_EQ(read_flag(no), false) << no;
    }
    EXPECT_EQ(read_flag("待定"), std::nullopt);
}

TEST(ReadList, SplitsByNumbersOnly) {
    using Items = std::vector<std::string>;
    const std::vector<std::pair<std::string, Items>> cases = {
        {"1.台账不全；2.公示过期。", {"台账不全", "公示过期"}},
        {"1.传达精神 2.研究资金 3.研究立项", {"传达精神", "研究资金", "研究立项"}},
        {"1、台账不全\n2、公示过期", {"台账不全", "公示过期"}},
        {"（1）台账不全；（2）公示过期", {"台账不全", "公示过期"}},
        {"①台账不全②公示过期", {"台账不全", "公示过期"}},
        {"①台账不全；②公示过期", {"台账不全", "公示过期"}},
        {"一是台账不全；二是公示过期", {"台账不全", "公示过期"}},
        {"一、台账不全；二、公示过期", {"台账不全", "公示过期"}},
        {"台账不全；公示过期", {"台账不全；公示过期"}},
        {"台账不全\n公示过期", {"台账不全", "公示过期"}},
        {"超支1.5万元", {"超支1.5万元"}},
        {"1.5米护栏缺失", {"1.5米护栏缺失"}},
        {"无", {}},
        {"未发现问题。", {}},
        {"—", {}},
        {"1.无", {}},
    };
    for (const auto& [text, items] : cases) {
        EXPECT_EQ(read_list(text), items) << text;
    }
}

Field type_field(FieldType type) {
    Field field;
    field.id = "type";
    field.type = type;
    field.choices = {{"passed", {"通过", ""}, {"原则通过"}},
                     {"refused", {"不通过", ""}, {"未通过"}},
                     {"study", {"专题学习", ""}, {"专题学习会"}},
                     {"clean", {"党风廉政", ""}, {"廉政"}},
                     {"history", {"党史", ""}, {"党史学习"}}};
    return field;
}

std::string read(const Field& field, const std::string& text) {
    auto value = read_cell(field, Cell::of_text(text), 2021);
    return value ? (std::holds_alternative<Unreadable>(*value) ? "bad " : "") + display(*value)
                 : "none";
}

TEST(ReadChoice, EqualThenLongestContained) {
    Field one = type_field(FieldType::choice);
    EXPECT_EQ(read(one, "通 过"), "passed");
    EXPECT_EQ(read(one, "不通过"), "refused");
    EXPECT_EQ(read(one, "表决未通过"), "refused");
    EXPECT_EQ(read(one, "专题学习会（党史）"), "study");
    EXPECT_EQ(read(one, "搁置"), "bad 搁置");
    EXPECT_EQ(read(one, "—"), "none");
    Field many = type_field(FieldType::choices);
    EXPECT_EQ(read(many, "党史、廉政"), "history、clean");
}

TEST(DeriveField, LooksInBracketsFirst) {
    Field theme = type_field(FieldType::choices);
    auto derived = [&](std::string_view text) {
        auto value = derive_field(theme, text);
        return value ? display(*value) : "none";
    };
    EXPECT_EQ(derived("专题学习会（党史）"), "history");
    EXPECT_EQ(derived("廉政学习"), "clean");
    EXPECT_EQ(derived("每月例会"), "none");
}

TEST(ReadCell, KeepsWhatItCannotRead) {
    Field count;
    count.type = FieldType::integer;
    EXPECT_EQ(read(count, "45人"), "45");
    EXPECT_EQ(read(count, "1.5"), "bad 1.5");
    EXPECT_EQ(read(count, "若干"), "bad 若干");
    EXPECT_EQ(read(count, "—"), "none");
    Field text;
    EXPECT_EQ(read(text, "  会议室 "), "会议室");
    EXPECT_EQ(read(text, "　"), "none");
}

}  // namespace
}  // namespace luze::exchange
