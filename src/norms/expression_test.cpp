#include "norms/expression.h"

#include <gmock/gmock.h>

namespace luze::norms {
namespace {

const Expression::Vocabulary vocabulary{
    {"type", "present", "due", "closed_on", "deadline", "owner", "speaking", "as_of"},
    {"quorum", "times", "study_min.党史"},
    {"head"}};

Surroundings around() {
    static const std::map<std::string, Operand, std::less<>> values{
        {"type", Choices{{"party_group", "study"}}},
        {"present", Decimal::whole(4)},
        {"due", Decimal::whole(7)},
        {"closed_on", PartialDate::parse("2021-06").value()},
        {"as_of", PartialDate::parse("2021-06-30").value()},
        {"speaking",
         People{{{"甲", PersonId{1}, false, ""}, {"乙", PersonId{2}, false, ""}}, {}, {}}},
    };
    Surroundings s;
    s.name = [](std::string_view name) {
        auto at = values.find(name);
        return at == values.end() ? Operand{None{}} : at->second;
    };
    s.parameter = [](std::string_view id) -> Operand {
        return id == "quorum" ? Operand{std::string("实到 ≥ 应到×2/3")}
                              : Operand{Decimal::whole(3)};
    };
    s.in_group = [](PersonId person, std::string_view) { return person.value == 2; };
    return s;
}

bool holds(std::string_view text) {
    auto parsed = Expression::parse(text, vocabulary);
    EXPECT_TRUE(parsed) << text << ": " << parsed.error().message.en;
    return parsed && parsed->holds(around());
}

std::string refusal(std::string_view text) {
    auto parsed = Expression::parse(text, vocabulary);
    EXPECT_FALSE(parsed) << text;
    return parsed ? "" : parsed.error().message.en;
}

TEST(Expression, ComparesNumbersChoicesAndDates) {
    EXPECT_TRUE(holds("type = 'study' and present * 2 > due"));
    EXPECT_FALSE(holds("present * 3 >= due * 2"));
    EXPECT_TRUE(holds("type in ('lecture', 'study')"));
    EXPECT_TRUE(holds("not type = 'lecture' or false"));
    EXPECT_TRUE(holds("present + 3 = due and due - 3 = present"));
    EXPECT_TRUE(holds(""));
}

TEST(Expression, NothingIsTrueOfWhatIsNotThere) {
    EXPECT_FALSE(holds("deadline < as_of"));
    EXPECT_FALSE(holds("deadline >= as_of"));
    EXPECT_FALSE(holds("known(deadline)"));
    EXPECT_FALSE(holds("deadline != as_of"));
}

TEST(Expression, PartialDatesCompareOnlyWhenCertain) {
    EXPECT_TRUE(holds("closed_on <= as_of"));
    EXPECT_FALSE(holds("closed_on < as_of"));
    EXPECT_TRUE(holds("years_after(closed_on, 1) > as_of"));
    EXPECT_FALSE(holds("closed_on != as_of"));
    EXPECT_FALSE(holds("closed_on = as_of"));
    EXPECT_TRUE(holds("years_after(closed_on, 1) != as_of"));
}

TEST(Expression, AsksForThePlaceOfThePerson) {
    EXPECT_TRUE(holds("in_group(last(speaking), 'head')"));
    EXPECT_FALSE(holds("in_group(first(speaking), 'head')"));
    EXPECT_TRUE(holds("any_in_group(speaking, 'head') and count(speaking) = 2"));
    EXPECT_FALSE(holds("one_person(speaking)"));
}

TEST(Expression, TakesPeopleAway) {
    EXPECT_TRUE(holds("count(without(speaking, first(speaking))) = count(speaking) - 1"));
    EXPECT_TRUE(holds("not shares_person(without(speaking, first(speaking)), first(speaking))"));
    EXPECT_FALSE(holds("known(without(speaking, speaking))"));
    EXPECT_TRUE(holds("count(without(speaking, deadline)) = count(speaking)"));
    EXPECT_FALSE(holds("known(without(deadline, speaking))"));
}

TEST(Expression, ARightIsThereUntilItsDay) {
    EXPECT_TRUE(holds("until(as_of) = as_of"));
    EXPECT_TRUE(holds("known(until(days_after(as_of, 1)))"));
    EXPECT_FALSE(holds("known(until(days_after(as_of, 0 - 1)))"));
}

TEST(Expression, ReadsShareRules) {
    EXPECT_FALSE(holds("share($quorum, present, due)"));
    EXPECT_TRUE(holds("share('实到 > 应到/2', present, due)"));
    EXPECT_FALSE(holds("share('实到 > 应到/2', 3, 6)"));
    EXPECT_TRUE(holds("share('实到 ≥ 应到/2', 3, 6)"));
}

TEST(Expression, NamesTheNearestRightWord) {
    EXPECT_THAT(refusal("tpye = 'x'"), testing::HasSubstr("did you mean 'type'"));
    EXPECT_THAT(refusal("present > $tims"), testing::HasSubstr("did you mean 'times'"));
    EXPECT_THAT(refusal("in_group(speaking, 'haed')"), testing::HasSubstr("did you mean 'head'"));
    EXPECT_THAT(refusal("knwon(type)"), testing::HasSubstr("did you mean 'known'"));
    EXPECT_THAT(refusal("present >"), testing::HasSubstr("character 10"));
    EXPECT_THAT(refusal("present > 1 due"), testing::HasSubstr("unexpected 'due'"));
    EXPECT_THAT(refusal("type = 'x"), testing::HasSubstr("cannot be read"));
    EXPECT_THAT(refusal("(present > 1"), testing::HasSubstr("missing ')'"));
}

}  // namespace
}  // namespace luze::norms
