// Every state × action × role of every procedure that comes with Luze: allowed exactly where the
// pack's text says so, refused with a sentence that says why and who could. The text is read here
// by a parser of its own; what the program makes of it is judged, not used.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "casework/procedure.h"
#include "casework/table.h"
#include "norms/groups.h"
#include "norms/pack.h"
#include "norms/parameters.h"

namespace luze {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

struct ActText {
    std::string id;
    std::string name;
    std::string to;
    Words from, by, not_by;
};
struct ProcedureText {
    std::string id;
    std::string form;
    std::string where;
    std::map<std::string, std::string> states;  // id → name
    std::vector<ActText> acts;
};
struct PackText {
    std::map<std::string, std::string> files;
    std::map<std::string, std::string> roles;  // id → name
    std::vector<ProcedureText> procedures;
};

Words words(const toml::node_view<toml::node>& node) {
    Words out;
    if (auto* array = node.as_array()) {
        for (auto& item : *array) {
            out.push_back(item.value_or<std::string>(""));
        }
    }
    return out;
}

std::string word(toml::table& table, const char* key) {
    return table[key].value_or<std::string>("");
}

template <class Visit>
void each(toml::node_view<toml::node> node, Visit visit) {
    if (auto* array = node.as_array()) {
        for (auto& item : *array) {
            visit(*item.as_table());
        }
    }
}

PackText read(const fs::path& folder) {
    PackText pack;
    for (const auto& item : fs::recursive_directory_iterator(folder)) {
        if (item.path().extension() != ".toml") {
            continue;
        }
        std::ostringstream text;
        text << std::ifstream(item.path()).rdbuf();
        pack.files[fs::relative(item.path(), folder).generic_string()] = text.str();
        toml::table root = toml::parse(text.str());
        each(root["role"], [&](toml::table& t) { pack.roles[word(t, "id")] = word(t, "name"); });
        each(root["procedure"], [&](toml::table& t) {
            ProcedureText procedure{word(t, "id"), word(t, "form"), word(t, "where"), {}, {}};
            each(t["state"],
                 [&](toml::table& s) { procedure.states[word(s, "id")] = word(s, "name"); });
            each(t["act"], [&](toml::table& a) {
                procedure.acts.push_back({word(a, "id"), word(a, "name"), word(a, "to"),
                                          words(a["from"]), words(a["by"]), words(a["not_by"])});
            });
            if (!procedure.acts.empty()) {
                pack.procedures.push_back(std::move(procedure));
            }
        });
    }
    return pack;
}

bool among(const Words& list, const std::string& item) {
    return std::ranges::find(list, item) != list.end();
}

// Acts that lead from nothing (or, where records are only imported, from the first state) to each
// state, the shortest way.
std::map<std::string, Words> ways(const ProcedureText& procedure, const std::string& first) {
    std::map<std::string, Words> found;
    std::vector<std::string> edge;
    auto reach = [&](const std::string& state, Words way) {
        if (!state.empty() && found.emplace(state, std::move(way)).second) {
            edge.push_back(state);
        }
    };
    for (const ActText& act : procedure.acts) {
        if (act.from.empty()) {
            reach(act.to, {act.id});
        }
    }
    if (found.empty()) {
        reach(first, {});
    }
    for (std::size_t at = 0; at < edge.size(); ++at) {
        for (const ActText& act : procedure.acts) {
            if (among(act.from, edge[at])) {
                Words way = found.at(edge[at]);
                way.push_back(act.id);
                reach(act.to, std::move(way));
            }
        }
    }
    return found;
}

Date day(const char* iso) { return *Date::parse(iso); }

Record person(std::int64_t id, const std::string& name) {
    Record record;
    record.id = RecordId{id};
    record.form = "person";
    record.fields = {{"name", Text{name}}};
    record.entries = {id};
    return record;
}

People people(std::int64_t id, const std::string& name) {
    return People{{{name, PersonId{id}, false, ""}}, {}, {}};
}

// One book: 甘棠 holds the roles, by mandates; 石思 holds none.
class Walk {
public:
    Walk(const norms::Pack& pack, const Words& roles) : pack_(pack) {
        for (auto [id, name] : {std::pair(1, "甘棠"), std::pair(2, "石思")}) {
            book_.records.emplace(RecordId{id}, person(id, name));
        }
        book_.size = 2;
        for (const std::string& role : roles) {
            Record mandate;
            mandate.id = RecordId{++book_.size};
            mandate.form = "mandate";
            bool chosen = pack.form("mandate")->field("role")->type == norms::FieldType::choice;
            mandate.fields = {{"person", people(1, "甘棠")},
                              {"role", chosen ? Value(Choices{{role}}) : Value(Text{role})},
                              {"from", Day{PartialDate(day("2020-01-01"))}}};
            mandate.entries = {mandate.id.value};
            book_.by_form["mandate"].insert(mandate.id);
            book_.records.emplace(mandate.id, std::move(mandate));
        }
        roster_ = Roster::build(book_.records);
        parameters_.emplace(pack_, book_.settings);
        groups_.emplace(pack_, roster_);
    }
    standing::Context context() const {
        return {book_, pack_, roster_, *parameters_, *groups_, {day("2022-06-30"), false}};
    }

private:
    const norms::Pack& pack_;
    Book book_;
    Roster roster_;
    std::optional<norms::Parameters> parameters_;
    std::optional<norms::Groups> groups_;
};

Record at_state(const ProcedureText& procedure, const Words& way) {
    Record record;
    record.id = RecordId{9};
    record.form = procedure.form;
    record.recorded_at = Instant{1'640'995'200'000};
    // type = 'party_group', type in ('committee', …): the first choice that fits; key_post: a flag.
    const std::string& where = procedure.where;
    std::string field = where.substr(0, where.find(' '));
    std::size_t quote = where.find('\'');
    if (quote != std::string::npos) {
        std::string choice = where.substr(quote + 1, where.find('\'', quote + 1) - quote - 1);
        record.fields.emplace(field, Choices{{choice}});
    } else if (!where.empty()) {
        record.fields.emplace(field, Flag{true});
    }
    for (const std::string& act : way) {
        Step step;
        step.act = act;
        step.on = day("2022-06-01");
        record.steps.push_back(step);
    }
    return record;
}

// What a refusal is about, by its words.
enum class Why { nothing, state, rights, other };
Why why_of(const std::optional<Phrase>& refusal) {
    if (!refusal) {
        return Why::nothing;
    }
    auto says = [&](const char* words) { return refusal->zh.find(words) != std::string::npos; };
    if (says("这一步只在") || says("用来新建一项") || says("不能新建一项")) {
        return Why::state;
    }
    return says("没有“") && says("的权限")    ? Why::rights
           : says("不能由") && says("本人（") ? Why::rights
           : says("要由在职的本单位人员办理") ? Why::rights
                                              : Why::other;
}

class Procedures : public testing::TestWithParam<std::string> {};

TEST_P(Procedures, AllowExactlyWhatTheirTextSays) {
    PackText text = read(fs::path(LUZE_SOURCE_DIR) / "packs" / GetParam());
    auto pack = norms::read_pack(text.files);
    ASSERT_TRUE(pack);
    ASSERT_FALSE(text.procedures.empty());
    std::size_t asked = 0;
    std::size_t allowed = 0;
    for (const auto& [role, role_name] : text.roles) {
        Walk walk(*pack, {role});
        standing::Context context = walk.context();
        for (const ProcedureText& procedure : text.procedures) {
            const norms::Procedure* read_one = pack->procedure(procedure.id);
            ASSERT_NE(read_one, nullptr) << procedure.id;
            for (const auto& [state, way] : ways(procedure, read_one->states.front().id)) {
                Record record = at_state(procedure, way);
                ASSERT_EQ(casework::procedure_of(context, record), read_one) << procedure.id;
                for (const ActText& act : procedure.acts) {
                    SCOPED_TRACE(procedure.id + ": " + state + " × " + act.id + " × " + role);
                    casework::Attempt attempt{
                        read_one, read_one->act(act.id), PersonId{1}, day("2022-06-30"), {}, {}};
                    auto refusal = casework::refusal(context, record, attempt);
                    Why why = why_of(refusal);
                    ++asked;
                    if (refusal) {
                        EXPECT_FALSE(refusal->zh.empty());
                        EXPECT_FALSE(refusal->en.empty());
                    }
                    if (!among(act.from, state)) {
                        EXPECT_EQ(why, Why::state) << (refusal ? refusal->zh : "allowed");
                        continue;
                    }
                    bool anybody = act.by.empty();
                    bool may = (anybody || among(act.by, role)) && !among(act.not_by, role);
                    if (may) {
                        ++allowed;
                        EXPECT_TRUE(why == Why::nothing || why == Why::other)
                            << (refusal ? refusal->zh : "");
                        continue;
                    }
                    EXPECT_EQ(why, Why::rights) << (refusal ? refusal->zh : "allowed");
                    for (const std::string& other : act.by) {
                        EXPECT_THAT(refusal ? refusal->zh : "",
                                    testing::HasSubstr(text.roles.at(other)));
                    }
                }
            }
        }
    }
    RecordProperty("asked", static_cast<int>(asked));
    EXPECT_GT(allowed, 10U);
    EXPECT_GT(asked, allowed * 5);
}

// Whoever holds a role that may and one that must not is refused, whichever two they are.
TEST_P(Procedures, BarWhomTheirTextBarsWhateverElseTheyAre) {
    PackText text = read(fs::path(LUZE_SOURCE_DIR) / "packs" / GetParam());
    auto pack = norms::read_pack(text.files);
    ASSERT_TRUE(pack);
    for (const ProcedureText& procedure : text.procedures) {
        const norms::Procedure* read_one = pack->procedure(procedure.id);
        const auto found = ways(procedure, read_one->states.front().id);
        for (const ActText& act : procedure.acts) {
            Record record =
                act.from.empty() ? Record{} : at_state(procedure, found.at(act.from[0]));
            record.form = procedure.form;
            for (const std::string& may : act.by) {
                for (const std::string& barred : act.not_by) {
                    SCOPED_TRACE(procedure.id + ": " + act.id + " × " + may + " + " + barred);
                    Walk walk(*pack, {may, barred});
                    auto refusal = casework::refusal(
                        walk.context(), record,
                        {read_one, read_one->act(act.id), PersonId{1}, day("2022-06-30"), {}, {}});
                    EXPECT_THAT(refusal ? refusal->zh : "allowed",
                                AllOf(testing::HasSubstr("不能由" + text.roles.at(barred)),
                                      testing::HasSubstr("（甘棠）")));
                }
            }
        }
    }
}

TEST_P(Procedures, AreAllReachedByTheWalkOrItsSisters) {
    PackText text = read(fs::path(LUZE_SOURCE_DIR) / "packs" / GetParam());
    for (const ProcedureText& procedure : text.procedures) {
        auto found = ways(procedure, procedure.states.begin()->first);
        for (const auto& [state, name] : procedure.states) {
            EXPECT_TRUE(found.contains(state)) << procedure.id << ": " << state;
        }
    }
}

TEST(ProceduresPage, IsOfThisPack) {
    PackText text = read(fs::path(LUZE_SOURCE_DIR) / "packs" / "zhuti-zeren");
    auto pack = norms::read_pack(text.files);
    ASSERT_TRUE(pack);
    std::ostringstream page;
    page << std::ifstream(LUZE_SOURCE_DIR "/docs/PROCEDURES.md", std::ios::binary).rdbuf();
    EXPECT_TRUE(page.str() == casework::transition_tables(*pack, "packs/zhuti-zeren"))
        << "docs/PROCEDURES.md is not of this pack any more; write it anew: "
           "build/release/luze pack procedures packs/zhuti-zeren > docs/PROCEDURES.md";
    // Every act of the pack's text stands on the page.
    for (const ProcedureText& procedure : text.procedures) {
        for (const ActText& act : procedure.acts) {
            EXPECT_NE(page.str().find("`" + act.id + "`"), std::string::npos) << act.id;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Shipped, Procedures, testing::Values("zhuti-zeren", "anquan-shengchan"),
                         [](const auto& item) {
                             std::string name = item.param;
                             std::erase(name, '-');
                             return name;
                         });

}  // namespace
}  // namespace luze
