#include "model/roster.h"

#include "model/model_test_kit.h"

namespace luze {
namespace {

using kit::day;
using kit::Folding;
using kit::on;
using kit::text;
using kit::unit;

// 1 甲 and 2 乙 in the office, 3 丙 and 4 丁 elsewhere.
struct RosterTest : testing::Test {
    Folding f;

    void SetUp() override {
        add("甲", "办公室", "第一党支部");
        add("乙", "办公室", "第一党支部");
        add("丙", "计划财务科", "第二党支部");
        add("丁　一", "园林绿化科", "第三党支部");
    }
    RecordId add(const char* name, const char* department, const char* branch, Fields more = {}) {
        more["name"] = text(name);
        more["department"] = unit(department);
        more["branch"] = unit(branch);
        return f.record("person", more);
    }
    void moved(std::int64_t who, const char* kind, const char* date, const char* from,
               const char* to) {
        f.record("movement", {{"person", kit::person("某", who)},
                              {"kind", kit::choice(kind)},
                              {"date", day(date)},
                              {"from", text(from)},
                              {"to", text(to)}});
    }
    Roster roster() const { return Roster::build(f.book.records); }
    std::string department(std::int64_t who, const char* date) const {
        return roster().find(PersonId{who})->unit_on(UnitKind::department, on(date));
    }
    std::string branch(std::int64_t who, const char* date) const {
        return roster().find(PersonId{who})->unit_on(UnitKind::branch, on(date));
    }
};

TEST_F(RosterTest, NumbersUnitsInTheOrderOfTheList) {
    EXPECT_EQ(roster().departments(),
              (std::vector<std::string>{"办公室", "计划财务科", "园林绿化科"}));
    EXPECT_EQ(roster().branches(),
              (std::vector<std::string>{"第一党支部", "第二党支部", "第三党支部"}));
    EXPECT_EQ(roster().people().size(), 4U);
}

TEST_F(RosterTest, FindsNamesWhateverTheSpaces) {
    EXPECT_EQ(roster().named("丁一"), (std::vector<PersonId>{PersonId{4}}));
    EXPECT_EQ(roster().named("丁 一"), (std::vector<PersonId>{PersonId{4}}));
    add("丁一", "办公室", "第一党支部");
    EXPECT_EQ(roster().named("丁一").size(), 2U);
    EXPECT_TRUE(roster().named("戊").empty());
    EXPECT_EQ(roster().find(PersonId{99}), nullptr);
}

TEST_F(RosterTest, PassesOverRowsThatRepeatOthers) {
    f.record("person", {{"name", text("甲")}}, {{"duplicate_of", 1}});
    EXPECT_EQ(roster().people().size(), 4U);
}

TEST_F(RosterTest, APersonIsInOfficeFromTheirFirstDayToTheDayBeforeTheyLeave) {
    RecordId id = add("戊", "办公室", "第一党支部",
                      {{"joined", day("2021-04-01")}, {"left", day("2021-09-30")}});
    Roster now = roster();
    const Person& person = *now.find(PersonId{id.value});
    EXPECT_FALSE(person.in_office(on("2021-03-31")));
    EXPECT_TRUE(person.in_office(on("2021-04-01")));
    EXPECT_TRUE(person.in_office(on("2021-09-29")));
    EXPECT_FALSE(person.in_office(on("2021-09-30")));
}

TEST_F(RosterTest, ADateKnownToTheMonthGivesThemTheWholeMonth) {
    RecordId id =
        add("戊", "办公室", "第一党支部", {{"joined", day("2021-04")}, {"left", day("2021-09")}});
    Roster now = roster();
    const Person& person = *now.find(PersonId{id.value});
    EXPECT_TRUE(person.in_office(on("2021-04-01")));
    EXPECT_TRUE(person.in_office(on("2021-09-29")));
    EXPECT_FALSE(person.in_office(on("2021-10-01")));
}

TEST_F(RosterTest, TheListOfChangesFillsInWhatTheRosterLeavesOut) {
    moved(1, "left", "2021-06-30", "办公室/第一党支部", "");
    moved(2, "joined", "2021-02-01", "", "办公室/第一党支部");
    moved(3, "admitted", "2021-07-01", "", "");
    Roster now = roster();
    EXPECT_EQ(now.find(PersonId{1})->left, on("2021-06-30"));
    EXPECT_EQ(now.find(PersonId{2})->joined, on("2021-02-01"));
    EXPECT_EQ(now.find(PersonId{3})->party_since, on("2021-07-01"));
    EXPECT_EQ(now.find(PersonId{1})->party_since, std::nullopt);
}

// The roster shows where they are now; the change says where they were before.
TEST_F(RosterTest, AMoveDividesTheYear) {
    moved(1, "moved", "2021-05-10", "计划财务科/第二党支部", "办公室/第一党支部");
    EXPECT_EQ(department(1, "2021-05-09"), "计划财务科");
    EXPECT_EQ(department(1, "2021-05-10"), "办公室");
    EXPECT_EQ(branch(1, "2021-05-09"), "第二党支部");
    EXPECT_EQ(branch(1, "2021-12-31"), "第一党支部");
    EXPECT_EQ(department(2, "2021-05-09"), "办公室");
}

TEST_F(RosterTest, SeveralMovesFollowEachOtherInWhateverOrderTheyWereWritten) {
    moved(1, "moved", "2021-08-01", "园林绿化科", "办公室");
    moved(1, "moved", "2021-03-01", "计划财务科", "园林绿化科");
    EXPECT_EQ(department(1, "2021-02-28"), "计划财务科");
    EXPECT_EQ(department(1, "2021-03-01"), "园林绿化科");
    EXPECT_EQ(department(1, "2021-08-01"), "办公室");
}

// The roster may not have been brought up to date.
TEST_F(RosterTest, AMoveWithoutAnOriginLeavesFromTheUnitOfTheRoster) {
    moved(1, "moved", "2021-05-10", "", "园林绿化科");
    EXPECT_EQ(department(1, "2021-05-09"), "办公室");
    EXPECT_EQ(department(1, "2021-05-10"), "园林绿化科");
    EXPECT_EQ(branch(1, "2021-12-31"), "第一党支部");
}

TEST_F(RosterTest, AMoveThatNamesNoNewBranchKeepsTheOldOne) {
    moved(1, "moved", "2021-05-10", "办公室/第一党支部", "园林绿化科");
    EXPECT_EQ(department(1, "2021-05-10"), "园林绿化科");
    EXPECT_EQ(branch(1, "2021-05-09"), "第一党支部");
    EXPECT_EQ(branch(1, "2021-12-31"), "第一党支部");
}

TEST_F(RosterTest, MovesNameUnitsAsPeopleWriteThem) {
    moved(1, "moved", "2021-05-10", "计财科、二支部", "局办公室　第一支部");
    EXPECT_EQ(department(1, "2021-05-09"), "计划财务科");
    EXPECT_EQ(branch(1, "2021-05-09"), "第二党支部");
    EXPECT_EQ(department(1, "2021-05-10"), "办公室");
    EXPECT_EQ(branch(1, "2021-05-10"), "第一党支部");
}

TEST_F(RosterTest, ABranchNamedAfterADepartmentIsNotTheDepartment) {
    add("戊", "业务科", "业务科党支部");
    add("己", "督查科", "督查科党支部");
    moved(5, "moved", "2021-05-10", "督查科党支部", "业务科党支部");
    EXPECT_EQ(branch(5, "2021-05-09"), "督查科党支部");
    EXPECT_EQ(department(5, "2021-05-09"), "业务科");
    moved(6, "moved", "2021-05-10", "业务科", "督查科");
    EXPECT_EQ(department(6, "2021-05-09"), "业务科");
    EXPECT_EQ(branch(6, "2021-05-09"), "督查科党支部");
}

TEST_F(RosterTest, AChangeOfNobodyKnownChangesNothing) {
    f.record("movement", {{"person", People{{{"某", {}, true, ""}}, {}, {}}},
                          {"kind", kit::choice("left")},
                          {"date", day("2021-06-30")}});
    moved(99, "left", "2021-06-30", "", "");
    for (const Person& person : roster().people()) {
        EXPECT_TRUE(person.in_office(on("2021-12-31")));
    }
}

TEST_F(RosterTest, UnderstandsAbbreviationsThatFitOneUnitOnly) {
    EXPECT_EQ(roster().unit_meant("园林科"), "园林绿化科");
    EXPECT_EQ(roster().unit_meant("园　林绿化科"), "园林绿化科");
    EXPECT_EQ(roster().unit_meant("二支部"), "第二党支部");
    EXPECT_EQ(roster().unit_meant("支部"), "");
    EXPECT_EQ(roster().unit_meant("科"), "");
    EXPECT_EQ(roster().unit_meant("审批科"), "");
    EXPECT_EQ(roster().unit_meant(""), "");
    add("戊", "园林科", "第一党支部");
    EXPECT_EQ(roster().unit_meant("园林科"), "园林科");
    EXPECT_EQ(roster().unit_meant("园林"), "");
}

TEST_F(RosterTest, ANumberIsNoneOfTheWordsThatAnAbbreviationLeavesOut) {
    add("戊", "办公室", "第十一党支部");
    add("己", "统一战线科", "第十二党支部");
    EXPECT_EQ(roster().unit_meant("第一支部"), "第一党支部");
    EXPECT_EQ(roster().unit_meant("十一支部"), "第十一党支部");
    EXPECT_EQ(roster().unit_meant("统战科"), "统一战线科");
}

}  // namespace
}  // namespace luze
