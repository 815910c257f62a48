#include "norms/parameters.h"

#include <gmock/gmock.h>

#include "model/model_test_kit.h"

namespace luze::norms {
namespace {

using kit::on;

Parameter parameter(const char* id, ParameterType type, std::vector<ParameterVersion> versions) {
    Parameter out;
    out.id = id;
    out.type = type;
    out.name = {"名称", ""};
    out.versions = std::move(versions);
    return out;
}

Pack pack() {
    Pack out;
    out.parameters = {
        parameter("times", ParameterType::integer,
                  {{"2", on("2016-01-01")}, {"3", on("2021-07-01")}}),
        parameter("hours", ParameterType::decimal, {{"1.5", on("2016-01-01")}}),
        parameter("quorum", ParameterType::share, {{"实到 ≥ 应到×2/3", on("2016-01-01")}}),
        parameter("strict", ParameterType::flag, {{"true", on("2016-01-01")}}),
        parameter("by", ParameterType::day, {{"next-03-31", on("2016-01-01")}})};
    return out;
}

ParameterSetting setting(const char* id, const char* value, const char* from) {
    return {9, id, value, on(from)};
}

TEST(Parameters, EachVersionHoldsFromItsDayOn) {
    Pack rules = pack();
    Parameters parameters(rules, {});
    EXPECT_EQ(parameters.text("times", on("2021-06-30")), "2");
    EXPECT_EQ(parameters.text("times", on("2021-07-01")), "3");
    EXPECT_EQ(parameters.text("nothing", on("2021-07-01")), "");
}

TEST(Parameters, BeforeTheFirstVersionThatOneHolds) {
    Pack rules = pack();
    EXPECT_EQ(Parameters(rules, {}).text("times", on("2010-01-01")), "2");
    Parameters own(rules, {setting("hours", "2", "2021-01-01")});
    EXPECT_EQ(own.text("hours", on("2010-01-01")), "1.5");
}

TEST(Parameters, TheBureausOwnNumberComesOnTopFromItsDayOn) {
    Pack rules = pack();
    Parameters parameters(rules,
                          {setting("times", "5", "2021-07-01"), setting("times", "4", "2021-03-01"),
                           setting("unknown", "4", "2021-03-01")});
    EXPECT_EQ(parameters.text("times", on("2021-02-28")), "2");
    EXPECT_EQ(parameters.text("times", on("2021-03-01")), "4");
    EXPECT_EQ(parameters.text("times", on("2021-07-01")), "5");  // the pack says 3 that day
}

TEST(Parameters, OfTwoSettingsForOneDayTheLaterEnteredHolds) {
    Pack rules = pack();
    Parameters parameters(
        rules, {setting("hours", "2", "2021-01-01"), setting("hours", "4", "2021-01-01")});
    EXPECT_EQ(parameters.text("hours", on("2021-01-01")), "4");
}

TEST(Parameters, AmountsAreNumbersOrParameters) {
    Pack rules = pack();
    Parameters parameters(rules, {});
    EXPECT_EQ(parameters.amount("$times", on("2021-08-01")), Decimal::whole(3));
    EXPECT_EQ(parameters.amount("4", on("2021-08-01")), Decimal::whole(4));
    EXPECT_EQ(parameters.amount("", on("2021-08-01")), std::nullopt);
    EXPECT_EQ(parameters.amount("$nothing", on("2021-08-01")), std::nullopt);
    EXPECT_EQ(parameters.number("hours", on("2021-08-01")), Decimal::parse("1.5"));
}

TEST(Parameters, ADayIsOfTheYearLookedAt) {
    Pack rules = pack();
    EXPECT_EQ(Parameters(rules, {}).day("by", 2021), on("2022-03-31"));
    Parameters own(rules,
                   {setting("by", "12-31", "2021-12-31"), setting("by", "06-30", "2022-01-01")});
    EXPECT_EQ(own.day("by", 2020), on("2021-03-31"));
    EXPECT_EQ(own.day("by", 2021), on("2021-12-31"));
    EXPECT_EQ(own.day("by", 2022), on("2022-06-30"));
}

TEST(Parameters, AreOperandsOfTheirType) {
    Pack rules = pack();
    Parameters parameters(rules, {});
    Date now = on("2021-08-01");
    EXPECT_EQ(std::get<Decimal>(parameters.operand("times", now)), Decimal::whole(3));
    EXPECT_EQ(std::get<std::string>(parameters.operand("quorum", now)), "实到 ≥ 应到×2/3");
    EXPECT_TRUE(std::get<bool>(parameters.operand("strict", now)));
    EXPECT_EQ(std::get<PartialDate>(parameters.operand("by", now)).first, on("2022-03-31"));
    EXPECT_TRUE(std::holds_alternative<None>(parameters.operand("nothing", now)));
}

TEST(Parameters, TakeValuesOfTheirTypeOnly) {
    Pack rules = pack();
    const std::map<std::string, std::pair<std::vector<std::string>, std::vector<std::string>>>
        values{{"times", {{"0", "3", "12"}, {"", "-1", "1.5", "三", "3次", "99999999999999999"}}},
               {"hours", {{"0", "1.5", "32"}, {"", "-1.5", "1.23456", "一半"}}},
               {"quorum", {{"实到 > 应到/2", "实到>=应到*3/4"}, {"", "一半", "实到/应到"}}},
               {"strict", {{"true", "false"}, {"", "1", "是"}}},
               {"by", {{"12-31", "next-03-31"}, {"", "02-29", "13-01", "2021-12-31", "next-"}}}};
    for (const auto& [id, both] : values) {
        const Parameter& one = *rules.parameter(id);
        for (const std::string& good : both.first) {
            EXPECT_TRUE(check_parameter(one, good)) << id << " = " << good;
        }
        for (const std::string& bad : both.second) {
            auto checked = check_parameter(one, bad);
            ASSERT_FALSE(checked) << id << " = " << bad;
            EXPECT_EQ(checked.error().kind, ErrorKind::invalid);
            EXPECT_THAT(checked.error().message.zh, testing::HasSubstr("应为"));
            EXPECT_THAT(checked.error().message.en, testing::HasSubstr(id));
        }
    }
}

}  // namespace
}  // namespace luze::norms
