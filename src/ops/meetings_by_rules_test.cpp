// The party group's meeting, an appointment and a disclosure, on the pack that we ship: what the
// rules allow is taken, what they forbid is refused with a sentence.
#include "ops/change_record.h"
#include "ops/hand_out_document.h"
#include "ops/set_parameter.h"
#include "ops/shipped_test_kit.h"
#include "ops/show_meeting.h"

namespace luze::ops {
namespace {

using testing::HasSubstr;

INSTANTIATE_TEST_SUITE_P(Rules, ByTheRules, testing::Values(store::Engine::sqlite));

TEST_P(ByTheRules, NoticeAndQuorum) {
    RecordId id = meeting(3);
    EXPECT_THAT(take(id, "notify", "秦雨", {}, 2), HasSubstr("通知不够提前"));
    EXPECT_THAT(take(id, "open", "秦雨", {{"people", "姜鸣"}}, 3), HasSubstr("还不能“开会”"));
    EXPECT_EQ(take(id, "notify", "秦雨"), "");
    EXPECT_EQ(take(id, "ask_leave", "黄良", {{"absent", "黄良"}, {"reason", "出差"}}, 1), "");
    EXPECT_THAT(take(id, "open", "秦雨", {{"people", "姜鸣、石思、彭英"}}, 2),
                HasSubstr("不是通知的会议日期"));
    EXPECT_THAT(take(id, "open", "秦雨", {{"people", "姜鸣、石思、秦雨"}}, 3),
                HasSubstr("到会人数不够"));
    EXPECT_EQ(take(id, "open", "秦雨", {{"people", "姜鸣、石思、彭英"}, {"absent", "李栋"}}, 3),
              "");
    EXPECT_EQ(take(id, "close", "秦雨", {}, 3), "");
    EXPECT_EQ(field(id, "due"), "5");
    EXPECT_EQ(field(id, "present"), "3");
    EXPECT_EQ(field(id, "date"), iso(3));
    EXPECT_THAT(take(id, "make_up", "秦雨", {{"made_up", "石思"}}, 4), HasSubstr("只有缺席的人"));
    EXPECT_EQ(take(id, "make_up", "秦雨", {{"made_up", "黄良"}}, 4), "");
    EXPECT_EQ(take(id, "minutes", "秦雨", {{"content", "议定一项。"}}, 4), "");
    EXPECT_EQ(state(id, 4), "minuted");
}

TEST_P(ByTheRules, TheChairSpeaksLastAndVotesAddUp) {
    RecordId held = meeting(3);
    RecordId id = item(held, "一般");
    RecordId post = item(held, "干部任免");
    open(held, 3, "姜鸣、石思、彭英");
    EXPECT_THAT(take(post, "take_up", "秦雨", {}, 3), HasSubstr("不到规定比例"));
    EXPECT_EQ(take(id, "take_up", "秦雨", {}, 3), "");
    EXPECT_THAT(take(post, "take_up", "秦雨", {}, 3), HasSubstr("一次只议一项"));
    auto speak = [&](const char* name) {
        return take(id, "speak", "秦雨", {{"speaking_order", name}}, 3);
    };
    EXPECT_EQ(speak("石思"), "");
    EXPECT_THAT(speak("石思"), HasSubstr("已经就本议题发过言"));
    EXPECT_THAT(speak("姜鸣"), HasSubstr("主持人要末位表态"));
    EXPECT_THAT(speak("秦雨"), HasSubstr("没有到会，或者回避、列席"));
    EXPECT_THAT(speak("黄良"), HasSubstr("没有到会"));
    EXPECT_THAT(take(id, "vote", "秦雨", {{"in_favour", "姜鸣、石思、彭英"}}, 3),
                HasSubstr("主持人还没有表态"));
    EXPECT_EQ(speak("彭英"), "");
    EXPECT_EQ(speak("姜鸣"), "");
    EXPECT_THAT(take(id, "vote", "秦雨", {{"in_favour", "姜鸣、石思"}}, 3),
                HasSubstr("没有表态的记弃权"));
    EXPECT_THAT(
        take(id, "vote", "秦雨", {{"in_favour", "姜鸣、石思、彭英"}, {"opposed", "黄良"}}, 3),
        HasSubstr("票数多于"));
    Typed ballots = {
        {"votes_for", "3"}, {"votes_against", "0"}, {"votes_abstained", "0"}, {"tellers", "秦雨"}};
    EXPECT_THAT(take(id, "ballot", "秦雨", ballots, 3), HasSubstr("要两个人"));
    EXPECT_EQ(take(id, "vote", "秦雨", {{"in_favour", "姜鸣、石思"}, {"opposed", "彭英"}}, 3), "");
    EXPECT_THAT(take(id, "decide", "秦雨", {{"decision", "通过"}}, 3), HasSubstr("赞成票没有达到"));
    EXPECT_EQ(take(id, "decide", "秦雨", {{"decision", "不通过"}}, 3), "");
    EXPECT_THAT(take(held, "close", "秦雨", {}, 3), HasSubstr("还有议题没有议完"));
    EXPECT_EQ(take(post, "withdraw", "秦雨", {{"reason", "人数不够"}}, 3), "");
    EXPECT_EQ(take(held, "close", "秦雨", {}, 3), "");
    EXPECT_EQ(field(id, "due"), "5");
    EXPECT_EQ(field(id, "present"), "3");
    EXPECT_EQ(field(id, "votes_for"), "2");
}

TEST_P(ByTheRules, WhereTheHeadNeedNotBeLastHeMaySpeakFirst) {
    Date from = *Date::parse("2022-01-25");
    ASSERT_TRUE(set_parameter(*desk_, "head_speaks_last", "false", from, as("姜鸣"), day(0)));
    RecordId held = meeting(3);
    RecordId id = item(held, "一般");
    open(held, 3, "姜鸣、石思、彭英");
    EXPECT_EQ(take(id, "take_up", "秦雨", {}, 3), "");
    EXPECT_EQ(take(id, "speak", "秦雨", {{"speaking_order", "姜鸣"}}, 3), "");
    EXPECT_THAT(take(id, "vote", "秦雨", {{"in_favour", "姜鸣、石思、彭英"}}, 3),
                HasSubstr("没有发言"));
}

TEST_P(ByTheRules, TheRoomSeesWhoMaySpeakAndHowManyAreNeeded) {
    RecordId held = meeting(3);
    RecordId id = item(held, "一般");
    item(held, "干部任免");
    EXPECT_EQ(take(held, "ask_leave", "黄良", {{"absent", "黄良"}, {"reason", "出差"}}, 1), "");
    open(held, 3, "姜鸣、石思、彭英");
    EXPECT_EQ(take(id, "take_up", "秦雨", {}, 3), "");
    EXPECT_EQ(take(id, "speak", "秦雨", {{"speaking_order", "石思"}, {"stance", "agree"}}, 3), "");
    auto room = [&] { return meeting_json(*desk_, held, as("秦雨"), day(3).day_at(480)).value(); };
    Json shown = room();
    EXPECT_EQ(shown["attendance"]["voters"].array()->size(), 5U);
    EXPECT_EQ(shown["attendance"]["here"].array()->size(), 3U);
    EXPECT_EQ(shown["attendance"]["absent"].array()->front()["why"].text("zh"), "出差");
    const Json floor = shown["items"].array()->front()["floor"];
    EXPECT_EQ(*floor["need"].integer(), 3);
    EXPECT_EQ(*floor["pass"].integer(), 3);
    EXPECT_EQ(floor["spoken"].array()->front()["said"].text("zh"), "同意");
    ASSERT_EQ(floor["speakers"].array()->size(), 2U) << "who is here and has not spoken";
    for (const Json& speaker : *floor["speakers"].array()) {
        EXPECT_EQ(speaker.object()->contains("refused"), speaker.text("name") == "姜鸣");
    }
    const Json second = shown["items"].array()->back();
    EXPECT_EQ(*second["floor"]["need"].integer(), 4) << "two thirds of five";
    EXPECT_TRUE(second["floor"]["speakers"].array()->empty()) << "it is not under way";
    EXPECT_FALSE(*floor["asks_stance"].boolean()) << "only an appointment asks for it";
    EXPECT_EQ(take(held, "arrive", "秦雨", {{"people", "李栋"}}, 3), "");
    EXPECT_EQ(room()["attendance"]["late"].array()->size(), 1U);
}

TEST_P(ByTheRules, WhoWithdrawsNeitherSpeaksNorVotes) {
    RecordId held = meeting(3);
    RecordId id = item(held, "一般");
    open(held, 3, "姜鸣、石思、彭英、李栋");
    EXPECT_EQ(take(id, "recuse", "秦雨", {{"recused", "李栋"}, {"reason", "亲属"}}, 3), "");
    EXPECT_EQ(take(id, "take_up", "秦雨", {}, 3), "");
    EXPECT_THAT(take(id, "speak", "秦雨", {{"speaking_order", "李栋"}}, 3), HasSubstr("回避"));
    for (const char* name : {"石思", "彭英", "姜鸣"}) {
        EXPECT_EQ(take(id, "speak", "秦雨", {{"speaking_order", name}}, 3), "");
    }
    EXPECT_THAT(take(id, "vote", "秦雨", {{"in_favour", "石思、彭英、李栋"}}, 3),
                HasSubstr("回避的人不表决"));
    EXPECT_EQ(take(id, "vote", "秦雨", {{"in_favour", "石思、彭英、姜鸣"}}, 3), "");
    EXPECT_EQ(field(id, "present"), "3");
}

TEST_P(ByTheRules, OnlyWhoIsHereVotes) {
    RecordId held = meeting(3);
    RecordId id = item(held, "一般");
    open(held, 3, "姜鸣、石思、彭英");
    EXPECT_EQ(take(id, "take_up", "秦雨", {}, 3), "");
    for (const char* name : {"石思", "彭英", "姜鸣"}) {
        EXPECT_EQ(take(id, "speak", "秦雨", {{"speaking_order", name}}, 3), "");
    }
    EXPECT_THAT(take(id, "vote", "秦雨", {{"in_favour", "石思、彭英、黄良"}}, 3),
                HasSubstr("没有到会"))
        << "黄良 is absent: the number alone adds up";
    EXPECT_EQ(take(id, "vote", "秦雨", {{"in_favour", "石思、彭英、姜鸣"}}, 3), "");
    EXPECT_THAT(take(id, "vote", "秦雨", {{"in_favour", "石思、彭英、姜鸣"}}, 3),
                HasSubstr("还不能"));
}

TEST_P(ByTheRules, WhoWasExcusedAndComesAllTheSameIsHere) {
    RecordId held = meeting(3);
    RecordId id = item(held, "一般");
    EXPECT_EQ(take(held, "notify", "秦雨"), "");
    EXPECT_EQ(take(held, "excuse", "秦雨", {{"absent", "黄良"}, {"reason", "出差"}}, 1), "");
    EXPECT_EQ(take(held, "open", "秦雨", {{"people", "姜鸣、石思、彭英"}}, 3), "");
    EXPECT_EQ(take(held, "arrive", "秦雨", {{"people", "黄良"}}, 3), "");
    EXPECT_EQ(field(held, "absent"), "");
    EXPECT_EQ(take(id, "take_up", "秦雨", {}, 3), "");
    EXPECT_EQ(take(id, "speak", "秦雨", {{"speaking_order", "黄良"}}, 3), "");
}

TEST_P(ByTheRules, LeaveIsAskedByOneselfOrRecordedByWhoConvenes) {
    RecordId held = meeting(3);
    const Typed of_another = {{"absent", "黄良"}, {"reason", "出差"}};
    EXPECT_THAT(take(held, "excuse", "崔敏慧", of_another, 1), HasSubstr("秦雨"));
    EXPECT_THAT(take(held, "ask_leave", "崔敏慧", of_another, 1), HasSubstr("只能由本人"));
    EXPECT_EQ(take(held, "ask_leave", "黄良", of_another, 1), "");
    EXPECT_EQ(take(held, "excuse", "姜鸣", {{"absent", "李栋"}, {"reason", "学习"}}, 1), "");
    EXPECT_EQ(field(held, "absent"), "黄良、李栋");
}

TEST_P(ByTheRules, AGroupNamedInAVoteIsItsMembers) {
    RecordId held = meeting(3);
    RecordId id = item(held, "一般");
    open(held, 3, "姜鸣、石思、彭英、李栋、黄良");
    EXPECT_EQ(take(id, "take_up", "秦雨", {}, 3), "");
    for (const char* name : {"石思", "彭英", "李栋", "黄良", "姜鸣"}) {
        EXPECT_EQ(take(id, "speak", "秦雨", {{"speaking_order", name}}, 3), "");
    }
    EXPECT_THAT(take(id, "vote", "秦雨", {{"in_favour", "班子成员"}, {"opposed", "石思"}}, 3),
                HasSubstr("两种意见"));
    EXPECT_EQ(take(id, "vote", "秦雨", {{"in_favour", "班子成员"}}, 3), "");
    EXPECT_EQ(field(id, "votes_for"), "5");
}

TEST_P(ByTheRules, WhatAStepWritesIsNotCorrectedInItsPlace) {
    RecordId held = meeting(3);
    RecordId id = item(held, "干部任免");
    auto correct = [&](RecordId record, const Typed& values) {
        auto done = correct_record(*desk_, record, values, as("秦雨"), day(0));
        return done ? "" : done.error().message.zh;
    };
    EXPECT_THAT(correct(id, {{"decision", "通过"}, {"votes_for", "5"}}), HasSubstr("步骤"));
    EXPECT_THAT(correct(held, {{"notified_on", iso(-9)}}), HasSubstr("步骤"));
    EXPECT_EQ(take(held, "notify", "秦雨"), "");
    EXPECT_EQ(correct(held, {{"topic", "第二次党组会"}}), "");
    EXPECT_EQ(correct(held, {{"planned_on", iso(1)}}), "");
    EXPECT_THAT(take(held, "open", "秦雨", {{"people", "班子成员"}}, 1), HasSubstr("通知不够提前"))
        << "the day was brought forward after the notice";
}

TEST_P(ByTheRules, AnAppointmentSkipsNoStep) {
    RecordId held = meeting(10);
    RecordId passed = item(held, "干部任免");
    RecordId id = enter("selection", "motion", {{"person", "邓娜"}, {"post", "副科长"}}, "金鹏毅");
    EXPECT_THAT(take(id, "examine", "金鹏毅", {{"examiners", "金鹏毅、秦雨"}}, 1),
                HasSubstr("还不能“考察”"));
    EXPECT_EQ(take(id, "recommend", "金鹏毅", {{"took_part", "9"}, {"in_favour", "8"}}, 1), "");
    EXPECT_THAT(take(id, "examine", "金鹏毅", {{"examiners", "金鹏毅、邓娜"}}, 2),
                HasSubstr("不能参加对自己的考察"));
    EXPECT_EQ(take(id, "examine", "金鹏毅", {{"examiners", "金鹏毅、秦雨"}}, 2), "");
    Typed checks = {{"file_checked", "是"},
                    {"matters_checked", "是"},
                    {"discipline_asked", "是"},
                    {"tips_checked", "否"}};
    EXPECT_THAT(take(id, "check", "金鹏毅", checks, 3), HasSubstr("线索没有核查清楚"));
    checks["tips_checked"] = "是";
    EXPECT_EQ(take(id, "check", "金鹏毅", checks, 3), "");
    EXPECT_THAT(take(id, "decide", "金鹏毅", {{"agenda_item", written(passed)}}, 3),
                HasSubstr("还没有通过这项任免"));
    open(held, 10, "姜鸣、石思、李栋、彭英、黄良");
    pass(passed, 10);
    EXPECT_EQ(take(id, "decide", "金鹏毅", {{"agenda_item", written(passed)}}, 11), "");
    EXPECT_EQ(field(id, "decided_on"), iso(10));
    // From Monday 2022-02-14: the fifth working day after it is the next Monday.
    Typed notice = {{"notice_from", "2022-02-14"}, {"notice_to", "2022-02-18"}};
    EXPECT_THAT(take(id, "notice", "金鹏毅", notice, 21), HasSubstr("公示期不够"));
    notice["notice_to"] = "2022-02-21";
    EXPECT_EQ(take(id, "notice", "金鹏毅", notice, 21), "");
    EXPECT_THAT(take(id, "appoint", "金鹏毅", {}, 28), HasSubstr("公示还没有结束"));
    EXPECT_EQ(take(id, "appoint", "金鹏毅", {}, 29), "");
    EXPECT_EQ(field(id, "trial_until"), "2023-02-22");
}

TEST_P(ByTheRules, NobodyReviewsOrApprovesTheirOwnDisclosure) {
    RecordId id = enter("disclosure", "propose",
                        {{"item", "采购审批办法"},
                         {"department", "计划财务科"},
                         {"summary", "办法全文"},
                         {"formed_on", iso(0)}},
                        "秦雨");
    Typed review = {{"secrecy_checked", "是"}, {"finding", "可以公开"}};
    EXPECT_THAT(take(id, "review", "秦雨", review), HasSubstr("不能由提出人本人"));
    EXPECT_EQ(take(id, "review", "邓娜", review), "");
    EXPECT_THAT(take(id, "publish", "秦雨"), HasSubstr("还不能“公开”"));
    EXPECT_EQ(take(id, "approve", "石思"), "");
    EXPECT_EQ(take(id, "publish", "秦雨", {{"url", "局网站"}}, 1), "");
    EXPECT_EQ(take(id, "revise", "秦雨", {{"new_text", "办法修订版"}, {"why", "有改动"}}, 5), "");
    EXPECT_EQ(field(id, "version") + field(id, "summary"), "2办法修订版");
    EXPECT_EQ(take(id, "review", "邓娜", review, 5), "");
    EXPECT_EQ(take(id, "approve", "石思", {}, 5), "");
    EXPECT_THAT(take(id, "publish", "秦雨", {}, 6), HasSubstr("已经公开过"));
    EXPECT_EQ(take(id, "republish", "秦雨", {}, 6), "");
    EXPECT_EQ(field(id, "published_on"), iso(1));
}

TEST_P(ByTheRules, TheReportIsSeenBeforeItIsApproved) {
    RecordId held = meeting(3);
    RecordId passed = item(held, "一般");
    RecordId id =
        enter("annual_report", "draft",
              {{"title", "年度报告"}, {"benchmark", "主体责任规定"}, {"period", "2021"}}, "秦雨");
    open(held, 3, "姜鸣、石思、李栋、彭英、黄良");
    pass(passed, 3);
    Typed decided = {{"agenda_item", written(passed)}};
    EXPECT_THAT(take(id, "see", "石思", {{"seen_by", "李栋"}}, 3), HasSubstr("只能由本人"));
    for (const char* name : {"石思", "李栋", "彭英", "黄良"}) {
        EXPECT_EQ(take(id, "see", name, {{"seen_by", name}}, 3), "");
    }
    EXPECT_THAT(take(id, "approve", "秦雨", decided, 4), HasSubstr("还有班子成员没有审阅"));
    EXPECT_EQ(take(id, "see", "姜鸣", {{"seen_by", "姜鸣"}}, 4), "");
    EXPECT_EQ(take(id, "approve", "秦雨", decided, 4), "");
    EXPECT_EQ(state(id, 4), "approved");
    EXPECT_THAT(take(id, "issue", "秦雨", {}, 5), HasSubstr("党组书记（姜鸣）"));
    EXPECT_EQ(take(id, "issue", "姜鸣", {}, 5), "");
    // What was issued is kept with the step, file by file, and bound to what it was computed at.
    const Record& report = desk_->book().records.at(id);
    EXPECT_EQ(report.evidence.size(), 6U) << "the report four times, its annex twice";
    EXPECT_EQ(field(id, "file_digest"), report.evidence.front());
    EXPECT_THAT(field(id, "checkpoint"), HasSubstr(" "));
    EXPECT_THAT(take(id, "redraft", "秦雨", {{"what", "改数"}}, 6), HasSubstr("还不能"));
    EXPECT_EQ(take(id, "submit", "秦雨", {{"recipient", "区委"}}, 7), "");
    EXPECT_EQ(take(id, "answer", "秦雨", {{"answer", "已阅"}}, 20), "");
    EXPECT_EQ(state(id, 20), "answered");
}

TEST_P(ByTheRules, DecisionsBecomeTasksAndTasksWantProof) {
    RecordId held = meeting(3);
    RecordId passed = item(held, "一般");
    Typed task = {{"item", "落实"},
                  {"owner", "崔敏慧"},
                  {"department", "计划财务科"},
                  {"deadline", iso(30)},
                  {"agenda_item", written(passed)}};
    auto early = enter_record(*desk_, {"task", "assign", std::nullopt, task}, as("秦雨"), day(2));
    ASSERT_FALSE(early);
    EXPECT_THAT(early.error().message.zh, HasSubstr("还没有通过"));
    open(held, 3, "姜鸣、石思、李栋、彭英、黄良");
    pass(passed, 3);
    RecordId id = enter("task", "assign", task, "秦雨", 4);
    Json shown = meeting_json(*desk_, held, as("秦雨"), day(4).day_at(480)).value();
    EXPECT_EQ(*shown["followed"].array()->front()["item"].integer(), passed.value);
    EXPECT_EQ(take(id, "take_on", "崔敏慧", {}, 5), "");
    EXPECT_THAT(take(id, "finish", "崔敏慧", {{"result", "已办"}}, 6), HasSubstr("办结要有佐证"));
}

TEST_P(ByTheRules, DemocraticLifeIsPreparedAndTheSecretaryIsFirst) {
    RecordId id = enter("meeting", "plan",
                        {{"type", "民主生活会"},
                         {"planned_on", iso(20)},
                         {"chair", "姜鸣"},
                         {"recorder", "秦雨"},
                         {"topic", "年度民主生活会"}},
                        "秦雨");
    Typed opinions = {{"scope", "各科室"}, {"received", "12"}};
    EXPECT_THAT(take(id, "seek_opinions", "秦雨", opinions), HasSubstr("先通报上年整改情况"));
    EXPECT_EQ(take(id, "check_last_year", "秦雨"), "");
    EXPECT_THAT(take(id, "talks", "秦雨", {{"pairs", "10"}}), HasSubstr("先征求意见"));
    EXPECT_EQ(take(id, "seek_opinions", "秦雨", opinions), "");
    EXPECT_EQ(take(id, "talks", "秦雨", {{"pairs", "10"}}), "");
    EXPECT_EQ(take(id, "notify", "秦雨", {}, 2), "");
    for (const char* name : {"姜鸣", "石思", "李栋", "彭英"}) {
        Typed paper = {{"person", name}, {"occasion", "民主生活会"}, {"submitted_on", iso(10)}};
        enter("self_check", "", paper, name, 10);
    }
    Typed everybody = {{"people", "班子成员"}};
    EXPECT_THAT(take(id, "open", "秦雨", everybody, 20), HasSubstr("没有交对照检查材料"));
    EXPECT_EQ(take(id, "no_paper", "秦雨", {{"no_paper", "黄良"}, {"reason", "住院"}}, 19), "");
    EXPECT_EQ(take(id, "open", "秦雨", everybody, 20), "");
    EXPECT_THAT(take(id, "speak", "秦雨", {{"speaking_order", "石思"}}, 20), HasSubstr("带头"));
    EXPECT_EQ(take(id, "speak", "秦雨", {{"speaking_order", "姜鸣"}}, 20), "");
    EXPECT_THAT(take(id, "speak", "秦雨", {{"speaking_order", "邓娜"}}, 20), HasSubstr("没有到会"));
    for (const char* name : {"石思", "李栋", "彭英", "黄良"}) {
        EXPECT_THAT(take(id, "close", "秦雨", {}, 20), HasSubstr("没有发言")) << name;
        EXPECT_EQ(take(id, "speak", "秦雨", {{"speaking_order", name}}, 20), "");
    }
    EXPECT_EQ(take(id, "close", "秦雨", {}, 20), "");
    EXPECT_EQ(field(id, "present"), "5");
    EXPECT_EQ(take(id, "minutes", "秦雨", {{"content", "查摆问题并提出措施。"}}, 21), "");
    Typed none = {{"problems_group", "0"}, {"problems_member", "0"}};
    EXPECT_THAT(take(id, "list_problems", "秦雨", none, 22), HasSubstr("说明情况"));
    Typed found = {{"problems_group", "1"}, {"problems_member", "1"}};
    EXPECT_THAT(take(id, "list_problems", "秦雨", found, 22), HasSubstr("对不上"));
    Typed problem = {{"source", "民主生活会"},
                     {"level", "班子"},
                     {"aspect", "工作作风"},
                     {"description", "调研不深"},
                     {"meeting", written(id)}};
    enter("problem", "raise", problem, "秦雨", 22);
    problem.erase("aspect");
    problem["level"] = "党员个人";
    RecordId bare = enter("problem", "raise", problem, "秦雨", 22);
    EXPECT_THAT(take(id, "list_problems", "秦雨", found, 22), HasSubstr("没有写明层级或者方面"));
    EXPECT_TRUE(correct_record(*desk_, bare, {{"aspect", "工作作风"}}, as("秦雨"), day(22)));
    EXPECT_EQ(take(id, "list_problems", "秦雨", found, 22), "");
    Json shown = meeting_json(*desk_, id, as("秦雨"), day(22).day_at(480)).value();
    EXPECT_EQ(shown["problems"].array()->size(), 2U);
    EXPECT_EQ(shown["problems"].array()->front().text("aspect"), "工作作风");
    EXPECT_EQ(shown["papers"]["missing"].array()->size(), 1U);
    const DocumentWish wish{"minutes", id, {}, 0, FileType::html};
    auto minutes = hand_out_document(*desk_, wish, 2022, as("秦雨"), day(22));
    ASSERT_TRUE(minutes) << minutes.error().message.zh;
    EXPECT_THAT(minutes->bytes, HasSubstr("发言的先后：姜鸣、石思、李栋、彭英、黄良。"));
    EXPECT_THAT(minutes->bytes, HasSubstr("班子：调研不深（工作作风）"));
    EXPECT_THAT(take(id, "report", "秦雨", {}, 23), HasSubstr("正式文本"));
}

TEST_P(ByTheRules, OrganisationLifeBeginsWithLastYearsMeasures) {
    const Typed member = {{"name", "方一"}, {"branch", "机关第一支部"}};
    enter("person", "", member, "姜鸣");
    RecordId id = enter("meeting", "plan",
                        {{"type", "组织生活会"},
                         {"branch", "机关第一支部"},
                         {"planned_on", iso(20)},
                         {"chair", "姜鸣"}},
                        "金鹏毅");
    EXPECT_THAT(take(id, "talks", "金鹏毅", {{"pairs", "3"}}), HasSubstr("先通报上年整改情况"));
    EXPECT_EQ(take(id, "check_last_year", "金鹏毅"), "");
    EXPECT_EQ(take(id, "talks", "金鹏毅", {{"pairs", "3"}}), "");
}

TEST_P(ByTheRules, AMeetingEnteredAfterwardsShowsWhatWasNotByTheRules) {
    RecordId id = enter("meeting", "record",
                        {{"type", "民主生活会"},
                         {"date", iso(-5)},
                         {"notified_on", iso(-7)},
                         {"topic", "年度民主生活会"},
                         {"chair", "姜鸣"},
                         {"speaking_order", "石思、姜鸣、彭英"},
                         {"due", "5"},
                         {"present", "3"}},
                        "秦雨");
    Json shown = meeting_json(*desk_, id, as("秦雨"), day(0).day_at(480)).value();
    std::string violations = canonical(shown["violations"]);
    EXPECT_THAT(violations, HasSubstr("应到5人、实到3人"));
    EXPECT_THAT(violations, HasSubstr("没有带头"));
    EXPECT_THAT(violations, HasSubstr("通知不够提前"));
}

TEST_P(ByTheRules, AMeetingEnteredAfterwardsStandsAsItWas) {
    RecordId id = enter("meeting", "record",
                        {{"type", "专题学习会（党史）"},
                         {"date", iso(-20)},
                         {"topic", "学党史"},
                         {"chair", "姜鸣"},
                         {"due", "9"},
                         {"present", "7"}},
                        "姜鸣");
    EXPECT_EQ(state(id, 0), "minuted");
    EXPECT_EQ(field(id, "theme"), "party_history");
    auto early = enter_record(
        *desk_, {"meeting", "record", std::nullopt, {{"type", "党组会"}, {"date", iso(5)}}},
        as("姜鸣"), day(0));
    ASSERT_FALSE(early);
    EXPECT_THAT(early.error().message.zh, HasSubstr("还没有开的，请用“拟开”"));
}

}  // namespace
}  // namespace luze::ops
