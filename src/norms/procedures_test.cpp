// Roles, procedures, ladders, clauses and sharings: what is read, and each slip named.
#include "norms/pack.h"
#include "norms/read_test_kit.h"

namespace luze::norms {
namespace {

// The base pack with a matter that is raised and closed.
std::map<std::string, std::string> with(const std::string& more) {
    const std::string matter = R"(
[[role]]
id = "clerk"
name = "经办"
name_en = "clerk"

[[role]]
id = "owner"
name = "责任人"
field = "owner"

[[form]]
id = "matter"
name = "事项"
field = [
  { id = "title", name = "事由", required = true },
  { id = "owner", type = "people", name = "责任人" },
  { id = "due", type = "date", name = "时限" },
  { id = "closed_on", type = "date", name = "办结" },
  { id = "part_of", type = "record", form = "matter", name = "属于" },
]
)";
    return {{"pack.toml", base_pack()}, {"matter.toml", matter}, {"slip.toml", more}};
}

const std::string states =
    "state = [\n"
    "  { id = \"open\", name = \"在办\", due = \"due\" },\n"
    "  { id = \"closed\", name = \"办结\", when = \"known(closed_on)\", ends = true },\n"
    "]\n";
const std::string head = "[[procedure]]\nid = \"p\"\nname = \"程序\"\nform = \"matter\"\n" + states;
const std::string raise =
    "[[procedure.act]]\nid = \"raise\"\nname = \"提出\"\nto = \"open\"\nby = [\"clerk\"]\n"
    "sets = [\"title\", \"owner\", \"due\"]\nasks = [\"title\"]\n";
const std::string close =
    "[[procedure.act]]\nid = \"close\"\nname = \"办结\"\nfrom = [\"open\"]\nto = \"closed\"\n"
    "by = [\"clerk\"]\nnot_by = [\"owner\"]\nfills = { closed_on = \"on\" }\n";

TEST(Procedures, AreRead) {
    auto pack =
        read_pack(with(head + raise + close +
                       "require = [ { when = \"evidence > 0 and done_close = 0 and not "
                       "known(was_closed_on)\", say = \"要有佐证\", say_en = \"evidence\" } ]\n"));
    ASSERT_TRUE(pack) << told(pack);
    const Procedure* procedure = pack->procedure("p");
    ASSERT_NE(procedure, nullptr);
    ASSERT_EQ(procedure->states.size(), 2U);
    EXPECT_TRUE(procedure->states[1].ends);
    const Act* act = procedure->act("close");
    ASSERT_NE(act, nullptr);
    EXPECT_EQ(act->not_by, (std::vector<std::string>{"owner"}));
    ASSERT_EQ(act->conditions.size(), 1U);
    EXPECT_EQ(act->conditions[0].say.en, "evidence");
    EXPECT_EQ(act->fills.at(0).field, "closed_on");
    EXPECT_EQ(pack->role("owner")->field, "owner");
    EXPECT_EQ(pack->form("matter")->field("part_of")->form, "matter");
}

TEST(Procedures, OldOnesInWordsAreStillRead) {
    auto pack =
        read_pack(with("[[procedure]]\nid = \"p\"\nname = \"程序\"\nform = \"matter\"\n"
                       "steps = [ { id = \"a\", name = \"受理\", by = \"经办\" } ]\n"
                       "[[ladder]]\nid = \"l\"\nname = \"阶梯\"\n"
                       "rungs = [ { id = \"n\", name = \"通知\", decided_by = \"领导\" } ]\n"));
    ASSERT_TRUE(pack) << told(pack);
    EXPECT_EQ(pack->procedure("p")->steps.size(), 1U);
    EXPECT_TRUE(pack->procedure("p")->acts.empty());
    EXPECT_TRUE(pack->ladder("l")->form.empty());
}

TEST(Procedures, LaddersClausesAndSharingsAreRead) {
    auto pack = read_pack(with(
        head + raise + close +
        "[[ladder]]\nid = \"l\"\nname = \"阶梯\"\nform = \"matter\"\nletters = \"matter\"\n"
        "subject = \"owner\"\n"
        "[[ladder.rungs]]\nid = \"n\"\nname = \"通知\"\nroles = [\"clerk\"]\n"
        "when = \"late_days > 0 and rung = 0 and waited = 0 and not refused and state = 'open'\"\n"
        "ground = \"逾期{late_days}天\"\ntext = \"{title}\"\n"
        "[[clause]]\nid = \"c\"\ntext = \"条款\"\nduties = [\"yearly\"]\nfigures = [\"activities\"]\n"
        "[[sharing]]\nid = \"s\"\nname = \"合开\"\nduties = [\"yearly\"]\n"));
    ASSERT_TRUE(pack) << told(pack);
    EXPECT_EQ(pack->ladder("l")->rungs.at(0).roles, (std::vector<std::string>{"clerk"}));
    EXPECT_EQ(pack->clauses.at(0).duties.at(0), "yearly");
    EXPECT_EQ(pack->sharings.at(0).name.zh, "合开");
}

struct Wrong {
    const char* what;
    std::string text;
    const char* word;  // in the fault's Chinese
};

class ProcedureSlip : public testing::TestWithParam<Wrong> {};

TEST_P(ProcedureSlip, IsNamed) {
    auto pack = read_pack(with(GetParam().text));
    ASSERT_FALSE(pack) << "this should not be read";
    bool named = false;
    for (const PackFault& fault : pack.error()) {
        EXPECT_EQ(fault.file, "slip.toml") << told(pack);
        EXPECT_GT(fault.line, 0);
        EXPECT_FALSE(fault.what.en.empty());
        named = named || fault.what.zh.find(GetParam().word) != std::string::npos;
    }
    EXPECT_TRUE(named) << told(pack);
}

INSTANTIATE_TEST_SUITE_P(
    Slips, ProcedureSlip,
    testing::Values(
        Wrong{"a role that is not there",
              head + raise + close +
                  "[[procedure.act]]\nid = \"x\"\n"
                  "name = \"甲\"\nfrom = [\"open\"]\nby = [\"clark\"]\n",
              "clerk"},
        Wrong{"a state that is not there",
              head + raise + close +
                  "[[procedure.act]]\nid = \"x\"\nname = \"甲\"\nfrom = "
                  "[\"opened\"]\n",
              "open"},
        Wrong{"a field that is not there",
              head + raise + close +
                  "[[procedure.act]]\nid = \"x\"\nname = \"甲\"\nfrom = "
                  "[\"open\"]\nsets = [\"titel\"]\n",
              "title"},
        Wrong{"what the step does not know",
              head + raise + close + "require = [ { when = \"evidense > 0\", say = \"甲\" } ]\n",
              "evidence"},
        Wrong{"an act twice", head + raise + close + close, "重复"},
        Wrong{"a state without a way on", head + raise, "没有出路"},
        Wrong{
            "a state that nothing reaches",
            "[[procedure]]\nid = \"p\"\nname = \"程序\"\nform = \"matter\"\nstate = [\n"
            "  { id = \"open\", name = \"在办\" },\n  { id = \"lost\", name = \"失\", ends = true },\n"
            "  { id = \"closed\", name = \"办结\", ends = true },\n]\n" +
                raise + close,
            "没有步骤通往"},
        Wrong{"an opening that leads nowhere",
              head + raise + close + "[[procedure.act]]\nid = \"x\"\nname = \"甲\"\n",
              "到哪个状态"},
        Wrong{"a date cannot be lengthened",
              head + raise + close +
                  "[[procedure.act]]\nid = \"x\"\nname = \"甲\"\nfrom = "
                  "[\"open\"]\nadds = [\"due\"]\n",
              "不是人员或列表"},
        Wrong{"a merge into nothing",
              head + raise + close +
                  "[[procedure.act]]\nid = \"x\"\nname = \"甲\"\nfrom = "
                  "[\"open\"]\nmerges = true\n",
              "into"},
        Wrong{"a split without parts",
              head + raise + close +
                  "[[procedure.act]]\nid = \"x\"\nname = \"甲\"\nfrom = "
                  "[\"open\"]\nsplits = true\n",
              "parts"},
        Wrong{"a field twice",
              head + raise + close + "with = [ { id = \"title\", name = \"甲\" } ]\n",
              "已是表单的字段"},
        Wrong{"a rung that nobody decides",
              "[[ladder]]\nid = \"l\"\nname = \"阶梯\"\nform = \"matter\"\nletters = \"matter\"\n"
              "subject = \"owner\"\n[[ladder.rungs]]\nid = \"n\"\nname = \"通知\"\n"
              "when = \"late_days > 0\"\nground = \"逾期\"\ntext = \"甲\"\n",
              "roles"},
        Wrong{"a role with two sources",
              "[[role]]\nid = \"r\"\nname = \"甲\"\nfield = \"owner\"\nunit = \"办公室\"\n",
              "unit"},
        Wrong{"a sharing of nothing", "[[sharing]]\nid = \"s\"\nname = \"合开\"\n", "duties"}),
    [](const auto& item) {
        std::string name = item.param.what;
        std::replace_if(name.begin(), name.end(), [](char c) { return c == ' '; }, '_');
        return name;
    });

}  // namespace
}  // namespace luze::norms
