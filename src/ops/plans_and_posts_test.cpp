// Risks, inspections, appointments, posts, the plan and its burden: on the pack that we ship.
#include <algorithm>
#include <set>

#include "casework/reminders.h"
#include "ops/set_parameter.h"
#include "ops/settle_window.h"
#include "ops/shipped_test_kit.h"
#include "ops/show_case.h"
#include "ops/show_plan.h"
#include "report/faults.h"
#include "report/figures.h"

namespace luze::ops {
namespace {

using testing::HasSubstr;

class Planned : public ByTheRules {
protected:
    void SetUp() override {
        ByTheRules::SetUp();
        give_discipline("秦雨");
    }
    static Asker keeper() { return {{}, "keeper", true}; }
    // As of the last day of the year, or of today.
    standing::Context at_end_of(int year) const {
        return desk_->context(std::min(year_window(year).last, day(0).day_at(480)));
    }
    std::string post_figure(const char* id, int year) const {
        const standing::Context context = at_end_of(year);
        auto owed = standing::obligations(context, year);
        return report::Figures::of(context, year, owed).find(id)->value.text();
    }
    std::vector<std::string> post_faults(int year) const {
        const standing::Context context = at_end_of(year);
        std::vector<std::string> kinds;
        for (const report::Fault& fault :
             report::faults(context, year, standing::obligations(context, year), {})) {
            if (fault.rule->kind.starts_with("rotation_")) {
                kinds.push_back(fault.rule->kind);
            }
        }
        return kinds;
    }
};
INSTANTIATE_TEST_SUITE_P(Rules, Planned, testing::Values(store::Engine::sqlite));

TEST_P(Planned, AChangedGradeKeepsWhatItWas) {
    RecordId id =
        enter("risk", "find", {{"department", "计划财务科"}, {"post", "会计岗"}, {"risk", "票据"}},
              "秦雨");
    Typed graded = {{"grade", "中"}, {"measures", "双人复核"}, {"owner", "崔敏慧"}};
    EXPECT_EQ(take(id, "grade", "石思", graded), "");
    EXPECT_THAT(take(id, "regrade", "石思", {{"grade", "高"}}), HasSubstr("调整理由"));
    EXPECT_EQ(take(id, "regrade", "石思", {{"grade", "高"}, {"reason", "错报一起"}}, 3), "");
    auto shown = case_json(*desk_, id, as("石思"), day(3).day_at(480));
    ASSERT_TRUE(shown);
    const Json::Array& steps = *(*shown)["steps"].array();
    EXPECT_THAT(steps[1]["said"].text("zh"), HasSubstr("风险等级：中"));
    EXPECT_THAT(steps[2]["said"].text("zh"), HasSubstr("风险等级：高；调整理由：错报一起"));
}

TEST_P(Planned, APlannedUnannouncedInspectionNamesNobody) {
    Typed plan = {{"planned_on", iso(5)},
                  {"mode", "暗访"},
                  {"by", "秦雨"},
                  {"aspects", "改进作风"},
                  {"target", "计划财务科"}};
    auto named =
        enter_record(*desk_, {"inspection", "plan", std::nullopt, plan}, as("秦雨"), day(0));
    ASSERT_FALSE(named);
    EXPECT_THAT(named.error().message.zh, HasSubstr("检查时再填对象"));
    plan.erase("target");
    RecordId id = enter("inspection", "plan", plan, "秦雨");
    EXPECT_THAT(take(id, "inspect", "秦雨", {}, 5), HasSubstr("对象"));
    EXPECT_EQ(take(id, "inspect", "秦雨", {{"target", "计划财务科"}}, 5), "");
}

TEST_P(Planned, TheFourChecksComeBeforeTheMeeting) {
    RecordId held = meeting(3);
    RecordId passed = item(held, "干部任免");
    RecordId id = enter("selection", "motion", {{"person", "邓娜"}, {"post", "副科长"}}, "金鹏毅");
    EXPECT_EQ(take(id, "recommend", "金鹏毅", {{"took_part", "9"}, {"in_favour", "8"}}, 1), "");
    EXPECT_EQ(take(id, "examine", "金鹏毅", {{"examiners", "金鹏毅、秦雨"}}, 2), "");
    open(held, 3, "姜鸣、石思、李栋、彭英、黄良");
    pass(passed, 3);
    Typed checks = {{"file_checked", "是"},
                    {"matters_checked", "是"},
                    {"discipline_asked", "是"},
                    {"tips_checked", "是"}};
    EXPECT_EQ(take(id, "check", "金鹏毅", checks, 4), "");
    EXPECT_THAT(take(id, "decide", "金鹏毅", {{"agenda_item", written(passed)}}, 5),
                HasSubstr("早于四项核查"));
}

TEST_P(Planned, ALimitThatRunsKeepsItsLength) {
    RecordId id = enter("problem", "raise", {{"source", "自查"}, {"description", "票据"}}, "秦雨");
    auto due = [&](int when) {
        auto found = casework::state_of(desk_->context(day(when)), desk_->book().records.at(id));
        return found && found->due ? found->due->iso() : "";
    };
    const std::string before = due(1);
    ASSERT_FALSE(before.empty());
    ASSERT_TRUE(
        set_parameter(*desk_, "problem_assign_days", "90", day(1).day_at(480), as("姜鸣"), day(1)));
    EXPECT_EQ(due(2), before) << "the new length is for what is raised from that day on";
    id = enter("problem", "raise", {{"source", "自查"}, {"description", "公章"}}, "秦雨", 2);
    EXPECT_EQ(due(2), iso(92));
}

TEST_P(Planned, APostIsPlannedOnceAndExemptedByItsStepsOnly) {
    Typed post = {{"post", "会计岗"},
                  {"department", "计划财务科"},
                  {"key_post", "是"},
                  {"person", "崔敏慧"},
                  {"from", "2016-06-01"}};
    RecordId id = enter("appointment", "take_post", post, "金鹏毅");
    ASSERT_TRUE(draft_plan(*desk_, 2022, "party_work", as("秦雨"), day(0)));
    Json lines = plan_json(*desk_, 2022, keeper(), day(0).day_at(480))["items"];
    auto at = std::ranges::find_if(
        *lines.array(), [](const Json& line) { return line.text("duty") == "rotation"; });
    ASSERT_NE(at, lines.array()->end());
    EXPECT_FALSE((*at)["item"].is_null()) << "though its window ran out the year before";
    EXPECT_THAT(field(RecordId{at->number("item")}, "title"), HasSubstr("计划财务科会计岗崔敏慧"));
    Window held{*Date::parse("2016-06-01"), *Date::parse("2021-05-31")};
    auto waived = waive_window(*desk_, {"rotation", "record:" + written(id), held}, "快退休了",
                               as("姜鸣"), day(0));
    ASSERT_FALSE(waived) << "no meeting, no audit";
    EXPECT_THAT(waived.error().message.zh, HasSubstr("按步骤办理"));
}

TEST_P(Planned, FiguresAndFaultsReadTheClockOfThePosts) {
    RecordId id = enter("appointment", "take_post",
                        {{"post", "会计岗"},
                         {"department", "计划财务科"},
                         {"key_post", "是"},
                         {"person", "崔敏慧"},
                         {"from", "2016-12-01"}},
                        "金鹏毅");
    Typed leave{{"leave_from", "2021-03-01"}, {"leave_to", "2021-03-31"}, {"reason", "脱产学习"}};
    EXPECT_EQ(take(id, "leave", "金鹏毅", leave), "");
    EXPECT_EQ(post_figure("post.overdue", 2021), "1");
    EXPECT_THAT(post_faults(2021), testing::ElementsAre("rotation_overdue"));
    ASSERT_TRUE(set_parameter(*desk_, "tenure_counts_leave", "false", *Date::parse("2021-01-01"),
                              as("姜鸣"), day(0)));
    EXPECT_EQ(post_figure("post.overdue", 2021), "0") << "due on 2022-01-01";
    EXPECT_EQ(post_figure("post.due_next_year", 2021), "1");
    EXPECT_THAT(post_faults(2021), testing::ElementsAre("rotation_due_next_year"));
}

TEST_P(Planned, WhatIsOwedSeveralTimesIsSpreadAndNoFewerThanTheYearBefore) {
    for (const char* date :
         {"2021-02-05", "2021-03-05", "2021-05-06", "2021-07-05", "2021-08-05"}) {
        enter("inspection", "record",
              {{"date", date}, {"mode", "明查"}, {"by", "秦雨"}, {"aspects", "改进作风"}}, "秦雨");
    }
    enter("inspection", "record",
          {{"date", "2022-01-20"}, {"mode", "暗访"}, {"by", "秦雨"}, {"aspects", "改进作风"}},
          "秦雨");
    ASSERT_TRUE(set_parameter(*desk_, "inspections_per_year", "4", *Date::parse("2022-01-01"),
                              as("姜鸣"), day(0)));
    Json lines = plan_json(*desk_, 2022, keeper(), day(0).day_at(480))["items"];
    ASSERT_EQ(lines.array()->size(), 4U);
    std::vector<std::int64_t> months;
    for (const Json& line : *lines.array()) {
        months.push_back(line.number("month"));
        EXPECT_EQ(line.number("before"), 5);
        EXPECT_EQ(line.number("target"), 5) << "no fewer than the year before";
    }
    EXPECT_EQ(months, (std::vector<std::int64_t>{3, 6, 9, 12}));
    EXPECT_EQ((*lines.array())[0].number("done"), 1);
    EXPECT_EQ((*lines.array())[1].number("done"), 0);
    ASSERT_TRUE(draft_plan(*desk_, 2022, "party_work", as("秦雨"), day(0)));
    Json planned = plan_json(*desk_, 2022, keeper(), day(0).day_at(480))["items"];
    std::set<std::int64_t> items;
    for (const Json& line : *planned.array()) {
        if (line.text("duty") == "inspection_year") {
            items.insert(line.number("item"));
        }
    }
    EXPECT_EQ(items.size(), 4U) << "each time is an item of its own";
    EXPECT_THAT(field(RecordId{*items.begin()}, "title"), HasSubstr("共4次；上年5次"));
}

TEST_P(Planned, WhatRecordsShowAsDoneIsNotAskedForAgain) {
    enter("meeting", "record", {{"type", "每月学习会"}, {"date", iso(-3)}, {"topic", "学习"}},
          "秦雨");
    ASSERT_TRUE(draft_plan(*desk_, 2022, "party_work", as("秦雨"), day(0)));
    auto item_of = [&](const char* window) {
        const Json plan = plan_json(*desk_, 2022, keeper(), day(0).day_at(480));
        for (const Json& line : *plan["items"].array()) {
            if (line.text("duty") == "monthly_study" && line.text("window") == window) {
                return RecordId{line.number("item")};
            }
        }
        return RecordId{};
    };
    auto asked = [&](RecordId item) {
        auto all = casework::reminders(desk_->context(day(29)));
        auto at = std::ranges::find(all, item, &casework::Reminder::record);
        return at == all.end() || at->act == nullptr ? "" : at->act->id;
    };
    EXPECT_EQ(asked(item_of("2022年1月")), "") << "held, and on record";
    EXPECT_EQ(asked(item_of("2022年2月")), "finish");
}

TEST_P(Planned, TheBurdenCountsWhoComesAndForHowLong) {
    enter("meeting", "record", {{"type", "每月学习会"}, {"date", "2021-12-05"}, {"topic", "学习"}},
          "秦雨");
    enter("deliberation", "record",
          {{"date", "2021-12-05"}, {"matter", "党风廉政"}, {"about", "党风廉政"}}, "秦雨");
    enter("meeting", "record", {{"type", "中心组学习"}, {"date", "2021-12-05"}, {"topic", "学习"}},
          "秦雨");
    Json burden = burden_json(*desk_, 2022, day(0).day_at(480));
    // Of all staff 47 sittings are owed (12 a month, 7 before holidays, 28 on themes), of the
    // central group 4, of the leaders 2: 47 × 9 + 4 × 8 + 2 × 5 = 465, over 9 people and 12 months.
    EXPECT_EQ(burden["required"].number("sittings"), 53);
    EXPECT_EQ(burden["required"].text("per_person_month"), "4.3");
    EXPECT_EQ(burden["required"].text("hours_per_person_month"), "8.6");
    EXPECT_EQ(burden["required"].text("duties_per_sitting"), "1.0");
    // Once a month and once a quarter serve them all, each further duty taking half an hour:
    // (12 × 2 + 35 / 2) × 9 + (4 × 2 + 2 / 2) × 8 = 445.5 hours.
    EXPECT_EQ(burden["least"].number("sittings"), 16);
    EXPECT_EQ(burden["least"].text("per_person_month"), "1.3");
    EXPECT_EQ(burden["least"].text("hours_per_person_month"), "4.1");
    EXPECT_EQ(burden["least"].text("duties_per_sitting"), "3.3");
    std::int64_t apart = 0;
    std::int64_t least = 0;
    for (const Json& month : *burden["months"].array()) {
        apart += month["required"].number("sittings");
        least += month["least"].number("sittings");
    }
    EXPECT_EQ(apart, 53);
    EXPECT_EQ(least, 16);
}

TEST_P(Planned, WhatIsDoneOnOneDayByTheSamePeopleIsOneSitting) {
    for (const char* type : {"每月学习会", "警示教育会"}) {
        enter("meeting", "record",
              {{"type", type}, {"date", "2022-01-14"}, {"topic", "学习"}, {"people", "秦雨、邓娜"}},
              "秦雨");
    }
    Json held = burden_json(*desk_, 2022, day(0).day_at(480))["held"];
    EXPECT_EQ(held.number("sittings"), 1);
    EXPECT_EQ(held.text("duties_per_sitting"), "2.0");
}

}  // namespace
}  // namespace luze::ops
