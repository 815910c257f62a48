// What is asked of people ahead, the roster as a tree, and one's own page, on the pack we ship.
#include "ops/shipped_test_kit.h"
#include "ops/show_people.h"
#include "ops/show_person.h"
#include "ops/show_reminders.h"

namespace luze::ops {
namespace {

using testing::HasSubstr;
using testing::Not;

class PeopleByRules : public ByTheRules {};
INSTANTIATE_TEST_SUITE_P(Rules, PeopleByRules, testing::Values(store::Engine::sqlite));

TEST_P(PeopleByRules, WhatIsAskedAheadSaysHowItIsDone) {
    enter("meeting", "record", {{"type", "党组会"}, {"date", iso(-1)}, {"topic", "例会"}}, "秦雨");
    const Date at = day(7).day_at(480);
    auto week = reminders_for(*desk_, desk_->person("秦雨").value(), as("秦雨"), at);
    auto ahead = asked_of(*desk_, as("秦雨"), at, 6);
    EXPECT_GE(ahead.size(), week.size());
    const Json said = reminders_json(*desk_, ahead, at);
    for (const Json& item : *said.array()) {
        EXPECT_EQ(item["person"].text("name"), "秦雨");
        EXPECT_FALSE(item["form_name"].text("zh").empty() && item["subject"].is_null());
    }
    EXPECT_THAT(canonical(said), HasSubstr("\"values\":{\"type\":"));
    EXPECT_TRUE(asked_of(*desk_, Asker{}, at, 6).empty());
}

TEST_P(PeopleByRules, TheRosterIsSeenAsFarAsOneReaches) {
    const Date at = day(0).day_at(480);
    const Json whole = people_json(*desk_, as("秦雨"), at);
    EXPECT_EQ(whole["people"].array()->size(), desk_->roster().people().size());
    EXPECT_FALSE(whole["departments"].array()->empty());
    const Json nobody = people_json(*desk_, Asker{}, at);
    EXPECT_TRUE(nobody["people"].array()->empty());
    EXPECT_TRUE(nobody["departments"].array()->empty());
}

TEST_P(PeopleByRules, OnesOwnPageSaysHowToAnswer) {
    const Date at = day(0).day_at(480);
    const PersonId self = desk_->person("邓娜").value();
    auto own = person_json(*desk_, self, as("邓娜"), at);
    ASSERT_TRUE(own);
    EXPECT_THAT(canonical((*own)["answers"]), HasSubstr("\"form\":\"appeal\""));
    auto other = person_json(*desk_, self, as("石思"), at);
    ASSERT_TRUE(other);
    EXPECT_TRUE((*other)["answers"].is_null());
    EXPECT_THAT(canonical(*other), Not(HasSubstr("\"may\":")));
}

}  // namespace
}  // namespace luze::ops
