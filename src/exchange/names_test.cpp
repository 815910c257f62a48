#include "exchange/names.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "exchange/import_test_kit.h"

namespace luze::exchange {
namespace {

// 张一凡#2(值班), 王丽?, 孙海- for nobody known; @ for groups, \ for excepted.
std::string shown(const People& people) {
    std::vector<std::string> out;
    auto add = [&](const NameRef& name, const std::string& mark) {
        std::string who =
            name.person ? "#" + std::to_string(name.person.value) : (name.ambiguous ? "?" : "-");
        out.push_back(mark + name.raw + who + (name.note.empty() ? "" : "(" + name.note + ")"));
    };
    for (const NameRef& name : people.named) {
        add(name, "");
    }
    for (const GroupRef& group : people.groups) {
        out.push_back("@" + group.group + (group.unit.empty() ? "" : "/" + group.unit));
    }
    for (const NameRef& name : people.except) {
        add(name, "\\");
    }
    return join(out, " ");
}

class Names : public testing::Test {
protected:
    norms::Pack pack_ = kit::pack();
    Roster roster_ = Roster::build(kit::roster_records());
    NameReader names_{pack_, roster_};

    std::string read(std::string_view text, const RowContext& row = {}) {
        return shown(names_.read(text, row));
    }
};

struct Case {
    std::string written;
    std::string read;
};

TEST_F(Names, SplitsAndRejoins) {
    const std::vector<Case> cases = {
        {"姜鸣", "姜鸣#1"},
        {"姜　鸣", "姜鸣#1"},
        {"姜 鸣", "姜鸣#1"},
        {"姜鸣、李栋", "姜鸣#1 李栋#5"},
        {"姜鸣，李栋；张一凡", "姜鸣#1 李栋#5 张一凡#2"},
        {"姜鸣\n李栋", "姜鸣#1 李栋#5"},
        {"姜鸣 李栋 张一凡", "姜鸣#1 李栋#5 张一凡#2"},
        {"姜　鸣 李　栋 张一凡", "姜鸣#1 李栋#5 张一凡#2"},
        {"姜　鸣　李　栋", "姜鸣#1 李栋#5"},
        {"欧阳 娜", "欧阳娜#6"},
        {"姜鸣和李栋", "姜鸣#1 李栋#5"},
        {"姜鸣等15人", "姜鸣#1"},
        {"姜鸣、李栋等", "姜鸣#1 李栋#5"},
        {"无", ""},
        {"—", ""},
        {"孙德海", "孙德海-"},
        {"主讲：姜鸣", "姜鸣#1"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(read(c.written), c.read) << c.written;
    }
}

TEST_F(Names, TakesTitlesAndReasonsOff) {
    EXPECT_EQ(read("姜鸣同志"), "姜鸣#1");
    EXPECT_EQ(read("局长姜鸣"), "姜鸣#1");
    EXPECT_EQ(read("李栋科长"), "李栋#5");
    EXPECT_EQ(read("姜鸣（年休假）、李栋（出差）"), "姜鸣#1(年休假) 李栋#5(出差)");
    EXPECT_EQ(read("姜鸣请假"), "姜鸣#1(请假)");
    EXPECT_EQ(read("姜鸣远"), "姜鸣远-");
}

TEST_F(Names, TellsPeopleOfOneNameApart) {
    EXPECT_EQ(read("王丽"), "王丽?");
    EXPECT_EQ(read("王丽（办公室）"), "王丽#3(办公室)");
    EXPECT_EQ(read("王丽(园林科)"), "王丽#4(园林科)");
    EXPECT_EQ(read("王　丽（第一党支部）"), "王丽#3(第一党支部)");
    EXPECT_EQ(read("王丽（办公室）（出差）、李栋"), "王丽#3(出差) 李栋#5");
    EXPECT_EQ(read("王丽（出差）"), "王丽?(出差)");
    EXPECT_EQ(read("王丽", {{"第二党支部"}, "第二党支部", std::nullopt}), "王丽#4");
    EXPECT_EQ(read("王丽", {{"办公室"}, "", Date::of(2021, 3, 5)}), "王丽#3");
    EXPECT_EQ(read("王丽", {{"计划财务科"}, "", std::nullopt}), "王丽?");
}

TEST_F(Names, KeepsGroupsAsReferences) {
    const std::vector<Case> cases = {
        {"全体干部职工", "@staff"},
        {"全体党员", "@members"},
        {"全局全体党员", "@members"},
        {"班子成员、各科室负责人", "@leaders @heads"},
        {"班子成员及各科室负责人", "@leaders @heads"},
        {"第二党支部全体党员", "@members/第二党支部"},
        {"园林科全体人员", "@staff/园林绿化科"},
        {"第二党支部", "@members/第二党支部"},
        {"班子成员、张一凡", "张一凡#2 @leaders"},
        {"除姜鸣、李栋外全体党员", "@members \\姜鸣#1 \\李栋#5"},
        {"除王丽（办公室）、姜　鸣以外的全体党员", "@members \\王丽#3(办公室) \\姜鸣#1"},
        {"除姜鸣外，班子成员", "@leaders \\姜鸣#1"},
        {"全体党员（除姜鸣外）", "@members \\姜鸣#1"},
        {"除李栋（外出培训）外全体党员", "@members \\李栋#5(外出培训)"},
        {"除姜鸣外班子成员、各科室负责人", "@leaders @heads \\姜鸣#1"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(read(c.written), c.read) << c.written;
    }
}

TEST_F(Names, GroupsOfAUnitsOwnLedgerAreItsPeople) {
    RowContext row{{"第一党支部"}, "第一党支部", std::nullopt};
    EXPECT_EQ(read("全体党员", row), "@members/第一党支部");
    EXPECT_EQ(read("本支部全体党员", row), "@members/第一党支部");
    EXPECT_EQ(read("第二党支部全体党员", row), "@members/第二党支部");
    EXPECT_EQ(read("班子成员", row), "@leaders");
}

TEST_F(Names, FindsUnitsByAbbreviationsThatFitOne) {
    auto unit = [&](UnitKind kind, std::string_view text) {
        auto value = names_.read_unit(kind, text);
        if (!value) {
            return std::string("none");
        }
        return (std::holds_alternative<UnitName>(*value) ? "" : "text ") + display(*value);
    };
    EXPECT_EQ(unit(UnitKind::department, "园林科"), "园林绿化科");
    EXPECT_EQ(unit(UnitKind::department, "局办公室"), "办公室");
    EXPECT_EQ(unit(UnitKind::branch, "一支部"), "第一党支部");
    EXPECT_EQ(unit(UnitKind::branch, "党支部"), "text 党支部");
    EXPECT_EQ(unit(UnitKind::branch, "（非党员）"), "none");
    EXPECT_EQ(unit(UnitKind::department, "物业公司"), "text 物业公司");
}

}  // namespace
}  // namespace luze::exchange
