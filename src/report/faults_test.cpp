#include "report/faults.h"

#include "report/report_test_kit.h"

namespace luze::report {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct FaultsTest : kit::ReportTest {
    // kind file:row note
    static std::vector<std::string> lines(const kit::Bureau& bureau,
                                          Scope scope = Scope::whole_book()) {
        std::vector<std::string> out;
        for (const Fault& fault : bureau.faults(scope)) {
            out.push_back(fault.rule->kind + " " + fault.file + ":" + std::to_string(fault.row) +
                          " " + fault.note);
        }
        return out;
    }
    std::vector<std::string> lines() const { return lines(*look()); }
    void rule(const std::string& toml) { more_rules += "\n[[fault]]\n" + toml; }
};

TEST_F(FaultsTest, ARecordsOwnConditionPointsToItsRow) {
    rule(R"toml(kind = "no_hours"
class = "data"
form = "activity"
where = "not known(hours)"
note = "{date}的{kind}“{title}”没有学时"
)toml");
    RecordId id = activity("study", "2021-03-05", {1}, {{"title", kit::text("党史")}});
    activity("study", "2020-03-05", {1});
    activity("study", "2021-03-06", {1}, {{"hours", Number{Decimal::whole(2)}}});
    auto bureau = look();
    auto found = bureau->faults();
    EXPECT_THAT(lines(*bureau),
                ElementsAre("no_hours activity.xlsx:5 2021-03-05的学习“党史”没有学时"));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].entries, (Evidence{id.value}));
    EXPECT_EQ(found[0].about, "党史");
}

TEST_F(FaultsTest, WhatWasOwedAndNotDoneNamesItsBearer) {
    rule(R"toml(kind = "service_below"
duty = "service"
states = ["missed"]
note = "{bearer}只有{done}次，少于{owed}次（{$times}次）"
)toml");
    activity("service", "2021-03-05", {1, 2});
    RecordId last = activity("service", "2021-03-06", {1});
    auto bureau = look();
    EXPECT_THAT(lines(*bureau),
                ElementsAre("service_below activity.xlsx:0 乙只有1次，少于2次（2次）"));
    ASSERT_EQ(bureau->faults().size(), 1U);
    EXPECT_EQ(bureau->faults()[0].entries, (Evidence{last.value - 1}));
    EXPECT_EQ(bureau->faults()[0].about, "乙");
}

// A parameter that changed in the year is quoted as it was for the window.
TEST_F(FaultsTest, NotesQuoteTheParameterInForce) {
    rule(R"toml(kind = "study_missing"
duty = "study"
states = ["missed"]
note = "{window}没有学习（{$times}）"
)toml");
    rule(R"toml(kind = "study_odd"
form = "activity"
where = "kind = 'study'"
note = "{date} {$times}"
)toml");
    activity("study", "2021-08-05", {1});
    EXPECT_THAT(lines(), ElementsAre("study_odd activity.xlsx:5 2021-08-05 3",
                                     "study_missing activity.xlsx:0 第一季度没有学习（2）",
                                     "study_missing activity.xlsx:0 第二季度没有学习（2）",
                                     "study_missing activity.xlsx:0 第四季度没有学习（3）"));
}

TEST_F(FaultsTest, AConditionMayLookAtTheObligationAndItsRecord) {
    rule(R"toml(kind = "late"
duty = "mending"
states = ["missed", "made_up"]
when = "late_days > 5 and known(title)"
note = "{title}应于{last}办结，晚{late_days}天"
)toml");
    auto problem = [&](const char* title, const char* closed) {
        row("problem", {{"raised", kit::day("2021-03-01")},
                        {"deadline", kit::day("2021-04-01")},
                        {"closed", kit::day(closed)},
                        {"title", kit::text(title)}});
    };
    problem("甲事", "2021-03-20");
    problem("乙事", "2021-04-03");
    problem("丙事", "2021-04-21");
    EXPECT_THAT(lines(), ElementsAre("late problem.xlsx:7 丙事应于2021-04-01办结，晚20天"));
}

TEST_F(FaultsTest, TheGraverFaultHidesTheLesserOfTheSameBearer) {
    rule(R"toml(kind = "service_below"
duty = "service"
states = ["missed"]
note = "{bearer}不够"
)toml");
    rule(R"toml(kind = "service_none"
duty = "service"
states = ["missed"]
when = "done = 0"
note = "{bearer}没有"
hides = ["service_below"]
)toml");
    activity("service", "2021-03-05", {1});
    EXPECT_THAT(lines(), ElementsAre("service_below activity.xlsx:0 甲不够",
                                     "service_none activity.xlsx:0 乙没有"));
}

TEST_F(FaultsTest, RowsThatRepeatOthersNameTheFirst) {
    rule(R"toml(kind = "twice"
class = "data"
source = "duplicate"
note = "与第{other_row}行重复：{matter}"
)toml");
    RecordId first = activity("study", "2021-03-05", {1}, {{"title", kit::text("党史")}});
    row("activity", {{"date", kit::day("2021-03-05")}, {"title", kit::text("党史")}},
        {{"duplicate_of", first.value}});
    EXPECT_THAT(lines(), ElementsAre("twice activity.xlsx:6 与第5行重复：2021-03-05，党史"));
}

TEST_F(FaultsTest, NamesOnNoListAndNamesThatFitTwo) {
    rule(R"toml(kind = "unknown"
class = "data"
source = "unknown_name"
note = "名册上没有{name}（{date}）"
)toml");
    rule(R"toml(kind = "either"
class = "data"
source = "ambiguous_name"
note = "{name}有几位：{candidates}"
)toml");
    f = {};
    add_person("王丽", "一支部", true);
    add_person("王丽", "二支部", true);
    People who{{{"生人", {}, false, ""}, {"生人", {}, false, ""}, {"王丽", {}, true, ""}},
               {},
               {{"怪人", {}, false, ""}}};
    row("activity", {{"date", kit::day("2021-03-05")}, {"people", who}});
    EXPECT_THAT(lines(), ElementsAre("unknown activity.xlsx:5 名册上没有生人（2021-03-05）",
                                     "unknown activity.xlsx:5 名册上没有怪人（2021-03-05）",
                                     "either activity.xlsx:5 王丽有几位：办公室、办公室"));
}

TEST_F(FaultsTest, WhatCannotBeReadAndRowsThatWereHeld) {
    rule(R"toml(kind = "bad_date"
class = "data"
source = "unreadable_date"
note = "{field}读不出：{raw}"
)toml");
    rule(R"toml(kind = "bad_value"
class = "data"
source = "unreadable_value"
note = "{field}读不出：{raw}"
)toml");
    rule(R"toml(kind = "held"
class = "data"
source = "held_row"
note = "{problem}"
)toml");
    row("activity", {{"date", Unreadable{"2021.11.31"}}, {"hours", Unreadable{"若干"}}});
    f.add(kinds::held_row,
          Json::Object{{"form", "activity"},
                       {"source", Json::Object{{"file", "activity.xlsx"}, {"row", 9}}},
                       {"problem", Json::Object{{"zh", "缺日期"}, {"en", "no date"}}}})
        .value();
    EXPECT_THAT(lines(), ElementsAre("held activity.xlsx:9 缺日期",
                                     "bad_date activity.xlsx:5 日期读不出：2021.11.31",
                                     "bad_value activity.xlsx:5 学时读不出：若干"));
}

TEST_F(FaultsTest, WhatIsWrongInLedgersOfOtherYearsIsNotOfThisOne) {
    for (const char* source : {"unreadable_date", "duplicate", "unknown_name", "held_row"}) {
        rule(std::string("kind = \"") + source + "\"\nclass = \"data\"\nsource = \"" + source +
             "\"\nnote = \"错\"\n");
    }
    People stranger{{{"生人", {}, false, ""}}, {}, {}};
    for (int year : {2020, 2021}) {
        std::string date = std::to_string(year) + "-03-05";
        RecordId first = row("activity", {{"date", kit::day(date.c_str())}}, {}, year);
        row("activity", {{"date", kit::day(date.c_str())}}, {{"duplicate_of", first.value}}, year);
        row("activity", {{"date", Unreadable{"2.30"}}}, {}, year);
        row("activity", {{"date", kit::day(date.c_str())}, {"people", stranger}}, {}, year);
        f.add(kinds::held_row,
              Json::Object{{"form", "activity"},
                           {"source", Json::Object{{"file", "h"}, {"row", year}, {"year", year}}},
                           {"problem", Json::Object{{"zh", "错"}, {"en", "e"}}}})
            .value();
    }
    EXPECT_EQ(lines(*look(2021)).size(), 4U);
    EXPECT_EQ(lines(*look(2020, "2020-12-31")).size(), 4U);
    EXPECT_THAT(lines(*look(2019, "2019-12-31")), IsEmpty());
    EXPECT_THAT(lines(*look(2020, "2020-12-31")), Contains("held_row h:2020 错"));
}

TEST_F(FaultsTest, NoticesAboutTheBooksAsAWhole) {
    rule(R"toml(kind = "imported_late"
class = "notice"
source = "imported_late"
note = "{day}导入{rows}行"
)toml");
    rule(R"toml(kind = "no_ledger"
class = "notice"
source = "no_ledger"
note = "{form}未建账"
)toml");
    row("activity", {{"date", kit::day("2021-03-05")}},
        {{"import", 5}, {"batch", Json::Object{{"files", Json::Array{}}}}});
    row("activity", {{"date", kit::day("2021-03-05")}}, {{"import", 5}});
    EXPECT_THAT(lines(), ElementsAre("imported_late :0 2021-12-25导入2行",
                                     "no_ledger :0 谈话台账未建账", "no_ledger :0 问题台账未建账"));
}

TEST_F(FaultsTest, WhatIsMissingPointsToThisYearsLedger) {
    rule(R"toml(kind = "study_missing"
duty = "study"
states = ["missed"]
note = "{window}"
)toml");
    for (int month : {1, 2, 3, 4}) {
        std::string date = "2020-0" + std::to_string(month) + "-05";
        f.record("activity", {{"date", kit::day(date.c_str())}, {"kind", kit::choice("study")}},
                 {{"source", Json::Object{{"file", "2020.xlsx"}, {"row", month}, {"year", 2020}}}});
    }
    activity("study", "2021-03-05", {1});
    EXPECT_THAT(lines(), testing::Each(HasSubstr(" activity.xlsx:0 ")));
    EXPECT_THAT(lines(*look(2020, "2020-12-31")), testing::Each(HasSubstr(" 2020.xlsx:0 ")));
}

// Without the right to talks a fault of one tells its kind and its entry.
TEST_F(FaultsTest, RestrictedRecordsGiveNothingAway) {
    rule(R"toml(kind = "empty_talk"
form = "talk"
where = "not known(person)"
note = "与谁谈？{about}"
)toml");
    rule(R"toml(kind = "no_talk"
duty = "talks"
states = ["missed"]
note = "{bearer}没有谈话"
)toml");
    rule(R"toml(kind = "study_missing"
duty = "study"
states = ["missed"]
note = "{window}"
)toml");
    RecordId talk = row("talk", {{"date", kit::day("2021-03-05")}, {"about", kit::text("机密")}});
    activity("study", "2021-03-05", {1});
    auto bureau = look();
    EXPECT_THAT(lines(*bureau), Contains("empty_talk talk.xlsx:5 与谁谈？机密"));
    EXPECT_THAT(lines(*bureau), Contains("no_talk talk.xlsx:0 甲没有谈话"));
    auto hidden = bureau->faults(Scope::open_records());
    for (const Fault& fault : hidden) {
        bool open = fault.rule->kind == "study_missing";
        EXPECT_EQ(fault.file, open ? "activity.xlsx" : "") << fault.rule->kind;
        EXPECT_EQ(fault.sheet, open ? "表一" : "");
        EXPECT_EQ(fault.row, 0);
        EXPECT_EQ(fault.about.empty() && fault.bearer_key.empty(), !open);
    }
    std::string json = canonical(faults_json(hidden));
    EXPECT_THAT(json, Not(HasSubstr("机密")));
    EXPECT_THAT(json, Not(HasSubstr("甲")));
    EXPECT_THAT(json, Not(HasSubstr("talk.xlsx")));
    EXPECT_THAT(json, HasSubstr("\"entries\":[" + std::to_string(talk.value) + "]"));
}

// An open record that makes up for a restricted one does not open it.
TEST_F(FaultsTest, ADutyOverRestrictedRecordsIsRestricted) {
    more_rules += R"toml(
[[duty]]
id = "after_talk"
name = "谈话后学习"
norm = "rules"
kind = "window"
bearer = { kind = "record" }
trigger = { form = "talk", date = "date" }
closes = "10d"
record = { form = "activity", where = "kind = 'study'" }
)toml";
    rule(R"toml(kind = "after_talk_late"
duty = "after_talk"
states = ["missed", "made_up"]
note = "{about}之后没有学习"
)toml");
    row("talk", {{"date", kit::day("2021-03-05")}, {"about", kit::text("机密")}});
    activity("study", "2021-05-05", {1});
    auto bureau = look();
    EXPECT_THAT(lines(*bureau), ElementsAre(HasSubstr("机密之后没有学习")));
    EXPECT_THAT(lines(*bureau, Scope::open_records()), ElementsAre(Not(HasSubstr("机密"))));
}

TEST_F(FaultsTest, AsJsonWhatIsInNoRowIsNull) {
    rule(R"toml(kind = "no_ledger"
class = "notice"
source = "no_ledger"
note = "{form}未建账"
)toml");
    activity("study", "2021-03-05", {1});
    row("problem", {{"raised", kit::day("2021-03-05")}});
    EXPECT_EQ(canonical(faults_json(look()->faults())),
              R"([{"class":"notice","entries":[],"file":null,"kind":"no_ledger",)"
              R"("note":"谈话台账未建账","row":null,"sheet":null}])");
}

}  // namespace
}  // namespace luze::report
