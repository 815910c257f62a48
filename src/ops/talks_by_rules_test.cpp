// Talks and early signs on the pack that we ship: who sees what, and what is done in which order.
#include "exchange/import.h"
#include "ops/change_record.h"
#include "ops/settle_window.h"
#include "ops/shipped_test_kit.h"
#include "ops/show_reminders.h"
#include "ops/show_talks.h"

namespace luze::ops {
namespace {

using testing::HasSubstr;
using testing::Not;

class TalksByRules : public ByTheRules {
protected:
    void SetUp() override {
        ByTheRules::SetUp();
        enter("mandate", "", {{"person", "金鹏毅"}, {"role", "discipline"}, {"from", "2022-01-01"}},
              "姜鸣");
    }
    RecordId sign(const char* by) {
        return enter("sign", "notice", {{"person", "邓娜"}, {"sign", "酒局频繁"}}, by);
    }
    RecordId talk(const char* person, int planned, const char* type = "提醒谈话") {
        return enter(
            "talk", "plan",
            {{"type", type}, {"talker", "姜鸣"}, {"person", person}, {"planned_on", iso(planned)}},
            "姜鸣");
    }
    std::string reminded(const char* name, int when) {
        const Date at = day(when).day_at(480);
        auto mine = reminders_for(*desk_, desk_->person(name).value(), as(name), at);
        return canonical(reminders_json(*desk_, mine, at));
    }
};
INSTANTIATE_TEST_SUITE_P(Rules, TalksByRules, testing::Values(store::Engine::sqlite));

TEST_P(TalksByRules, OnlyWhoMaySeeASignIsRemindedOfIt) {
    RecordId id = sign("石思");
    EXPECT_THAT(reminded("石思", 0), HasSubstr("酒局")) << "who noticed it";
    EXPECT_TRUE(desk_->record(id, as("石思"), day(0).day_at(480)));
    for (const char* other : {"李栋", "彭英", "秦雨", "崔敏慧", "邓娜"}) {
        EXPECT_THAT(reminded(other, 0), Not(HasSubstr("酒局"))) << other;
    }
    EXPECT_FALSE(desk_->record(id, as("李栋"), day(0).day_at(480)));
}

TEST_P(TalksByRules, ALateSignIsANumberToThoseWhoMayNotSeeIt) {
    RecordId id = sign("石思");
    for (int when : {6, 9}) {
        for (const char* other : {"秦雨", "李栋"}) {
            EXPECT_THAT(reminded(other, when), Not(HasSubstr("酒局"))) << other;
        }
    }
    WindowWish window{
        "early_sign", "record:" + written(id), {*Date::parse(iso(0)), *Date::parse(iso(7))}};
    auto raised = raise_from_duty(*desk_, window, {}, as("秦雨"), day(9));
    ASSERT_FALSE(raised);
    EXPECT_THAT(raised.error().message.zh, Not(HasSubstr("酒局")));
    raised = raise_from_duty(*desk_, window, {}, as("金鹏毅"), day(9));
    ASSERT_TRUE(raised) << raised.error().message.zh;
    EXPECT_THAT(field(*raised, "description"), HasSubstr("第" + written(id) + "号"));
    EXPECT_THAT(field(*raised, "description"), Not(HasSubstr("酒局")));
}

TEST_P(TalksByRules, ASignIsMetByATalkThatWasHeldWithThatPerson) {
    RecordId id = sign("石思");
    RecordId planned = talk("邓娜", 2);
    auto act = [&](RecordId with) {
        return take(id, "act", "姜鸣", {{"response", "提醒"}, {"talk", written(with)}}, 3);
    };
    EXPECT_THAT(act(planned), HasSubstr("还没有谈"));
    RecordId other = talk("崔敏慧", 2);
    EXPECT_EQ(take(other, "hold", "姜鸣", {{"summary", "谈了"}}, 2), "");
    EXPECT_THAT(act(other), HasSubstr("不是同一个人"));
    EXPECT_EQ(take(planned, "hold", "姜鸣", {{"summary", "提醒少喝酒"}}, 2), "");
    EXPECT_EQ(act(planned), "");
    EXPECT_EQ(field(id, "acted_on"), iso(2)) << "the day of the talk";
}

TEST_P(TalksByRules, ANumberTellsNothingOfARestrictedRecord) {
    RecordId id = sign("石思");
    RecordId hidden = talk("邓娜", 2);
    auto told = [&](std::int64_t number) {
        std::string why =
            take(id, "act", "石思", {{"response", "提醒"}, {"talk", std::to_string(number)}}, 3);
        const std::string written = "第" + std::to_string(number) + "号";
        auto at = why.find(written);
        return at == std::string::npos ? why : why.replace(at, written.size(), "第几号");
    };
    EXPECT_EQ(told(hidden.value), told(9'999)) << "a talk that is not theirs is as none";
    EXPECT_EQ(told(id.value), told(9'999)) << "and so is what is no talk";
}

TEST_P(TalksByRules, NobodyActsOnASignOfTheirOwn) {
    RecordId id = sign("石思");
    std::string why = take(id, "clear", "邓娜", {{"finding", "没有的事"}});
    EXPECT_THAT(why, HasSubstr("不能由本人（邓娜）办"));
    EXPECT_THAT(why, HasSubstr("姜鸣"));
}

TEST_P(TalksByRules, LaterFormsAreANumberAndNothingMore) {
    auto enter_form = [&](const Typed& values) {
        return enter_record(*desk_, {"accountability", "", std::nullopt, values}, as("金鹏毅"),
                            day(0));
    };
    Typed first = {{"person", "邓娜"},
                   {"form", "第一种形态"},
                   {"ground", "迟到"},
                   {"date", iso(0)},
                   {"decided_by", "姜鸣"}};
    auto made = enter_form(first);
    EXPECT_TRUE(made) << made.error().message.zh;
    Typed second = first;
    second["form"] = "第二种形态";
    auto told = enter_form(second);
    ASSERT_FALSE(told);
    EXPECT_THAT(told.error().message.zh, HasSubstr("只记文号"));
    second.erase("ground");
    EXPECT_FALSE(enter_form(second)) << "without its number";
    second["number"] = "云纪〔2022〕3号";
    made = enter_form(second);
    ASSERT_TRUE(made) << made.error().message.zh;
    auto later = correct_record(*desk_, *made, {{"ground", "迟到"}}, as("金鹏毅"), day(1));
    ASSERT_FALSE(later) << "nor is it added afterwards";
    EXPECT_THAT(later.error().message.zh, HasSubstr("只记文号"));
}

TEST_P(TalksByRules, AnImportLeavesOutWhatLaterFormsDoNotKeep) {
    const std::string csv =
        "某局2021年度问责台账\n序号,被问责人,问责形态,问责事由,处理文号,问责日期\n"
        "1,邓娜,第一种形态,迟到,,2021-03-05\n"
        "2,邓娜,第三种形态,挪用公款,云纪〔2021〕3号,2021-06-05\n";
    auto plan = exchange::plan_import(desk_->pack(), desk_->book(), {{"问责台账.csv", csv}});
    ASSERT_TRUE(plan) << plan.error().message.zh;
    ASSERT_EQ(plan->entries.size(), 2U) << "the row stays";
    EXPECT_THAT(canonical(plan->entries[0].body), HasSubstr("迟到"));
    const std::string kept = canonical(plan->entries[1].body);
    EXPECT_THAT(kept, HasSubstr("云纪〔2021〕3号"));
    EXPECT_THAT(kept, Not(HasSubstr("挪用")));
    ASSERT_EQ(plan->problems.size(), 1U);
    EXPECT_EQ(plan->problems[0].column, "问责事由");
    EXPECT_THAT(plan->problems[0].what.zh, HasSubstr("按规定不录入"));
    EXPECT_THAT(plan->problems[0].what.zh, Not(HasSubstr("挪用")));
}

TEST_P(TalksByRules, WhoTalkedAndWhenIsForWhoMaySeeTheTalk) {
    RecordId id = talk("邓娜", 2, "谈心谈话");
    EXPECT_EQ(take(id, "hold", "姜鸣", {{"summary", "家常"}}, 2), "");
    auto told = [&](const char* name) {
        return canonical(talks_json(*desk_, 2022, as(name), day(3).day_at(480)));
    };
    for (const char* name : {"姜鸣", "邓娜", "金鹏毅"}) {
        EXPECT_THAT(told(name), HasSubstr(iso(2))) << name;
    }
    EXPECT_THAT(told("邓娜"), HasSubstr(R"("held":[{)"));
    const std::string without = told("崔敏慧");
    EXPECT_THAT(without, Not(HasSubstr(iso(2))));
    Json seen = talks_json(*desk_, 2022, as("崔敏慧"), day(3).day_at(480));
    for (const Json& line : *seen.array()) {
        const bool own = line["person"].text("name") == "崔敏慧";
        EXPECT_EQ(line.object()->contains("held"), own) << canonical(line);
    }
    RecordId other = talk("石思", 3, "谈心谈话");
    EXPECT_EQ(take(other, "hold", "姜鸣", {{"summary", "家常"}}, 3), "");
    EXPECT_EQ(told("崔敏慧"), without) << "nor does the order tell it";
}

TEST_P(TalksByRules, WhoMayGoOnWithARestrictedRecordSeesIt) {
    const norms::Pack& pack = desk_->pack();
    for (const norms::Procedure& procedure : pack.procedures) {
        const norms::Form* form = pack.form(procedure.form);
        for (const norms::Act& act : procedure.acts) {
            for (const std::string& role : act.by) {
                const bool sees = std::ranges::find(form->seen_by, role) != form->seen_by.end();
                EXPECT_TRUE(!form->restricted || act.from.empty() || sees)
                    << procedure.id << " " << act.id << " " << role;
            }
        }
    }
}

}  // namespace
}  // namespace luze::ops
