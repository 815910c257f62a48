// A book with rules for problems and their mending, and people to go by them.
#pragma once

#include "access/tokens.h"
#include "ops/enter_record.h"
#include "ops/ops_test_kit.h"
#include "ops/take_step.h"

namespace luze::ops {

inline const char* const case_rules = R"toml(
[[parameter]]
id = "lookback_days"
name = "回头看"
value = 90

[[parameter]]
id = "recording_grace_days"
name = "登记宽限"
value = 30

[[group]]
id = "heads"
name = "科室负责人"
where = "title = '科长'"

[[group]]
id = "chief"
name = "主要负责人"
where = "title = '局长'"

[[role]]
id = "chief"
name = "主要负责人"
name_en = "head"
group = "chief"

[[role]]
id = "department_head"
name = "科室负责人"
name_en = "head of the department"
group = "heads"
beside = "department"

[[role]]
id = "owner"
name = "责任人"
name_en = "owner"
field = "owner"

[[role]]
id = "watch"
name = "纪检委员"
name_en = "discipline commissioner"

[[form]]
id = "mandate"
name = "授权"
field = [
  { id = "person", type = "people", name = "人", required = true },
  { id = "role", name = "角色", required = true },
  { id = "from", type = "date", name = "自" },
  { id = "to", type = "date", name = "至" },
]

[[form]]
id = "appointment"
name = "任职"
field = [
  { id = "post", name = "岗位" },
  { id = "department", type = "unit", name = "科室" },
  { id = "key_post", type = "flag", name = "关键岗位" },
  { id = "person", type = "people", name = "任职人" },
  { id = "from", type = "date", name = "自" },
  { id = "to", type = "date", name = "至" },
  { id = "exemption", name = "例外" },
]

[[form]]
id = "problem"
name = "问题"
name_en = "problem"
yearly = true
field = [
  { id = "description", name = "问题表现", name_en = "problem", required = true },
  { id = "department", type = "unit", name = "责任科室", name_en = "department" },
  { id = "owner", type = "people", name = "责任人", name_en = "owner" },
  { id = "post", name = "责任岗位", name_en = "post" },
  { id = "deadline", type = "date", name = "时限", name_en = "deadline" },
  { id = "done_on", type = "date", name = "完成时间", name_en = "done on" },
  { id = "closed_by", type = "people", name = "销号人", name_en = "closed by" },
  { id = "closed_on", type = "date", name = "销号时间", name_en = "closed on" },
  { id = "relapses", type = "integer", name = "反弹次数", name_en = "relapses" },
  { id = "split_from", type = "record", form = "problem", name = "拆自", name_en = "split from" },
]

[[procedure]]
id = "mending"
name = "整改"
name_en = "mending"
form = "problem"

[[procedure.state]]
id = "raised"
name = "待交办"
name_en = "raised"

[[procedure.state]]
id = "in_hand"
name = "整改中"
name_en = "in hand"
due = "deadline"
when = "known(owner)"

[[procedure.state]]
id = "submitted"
name = "已报送"
name_en = "submitted"
when = "known(done_on)"

[[procedure.state]]
id = "closed"
name = "已销号"
name_en = "closed"
when = "known(closed_on)"
due = "days_after(closed_on, $lookback_days)"

[[procedure.state]]
id = "settled"
name = "已巩固"
name_en = "settled"
ends = true

[[procedure.act]]
id = "raise"
name = "提出"
name_en = "raise"
to = "raised"
by = ["watch", "chief"]
sets = ["description", "department"]
asks = ["description"]

[[procedure.act]]
id = "assign"
name = "交办"
name_en = "assign"
from = ["raised"]
to = "in_hand"
by = ["chief"]
sets = ["owner", "post", "deadline"]
asks = ["owner", "post", "deadline"]

[[procedure.act.require]]
when = "deadline >= on"
say = "时限不能早于交办当天"
say_en = "the deadline is before the day of assigning"

[[procedure.act]]
id = "ask_longer"
name = "申请延期"
name_en = "ask for longer"
from = ["in_hand"]
by = ["owner"]
asks = ["until", "reason"]
with = [
  { id = "until", type = "date", name = "延至" },
  { id = "reason", name = "理由", name_en = "reason" },
]

[[procedure.act]]
id = "grant"
name = "同意延期"
name_en = "grant"
from = ["in_hand"]
by = ["chief"]
sets = ["deadline"]
asks = ["deadline"]

[[procedure.act.require]]
when = "done_ask_longer > done_grant"
say = "没有待批的延期申请"
say_en = "no extension has been asked for"

[[procedure.act]]
id = "submit"
name = "报送"
name_en = "submit"
from = ["in_hand"]
to = "submitted"
by = ["owner"]
fills = { done_on = "on" }

[[procedure.act]]
id = "close"
name = "销号"
name_en = "close"
from = ["submitted"]
to = "closed"
by = ["watch", "chief"]
not_by = ["owner"]
fills = { closed_on = "on", closed_by = "actor" }
require = [
  { when = "evidence > 0", say = "销号要有佐证", say_en = "closing wants evidence" },
]

[[procedure.act]]
id = "settle"
name = "巩固"
name_en = "settle"
from = ["closed"]
to = "settled"
by = ["watch"]

[[procedure.act]]
id = "relapse"
name = "反弹"
name_en = "relapse"
from = ["closed"]
to = "in_hand"
by = ["watch"]
sets = ["deadline"]
asks = ["deadline"]
new_round = true
fills = { relapses = "relapses + 1", done_on = "none", closed_on = "none", closed_by = "none" }

[[procedure.act]]
id = "split"
name = "拆分"
name_en = "split"
from = ["raised"]
by = ["chief"]
splits = true
asks = ["parts"]
with = [
  { id = "parts", type = "list", name = "各部分" },
]

[[procedure.act]]
id = "merge"
name = "合并"
name_en = "merge"
from = ["raised"]
by = ["chief"]
merges = true
asks = ["into"]
with = [
  { id = "into", type = "record", form = "problem", name = "并入" },
]

[[procedure]]
id = "talking"
name = "谈话"
form = "talk"
state = [
  { id = "noted", name = "已记", name_en = "noted", ends = true },
]

[[procedure.act]]
id = "note"
name = "记下"
name_en = "note"
to = "noted"
by = ["watch"]
sets = ["date", "person", "about"]
)toml";

// People: 姜鸣 局长, 王丽 业务科科长, 石思 办公室 with the mandate of watch, 丁一 业务科.
class CaseTest : public SiteTest {
protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        before_here_ = std::filesystem::current_path();
        std::filesystem::current_path(files_.path());
        place_ = {where(), "main"};
        std::string rules = small_rules;
        auto put = [&](const std::string& before, const std::string& more) {
            rules.insert(rules.find(before), more);
        };
        put("  { id = \"joined\"",
            "  { id = \"title\", name = \"职务\", columns = [\"职务\"] },\n");
        put("field = [\n  { id = \"date\", type = \"date\", name = \"日期\", columns = [\"谈话日期\"] }",
            "seen_by = [\"watch\"]\n");
        auto made = init_book(
            place_, {"某局", {{"pack.toml", rules}, {"cases.toml", case_rules}}, "tester"}, day(0));
        ASSERT_TRUE(made) << made.error().message.zh;
        desk_ = SiteTest::desk();
        for (auto [name, department, title] :
             {std::tuple("姜鸣", "", "局长"), std::tuple("王丽", "业务科", "科长"),
              std::tuple("石思", "办公室", "科员"), std::tuple("丁一", "业务科", "科员"),
              std::tuple("甘棠", "业务科", "科员")}) {
            enter("person", {{"name", name}, {"department", department}, {"title", title}},
                  name == std::string("姜鸣") ? "" : "姜鸣");
        }
        enter("mandate", {{"person", "石思"}, {"role", "watch"}, {"from", "2021-01-01"}}, "姜鸣");
        enter("appointment",
              {{"post", "统计岗"},
               {"department", "业务科"},
               {"person", "丁一"},
               {"from", "2020-01-01"}},
              "姜鸣");
    }
    void TearDown() override { std::filesystem::current_path(before_here_); }

    // Noon of a day so many days after 2022-01-24.
    static Instant day(int days) { return Instant{now.ms + days * std::int64_t{86'400'000}}; }
    static std::string iso(int days) { return day(days).day_at(480).iso(); }
    Asker as(const std::string& name) const {
        Asker asker{{}, "tester"};
        asker.access.rights = access::scopes_of(access::Purpose::write);
        asker.access.scope = Scope::open_records();
        if (!name.empty()) {
            asker.access.scope = Scope::whole_book();
            asker.person = asker.access.scope.self = desk_->person(name).value();
        }
        return asker;
    }
    Result<RecordId> try_enter(const std::string& form, const Typed& values, const std::string& who,
                               int when = 0) {
        return enter_record(*desk_, {form, "", std::nullopt, values}, as(who), day(when));
    }
    RecordId enter(const std::string& form, const Typed& values, const std::string& who,
                   int when = 0) {
        auto id = try_enter(form, values, who, when);
        EXPECT_TRUE(id) << id.error().message.zh;
        return id.value_or(RecordId{});
    }
    Result<StepDone> step(RecordId id, const std::string& act, const std::string& who,
                          const Typed& values = {}, int when = 0,
                          std::optional<Date> on = std::nullopt) {
        return take_step(*desk_, {id, act, on, values, 0}, as(who), day(when));
    }
    // The refusal's sentence; empty when the step was taken.
    std::string refused(RecordId id, const std::string& act, const std::string& who,
                        const Typed& values = {}, int when = 0,
                        std::optional<Date> on = std::nullopt) {
        const std::int64_t size = desk_->book().size;
        auto taken = step(id, act, who, values, when, on);
        if (taken) {
            return "";
        }
        EXPECT_EQ(desk_->book().size, size) << "a refused step must leave no trace";
        EXPECT_FALSE(taken.error().message.en.empty());
        return taken.error().message.zh;
    }
    void attach(RecordId id, int when = 0) {
        auto added = desk_->append({{kinds::evidence, "tester",
                                     Json::Object{{"of", id.value},
                                                  {"digest", std::string(64, 'a')},
                                                  {"name", "照片.png"},
                                                  {"type", "image/png"},
                                                  {"size", 3}}}},
                                   day(when));
        ASSERT_TRUE(added) << added.error().message.en;
    }
    const Record& record(RecordId id) const { return desk_->book().records.at(id); }

    std::unique_ptr<Desk> desk_;

private:
    std::filesystem::path before_here_;
};

}  // namespace luze::ops
