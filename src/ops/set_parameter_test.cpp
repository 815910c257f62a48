#include "ops/set_parameter.h"

#include "ops/ops_test_kit.h"

namespace luze::ops {
namespace {

using testing::HasSubstr;

class Parameters : public SiteTest {
protected:
    Result<void> set(const char* id, const char* value, const char* from) {
        return set_parameter(*desk(), id, value, *Date::parse(from), {{}, "tester", true}, now);
    }
    ParameterLine line(const char* as_of) {
        auto snapshot = look({{now.day_at(480), Date::parse(as_of), {}}, ""});
        return show_parameters(snapshot->context(), snapshot->year()).at(0);
    }
};
LUZE_ON_BOTH_ENGINES(Parameters);

TEST_P(Parameters, AreChangedFromADayOn) {
    EXPECT_EQ(line("2021-12-31").value, "1");
    EXPECT_FALSE(line("2021-12-31").own);
    ASSERT_TRUE(set("study_min", "3", "2021-07-01"));
    EXPECT_EQ(line("2021-06-30").value, "1");
    EXPECT_FALSE(line("2021-06-30").own);
    EXPECT_EQ(line("2021-07-01").value, "3");
    EXPECT_EQ(line("2021-07-01").since, "2021-07-01");
    EXPECT_TRUE(line("2021-07-01").own);
}

TEST_P(Parameters, TheNewestByItsDayIsInForceHoweverLateAnOlderOneWasEntered) {
    ASSERT_TRUE(set("study_min", "3", "2021-07-01"));
    ASSERT_TRUE(set("study_min", "2", "2021-01-01"));
    EXPECT_EQ(line("2021-12-31").value, "3");
    EXPECT_EQ(line("2021-12-31").since, "2021-07-01");
    EXPECT_EQ(line("2021-03-31").since, "2021-01-01");
}

TEST_P(Parameters, WhatIsOwedFollows) {
    add({meeting("2021-02-03", "一"), meeting("2021-08-03", "二")});
    auto missed = [&] { return look()->obligations(); };
    EXPECT_EQ(missed().at(2).state, standing::State::met);
    ASSERT_TRUE(set("study_min", "2", "2021-07-01"));
    EXPECT_EQ(missed().at(0).state, standing::State::met);
    EXPECT_EQ(missed().at(2).state, standing::State::missed);
}

TEST_P(Parameters, WrongOnesAreRefusedWithTheNearestWord) {
    auto unknown = set("study_mim", "3", "2021-07-01");
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().kind, ErrorKind::missing);
    EXPECT_THAT(unknown.error().message.en, HasSubstr("did you mean 'study_min'"));
    EXPECT_THAT(unknown.error().message.zh, HasSubstr("是不是“study_min”"));
    auto bad = set("study_min", "三", "2021-07-01");
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().kind, ErrorKind::invalid);
    EXPECT_THAT(bad.error().message.zh, HasSubstr("整数"));
    EXPECT_FALSE(set("quorum", "多数", "2021-07-01"));
    EXPECT_EQ(fold().size, 2);
}

TEST_P(Parameters, TheAnswerAsJson) {
    ASSERT_TRUE(set("study_min", "3", "2021-07-01"));
    EXPECT_EQ(canonical(parameters_json(look()->context(), look()->year())),
              R"({"as_of":"2021-12-31","parameters":{"quorum":{"name":"到会比例","note":"",)"
              R"("own":false,"since":"","value":"实到 > 应到/2"},"study_min":{"name":"每季度学习",)"
              R"("note":"","own":true,"since":"2021-07-01","value":3}}})");
}

}  // namespace
}  // namespace luze::ops
