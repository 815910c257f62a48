#include "norms/groups.h"

#include "model/model_test_kit.h"

namespace luze::norms {
namespace {

using kit::day;
using kit::on;
using kit::text;
using kit::unit;

Expression where(std::string_view condition) {
    auto parsed = Expression::parse(condition, {{"political_status", "department", "branch", "post",
                                                 "left", "joined", "party_joined", "as_of"},
                                                {},
                                                {}});
    EXPECT_TRUE(parsed) << parsed.error().message.en;
    return *parsed;
}

Group group(const char* id, std::string_view condition, std::vector<std::string> of = {}) {
    Group out;
    out.id = id;
    out.where = where(condition);
    out.of = std::move(of);
    return out;
}

// 1 甲: member of old, 办公室; 2 乙: joined the Party on 2021-07-01; 3 丙: no member, leader, left
// on 2021-09-30; 4 丁: member, moved from 办公室/一支部 to 业务科/二支部 on 2021-05-10.
struct GroupsTest : testing::Test {
    kit::Folding f;
    Pack pack;

    void SetUp() override {
        pack.groups = {group("staff", ""),
                       group("members", "political_status = 'member'"),
                       group("others", "not political_status = 'member'"),
                       group("leaders", "post = '局长'"),
                       group("office", "department = '办公室'"),
                       group("both", "", {"members", "leaders", "both"}),
                       group("newcomers", "party_joined > joined"),
                       group("leaving", "known(left)")};
        add("甲", "办公室", "一支部",
            {{"political_status", kit::choice("member")}, {"party_joined", day("1999-07")}});
        add("乙", "办公室", "一支部",
            {{"political_status", kit::choice("member")}, {"joined", day("2020-01-01")}});
        add("丙", "业务科", "", {{"post", text("局长")}, {"left", day("2021-09-30")}});
        add("丁", "业务科", "二支部", {{"political_status", kit::choice("member")}});
        change(2, "admitted", "2021-07-01", "", "");
        change(4, "moved", "2021-05-10", "办公室/一支部", "业务科/二支部");
    }
    void add(const char* name, const char* department, const char* branch, Fields more) {
        more["name"] = text(name);
        more["department"] = unit(department);
        more["branch"] = unit(branch);
        f.record("person", more);
    }
    void change(std::int64_t who, const char* kind, const char* date, const char* from,
                const char* to) {
        f.record("movement", {{"person", kit::person("某", who)},
                              {"kind", kit::choice(kind)},
                              {"date", day(date)},
                              {"from", text(from)},
                              {"to", text(to)}});
    }
    std::string members(const char* of, const char* date, const char* in = "") const {
        Roster roster = Roster::build(f.book.records);
        std::string names;
        for (PersonId id : Groups(pack, roster).members(of, in, on(date))) {
            names += roster.find(id)->name;
        }
        return names;
    }
    std::string open_out(const People& people, const char* date) const {
        Roster roster = Roster::build(f.book.records);
        std::string names;
        for (PersonId id : Groups(pack, roster).open_out(people, on(date))) {
            names += roster.find(id)->name;
        }
        return names;
    }
};

TEST_F(GroupsTest, MembershipBeginsOnTheDayOfJoiningTheParty) {
    EXPECT_EQ(members("members", "2021-06-30"), "甲丁");
    EXPECT_EQ(members("members", "2021-07-01"), "甲乙丁");
    EXPECT_EQ(members("others", "2021-06-30"), "乙丙");
    EXPECT_EQ(members("others", "2021-07-01"), "丙");
    EXPECT_EQ(members("members", "1999-06-30"), "丁");
}

TEST_F(GroupsTest, WhoHasLeftIsInNoGroupFromThatDayOn) {
    EXPECT_EQ(members("staff", "2021-09-29"), "甲乙丙丁");
    EXPECT_EQ(members("staff", "2021-09-30"), "甲乙丁");
    EXPECT_EQ(members("leaders", "2021-09-30"), "");
}

TEST_F(GroupsTest, FitsLooksAtThePersonAndHoldsAtTheOfficeToo) {
    Roster roster = Roster::build(f.book.records);
    Groups groups(pack, roster);
    const Person& leader = *roster.find(PersonId{3});
    EXPECT_TRUE(groups.fits(leader, "leaders", on("2021-12-31")));
    EXPECT_FALSE(groups.holds(leader, "leaders", on("2021-12-31")));
    EXPECT_FALSE(groups.fits(leader, "no-such-group", on("2021-12-31")));
}

TEST_F(GroupsTest, TheUnitIsThatOfTheDay) {
    EXPECT_EQ(members("members", "2021-05-09", "一支部"), "甲丁");
    EXPECT_EQ(members("members", "2021-05-10", "一支部"), "甲");
    EXPECT_EQ(members("members", "2021-05-10", "二支部"), "丁");
    EXPECT_EQ(members("office", "2021-05-09"), "甲乙丁");
    EXPECT_EQ(members("office", "2021-05-10"), "甲乙");
    EXPECT_EQ(members("staff", "2021-12-31", "没有的科"), "");
}

TEST_F(GroupsTest, AUnionHoldsEachPersonOnce) {
    EXPECT_EQ(members("both", "2021-08-01"), "甲乙丙丁");
    EXPECT_EQ(members("both", "2021-12-31"), "甲乙丁");
}

TEST_F(GroupsTest, WhatOnlyTheListOfChangesSaysCanBeAskedFor) {
    EXPECT_EQ(members("newcomers", "2021-12-31"), "乙");
    EXPECT_EQ(members("leaving", "2021-01-01"), "丙");
    change(1, "left", "2021-11-30", "", "");
    EXPECT_EQ(members("leaving", "2021-01-01"), "甲丙");
}

TEST_F(GroupsTest, OpensOutNamesAndGroupsLessTheExcepted) {
    NameRef b{"乙", PersonId{2}, false, ""};
    NameRef stranger{"戊", {}, false, ""};
    GroupRef all{"全体党员", "members", ""};
    EXPECT_EQ(open_out({{b, b, stranger}, {}, {}}, "2021-08-01"), "乙");
    EXPECT_EQ(open_out({{}, {all}, {b}}, "2021-08-01"), "甲丁");
    EXPECT_EQ(open_out({{b}, {all}, {}}, "2021-01-01"), "乙甲丁");
    EXPECT_EQ(open_out({{}, {{"二支部全体党员", "members", "二支部"}}, {}}, "2021-08-01"), "丁");
    EXPECT_EQ(open_out({{}, {all}, {stranger}}, "2021-08-01"), "甲乙丁");
}

}  // namespace
}  // namespace luze::norms
