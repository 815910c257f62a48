// Reminders on the pack that we ship: each says whose duty it is, and is its own day in a calendar.
#include <set>

#include "ops/manage_tokens.h"
#include "ops/shipped_test_kit.h"
#include "ops/show_reminders.h"

namespace luze::ops {
namespace {

using testing::HasSubstr;

class RemindersByRules : public ByTheRules {};
INSTANTIATE_TEST_SUITE_P(Rules, RemindersByRules, testing::Values(store::Engine::sqlite));

TEST_P(RemindersByRules, TheOfficeIsToldOfEachBranchByName) {
    for (const char* branch : {"第一党支部", "第二党支部"}) {
        enter("person", "",
              {{"name", std::string("某") + branch},
               {"department", "计划财务科"},
               {"branch", branch},
               {"political_status", "中共党员"},
               {"joined", "2015-01-05"}},
              "金鹏毅");
    }
    enter("meeting", "record", {{"type", "党组会"}, {"date", iso(-1)}, {"topic", "例会"}}, "秦雨");
    const int last = 7;  // of January
    const Date at = day(last).day_at(480);
    auto mine = reminders_for(*desk_, desk_->person("秦雨").value(), as("秦雨"), at);
    std::string said = canonical(reminders_json(*desk_, mine, at));
    EXPECT_THAT(said, HasSubstr("支委会 · 第一党支部 · 2022年1月"));
    EXPECT_THAT(said, HasSubstr("支委会 · 第二党支部 · 2022年1月"));
    auto secret = issue_calendar(*desk_, as("秦雨"), day(last));
    ASSERT_TRUE(secret);
    std::string feed = calendar_of(*desk_, *secret, day(last)).value();
    std::multiset<std::string> uids;
    for (std::size_t from = feed.find("UID:"); from != std::string::npos;
         from = feed.find("UID:", from + 1)) {
        uids.insert(feed.substr(from, feed.find("DTSTAMP", from) - from));
    }
    EXPECT_GT(uids.size(), 2U);
    for (const std::string& uid : uids) {
        EXPECT_EQ(uids.count(uid), 1U) << uid;
    }
}

}  // namespace
}  // namespace luze::ops
