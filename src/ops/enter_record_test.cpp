#include "ops/enter_record.h"

#include "ops/attach_evidence.h"
#include "ops/case_history.h"
#include "ops/case_test_kit.h"
#include "ops/change_record.h"
#include "ops/show_case.h"

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
    auto unseen = try_enter(
        "meeting", {{"date", "2022-01-20"}, {"topic", std::string("学习\0\a", 8)}}, "石思");
    ASSERT_FALSE(unseen);
    EXPECT_THAT(unseen.error().message.zh, HasSubstr("看不见的控制字符"));
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
    EXPECT_THAT(moved.error().message.zh, HasSubstr("“时限”由办理步骤填写"));
    EXPECT_FALSE(withdraw_record(*desk_, id, "误记", as("姜鸣"), day(1)));
}

TEST_P(Entering, ACorrectionFillsInNothingThatIsForSteps) {
    RecordId id = enter("problem", {{"description", "缺项"}}, "石思");
    auto closed = correct_record(*desk_, id, {{"closed_on", iso(0)}, {"closed_by", "王丽"}},
                                 as("石思"), day(1));
    ASSERT_FALSE(closed);
    EXPECT_THAT(closed.error().message.zh, HasSubstr("由办理步骤填写"));
    EXPECT_FALSE(correct_record(*desk_, id, {{"relapses", "9"}}, as("石思"), day(1)));
    EXPECT_TRUE(correct_record(*desk_, id, {{"department", "业务科"}}, as("石思"), day(1)))
        << "what may be said when it is opened";
}

TEST_P(Entering, TheFirstStepOfAnImportedRecordIsAStepLikeAnother) {
    add({{kinds::record, "import",
          Json::Object{
              {"form", "problem"},
              {"fields",
               Json::Object{
                   {"description", "旧题"},
                   {"owner", to_json(Value(People{
                                 {{"丁一", *desk_->person("丁一"), false, ""}}, {}, {}}))}}}}}},
        day(1));
    ASSERT_TRUE(desk_->catch_up());
    RecordId id{desk_->book().size};
    EXPECT_TRUE(correct_record(*desk_, id, {{"deadline", iso(9)}}, as("石思"), day(1)));
    ASSERT_EQ(refused(id, "submit", "丁一", {}, 2), "");
    EXPECT_FALSE(correct_record(*desk_, id, {{"done_on", iso(0)}}, as("石思"), day(3)));
    EXPECT_FALSE(withdraw_record(*desk_, id, "误记", as("石思"), day(3)));
}

TEST_P(Entering, WhoMaySeeNoMoreSeesNoEarlierDayEither) {
    RecordId id = enter("talk", {{"date", "2022-01-20"}, {"about", "机密"}}, "石思");
    RecordId mandate;
    for (const auto& [key, found] : desk_->book().records) {
        mandate = found.form == "mandate" ? key : mandate;
    }
    ASSERT_TRUE(correct_record(*desk_, mandate, {{"to", iso(5)}}, as("姜鸣"), day(3)));
    Asker asker = as("石思");
    asker.today = day(10).day_at(480);
    const Date earlier = day(1).day_at(480);
    EXPECT_FALSE(case_json(*desk_, id, asker, earlier));
    CaseQuery talks;
    talks.form = "talk";
    EXPECT_TRUE(list_cases(*desk_, talks, asker, earlier).empty());
    asker.today = day(4).day_at(480);
    EXPECT_TRUE(case_json(*desk_, id, asker, earlier));
}

TEST_P(Entering, AWithdrawalStatesItsReason) {
    RecordId id = enter("meeting", {{"date", "2022-01-20"}, {"topic", "学习"}}, "石思");
    EXPECT_FALSE(withdraw_record(*desk_, id, "", as("石思"), day(0)));
    ASSERT_TRUE(withdraw_record(*desk_, id, "误记", as("石思"), day(0)));
    EXPECT_FALSE(desk_->book().records.contains(id));
}

TEST_P(Entering, ARecordSaysWhatMayBeDoneToIt) {
    RecordId id = enter("problem", {{"description", "缺项"}}, "石思");
    const Date today = day(1).day_at(480);
    auto shown = case_json(*desk_, id, as("石思"), today);
    ASSERT_TRUE(shown);
    EXPECT_EQ(canonical((*shown)["correct"]), R"({"fields":["description","department"]})");
    EXPECT_TRUE((*shown)["withdraw"]["refused"].is_null());
    const Json& assign = (*shown)["next"].array()->front();
    EXPECT_EQ(assign["fields"].array()->front().text("type"), "people");
    EXPECT_EQ(assign["fields"].array()->front().text("how"), "sets");
    auto other = case_json(*desk_, id, as("丁一"), today);
    ASSERT_TRUE(other);
    EXPECT_TRUE((*other)["correct"]["fields"].array()->empty());
    EXPECT_FALSE((*other)["withdraw"]["refused"].is_null());
    ASSERT_EQ(refused(id, "assign", "姜鸣",
                      {{"owner", "丁一"}, {"post", "科长"}, {"deadline", iso(9)}}, 2),
              "");
    auto assigned = case_json(*desk_, id, as("石思"), today);
    ASSERT_TRUE(assigned);
    EXPECT_THAT((*assigned)["withdraw"]["refused"].text("zh"), HasSubstr("已经在办"));
}

TEST_P(Entering, ARecordTellsItsVersionsAndItsEvidence) {
    RecordId id = enter("meeting", {{"date", "2022-01-20"}, {"topic", "学习"}}, "石思");
    ASSERT_TRUE(correct_record(*desk_, id, {{"topic", "研讨"}}, as("石思"), day(1)));
    ASSERT_TRUE(attach_evidence(*desk_, {id, "签到.txt", "到会四人"}, as("石思"), day(2)));
    Json::Object told;
    ASSERT_TRUE(put_history(*desk_, id, as("石思"), day(3).day_at(480), told));
    const Json::Array& history = *told["history"].array();
    ASSERT_EQ(history.size(), 3U);
    EXPECT_EQ(history[0]["fields"].array()->size(), 2U);
    EXPECT_EQ(history[1]["fields"].array()->front().text("before"), "学习");
    EXPECT_EQ(history[1]["fields"].array()->front().text("after"), "研讨");
    EXPECT_EQ(history[2].text("file"), "签到.txt");
    const Json& file = told["files"].array()->front();
    EXPECT_EQ(file.number("size"), 12);
    EXPECT_EQ(file["by"].text("name"), "石思");
}

}  // namespace
}  // namespace luze::ops
