#include "ops/preview_record.h"

#include <gmock/gmock.h>

#include "ops/case_test_kit.h"
#include "ops/show_forms.h"

namespace luze::ops {
namespace {

using testing::HasSubstr;

// Every quarter the bureau owes a meeting.
class PreviewTest : public CaseTest {
protected:
    Json preview(const std::string& form, const Typed& values, const std::string& who = "姜鸣") {
        const std::int64_t size = desk_->book().size;
        auto json = preview_record(*desk_, {form, "", std::nullopt, values}, as(who), day(0));
        EXPECT_TRUE(json) << json.error().message.zh;
        EXPECT_EQ(desk_->book().size, size) << "a preview leaves no trace";
        EXPECT_EQ(desk_->book().records.size(), records_at_start_);
        return json.value_or(Json{});
    }
    void SetUp() override {
        CaseTest::SetUp();
        enter("meeting", {{"date", "2021-11-05"}, {"topic", "上年的会"}}, "姜鸣");
        records_at_start_ = desk_->book().records.size();
    }
    std::size_t records_at_start_ = 0;
};

LUZE_ON_BOTH_ENGINES(PreviewTest);

TEST_P(PreviewTest, WhatAMeetingWouldServe) {
    Json shown = preview("meeting", {{"date", iso(0)}, {"topic", "部署"}});
    EXPECT_EQ(shown.text("title"), "部署");
    ASSERT_EQ(shown["serves"].array()->size(), 1U) << pretty(shown);
    const Json& duty = shown["serves"].array()->front();
    EXPECT_EQ(duty.text("duty"), "quarterly");
    EXPECT_EQ(duty.number("completes"), 1);
    const Json& change = duty["changes"].array()->front();
    EXPECT_EQ(change.text("before"), "open");
    EXPECT_EQ(change.text("state"), "met");
    EXPECT_EQ(change.text("done"), "1");
    // A second one of the quarter counts and completes nothing more.
    enter("meeting", {{"date", iso(0)}, {"topic", "部署"}}, "姜鸣");
    records_at_start_ = desk_->book().records.size();
    Json again = preview("meeting", {{"date", iso(0)}, {"topic", "再部署"}});
    EXPECT_EQ(again["serves"].array()->front().number("completes"), 0);
}

TEST_P(PreviewTest, ADayToComeIsLookedAtAsIfItHadCome) {
    Json shown = preview("meeting", {{"date", iso(100)}, {"topic", "五月的会"}});
    EXPECT_EQ(shown["serves"].array()->front().number("completes"), 1) << pretty(shown);
}

TEST_P(PreviewTest, WhatIsWrongStandsAtItsFieldAndTheRestIsRead) {
    Json shown = preview("meeting", {{"date", "二月三十日"}, {"topic", "部署"}});
    ASSERT_EQ(shown["faults"].array()->size(), 1U);
    EXPECT_EQ(shown["faults"].array()->front().text("field"), "date");
    EXPECT_EQ(shown.text("title"), "部署");
    // Which duty it is for can be said; without its day not which window.
    ASSERT_EQ(shown["serves"].array()->size(), 1U);
    EXPECT_EQ(shown["serves"].array()->front().number("count"), 0);
    EXPECT_TRUE(shown["missing"].array()->empty());
    EXPECT_EQ(preview("meeting", {{"topic", "部署"}})["missing"], Json(Json::Array{"date"}));
    EXPECT_EQ(preview("meeting", {}).text("title"), "");
}

TEST_P(PreviewTest, WhoMayNotIsToldWhoCould) {
    Json shown = preview("problem", {{"description", "漏水"}}, "丁一");
    EXPECT_THAT(shown["refused"].text("zh"), HasSubstr("石思"));
    EXPECT_TRUE(preview("problem", {{"description", "漏水"}}, "石思")["refused"].is_null());
}

TEST_P(PreviewTest, WhatHasBeenEnteredAlreadyIsPointedOut) {
    Json shown = preview("meeting", {{"date", "2021.11.5"}, {"topic", "上年的会"}});
    ASSERT_EQ(shown["alike"].array()->size(), 1U) << pretty(shown);
    EXPECT_EQ(shown["alike"].array()->front().text("title"), "上年的会");
    EXPECT_TRUE(preview("meeting", {{"date", "2021-11-06"}, {"topic", "上年的会"}})["alike"]
                    .array()
                    ->empty());
}

TEST_P(PreviewTest, FormsCarryWhatIsNeededToDrawThem) {
    Json forms = forms_json(*desk_, as("丁一"), desk_->day(day(0)));
    auto form = [&](const std::string& id) -> const Json& {
        return *std::ranges::find_if(*forms.array(),
                                     [&](const Json& each) { return each.text("id") == id; });
    };
    const Json& meeting = form("meeting");
    EXPECT_EQ(meeting.text("date"), "date");
    EXPECT_EQ(meeting.number("records"), 1);
    EXPECT_EQ(meeting["may"], Json(true));
    EXPECT_EQ(meeting["serves"].array()->front().text("duty"), "quarterly");
    const Json& problem = form("problem");
    EXPECT_EQ(problem["may"], Json(false)) << "raised by the watch and the chief only";
    ASSERT_EQ(problem["opens"].array()->size(), 1U);
    const Json& raise = problem["opens"].array()->front();
    EXPECT_EQ(raise.text("act"), "raise");
    EXPECT_THAT(raise["by"].text("zh"), HasSubstr("石思"));
    Json mine = forms_json(*desk_, as("石思"), desk_->day(day(0)));
    EXPECT_EQ(std::ranges::find_if(*mine.array(),
                                   [](const Json& each) { return each.text("id") == "problem"; })
                  ->operator[]("may"),
              Json(true));
}

}  // namespace
}  // namespace luze::ops
