#include "ops/enter_record.h"

#include "ops/case_test_kit.h"

namespace luze::ops {
namespace {

using testing::HasSubstr;

class Entering : public CaseTest {};
LUZE_ON_BOTH_ENGINES(Entering);

TEST_P(Entering, TakesWhatPeopleType) {
    RecordId id = enter("meeting",
                        {{"date", "2022年1月20日"},
                         {"topic", "学习"},
                         {"people", "姜鸣、#" + std::to_string(desk_->person("王丽")->value)}},
                        "石思");
    EXPECT_EQ(display(record(id).fields.at("people")), "王丽、姜鸣");
    EXPECT_EQ(display(record(id).fields.at("date")), "2022-01-20");
}

TEST_P(Entering, RefusesWhatCannotBeReadAndSaysWhich) {
    auto bad = try_enter("meeting", {{"date", "2022-02-30"}, {"topic", "学习"}}, "石思");
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().kind, ErrorKind::invalid);
    EXPECT_THAT(bad.error().message.zh, HasSubstr("“日期”写的是“2022-02-30”"));
    auto unknown = try_enter("meeting", {{"date", "2022-01-20"}, {"topik", "学习"}}, "石思");
    ASSERT_FALSE(unknown);
    EXPECT_THAT(unknown.error().message.zh, HasSubstr("没有“topik”这一项，是不是“topic”"));
    auto lacking = try_enter("meeting", {{"date", "2022-01-20"}}, "石思");
    ASSERT_FALSE(lacking);
    EXPECT_THAT(lacking.error().message.zh, HasSubstr("要填写“议题”"));
    EXPECT_FALSE(try_enter("gathering", {}, "石思"));
}

TEST_P(Entering, SomebodyInOfficeRecordsAndOthersDoNot) {
    auto nobody = try_enter("meeting", {{"date", "2022-01-20"}, {"topic", "学习"}}, "");
    ASSERT_FALSE(nobody);
    EXPECT_EQ(nobody.error().kind, ErrorKind::refused);
    EXPECT_THAT(nobody.error().message.zh, HasSubstr("在职的本单位人员"));
    auto unfit = try_enter("talk", {{"date", "2022-01-20"}, {"about", "机密"}}, "丁一");
    ASSERT_FALSE(unfit);
    EXPECT_THAT(unfit.error().message.zh, HasSubstr("纪检委员（石思）"));
    auto raised = try_enter("problem", {{"description", "缺项"}}, "丁一");
    ASSERT_FALSE(raised);
    EXPECT_THAT(raised.error().message.zh, HasSubstr("丁一没有“提出”的权限"));
}

TEST_P(Entering, RestrictedRecordsAreAsIfTheyWereNotThere) {
    RecordId id = enter("talk", {{"date", "2022-01-20"}, {"about", "机密"}}, "石思");
    auto hidden = desk_->record(id, as("丁一"), day(0).day_at(480));
    ASSERT_FALSE(hidden);
    EXPECT_EQ(hidden.error().kind, ErrorKind::missing);
    EXPECT_TRUE(desk_->record(id, as("石思"), day(0).day_at(480)));
    EXPECT_FALSE(correct_record(*desk_, id, {{"about", "改"}}, as("丁一"), day(0)));
}

TEST_P(Entering, ACorrectionKeepsTheOtherFields) {
    RecordId id =
        enter("meeting", {{"date", "2022-01-20"}, {"topic", "学习"}, {"people", "姜鸣"}}, "石思");
    ASSERT_TRUE(
        correct_record(*desk_, id, {{"topic", "部署"}, {"people", ""}}, as("石思"), day(1)));
    EXPECT_EQ(display(record(id).fields.at("topic")), "部署");
    EXPECT_FALSE(record(id).fields.contains("people"));
    EXPECT_EQ(display(record(id).fields.at("date")), "2022-01-20");
    EXPECT_FALSE(correct_record(*desk_, id, {{"topic", ""}}, as("石思"), day(1)));
    const std::int64_t size = desk_->book().size;
    ASSERT_TRUE(correct_record(*desk_, id, {{"topic", "部署"}}, as("石思"), day(1)));
    EXPECT_EQ(desk_->book().size, size) << "nothing changed, nothing recorded";
}

TEST_P(Entering, WhatStepsHaveWrittenOnlyStepsChange) {
    RecordId id = enter("problem", {{"description", "缺项"}}, "石思");
    ASSERT_TRUE(
        step(id, "assign", "姜鸣", {{"owner", "丁一"}, {"post", "统计岗"}, {"deadline", iso(20)}}));
    auto moved = correct_record(*desk_, id, {{"deadline", iso(90)}}, as("姜鸣"), day(1));
    ASSERT_FALSE(moved);
    EXPECT_THAT(moved.error().message.zh, HasSubstr("“时限”是办理步骤写下的"));
    EXPECT_FALSE(withdraw_record(*desk_, id, "误记", as("姜鸣"), day(1)));
}

TEST_P(Entering, AWithdrawalStatesItsReason) {
    RecordId id = enter("meeting", {{"date", "2022-01-20"}, {"topic", "学习"}}, "石思");
    EXPECT_FALSE(withdraw_record(*desk_, id, "", as("石思"), day(0)));
    ASSERT_TRUE(withdraw_record(*desk_, id, "误记", as("石思"), day(0)));
    EXPECT_FALSE(desk_->book().records.contains(id));
}

}  // namespace
}  // namespace luze::ops
