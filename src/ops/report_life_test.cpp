// A yearly report from draft to issue, on the pack that we ship.
#include "ops/shipped_test_kit.h"

namespace luze::ops {
namespace {

using testing::HasSubstr;

class ReportLife : public ByTheRules {
protected:
    // An item that the party group has passed.
    RecordId decided(int noticed, int held) {
        RecordId of = meeting(held);
        RecordId id = item(of, "一般");
        EXPECT_EQ(take(of, "notify", "秦雨", {}, noticed), "");
        EXPECT_EQ(take(of, "open", "秦雨", {{"people", "姜鸣、石思、李栋、彭英、黄良"}}, held), "");
        pass(id, held);
        return id;
    }
};
INSTANTIATE_TEST_SUITE_P(Rules, ReportLife, testing::Values(store::Engine::sqlite));

TEST_P(ReportLife, WhatWasDecidedBeforeTheDraftDoesNotApproveIt) {
    RecordId before = decided(0, 4);
    auto made =
        enter_record(*desk_,
                     {"annual_report",
                      "draft",
                      std::nullopt,
                      {{"title", "年度报告"}, {"benchmark", "规定"}, {"period", "2021年度"}}},
                     as("秦雨"), day(6));
    ASSERT_TRUE(made);
    for (const char* name : {"姜鸣", "石思", "李栋", "彭英", "黄良"}) {
        ASSERT_EQ(take(*made, "see", name, {{"seen_by", name}}, 7), "");
    }
    EXPECT_THAT(take(*made, "approve", "秦雨", {{"agenda_item", written(before)}}, 8),
                HasSubstr("起草以前"));
    RecordId after = decided(8, 14);
    EXPECT_EQ(take(*made, "approve", "秦雨", {{"agenda_item", written(after)}}, 14), "");
}

}  // namespace
}  // namespace luze::ops
