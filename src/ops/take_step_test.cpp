#include "ops/take_step.h"

#include "casework/ownership.h"
#include "casework/procedure.h"
#include "ops/case_test_kit.h"
#include "ops/change_record.h"

namespace luze::ops {
namespace {

using testing::HasSubstr;

class Cases : public CaseTest {
protected:
    RecordId raised(int when = 0) {
        return enter("problem", {{"description", "台账缺项"}, {"department", "业务科"}}, "石思",
                     when);
    }
    RecordId assigned(int when = 0) {
        RecordId id = raised(when);
        EXPECT_EQ(
            refused(id, "assign", "姜鸣",
                    {{"owner", "丁一"}, {"post", "统计岗"}, {"deadline", iso(when + 20)}}, when),
            "");
        return id;
    }
    RecordId closed() {
        RecordId id = assigned();
        EXPECT_EQ(refused(id, "submit", "丁一", {}, 5), "");
        attach(id, 5);
        EXPECT_EQ(refused(id, "close", "石思", {}, 6), "");
        return id;
    }
    std::string state(RecordId id, int when = 0) const {
        auto found = casework::state_of(desk_->context(day(when)), record(id));
        return found && found->state != nullptr ? found->state->id : "";
    }
};
LUZE_ON_BOTH_ENGINES(Cases);

TEST_P(Cases, GoFromRaisedToSettled) {
    RecordId id = closed();
    EXPECT_EQ(state(id), "closed");
    EXPECT_EQ(display(record(id).fields.at("closed_by")), "石思");
    EXPECT_EQ(display(record(id).fields.at("closed_on")), iso(6));
    auto found = casework::state_of(desk_->context(day(7)), record(id));
    EXPECT_EQ(found->due, day(96).day_at(480));
    EXPECT_EQ(refused(id, "settle", "石思", {}, 96), "");
    EXPECT_EQ(state(id), "settled");
    EXPECT_EQ(record(id).steps.size(), 5U);
}

TEST_P(Cases, NobodyClosesTheirOwn) {
    RecordId id = raised();
    ASSERT_TRUE(
        step(id, "assign", "姜鸣", {{"owner", "石思"}, {"post", "文秘岗"}, {"deadline", iso(20)}}));
    ASSERT_TRUE(step(id, "submit", "石思"));
    attach(id);
    std::string why = refused(id, "close", "石思");
    EXPECT_THAT(why, HasSubstr("不能由责任人本人（石思）办"));
    EXPECT_THAT(why, HasSubstr("主要负责人（姜鸣）"));
    EXPECT_EQ(refused(id, "close", "姜鸣"), "");
}

TEST_P(Cases, RightsOrderAndEvidenceAreAskedFor) {
    RecordId id = assigned();
    EXPECT_THAT(refused(id, "close", "石思"), HasSubstr("现在是“整改中”，还不能“销号”"));
    EXPECT_THAT(refused(id, "submit", "王丽"),
                HasSubstr("王丽没有“报送”的权限，可以办的是责任人（丁一）"));
    ASSERT_TRUE(step(id, "submit", "丁一", {}, 3));
    EXPECT_EQ(refused(id, "close", "石思", {}, 4), "销号要有佐证");
    EXPECT_THAT(refused(id, "close", "石思", {}, 4, Date::parse("2022-01-01")),
                HasSubstr("早于上一步"));
    EXPECT_THAT(refused(id, "close", "石思", {}, 4, Date::parse("2023-01-01")),
                HasSubstr("还没有到"));
    EXPECT_THAT(refused(id, "shut", "石思"), HasSubstr("没有“shut”这一步"));
}

TEST_P(Cases, ValuesAreReadAsTyped) {
    RecordId id = raised();
    EXPECT_THAT(refused(id, "assign", "姜鸣", {{"owner", "丁一"}, {"post", "统计岗"}}),
                HasSubstr("要填写“时限”"));
    EXPECT_THAT(refused(id, "assign", "姜鸣", {{"owner", "无名"}, {"deadline", "明天"}}),
                AllOf(HasSubstr("“无名”不在名册上"), HasSubstr("“时限”写的是“明天”")));
    EXPECT_THAT(refused(id, "assign", "姜鸣",
                        {{"owner", "丁一"}, {"post", "统计岗"}, {"deadline", "2021-01-01"}}),
                HasSubstr("时限不能早于交办当天"));
    EXPECT_THAT(refused(id, "assign", "姜鸣", {{"closed_on", "2022-01-24"}}),
                HasSubstr("这一步不填写“销号时间”"));
}

TEST_P(Cases, ExtensionsAreAskedForAndGranted) {
    RecordId id = assigned();
    EXPECT_EQ(refused(id, "grant", "姜鸣", {{"deadline", iso(40)}}), "没有待批的延期申请");
    ASSERT_TRUE(step(id, "ask_longer", "丁一", {{"until", iso(40)}, {"reason", "设备未到"}}, 2));
    ASSERT_TRUE(step(id, "grant", "姜鸣", {{"deadline", iso(40)}}, 3));
    EXPECT_EQ(refused(id, "grant", "姜鸣", {{"deadline", iso(50)}}, 4), "没有待批的延期申请");
    auto found = casework::state_of(desk_->context(day(30)), record(id));
    EXPECT_FALSE(found->late(day(30).day_at(480)));
    EXPECT_TRUE(found->late(day(41).day_at(480)));
}

TEST_P(Cases, ARelapseIsTheSameProblemInANewRound) {
    RecordId id = closed();
    ASSERT_TRUE(step(id, "relapse", "石思", {{"deadline", iso(120)}}, 90));
    EXPECT_EQ(state(id, 90), "in_hand");
    EXPECT_EQ(casework::state_of(desk_->context(day(90)), record(id))->round, 2);
    EXPECT_FALSE(record(id).fields.contains("closed_on"));
    EXPECT_EQ(display(record(id).fields.at("relapses")), "1");
    EXPECT_EQ(record(id).steps.at(3).act, "close") << "the first round stays in its history";
    ASSERT_TRUE(step(id, "submit", "丁一", {}, 95));
    EXPECT_EQ(refused(id, "close", "石思", {}, 96), "销号要有佐证") << "of this round";
    attach(id, 96);
    ASSERT_TRUE(step(id, "close", "石思", {}, 96));
    ASSERT_TRUE(step(id, "relapse", "石思", {{"deadline", iso(220)}}, 190));
    EXPECT_EQ(display(record(id).fields.at("relapses")), "2");
}

TEST_P(Cases, ThePostKeepsTheDuty) {
    RecordId id = assigned();
    RecordId post;
    for (const auto& [key, found] : desk_->book().records) {
        post = found.form == "appointment" ? key : post;
    }
    ASSERT_TRUE(correct_record(*desk_, post, {{"to", iso(10)}}, as("姜鸣"), day(10)));
    enter("appointment",
          {{"post", "统计岗"}, {"department", "业务科"}, {"person", "甘棠"}, {"from", iso(10)}},
          "姜鸣", 10);
    auto owner = casework::owner_of(desk_->context(day(11)), record(id), day(11).day_at(480));
    EXPECT_EQ(owner.how, casework::Owned::successor);
    EXPECT_EQ(owner.person, desk_->person("甘棠").value());
    EXPECT_THAT(refused(id, "submit", "丁一", {}, 11), HasSubstr("责任人（甘棠）"));
    EXPECT_EQ(refused(id, "submit", "甘棠", {}, 11), "");
}

TEST_P(Cases, ASplitOpensThePartsAndAMergeCountsOnce) {
    RecordId id = raised();
    auto split = step(id, "split", "姜鸣", {{"parts", "1.台账缺页\n2.台账缺签字"}});
    ASSERT_TRUE(split) << split.error().message.zh;
    ASSERT_EQ(split->opened.size(), 2U);
    const Record& part = record(split->opened[1]);
    EXPECT_EQ(display(part.fields.at("description")), "台账缺签字");
    EXPECT_EQ(display(part.fields.at("split_from")), std::to_string(id.value));
    EXPECT_EQ(state(part.id), "raised");
    ASSERT_TRUE(step(part.id, "merge", "姜鸣", {{"into", std::to_string(id.value)}}));
    EXPECT_FALSE(record(part.id).counts());
    EXPECT_THAT(refused(part.id, "assign", "姜鸣"), HasSubstr("已并入第"));
    EXPECT_THAT(refused(id, "merge", "姜鸣", {{"into", std::to_string(id.value)}}),
                HasSubstr("要并入的那一项"));
}

TEST_P(Cases, NothingIsMergedIntoWhatHasEnded) {
    RecordId ended = closed();
    ASSERT_TRUE(step(ended, "settle", "石思", {}, 96));
    RecordId id = raised(97);
    EXPECT_THAT(refused(id, "merge", "姜鸣", {{"into", std::to_string(ended.value)}}, 97),
                HasSubstr("已经办结"));
}

TEST_P(Cases, AnEarlierDayGivesNobodyARight) {
    RecordId id = assigned();
    ASSERT_TRUE(step(id, "submit", "丁一", {}, 3));
    attach(id, 3);
    RecordId mandate;
    for (const auto& [key, found] : desk_->book().records) {
        mandate = found.form == "mandate" ? key : mandate;
    }
    ASSERT_TRUE(correct_record(*desk_, mandate, {{"to", iso(5)}}, as("姜鸣"), day(5)));
    enter("mandate", {{"person", "王丽"}, {"role", "watch"}, {"from", iso(6)}}, "姜鸣", 6);
    const Date earlier = day(4).day_at(480);
    EXPECT_THAT(refused(id, "close", "石思", {}, 10, earlier), HasSubstr("石思没有“销号”的权限"))
        << "whose right has ended";
    EXPECT_THAT(refused(id, "close", "王丽", {}, 10, earlier), HasSubstr("王丽没有“销号”的权限"))
        << "whose right had not begun";
    EXPECT_EQ(refused(id, "close", "王丽", {}, 10), "");
}

TEST_P(Cases, ALateEntryIsTakenAndMarked) {
    RecordId id = assigned();
    ASSERT_TRUE(step(id, "submit", "丁一", {}, 60, day(10).day_at(480)));
    EXPECT_EQ(display(record(id).fields.at("done_on")), iso(10));
    EXPECT_TRUE(casework::recorded_late(desk_->context(day(60)), record(id).steps.back()));
    EXPECT_FALSE(casework::recorded_late(desk_->context(day(60)), record(id).steps.front()));
}

TEST_P(Cases, TheSecondOfTwoWhoWorkOnOneIsTold) {
    RecordId id = assigned();
    std::size_t seen = record(id).entries.size();
    ASSERT_TRUE(step(id, "ask_longer", "丁一", {{"until", iso(40)}, {"reason", "设备未到"}}, 2));
    auto second = take_step(*desk_, {id, "submit", std::nullopt, {}, seen}, as("丁一"), day(3));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::conflict);
    EXPECT_EQ(state(id, 3), "in_hand");
}

TEST_P(Cases, ImportedOnesAreWhereTheirFieldsSay) {
    add({{kinds::record, "import",
          Json::Object{
              {"form", "problem"},
              {"fields", Json::Object{{"description", "旧题"},
                                      {"closed_on", Json::Object{{"d", "2021-05-01"}}}}}}}},
        day(1));
    ASSERT_TRUE(desk_->catch_up());
    RecordId id{desk_->book().size};
    EXPECT_EQ(state(id, 2), "closed");
    EXPECT_EQ(refused(id, "settle", "石思", {}, 2), "");
}

}  // namespace
}  // namespace luze::ops
