// What the public reads, on the pack that we ship: the text as it was last published.
#include "ops/public_notices.h"

#include "ops/change_record.h"
#include "ops/shipped_test_kit.h"

namespace luze::ops {
namespace {

using testing::HasSubstr;

class PublicNotices : public ByTheRules {
protected:
    void SetUp() override {
        ByTheRules::SetUp();
        id_ = enter("disclosure", "propose",
                    {{"item", "采购办法"},
                     {"department", "计划财务科"},
                     {"summary", "第一稿"},
                     {"formed_on", iso(0)}},
                    "秦雨");
    }
    void pass_review() {
        ASSERT_EQ(take(id_, "review", "邓娜", {{"secrecy_checked", "是"}, {"finding", "可"}}), "");
        ASSERT_EQ(take(id_, "approve", "石思"), "");
    }
    Notice read() {
        auto notices = public_notices(desk_->book(), desk_->pack(), day(1).day_at(480));
        EXPECT_EQ(notices.size(), 1U);
        return notices.empty() ? Notice{} : notices.front();
    }
    Result<void> correct(const char* field, const char* text) {
        return correct_record(*desk_, id_, {{field, text}}, as("秦雨"), day(0));
    }
    RecordId id_;
};
INSTANTIATE_TEST_SUITE_P(Rules, PublicNotices, testing::Values(store::Engine::sqlite));

TEST_P(PublicNotices, ANewVersionIsNotSeenUntilItIsPublished) {
    pass_review();
    ASSERT_EQ(take(id_, "publish", "秦雨", {{"url", "局网站"}}), "");
    ASSERT_EQ(take(id_, "revise", "秦雨",
                   {{"item", "采购办法（修改中）"}, {"new_text", "未审查"}, {"why", "补充"}}),
              "");
    EXPECT_EQ(read().summary, "第一稿");
    EXPECT_EQ(read().title, "采购办法");
    EXPECT_EQ(read().version, 1);
    pass_review();
    EXPECT_EQ(read().summary, "第一稿") << "approved is not published";
    ASSERT_EQ(take(id_, "republish", "秦雨"), "");
    EXPECT_EQ(read().summary, "未审查");
    EXPECT_EQ(read().title, "采购办法（修改中）");
    EXPECT_EQ(read().version, 2);
}

TEST_P(PublicNotices, WhatWasReviewedIsNotCorrectedBesideTheReview) {
    ASSERT_TRUE(correct("summary", "更正稿")) << "before the review it may be";
    pass_review();
    for (const char* field : {"summary", "item"}) {
        auto changed = correct(field, "未审查");
        ASSERT_FALSE(changed) << field;
        EXPECT_THAT(changed.error().message.zh, HasSubstr("用相应的步骤改"));
    }
    ASSERT_EQ(take(id_, "publish", "秦雨", {{"url", "局网站"}}), "");
    EXPECT_EQ(read().summary, "更正稿");
}

TEST_P(PublicNotices, WhatWasPublishedBeforeTheBookKeepsItsTitleWhileItIsRevised) {
    id_ = enter("disclosure", "record",
                {{"item", "部门预算"}, {"formed_on", iso(-9)}, {"published_on", iso(-8)}}, "秦雨");
    ASSERT_TRUE(correct("item", "2022年部门预算"));
    EXPECT_EQ(read().title, "2022年部门预算");
    ASSERT_EQ(take(id_, "revise", "秦雨", {{"new_text", "未审查"}, {"why", "补充"}}), "");
    EXPECT_EQ(read().title, "2022年部门预算");
    EXPECT_EQ(read().summary, "");
}

}  // namespace
}  // namespace luze::ops
