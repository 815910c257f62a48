// Problems and the letters about them, where somebody goes the wrong way: on the pack that we ship.
#include "casework/ladder.h"
#include "casework/ownership.h"
#include "ops/attach_evidence.h"
#include "ops/change_record.h"
#include "ops/decide_rung.h"
#include "ops/hand_out_document.h"
#include "ops/shipped_test_kit.h"
#include "ops/show_reminders.h"

namespace luze::ops {
namespace {

using testing::HasSubstr;
using testing::Not;

class Mending : public ByTheRules {
protected:
    void SetUp() override {
        ByTheRules::SetUp();
        give_discipline("秦雨");
    }
    void attach(RecordId id, const std::string& text, const char* who, int when) {
        auto done = attach_evidence(*desk_, {id, "a.txt", text}, as(who), day(when));
        EXPECT_TRUE(done) << done.error().message.zh;
    }
    RecordId relapsed() {
        RecordId id = assigned(20);
        EXPECT_EQ(take(id, "ask_extension", "崔敏慧", {{"until", iso(30)}, {"reason", "票"}}, 1),
                  "");
        EXPECT_EQ(take(id, "refuse_to_mend", "石思", {{"ground", "当面拒绝"}}, 1), "");
        attach(id, "照片", "崔敏慧", 2);
        EXPECT_EQ(take(id, "submit", "崔敏慧", {{"progress", "已改"}}, 2), "");
        EXPECT_EQ(take(id, "close", "秦雨", {}, 3), "");
        EXPECT_EQ(take(id, "relapse", "秦雨", {{"finding", "又缺"}}, 60), "");
        EXPECT_EQ(take(id, "assign", "石思", {{"deadline", iso(90)}}, 61), "");
        return id;
    }
    RecordId imported(const Typed& values) {
        auto made =
            record_draft(*desk_, {"problem", "raise", std::nullopt, values}, as("秦雨"), day(0));
        EXPECT_TRUE(made) << made.error().message.zh;
        Json::Object body{{"form", "problem"}, {"fields", made->body["fields"]}};
        auto first = desk_->append({{kinds::record, "import", std::move(body)}}, day(0));
        return RecordId{first.value()};
    }
    PersonId owner(RecordId id, int when) const {
        const Date on = day(when).day_at(480);
        return casework::owner_of(desk_->context(on), desk_->book().records.at(id), on).person;
    }
    PersonId named(const char* name) const { return desk_->person(name).value(); }
};
INSTANTIATE_TEST_SUITE_P(Rules, Mending, testing::Values(store::Engine::sqlite));

TEST_P(Mending, ADayThatIsWrittenIsKept) {
    RecordId batch =
        enter("batch", "receive",
              {{"title", "审计反馈"}, {"source", "审计"}, {"received_on", iso(-9)}}, "秦雨");
    EXPECT_EQ(field(batch, "received_on"), iso(-9));
    EXPECT_EQ(field(enter("batch", "receive", {{"title", "巡察"}, {"source", "区委巡察"}}, "秦雨"),
                    "received_on"),
              iso(0));
}

TEST_P(Mending, AReportOfABatchIsOfOneDay) {
    RecordId batch = enter("batch", "receive", {{"title", "审计反馈"}, {"source", "审计"}}, "秦雨");
    ASSERT_EQ(take(batch, "report", "秦雨", {{"text", "已改一半"}}, 10), "");
    DocumentWish wish;
    wish.kind = "batch";
    wish.record = batch;
    wish.type = FileType::html;
    auto file = hand_out_document(*desk_, wish, 2022, as("秦雨"), day(40));
    ASSERT_TRUE(file) << file.error().message.zh;
    EXPECT_THAT(file->bytes, HasSubstr("到2022年3月5日"));
    EXPECT_THAT(file->bytes, HasSubstr(">2022年3月5日<"));
    EXPECT_THAT(file->bytes, Not(HasSubstr("2022年2月3日")));
}

TEST_P(Mending, AStepThatOnlySaysSomethingSaysIt) {
    RecordId id = assigned(20);
    ASSERT_EQ(take(id, "start", "崔敏慧", {{"progress", "已着手"}}, 1), "");
    EXPECT_EQ(take(id, "progress", "崔敏慧", {}, 2), "“报告进展”要填写“进展”");
    EXPECT_EQ(take(id, "hand_over", "石思", {{"reason", "分工"}}, 2), "“移交责任人”要填写“责任人”");
    attach(id, "照片", "崔敏慧", 2);
    EXPECT_EQ(take(id, "submit", "崔敏慧", {}, 2), "") << "its progress is known";
}

TEST_P(Mending, ANewRoundBeginsAnew) {
    RecordId id = relapsed();
    EXPECT_EQ(field(id, "extension_asked"), "");
    EXPECT_EQ(take(id, "grant_extension", "石思", {}, 62), "没有待批的延期申请");
    EXPECT_TRUE(open_proposals(*desk_, as("姜鸣"), day(62).day_at(480)).empty())
        << "who refused once has not refused again";
    EXPECT_THAT(take(id, "submit", "崔敏慧", {{"progress", "又改"}}, 62), HasSubstr("附佐证"))
        << "the evidence is that of the first round";
    attach(id, "新照片", "崔敏慧", 62);
    EXPECT_EQ(take(id, "submit", "崔敏慧", {{"progress", "又改"}}, 62), "");
    EXPECT_EQ(take(id, "close", "秦雨", {}, 63), "");
}

TEST_P(Mending, WhoIsToldToTurnElsewhereIsNotSentToThemselves) {
    RecordId id = assigned(20, "石思");
    attach(id, "照片", "石思", 1);
    ASSERT_EQ(take(id, "submit", "石思", {{"progress", "已改"}}, 1), "");
    std::string why = take(id, "close", "石思", {}, 1);
    EXPECT_THAT(why, HasSubstr("可以办的是纪检机构（秦雨）、党组书记（姜鸣）"));
    EXPECT_THAT(why, Not(HasSubstr("责任领导（石思）")));
}

TEST_P(Mending, WhoeverDoesNotSayWhoTheyAreIsAsked) {
    auto taken =
        take_step(*desk_, {raised(), "assign", std::nullopt, {}, 0}, {{}, "keeper", true}, day(0));
    ASSERT_FALSE(taken);
    EXPECT_THAT(taken.error().message.zh, HasSubstr("--as"));
}

TEST_P(Mending, NobodyPutsTheirOwnProblemAway) {
    RecordId id = assigned(5, "石思");
    RecordId other = assigned(50);
    EXPECT_THAT(take(id, "merge", "石思", {{"into", written(other)}}, 6),
                HasSubstr("不能由责任人本人（石思）"));
    EXPECT_EQ(take(raised(), "split", "石思", {{"parts", "只有一项"}}), "拆分至少要拆成两项");
}

TEST_P(Mending, WhatAStepWouldWriteIsCorrectedByWhoMayTakeIt) {
    RecordId id = imported({{"source", "自查"},
                            {"description", "账实不符"},
                            {"department", "计划财务科"},
                            {"leader", "石思"}});
    ASSERT_TRUE(correct_record(*desk_, id, {{"owner", "崔敏慧"}}, as("石思"), day(0)));
    auto own = correct_record(*desk_, id, {{"closed_on", iso(-3)}}, as("崔敏慧"), day(0));
    ASSERT_FALSE(own);
    EXPECT_EQ(own.error().kind, ErrorKind::refused);
    EXPECT_THAT(own.error().message.zh, HasSubstr("“销号时间”"));
    EXPECT_THAT(own.error().message.zh, HasSubstr("秦雨"));
    EXPECT_FALSE(correct_record(*desk_, id, {{"deadline", iso(99)}}, as("崔敏慧"), day(0)));
    EXPECT_FALSE(withdraw_record(*desk_, id, "不是问题", as("崔敏慧"), day(0)));
    EXPECT_TRUE(correct_record(*desk_, id, {{"remark", "补"}}, as("崔敏慧"), day(0)));
    EXPECT_TRUE(correct_record(*desk_, id, {{"closed_on", iso(-3)}}, as("秦雨"), day(0)));
    EXPECT_TRUE(withdraw_record(*desk_, id, "重复", as("秦雨"), day(0)));
}

TEST_P(Mending, ALetterSaysOnlyWhatHappened) {
    RecordId id = assigned(20);
    ASSERT_EQ(take(id, "refuse_to_mend", "石思", {{"ground", "当面拒绝"}}, 1), "");
    auto proposal = [&](int when) {
        const Date on = day(when).day_at(480);
        auto all = casework::proposals(desk_->context(on), desk_->book().records.at(id));
        return all.empty() ? casework::Proposal{} : all.front();
    };
    EXPECT_EQ(proposal(2).rung->id, "reminder");
    EXPECT_EQ(proposal(2).ground.zh, "问题未整改，整改时限2022年2月13日，认定拒不整改");
    EXPECT_THAT(proposal(2).text, Not(HasSubstr("经")));
    EXPECT_THAT(proposal(25).ground.zh, HasSubstr("已逾期5天"));
    id = assigned(2);
    ASSERT_TRUE(decide_rung(*desk_, {id, "notice", "", "", ""}, as("石思"), day(5)));
    ASSERT_TRUE(decide_rung(*desk_, {id, "guidance", "", "", ""}, as("石思"), day(16)));
    EXPECT_THAT(proposal(27).text, HasSubstr("经督办通知、督查指导后仍未整改，已逾期25天"));
}

TEST_P(Mending, WhatAReviewMadeLighterIsClimbedFromThere) {
    RecordId id = assigned(2);
    for (auto [rung, when] : {std::pair("notice", 5), std::pair("guidance", 16)}) {
        ASSERT_TRUE(decide_rung(*desk_, {id, rung, "", "", ""}, as("石思"), day(when)));
    }
    RecordId letter = desk_->book().records.rbegin()->first;
    ASSERT_EQ(take(letter, "deliver", "秦雨", {{"how", "当面"}}, 16), "");
    ASSERT_EQ(take(letter, "ask_review", "崔敏慧", {{"reason", "不服"}}, 17), "");
    ASSERT_EQ(take(letter, "review", "秦雨", {{"level_after", "1"}, {"reason", "减轻"}}, 18), "");
    auto open = open_proposals(*desk_, as("石思"), day(30).day_at(480));
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0].rung->id, "guidance") << "the second rung does not stand";
}

TEST_P(Mending, ALetterIsNotEndedWhileItsSubjectMayStillAsk) {
    RecordId id = assigned(2);
    RecordId letter = decide_rung(*desk_, {id, "notice", "", "", ""}, as("石思"), day(5)).value();
    ASSERT_EQ(take(letter, "deliver", "秦雨", {{"how", "当面"}}, 5), "");
    ASSERT_EQ(take(letter, "acknowledge", "崔敏慧", {}, 6), "");
    EXPECT_THAT(take(letter, "end", "秦雨", {{"result", "已改"}}, 35), HasSubstr("期限还没有过"));
    ASSERT_EQ(take(letter, "ask_review", "崔敏慧", {{"reason", "不服"}}, 35), "");
    ASSERT_EQ(take(letter, "review", "秦雨", {{"level_after", "1"}, {"reason", "属实"}}, 40), "");
    EXPECT_THAT(take(letter, "end", "秦雨", {{"result", "已改"}}, 55), HasSubstr("期限还没有过"));
    EXPECT_EQ(take(letter, "end", "秦雨", {{"result", "已改"}}, 56), "");
}

TEST_P(Mending, WhatTheHeadDoesNotMendIsReportedToTheSuperior) {
    RecordId id = raised_under("姜鸣", "秦雨");
    ASSERT_EQ(assign(id, "姜鸣", 2, "石思", "局长岗"), "");
    auto told = [&](const char* who, int when) {
        auto open = open_proposals(*desk_, as(who), day(when).day_at(480));
        return open.empty() ? std::string() : open.front().rung->id;
    };
    EXPECT_EQ(told("秦雨", 5), "notice");
    EXPECT_EQ(told("石思", 5), "");
    auto own = decide_rung(*desk_, {id, "notice", "", "", ""}, as("姜鸣"), day(5));
    ASSERT_FALSE(own);
    EXPECT_THAT(own.error().message.zh, HasSubstr("纪检机构（秦雨）"));
    ASSERT_TRUE(decide_rung(*desk_, {id, "notice", "", "", ""}, as("秦雨"), day(5)));
    EXPECT_EQ(told("秦雨", 14), "");
    EXPECT_EQ(told("秦雨", 15), "report_up");
    EXPECT_TRUE(decide_rung(*desk_, {id, "report_up", "", "", ""}, as("秦雨"), day(15)));
    EXPECT_EQ(told("秦雨", 40), "");
}

TEST_P(Mending, AReviewThatIsNotAnsweredDoesNotBarTheAppeal) {
    RecordId id = assigned(2);
    RecordId letter = decide_rung(*desk_, {id, "notice", "", "", ""}, as("石思"), day(5)).value();
    ASSERT_EQ(take(letter, "deliver", "秦雨", {{"how", "当面"}}, 5), "");
    ASSERT_EQ(take(letter, "ask_review", "崔敏慧", {{"reason", "不服"}}, 20), "");
    const Typed appeal{{"reason", "没有答复"}, {"to_whom", "区委"}};
    EXPECT_THAT(take(letter, "appeal", "崔敏慧", appeal, 50), HasSubstr("复核还在期限以内"));
    EXPECT_EQ(take(letter, "appeal", "崔敏慧", appeal, 51), "");
    EXPECT_EQ(state(letter, 51), "appealed");
}

TEST_P(Mending, ARungPutAsideIsProposedAgain) {
    RecordId id = assigned(2);
    ASSERT_TRUE(decline_rung(*desk_, id, "notice", "已口头督促", as("石思"), day(5)));
    auto open = [&](int when) { return open_proposals(*desk_, as("石思"), day(when).day_at(480)); };
    EXPECT_TRUE(open(14).empty());
    ASSERT_EQ(open(15).size(), 1U);
    EXPECT_EQ(open(15)[0].rung->id, "notice");
    EXPECT_EQ(open(15)[0].ground.zh,
              "整改时限2022年1月26日，已逾期13天，2022年1月29日未采取督办通知：已口头督促");
}

TEST_P(Mending, OneLooksBackNotTheDayAfter) {
    RecordId id = assigned(20);
    attach(id, "照片", "崔敏慧", 1);
    ASSERT_EQ(take(id, "submit", "崔敏慧", {{"progress", "已改"}}, 1), "");
    ASSERT_EQ(take(id, "close", "石思", {}, 2), "");
    EXPECT_EQ(take(id, "settle", "秦雨", {{"finding", "没有反弹"}}, 91),
              "销号后过了规定的天数才回头看，最早" + iso(92));
    EXPECT_EQ(take(id, "settle", "秦雨", {{"finding", "没有反弹"}}, 92), "");
    RecordId old = imported({{"source", "自查"},
                             {"description", "账实不符"},
                             {"department", "计划财务科"},
                             {"leader", "石思"}});
    ASSERT_TRUE(correct_record(*desk_, old, {{"closed_on", iso(-90)}}, as("秦雨"), day(0)));
    EXPECT_EQ(take(old, "settle", "秦雨", {{"finding", "没有反弹"}}, 0), "");
}

TEST_P(Mending, WhatIsLateIsToldOnce) {
    RecordId id = assigned(2);
    auto of = [&](const char* who, int when) {
        auto all = reminders_for(*desk_, named(who), as(who), day(when).day_at(480));
        std::erase_if(all, [&](const casework::Reminder& reminder) {
            return reminder.record != id && reminder.bearer.find(written(id)) == std::string::npos;
        });
        return all;
    };
    ASSERT_EQ(of("崔敏慧", 5).size(), 1U);
    EXPECT_TRUE(of("崔敏慧", 5)[0].late);
}

TEST_P(Mending, ARightThatNobodyUsedLapses) {
    RecordId id = assigned(2);
    RecordId letter = decide_rung(*desk_, {id, "notice", "", "", ""}, as("石思"), day(5)).value();
    ASSERT_EQ(take(letter, "deliver", "秦雨", {{"how", "当面"}}, 5), "");
    ASSERT_EQ(take(letter, "acknowledge", "崔敏慧", {}, 6), "");
    auto due = [&](int when) {
        auto at = desk_->context(day(when).day_at(480));
        return casework::state_of(at, desk_->book().records.at(letter))->due;
    };
    EXPECT_EQ(due(35), day(35).day_at(480));
    EXPECT_FALSE(due(36)) << "a right that nobody used is not late";
}

TEST_P(Mending, ThePostKeepsTheDutyOfWhoMovedAway) {
    RecordId id = assigned(50, "邓娜");
    EXPECT_EQ(owner(id, 1), named("邓娜")) << "of another department from the beginning";
    RecordId own = assigned(50);
    enter("movement", "",
          {{"person", "崔敏慧"},
           {"kind", "科室调整"},
           {"date", iso(10)},
           {"from", "计划财务科"},
           {"to", "办公室"}},
          "姜鸣", 10);
    EXPECT_EQ(owner(own, 9), named("崔敏慧"));
    EXPECT_EQ(owner(own, 11), named("石思")) << "the department has no other head: its leader";
    EXPECT_EQ(owner(id, 11), named("邓娜"));
    ASSERT_EQ(take(own, "hand_over", "石思", {{"owner", "崔敏慧"}, {"reason", "接着办"}}, 12), "");
    EXPECT_EQ(owner(own, 12), named("崔敏慧")) << "given again to whoever moved";
}

TEST_P(Mending, AMandateNamesARole) {
    auto made = enter_record(
        *desk_,
        {"mandate", "", std::nullopt, {{"person", "邓娜"}, {"role", "纪委"}, {"from", iso(0)}}},
        as("姜鸣"), day(0));
    ASSERT_FALSE(made);
    EXPECT_THAT(made.error().message.zh, HasSubstr("没有“纪委”这个角色"));
    EXPECT_THAT(made.error().message.zh, HasSubstr("纪检机构"));
}

}  // namespace
}  // namespace luze::ops
