// A small bureau on the pack that we ship, for tests of what its rules allow and forbid.
#pragma once

#include <fstream>
#include <sstream>

#include "access/tokens.h"
#include "casework/procedure.h"
#include "ops/enter_record.h"
#include "ops/ops_test_kit.h"
#include "ops/take_step.h"

namespace luze::ops {

inline std::map<std::string, std::string> shipped() {
    namespace fs = std::filesystem;
    const fs::path root = fs::path(LUZE_SOURCE_DIR) / "packs" / "zhuti-zeren";
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (entry.path().extension() == ".toml") {
            std::ifstream file(entry.path(), std::ios::binary);
            std::ostringstream text;
            text << file.rdbuf();
            files[fs::relative(entry.path(), root).generic_string()] = text.str();
        }
    }
    return files;
}

// Five leaders (姜鸣 is the head), 秦雨 of the office, 金鹏毅 of personnel; from Monday 2022-01-24.
class ByTheRules : public SiteTest {
protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        before_here_ = std::filesystem::current_path();
        std::filesystem::current_path(files_.path());
        place_ = {where(), "main"};
        auto made = init_book(place_, {"某局", shipped(), "tester"}, day(0));
        ASSERT_TRUE(made) << made.error().message.zh;
        desk_ = SiteTest::desk();
        person("姜鸣", "党组书记、局长", "局领导");
        for (const char* name : {"石思", "李栋", "彭英", "黄良"}) {
            person(name, "党组成员、副局长", "局领导");
        }
        person("秦雨", "主任", "办公室");
        person("邓娜", "副主任", "办公室");
        person("金鹏毅", "科长", "组织人事科");
        person("崔敏慧", "科长", "计划财务科");
    }
    void TearDown() override { std::filesystem::current_path(before_here_); }

    static Instant day(int days) { return Instant{now.ms + days * std::int64_t{86'400'000}}; }
    static std::string iso(int days) { return day(days).day_at(480).iso(); }

    void person(const char* name, const char* title, const char* department) {
        RecordWish wish{"person",
                        "",
                        std::nullopt,
                        {{"name", name},
                         {"title", title},
                         {"department", department},
                         {"political_status", "中共党员"},
                         {"joined", "2015-01-05"}}};
        Asker asker{{}, "tester", true};
        if (!desk_->roster().people().empty()) {
            asker.person = desk_->person("姜鸣").value();
        }
        auto made = enter_record(*desk_, wish, asker, day(0));
        ASSERT_TRUE(made) << made.error().message.zh;
    }
    Asker as(const std::string& name) const {
        Asker asker{desk_->person(name).value(), "tester", false};
        asker.access.rights = access::scopes_of(access::Purpose::write);
        asker.access.scope = Scope::whole_book();
        asker.access.scope.self = asker.person;
        return asker;
    }
    RecordId enter(const std::string& form, const std::string& act, const Typed& values,
                   const std::string& who, int when = 0) {
        auto made = enter_record(*desk_, {form, act, std::nullopt, values}, as(who), day(when));
        EXPECT_TRUE(made) << made.error().message.zh;
        return made.value_or(RecordId{});
    }
    // Empty when the step was taken.
    std::string take(RecordId id, const std::string& act, const std::string& who,
                     const Typed& values = {}, int when = 0) {
        auto taken = take_step(*desk_, {id, act, std::nullopt, values, 0}, as(who), day(when));
        return taken ? "" : taken.error().message.zh;
    }
    std::string state(RecordId id, int when) const {
        const Record& record = desk_->book().records.at(id);
        auto found = casework::state_of(desk_->context(day(when)), record);
        return found && found->state != nullptr ? found->state->id : "";
    }
    std::string field(RecordId id, const std::string& name) const {
        const Fields& fields = desk_->book().records.at(id).fields;
        auto at = fields.find(name);
        return at == fields.end() ? "" : display(at->second);
    }
    static std::string written(RecordId id) { return std::to_string(id.value); }

    void give_discipline(const char* name) {
        enter("mandate", "", {{"person", name}, {"role", "discipline"}, {"from", "2022-01-01"}},
              "姜鸣");
    }
    RecordId raised() {
        return enter("problem", "raise",
                     {{"source", "自查"},
                      {"description", "票据不全"},
                      {"department", "计划财务科"},
                      {"leader", "石思"}},
                     "秦雨");
    }
    // Of no department.
    RecordId raised_under(const char* leader, const char* by) {
        return enter("problem", "raise",
                     {{"source", "自查"}, {"description", "票据不全"}, {"leader", leader}}, by);
    }
    std::string assign(RecordId id, const char* owner, int deadline, const char* by,
                       const char* post = "会计岗") {
        return take(id, "assign", by,
                    {{"owner", owner},
                     {"post", post},
                     {"measures", "补齐"},
                     {"type", "限期整改"},
                     {"deadline", iso(deadline)}});
    }
    RecordId assigned(int deadline, const char* owner = "崔敏慧") {
        RecordId id = raised();
        EXPECT_EQ(assign(id, owner, deadline, "石思"), "");
        return id;
    }

    RecordId meeting(int held) {
        return enter("meeting", "plan",
                     {{"type", "党组会"},
                      {"planned_on", iso(held)},
                      {"chair", "姜鸣"},
                      {"recorder", "秦雨"},
                      {"topic", "党组会"}},
                     "秦雨");
    }
    RecordId item(RecordId of, const std::string& category) {
        return enter("agenda_item", "propose",
                     {{"meeting", written(of)},
                      {"topic", category + "议题"},
                      {"category", category},
                      {"proposer", "石思"}},
                     "秦雨");
    }
    void open(RecordId id, int held, const std::string& people) {
        ASSERT_EQ(take(id, "notify", "秦雨"), "");
        ASSERT_EQ(take(id, "open", "秦雨", {{"people", people}}, held), "");
    }
    // Everybody speaks, the head last, and votes for it.
    void pass(RecordId id, int held) {
        ASSERT_EQ(take(id, "take_up", "秦雨", {}, held), "");
        for (const char* name : {"石思", "李栋", "彭英", "黄良", "姜鸣"}) {
            Typed says = {{"speaking_order", name}, {"stance", "agree"}};
            ASSERT_EQ(take(id, "speak", "秦雨", says, held), "");
        }
        ASSERT_EQ(take(id, "vote", "秦雨", {{"in_favour", "石思、李栋、彭英、黄良、姜鸣"}}, held),
                  "");
        ASSERT_EQ(take(id, "decide", "秦雨", {{"decision", "通过"}}, held), "");
    }

    std::unique_ptr<Desk> desk_;

private:
    std::filesystem::path before_here_;
};

}  // namespace luze::ops
