#include "report/figures.h"

#include "report/report_test_kit.h"
#include "report/summary.h"

namespace luze::report {
namespace {

using kit::ids;
using testing::ElementsAre;
using testing::HasSubstr;

struct FiguresTest : kit::ReportTest {
    // The value as text, null when it is not held, with its checks: the entries behind a count are
    // exactly as many.
    std::string value(const kit::Bureau& bureau, const char* id) const {
        const FigureValue* found = bureau.figures.find(id);
        EXPECT_NE(found, nullptr) << id;
        return found == nullptr ? "?" : found->held ? found->value.text() : "null";
    }
    std::string value(const char* id) const { return value(*look(), id); }
    Evidence entries(const char* id) const { return look()->figures.find(id)->entries; }
    void counts(const char* id, std::int64_t number) const {
        EXPECT_EQ(value(id), std::to_string(number));
        EXPECT_EQ(entries(id).size(), static_cast<std::size_t>(number)) << id;
    }
};

TEST_F(FiguresTest, CountsRecordsOfTheYearThatHaveHappened) {
    RecordId one = activity("study", "2021-03-05", {1});
    RecordId two = activity("study", "2021-12-31", {1});
    activity("service", "2021-03-05", {1});
    activity("study", "2020-12-31", {1});
    activity("study", "2022-01-01", {1});
    activity("study", "2021-05", {1});
    row("activity", {{"kind", kit::choice("study")}, {"date", kit::day("2021-03-05")}},
        {{"duplicate_of", one.value}});
    counts("study", 3);
    EXPECT_THAT(entries("study"), ElementsAre(one.value, two.value, 8 + 1 + 1));
    EXPECT_EQ(value(*look(2021, "2021-12-30"), "study"), "2");
    EXPECT_EQ(value(*look(2021, "2021-05-30"), "study"), "1");
    EXPECT_EQ(value(*look(2020, "2020-12-31"), "study"), "1");
}

TEST_F(FiguresTest, ALedgerThatIsNotKeptGivesNoFigure) {
    activity("study", "2021-03-05", {1});
    auto bureau = look();
    EXPECT_EQ(value(*bureau, "talks"), "null");
    EXPECT_EQ(value(*bureau, "days"), "null");
    EXPECT_EQ(value(*bureau, "mended"), "null");
    EXPECT_EQ(value(*bureau, "everything"), "1");
    EXPECT_EQ(value_text(*bureau->figures.find("talks")), "未建账");
    EXPECT_EQ(value_text(*bureau->figures.find("study")), "1次");
    // Kept, and nothing in this year: that is a nought.
    row("talk", {{"date", kit::day("2020-03-05")}}, {}, 2020);
    EXPECT_EQ(value("talks"), "0");
}

TEST_F(FiguresTest, AKeptLedgerWithNothingToDivideByIsNotCalledUnkept) {
    row("problem", {{"raised", kit::day("2021-03-05")}, {"title", kit::text("漏")}});
    auto bureau = look();
    EXPECT_EQ(value(*bureau, "days"), "null");
    EXPECT_EQ(value_text(*bureau->figures.find("days")), "—");
    EXPECT_FALSE(bureau->figures.find("days")->held);
    EXPECT_TRUE(bureau->figures.find("days")->kept);
}

TEST_F(FiguresTest, AQuarterOnItsOwn) {
    activity("study", "2021-03-31", {1});
    activity("study", "2021-04-01", {1});
    counts("study.q1", 1);
    EXPECT_EQ(value(*look(2021, "2021-03-30"), "study.q1"), "0");
}

TEST_F(FiguresTest, CountsMonthsThatHaveOne) {
    activity("study", "2021-03-05", {1});
    activity("study", "2021-03-25", {1});
    activity("study", "2021-05", {1});
    activity("study", "2021", {1});
    counts("study.months", 2);
}

TEST_F(FiguresTest, CountsDifferentValues) {
    activity("study", "2021-03-05", {1}, {{"title", kit::text("一")}});
    activity("study", "2021-04-05", {1}, {{"title", kit::text("一")}});
    activity("study", "2021-05-05", {1}, {{"title", kit::text("二")}});
    activity("study", "2021-06-05", {1});
    counts("titles", 2);
}

TEST_F(FiguresTest, EachBranchHasItsOwnNumber) {
    activity("study", "2021-03-05", {1}, {{"branch", kit::unit("一支部")}});
    activity("study", "2021-03-06", {3}, {{"branch", kit::unit("二支部")}});
    activity("study", "2021-04-06", {3}, {{"branch", kit::unit("二支部")}});
    activity("study", "2021-04-06", {4});
    auto bureau = look();
    EXPECT_EQ(value(*bureau, "branch1.study"), "1");
    EXPECT_EQ(value(*bureau, "branch2.study"), "2");
    EXPECT_EQ(bureau->figures.find("branch2.study")->label, "二支部学习次数");
    EXPECT_EQ(bureau->figures.find("branch3.study"), nullptr);
    EXPECT_EQ(bureau->figures.find("branch{n}.study"), nullptr);
    // A figure of a branch divides by the same branch's; nobody is left in the second.
    EXPECT_EQ(value(*bureau, "branch1.share"), "0.5");
    EXPECT_EQ(value(*bureau, "branch2.share"), "null");
}

// 人次: strangers count, groups are those of the day, the excepted do not.
TEST_F(FiguresTest, CountsPeopleRecordByRecord) {
    People some{
        {{"甲", PersonId{1}, false, ""}, {"生人", {}, false, ""}, {"王丽", {}, true, ""}}, {}, {}};
    People members{{}, {{"全体党员", "members", ""}}, {{"甲", PersonId{1}, false, ""}}};
    RecordId one =
        row("activity",
            {{"kind", kit::choice("service")}, {"date", kit::day("2021-03-05")}, {"people", some}});
    RecordId two = row(
        "activity",
        {{"kind", kit::choice("service")}, {"date", kit::day("2021-09-30")}, {"people", members}});
    RecordId three = row(
        "activity",
        {{"kind", kit::choice("service")}, {"date", kit::day("2021-10-01")}, {"people", members}});
    counts("service.people", 6);
    EXPECT_EQ(entries("service.people"), ids({one, one, one, two, two, three}));
    EXPECT_EQ(value_text(*look()->figures.find("service.people")), "6人次");
}

TEST_F(FiguresTest, AddsUpNumbersAndCountsItemsOfLists) {
    activity("study", "2021-03-05", {1}, {{"hours", Number{*Decimal::parse("1.5")}}});
    activity("study", "2021-03-06", {1}, {{"hours", Number{*Decimal::parse("2.25")}}});
    activity("study", "2021-03-07", {1}, {{"hours", Unreadable{"若干"}}});
    EXPECT_EQ(value("hours"), "3.75");
    RecordId p =
        row("problem", {{"raised", kit::day("2021-03-05")}, {"items", List{{"一", "二"}}}});
    counts("items", 2);
    EXPECT_EQ(entries("items"), ids({p, p}));
}

TEST_F(FiguresTest, CountsPeopleAndUnitsOfTheLastDay) {
    counts("members", 2);
    EXPECT_EQ(entries("members"), (Evidence{1, 2}));
    EXPECT_EQ(value(*look(2021, "2021-09-30"), "members"), "3");
    counts("ever", 4);
    counts("branches", 2);
    f = {};
    EXPECT_EQ(value("members"), "null");
    EXPECT_EQ(value("branches"), "null");
}

TEST_F(FiguresTest, WhatEachBearerHas) {
    RecordId one = activity("service", "2021-03-05", {1, 2, 3, 4});
    RecordId two = activity("service", "2021-04-05", {1, 3});
    RecordId three = activity("service", "2021-05-05", {1});
    auto bureau = look();
    EXPECT_EQ(value(*bureau, "service.total"), "4");  // of 甲 and 乙: the others are out of scope
    EXPECT_EQ(bureau->figures.find("service.total")->entries, ids({one, two, three, one}));
    EXPECT_EQ(value(*bureau, "service.min"), "1");
    EXPECT_EQ(bureau->figures.find("service.min")->entries, (Evidence{2}));
    EXPECT_EQ(value(*bureau, "service.mean"), "2");
    // The yearly quota is that of the year's first day: 2, not 3.
    EXPECT_EQ(value(*bureau, "service.attained"), "1");
    EXPECT_EQ(bureau->figures.find("service.attained")->entries, (Evidence{1}));
    const FigureValue& share = *bureau->figures.find("service.pct");
    EXPECT_EQ(share.value.text(), "50");
    EXPECT_EQ(share.numerator, Decimal::whole(1));
    EXPECT_EQ(share.denominator, Decimal::whole(2));
    EXPECT_EQ(share.entries, (Evidence{1}));
    EXPECT_EQ(share.denominator_entries, (Evidence{1, 2}));
}

TEST_F(FiguresTest, TheLeastIsNoughtWhenSomebodyHasNone) {
    activity("service", "2021-03-05", {1});
    EXPECT_EQ(value("service.min"), "0");
    EXPECT_EQ(entries("service.min"), (Evidence{2}));
}

TEST_F(FiguresTest, NobodyInTheGroupHasNoLeastAndNoMean) {
    f = {};
    add_person("丁", "", false);
    activity("service", "2021-03-05", {1});
    for (const char* id : {"service.min", "service.mean", "service.pct"}) {
        EXPECT_EQ(value(id), "null") << id;
        EXPECT_EQ(value_text(*look()->figures.find(id)), "—") << id;
    }
    EXPECT_EQ(value("service.total"), "0");
}

TEST_F(FiguresTest, RoundsHalfUp) {
    // One of eight members: 12.5 %; one of sixteen: 6.25 % → 6.3 %.
    auto pct = [&](int members) {
        f = {};
        for (int i = 0; i < members; ++i) {
            add_person("某", "一支部", true);
        }
        activity("service", "2021-03-05", {1});
        activity("service", "2021-04-05", {1});
        return value("service.pct");
    };
    EXPECT_EQ(pct(8), "12.5");
    EXPECT_EQ(pct(16), "6.3");
    EXPECT_EQ(pct(3), "33.3");
    EXPECT_EQ(pct(6), "16.7");
    EXPECT_EQ(value("service.mean"), "0.33");
}

TEST_F(FiguresTest, TheMeanOfDaysTakesWhatIsOverByThen) {
    auto problem = [&](const char* raised, const char* closed) {
        Fields fields{{"raised", kit::day(raised)}};
        if (closed != nullptr) {
            fields["closed"] = kit::day(closed);
        }
        return row("problem", fields);
    };
    RecordId one = problem("2021-03-01", "2021-03-11");
    RecordId two = problem("2021-03-01", "2021-03-06");
    problem("2021-03-01", nullptr);
    problem("2021-03-01", "2021-04");     // not exactly known
    problem("2021-03-10", "2021-03-01");  // before it began
    problem("2021-12-01", "2022-01-10");  // not over yet
    EXPECT_EQ(value("days"), "7.5");
    EXPECT_EQ(entries("days"), ids({one, two}));
}

TEST_F(FiguresTest, SaysWhatItWouldBeIfUnreadableDatesCounted) {
    activity("study", "2021-03-05", {1});
    row("talk", {{"date", kit::day("2021-03-05")}});
    row("talk", {{"date", Unreadable{"2021.11.31"}}});
    row("talk", {{"about", kit::text("没有日期")}});
    auto bureau = look();
    const FigureValue& talks = *bureau->figures.find("talks");
    EXPECT_EQ(talks.value, Decimal::whole(1));
    EXPECT_EQ(talks.if_unreadable_counted, Decimal::whole(2));
    EXPECT_EQ(bureau->figures.find("everything")->if_unreadable_counted, Decimal::whole(3));
    EXPECT_EQ(bureau->figures.find("study")->if_unreadable_counted, std::nullopt);
    EXPECT_EQ(bureau->figures.find("everything.pct")->value.text(), "50");
    EXPECT_EQ(bureau->figures.find("everything.pct")->if_unreadable_counted,
              Decimal::parse("33.3"));
}

TEST_F(FiguresTest, AnUnreadableDateInTheLedgerOfAnotherYearIsNotThisYears) {
    row("talk", {{"date", kit::day("2021-03-05")}});
    row("talk", {{"date", Unreadable{"2020.2.30"}}}, {}, 2020);
    EXPECT_EQ(look()->figures.find("talks")->if_unreadable_counted, std::nullopt);
}

TEST_F(FiguresTest, ARegisterKeptAnewEachYearCountsInItsYear) {
    row("risk", {{"title", kit::text("旧")}}, {}, 2020);
    RecordId now = row("risk", {{"title", kit::text("新")}});
    RecordId unsaid = row("risk", {{"title", kit::text("某年")}}, {{"import", 5}}, 0);
    EXPECT_EQ(entries("risks"), ids({now, unsaid}));
    // Entered by hand it is of the year in which that was done; the twelfth entry is of 2022.
    RecordId by_hand = f.record("risk", {{"title", kit::text("手录")}});
    EXPECT_EQ(entries("risks"), ids({now, unsaid, by_hand}));
    while (f.book.size < 11) {
        row("talk", {{"date", kit::day("2020-03-05")}}, {}, 2020);
    }
    f.record("risk", {{"title", kit::text("次年手录")}});
    EXPECT_EQ(entries("risks"), ids({now, unsaid, by_hand}));
}

TEST_F(FiguresTest, CountsWindowsWithTheEntriesThatDecideThem) {
    activity("study", "2021-03-05", {1});
    activity("study", "2021-08-05", {1});
    f.add(kinds::pack_adopted,
          Json::Object{
              {"id", "small"}, {"version", "1"}, {"from", "2021-01-01"}, {"files", Json::Object{}}})
        .value();
    std::int64_t adopted = f.book.size;
    auto bureau = look();
    const FigureValue& missed = *bureau->figures.find("study.missed");
    EXPECT_EQ(missed.value, Decimal::whole(2));
    EXPECT_EQ(missed.entries, (Evidence{adopted, adopted}));
    EXPECT_THAT(missed.names, ElementsAre(HasSubstr("第二季度"), HasSubstr("第四季度")));
}

TEST_F(FiguresTest, AsJsonHasValuesAsNumbersAndNullWhereNotHeld) {
    activity("service", "2021-03-05", {1});
    activity("service", "2021-03-06", {1});
    std::string json = figures_json(look()->figures, 2021, kit::on("2021-12-31"));
    EXPECT_THAT(json,
                HasSubstr(R"("service.pct":{"value":50,"held":true,"label_zh":"达标率","how":"",)"
                          R"("unit":"%","num":1,"den":2,"den_entries":[1,2],"entries":[1]})"));
    EXPECT_THAT(json, HasSubstr(R"("talks":{"value":null,"held":false)"));
    EXPECT_THAT(json, HasSubstr(R"("branch1.study":{)"));
    EXPECT_THAT(json, testing::StartsWith(R"({"year":2021,"as_of":"2021-12-31","figures":{)"));
    auto parsed = parse_json(json);
    EXPECT_TRUE(parsed) << parsed.error().message.en;
}

}  // namespace
}  // namespace luze::report
