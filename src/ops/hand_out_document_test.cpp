// Who has which ledger, on the pack that we ship.
#include "ops/hand_out_document.h"

#include "ops/shipped_test_kit.h"

namespace luze::ops {
namespace {

class HandOut : public ByTheRules {};
INSTANTIATE_TEST_SUITE_P(Rules, HandOut, testing::Values(store::Engine::sqlite));

TEST_P(HandOut, ALedgerOfTalksIsForThoseWhoReadAllOfThem) {
    enter("mandate", "", {{"person", "金鹏毅"}, {"role", "discipline"}, {"from", "2022-01-01"}},
          "姜鸣");
    enter("talk", "record",
          {{"type", "谈心谈话"}, {"talker", "石思"}, {"person", "邓娜"}, {"date", iso(0)}}, "石思");
    DocumentWish wish;
    wish.kind = "ledger.talk";
    wish.type = FileType::xlsx;
    auto may = [&](const char* name) {
        return hand_out_document(*desk_, wish, 2022, as(name), day(1)).has_value();
    };
    EXPECT_TRUE(may("金鹏毅")) << "the discipline office reads every talk";
    EXPECT_FALSE(may("石思")) << "who held one reads that one";
    EXPECT_FALSE(may("秦雨"));
}

}  // namespace
}  // namespace luze::ops
