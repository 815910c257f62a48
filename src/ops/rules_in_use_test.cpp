// Reminders, the ladder, posts, plans, windows, the public: on the pack that we ship.
#include <algorithm>

#include "ops/adopt_pack.h"
#include "ops/attach_evidence.h"
#include "ops/authorise.h"
#include "ops/change_record.h"
#include "ops/decide_rung.h"
#include "ops/manage_tokens.h"
#include "ops/public_notices.h"
#include "ops/send_reminders.h"
#include "ops/set_parameter.h"
#include "ops/settle_window.h"
#include "ops/shipped_test_kit.h"
#include "ops/show_meeting.h"
#include "ops/show_plan.h"
#include "ops/show_posts.h"
#include "ops/show_talks.h"

namespace luze::ops {
namespace {

using testing::HasSubstr;
using testing::Not;

class InUse : public ByTheRules {
protected:
    void SetUp() override {
        ByTheRules::SetUp();
        give_discipline("秦雨");
    }
    Asker keeper() const { return {{}, "keeper", true}; }
    void give_address(const char* name, const char* address) {
        auto done = correct_record(*desk_, RecordId{desk_->person(name)->value},
                                   {{"email", address}}, as("姜鸣"), day(0));
        ASSERT_TRUE(done) << done.error().message.zh;
    }
    Mailer mailer() {
        return [this](const Mail& mail) -> Result<void> {
            sent_.push_back(mail);
            return {};
        };
    }
    // Ten in the morning, so many days on.
    static Instant morning(int days) { return Instant{day(days).ms - 2 * 3'600'000}; }

    std::vector<Mail> sent_;
};
INSTANTIATE_TEST_SUITE_P(Rules, InUse, testing::Values(store::Engine::sqlite));

TEST_P(InUse, OneDigestADayAndNeverAtNight) {
    assigned(3);
    assigned(4, "邓娜");
    give_address("崔敏慧", "cui@example.org");
    auto night = send_reminders(*desk_, mailer(), keeper(), Instant{day(0).ms + 11 * 3'600'000});
    ASSERT_FALSE(night);
    EXPECT_THAT(night.error().message.zh, HasSubstr("免打扰"));
    auto weekend = send_reminders(*desk_, mailer(), keeper(), morning(-1));
    ASSERT_FALSE(weekend);
    EXPECT_THAT(weekend.error().message.zh, HasSubstr("不是工作日"));
    auto others = send_reminders(*desk_, mailer(), as("姜鸣"), morning(0));
    EXPECT_FALSE(others);
    auto sent = send_reminders(*desk_, mailer(), keeper(), morning(0));
    ASSERT_TRUE(sent) << sent.error().message.zh;
    ASSERT_EQ(sent_.size(), 1U);
    EXPECT_EQ(sent_[0].to, "cui@example.org");
    EXPECT_THAT(sent_[0].text, HasSubstr("票据不全"));
    EXPECT_THAT(sent_[0].text, HasSubstr(iso(3)));
    EXPECT_THAT(sent->no_address, testing::Contains("邓娜"));
    auto again = send_reminders(*desk_, mailer(), keeper(), morning(0));
    ASSERT_TRUE(again);
    EXPECT_EQ(sent_.size(), 1U) << "nobody is told twice a day";
    EXPECT_EQ(again->before, 1);
    ASSERT_TRUE(send_reminders(*desk_, mailer(), keeper(), morning(1)));
    EXPECT_EQ(sent_.size(), 2U);
}

TEST_P(InUse, AMailThatFailsIsTriedAgain) {
    assigned(3);
    give_address("崔敏慧", "cui@example.org");
    Mailer broken = [](const Mail&) -> Result<void> {
        return fail(ErrorKind::io, "服务器不通", "no server");
    };
    auto failed = send_reminders(*desk_, broken, keeper(), morning(0));
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->failed.size(), 1U);
    ASSERT_TRUE(send_reminders(*desk_, mailer(), keeper(), morning(0)));
    EXPECT_EQ(sent_.size(), 1U);
}

TEST_P(InUse, ACalendarIsForWhoeverHasItsAddress) {
    assigned(3);
    std::string secret = issue_calendar(*desk_, as("崔敏慧"), day(0)).value();
    auto calendar = calendar_of(*desk_, secret, day(0));
    ASSERT_TRUE(calendar) << calendar.error().message.zh;
    EXPECT_THAT(*calendar, HasSubstr("BEGIN:VCALENDAR"));
    std::string date = iso(3);
    std::erase(date, '-');
    EXPECT_THAT(*calendar, HasSubstr("DTSTART;VALUE=DATE:" + date));
    EXPECT_THAT(*calendar, HasSubstr("票据不全"));
    // The secret opens nothing else, and a new one ends it.
    EXPECT_FALSE(
        authorise(*desk_, {secret, "", "", false, false, ""}, access::Right::see_own, "", day(0))
            .value());
    std::string next = issue_calendar(*desk_, as("崔敏慧"), day(1)).value();
    EXPECT_FALSE(calendar_of(*desk_, secret, day(1)));
    EXPECT_TRUE(calendar_of(*desk_, next, day(1)));
    EXPECT_FALSE(calendar_of(*desk_, "luze_guess", day(1)));
}

TEST_P(InUse, WhatIsRestrictedGoesOutAsANumberOnly) {
    RecordId sign = enter("sign", "notice", {{"person", "邓娜"}, {"sign", "酒局频繁"}}, "石思");
    std::string secret = issue_calendar(*desk_, as("石思"), day(0)).value();
    std::string calendar = calendar_of(*desk_, secret, day(0)).value();
    EXPECT_THAT(calendar, HasSubstr("#" + written(sign)));
    EXPECT_THAT(calendar, Not(HasSubstr("酒局")));
    EXPECT_FALSE(reminders_for(*desk_, {}, as("石思"), day(0).day_at(480)).empty());
    EXPECT_TRUE(reminders_for(*desk_, {}, as("崔敏慧"), day(0).day_at(480)).empty());
}

TEST_P(InUse, TheOwnerOfALetterIsWhoTheyArePromised) {
    RecordId id = assigned(2);
    auto early = decide_rung(*desk_, {id, "notice", "", "", ""}, as("石思"), day(1));
    ASSERT_FALSE(early);
    EXPECT_THAT(early.error().message.zh, HasSubstr("没有逾期"));
    auto wrong = decide_rung(*desk_, {id, "notice", "", "", ""}, as("李栋"), day(5));
    ASSERT_FALSE(wrong);
    EXPECT_THAT(wrong.error().message.zh, HasSubstr("责任领导（石思）"));
    auto typed = enter_record(
        *desk_, {"letter", "decide", std::nullopt, {{"person", "崔敏慧"}, {"text", "x"}}},
        as("姜鸣"), day(5));
    ASSERT_FALSE(typed);
    EXPECT_THAT(typed.error().message.zh, HasSubstr("督办阶梯"));
    auto letter =
        decide_rung(*desk_, {id, "notice", "", "", "云溪督〔2022〕1号"}, as("石思"), day(5));
    ASSERT_TRUE(letter) << letter.error().message.zh;
    EXPECT_EQ(field(*letter, "person"), "崔敏慧");
    EXPECT_THAT(field(*letter, "text"), HasSubstr("已逾期3天"));
    EXPECT_TRUE(open_proposals(*desk_, as("石思"), day(5).day_at(480)).empty());
    // Others do not know of it; its subject does, and may answer.
    EXPECT_FALSE(desk_->record(*letter, as("李栋"), day(5).day_at(480)));
    EXPECT_TRUE(desk_->record(*letter, as("崔敏慧"), day(5).day_at(480)));
    EXPECT_EQ(take(*letter, "deliver", "秦雨", {{"how", "当面"}}, 5), "");
    EXPECT_THAT(take(*letter, "ask_review", "崔敏慧", {{"reason", "x"}}, 36),
                HasSubstr("期限已过"));
    EXPECT_EQ(take(*letter, "ask_review", "崔敏慧", {{"reason", "x"}}, 35), "");
    EXPECT_THAT(take(*letter, "review", "石思", {{"level_after", "0"}, {"reason", "x"}}, 36),
                HasSubstr("不能由决定人本人"));
    EXPECT_EQ(take(*letter, "review", "姜鸣", {{"level_after", "0"}, {"reason", "x"}}, 36), "");
    EXPECT_EQ(take(*letter, "appeal", "崔敏慧", {{"reason", "x"}, {"to_whom", "区纪委"}}, 50), "");
    EXPECT_EQ(take(*letter, "extend_appeal", "秦雨", {{"reason", "x"}}, 60), "");
    EXPECT_THAT(take(*letter, "extend_appeal", "秦雨", {{"reason", "x"}}, 61), HasSubstr("一次"));
    EXPECT_EQ(field(*letter, "appeal_due"), iso(50 + 90));
}

TEST_P(InUse, LeaveAndActingTimeCountByTheRule) {
    RecordId id = enter("appointment", "take_post",
                        {{"post", "会计岗"},
                         {"department", "计划财务科"},
                         {"key_post", "是"},
                         {"person", "崔敏慧"},
                         {"from", "2018-06-01"}},
                        "金鹏毅");
    auto until = [&] {
        Json posts = posts_json(*desk_, keeper(), day(0).day_at(480));
        return posts.array()->empty() ? std::string() : posts.array()->front().text("until");
    };
    EXPECT_EQ(until(), "2023-05-31");
    Typed leave{{"leave_from", "2021-03-01"}, {"leave_to", "2021-03-31"}, {"reason", "脱产学习"}};
    EXPECT_EQ(take(id, "leave", "金鹏毅", leave), "");
    EXPECT_EQ(until(), "2023-05-31") << "leave counts unless the rules say otherwise";
    ASSERT_TRUE(set_parameter(*desk_, "tenure_counts_leave", "false", *Date::parse("2022-01-01"),
                              as("姜鸣"), day(0)));
    EXPECT_EQ(until(), "2023-07-01");
    EXPECT_EQ(take(id, "end_acting", "金鹏毅", {{"acting_until", "2018-11-30"}}), "");
    ASSERT_TRUE(set_parameter(*desk_, "tenure_counts_acting", "false", *Date::parse("2022-01-01"),
                              as("姜鸣"), day(0)));
    EXPECT_EQ(until(), "2023-12-31") << "from 2018-12-01, five years and 31 days of leave";
}

TEST_P(InUse, RulesAreChangedByThoseWhoKeepThem) {
    Date from = *Date::parse("2022-01-01");
    auto no = set_parameter(*desk_, "volunteer_min_per_member", "5", from, as("秦雨"), day(0));
    ASSERT_FALSE(no);
    EXPECT_THAT(no.error().message.zh, HasSubstr("姜鸣"));
    auto pack = shipped();
    pack["more.toml"] = "[[sharing]]\nid = \"x\"\nname = \"合开\"\nduties = [\"monthly_study\"]\n";
    EXPECT_FALSE(adopt_pack(*desk_, pack, from, as("秦雨"), day(0)));
    EXPECT_TRUE(adopt_pack(*desk_, pack, from, as("姜鸣"), day(0)));
    pack["more.toml"] = "[[sharing]]\nid = \"x\"\n";
    EXPECT_FALSE(adopt_pack(*desk_, pack, from, as("姜鸣"), day(0)));
}

TEST_P(InUse, NobodyPassesTheirWorkOnThroughAPost) {
    RecordId id = assigned(3);
    Typed post{
        {"post", "会计岗"}, {"department", "计划财务科"}, {"person", "邓娜"}, {"from", iso(0)}};
    auto own = enter_record(*desk_, {"appointment", "", std::nullopt, post}, as("崔敏慧"), day(0));
    ASSERT_FALSE(own);
    EXPECT_THAT(own.error().message.zh, HasSubstr("组织人事（金鹏毅）"));
    EXPECT_EQ(take(id, "start", "崔敏慧", {{"progress", "已开始"}}), "");
}

TEST_P(InUse, WhoSubmittedDoesNotCloseThoughAnotherOwnsItNow) {
    RecordId id = assigned(3, "石思");
    ASSERT_TRUE(attach_evidence(*desk_, {id, "a.txt", "照片"}, as("石思"), day(1)));
    ASSERT_EQ(take(id, "submit", "石思", {{"progress", "已改"}}, 1), "");
    ASSERT_EQ(take(id, "hand_over", "石思", {{"owner", "崔敏慧"}, {"reason", "分工"}}, 1), "");
    EXPECT_THAT(take(id, "close", "石思", {}, 2), HasSubstr("不能由报送人本人（石思）"));
    EXPECT_EQ(take(id, "close", "姜鸣", {}, 2), "");
}

TEST_P(InUse, ALeaderInChargeIsOfTheLeadingGroup) {
    RecordId id = raised_under("邓娜", "邓娜");
    ASSERT_EQ(assign(id, "崔敏慧", 3, "邓娜"), "");
    auto letter = decide_rung(*desk_, {id, "notice", "", "", ""}, as("邓娜"), day(5));
    ASSERT_FALSE(letter) << "named by themselves";
    EXPECT_THAT(letter.error().message.zh, HasSubstr("姜鸣"));
    ASSERT_TRUE(attach_evidence(*desk_, {id, "a.txt", "照片"}, as("崔敏慧"), day(5)));
    ASSERT_EQ(take(id, "submit", "崔敏慧", {{"progress", "已改"}}, 5), "");
    EXPECT_THAT(take(id, "close", "邓娜", {}, 5), HasSubstr("邓娜没有“销号”的权限"));
}

TEST_P(InUse, NobodyRaisesThemselvesThroughTheRoster) {
    auto own = correct_record(*desk_, RecordId{desk_->person("邓娜")->value},
                              {{"title", "党组书记"}}, as("邓娜"), day(0));
    ASSERT_FALSE(own);
    EXPECT_EQ(own.error().kind, ErrorKind::refused);
    EXPECT_THAT(own.error().message.zh, HasSubstr("党组书记（姜鸣）"));
    EXPECT_FALSE(
        enter_record(*desk_, {"person", "", std::nullopt, {{"name", "新人"}}}, as("邓娜"), day(0)));
    auto mandate = enter_record(
        *desk_,
        {"mandate", "", std::nullopt, {{"person", "邓娜"}, {"role", "head"}, {"from", iso(0)}}},
        as("邓娜"), day(0));
    EXPECT_FALSE(mandate);
}

TEST_P(InUse, WhatIsWrittenIsCorrectedByThoseWhoMayWriteIt) {
    RecordId id = assigned(3);
    auto other = correct_record(*desk_, id, {{"description", "没有问题"}}, as("邓娜"), day(0));
    ASSERT_TRUE(other) << "of the office: it raises problems";
    auto owner = correct_record(
        *desk_, enter("problem", "raise", {{"source", "自查"}, {"description", "x"}}, "秦雨"),
        {{"description", "y"}}, {{}, "tester"}, day(0));
    EXPECT_FALSE(owner);
    auto letter = decide_rung(*desk_, {id, "notice", "", "", ""}, as("石思"), day(5));
    ASSERT_TRUE(letter);
    auto changed = correct_record(*desk_, *letter, {{"text", "轻一点"}}, as("石思"), day(5));
    ASSERT_FALSE(changed);
    EXPECT_THAT(changed.error().message.zh, HasSubstr("不再更正"));
    EXPECT_FALSE(withdraw_record(*desk_, *letter, "x", as("石思"), day(5)));
}

TEST_P(InUse, AMissedDutyBecomesAProblemInOneStep) {
    enter("meeting", "record", {{"type", "每月学习会"}, {"date", "2021-11-05"}, {"topic", "学习"}},
          "秦雨");
    WindowWish window{
        "monthly_study", "unit:bureau", {*Date::parse("2021-12-01"), *Date::parse("2021-12-31")}};
    auto raised = raise_from_duty(*desk_, window, {{"leader", "石思"}}, as("秦雨"), day(0));
    ASSERT_TRUE(raised) << raised.error().message.zh;
    EXPECT_THAT(field(*raised, "description"), HasSubstr("每月学习会未完成"));
    EXPECT_EQ(state(*raised, 0), "raised");
    window.window = {*Date::parse("2021-11-01"), *Date::parse("2021-11-30")};
    auto met = raise_from_duty(*desk_, window, {}, as("秦雨"), day(0));
    ASSERT_FALSE(met);
    EXPECT_THAT(met.error().message.zh, HasSubstr("没有什么要整改"));
    auto waived = waive_window(*desk_, window, "停电", as("秦雨"), day(0));
    ASSERT_FALSE(waived);
    EXPECT_THAT(waived.error().message.zh, HasSubstr("姜鸣"));
}

TEST_P(InUse, AMeetingHeldLaterMakesUpTheMonthWhenTheOfficeSaysSo) {
    enter("meeting", "record", {{"type", "每月学习会"}, {"date", "2021-10-05"}, {"topic", "学习"}},
          "秦雨");
    RecordId later =
        enter("meeting", "record",
              {{"type", "每月学习会"}, {"date", "2021-12-05"}, {"topic", "补学"}}, "秦雨");
    WindowWish window{
        "monthly_study", "unit:bureau", {*Date::parse("2021-11-01"), *Date::parse("2021-11-30")}};
    auto other = link_record(*desk_, later, window, as("李栋"), day(0));
    ASSERT_FALSE(other);
    EXPECT_THAT(other.error().message.zh, HasSubstr("办公室（秦雨"));
    RecordId wrong = enter("task", "receive", {{"item", "x"}, {"deadline", iso(5)}}, "秦雨");
    EXPECT_FALSE(link_record(*desk_, wrong, window, as("秦雨"), day(0)));
    ASSERT_TRUE(link_record(*desk_, later, window, as("秦雨"), day(0)));
    auto missed = raise_from_duty(*desk_, window, {}, as("秦雨"), day(0));
    ASSERT_FALSE(missed);
    EXPECT_THAT(missed.error().message.zh, HasSubstr("补"));
}

TEST_P(InUse, AYearIsPlannedFromWhatIsOwed) {
    enter("meeting", "record", {{"type", "每月学习会"}, {"date", "2021-11-05"}, {"topic", "学习"}},
          "秦雨");
    // With the first plan the ledger of plans begins, and plans are owed as well.
    for (int i = 0; i < 2; ++i) {
        auto plan = draft_plan(*desk_, 2022, "party_work", as("秦雨"), day(0));
        ASSERT_TRUE(plan) << plan.error().message.zh;
    }
    Json lines = plan_json(*desk_, 2022, keeper(), day(0).day_at(480));
    ASSERT_FALSE(lines["items"].array()->empty());
    std::string before;
    for (const Json& line : *lines["items"].array()) {
        EXPECT_FALSE(line["item"].is_null()) << line.text("duty");
        EXPECT_LE(before, line.text("by"));
        EXPECT_LE(line.text("by"), line.text("to"));
        before = line.text("by");
    }
    auto again = draft_plan(*desk_, 2022, "party_work", as("秦雨"), day(0));
    ASSERT_FALSE(again);
    EXPECT_THAT(again.error().message.zh, HasSubstr("没有还要列入计划"));
    const Json& first = lines["items"].array()->front();
    RecordId item{first.number("item")};
    EXPECT_THAT(take(item, "move", "秦雨", {{"new_date", iso(-3)}, {"why", "x"}}),
                HasSubstr("过去"));
    EXPECT_EQ(take(item, "move", "秦雨", {{"new_date", iso(20)}, {"why", "主讲人出差"}}), "");
    Json moved = plan_json(*desk_, 2022, keeper(), day(0).day_at(480));
    auto at = std::ranges::find_if(*moved["items"].array(), [&](const Json& line) {
        return line.number("item") == item.value;
    });
    ASSERT_NE(at, moved["items"].array()->end());
    EXPECT_EQ(at->text("reason"), "主讲人出差");
    EXPECT_EQ(at->text("by"), iso(20));
}

TEST_P(InUse, ThePublicReadsWhatIsPublishedAndIsAnswered) {
    RecordId id = enter("disclosure", "propose",
                        {{"item", "采购办法"},
                         {"department", "计划财务科"},
                         {"summary", "办法全文"},
                         {"formed_on", iso(0)}},
                        "秦雨");
    auto notices = [&](int when) {
        return public_notices(desk_->book(), desk_->pack(), day(when).day_at(480));
    };
    EXPECT_TRUE(notices(1).empty());
    EXPECT_FALSE(take_opinion(*desk_, id, "很好", day(1))) << "not public yet";
    EXPECT_EQ(take(id, "review", "邓娜", {{"secrecy_checked", "是"}, {"finding", "可"}}), "");
    EXPECT_EQ(take(id, "approve", "石思"), "");
    EXPECT_EQ(take(id, "publish", "秦雨", {{"url", "局网站"}}, 1), "");
    ASSERT_EQ(notices(1).size(), 1U);
    EXPECT_EQ(notices(1)[0].title, "采购办法");
    EXPECT_FALSE(take_opinion(*desk_, id, "  ", day(2)));
    EXPECT_FALSE(take_opinion(*desk_, id, std::string(9'000, 'x'), day(2)));
    ASSERT_TRUE(take_opinion(*desk_, id, "<b>请写明标准</b>", day(2)));
    RecordId opinion = desk_->book().records.rbegin()->first;
    EXPECT_EQ(take(opinion, "reply", "秦雨", {{"reply", "标准见附件"}}, 3), "");
    ASSERT_EQ(notices(3)[0].replies.size(), 1U);
    EXPECT_EQ(notices(3)[0].replies[0], "标准见附件");
}

TEST_P(InUse, TalksAreSeenByPairAndNotByWhatWasSaid) {
    enter("talk", "record",
          {{"type", "谈心谈话"},
           {"talker", "石思"},
           {"person", "邓娜"},
           {"date", iso(0)},
           {"summary", "秘密"}},
          "石思");
    Json talks = talks_json(*desk_, 2022, as("崔敏慧"), day(0).day_at(480));
    EXPECT_THAT(canonical(talks), Not(HasSubstr("秘密")));
    EXPECT_THAT(canonical(talks), Not(HasSubstr("talker")))
        << "who talked is for those who may read it";
    EXPECT_THAT(canonical(talks_json(*desk_, 2022, as("石思"), day(0).day_at(480))),
                HasSubstr("talker"));
    Json hers = talks_json(*desk_, 2022, as("邓娜"), day(0).day_at(480));
    EXPECT_EQ(hers.array()->back()["person"].text("name"), "邓娜")
        << "those not talked with come first";
}

TEST_P(InUse, ABatchCountsItsProblemsAndAMeetingItsViolations) {
    RecordId batch =
        enter("batch", "receive", {{"title", "区委巡察反馈"}, {"source", "区委巡察"}}, "秦雨");
    for (int i = 0; i < 3; ++i) {
        enter("problem", "raise",
              {{"source", "区委巡察"},
               {"description", "第" + std::to_string(i) + "项"},
               {"batch", written(batch)}},
              "秦雨");
    }
    EXPECT_FALSE(batch_json(*desk_, assigned(3), as("姜鸣"), day(0).day_at(480)));
    auto json = batch_json(*desk_, batch, as("姜鸣"), day(0).day_at(480));
    ASSERT_TRUE(json);
    EXPECT_EQ(json->number("of"), 3);
    EXPECT_EQ((*json)["by_state"].number("raised"), 3);
    EXPECT_THAT(take(batch, "sum_up", "姜鸣", {{"text", "x"}}, 1), HasSubstr("还不能"));
    EXPECT_EQ(take(batch, "continue", "姜鸣", {{"text", "x"}}, 80), "");
    EXPECT_THAT(take(batch, "sum_up", "姜鸣", {{"text", "x"}}, 90), HasSubstr("总结报告"));
    RecordId held =
        enter("meeting", "record",
              {{"type", "党组会"}, {"date", iso(-3)}, {"topic", "x"}, {"chair", "姜鸣"}}, "秦雨");
    RecordId item = enter("agenda_item", "record",
                          {{"meeting", written(held)},
                           {"date", iso(-3)},
                           {"topic", "任免"},
                           {"category", "干部任免"},
                           {"due", "5"},
                           {"present", "3"},
                           {"votes_for", "2"},
                           {"votes_against", "1"},
                           {"votes_abstained", "0"},
                           {"decision", "通过"}},
                          "秦雨");
    EXPECT_TRUE(item);
    auto meeting = meeting_json(*desk_, held, as("姜鸣"), day(0).day_at(480));
    ASSERT_TRUE(meeting) << meeting.error().message.zh;
    EXPECT_EQ((*meeting)["items"].array()->size(), 1U);
    EXPECT_THAT(canonical((*meeting)["violations"]), HasSubstr("quorum"));
}

}  // namespace
}  // namespace luze::ops
