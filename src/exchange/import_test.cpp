#include "exchange/import.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "exchange/import_test_kit.h"

namespace luze::exchange {
namespace {

using Lines = std::vector<std::string>;

const Lines roster = {"某局人员名册", "序号|姓　名|科　室|职　务|所属党支部",
                      "1|姜　鸣|局领导|局长|第一党支部", "2|王　丽|办公室|科员|第一党支部",
                      "3|王　丽|园林绿化科|科员|第二党支部"};
const Lines volunteers = {"某局2021年度志愿服务台账",
                          "序号|姓名|支部|日期|服务项目|时长（小时）",
                          "1|姜　鸣|第一党支部|3月5日|清扫|2",
                          "2|王　丽|第二党支部|3月5日|清扫|2小时",
                          "3|姜鸣|第一党支部|2021.3.5|清 扫|2",
                          "4|孙德海|第一党支部|3月6日|清扫|2",
                          "5|姜鸣|第一党支部|2月30日|慰问|2",
                          "6||第一党支部|3月9日|慰问|2",
                          "合计|||||12"};

class Import : public testing::Test {
protected:
    norms::Pack pack_ = kit::pack();
    Book book_;

    ImportPlan plan(std::vector<InputFile> files) {
        auto made = plan_import(pack_, book_, std::move(files));
        EXPECT_TRUE(made.has_value());
        return made ? std::move(*made) : ImportPlan{};
    }
    // Plans, and puts what was planned into the book.
    ImportPlan import(std::vector<InputFile> files) {
        ImportPlan made = plan(std::move(files));
        for (const Planned& planned : made.entries) {
            Entry entry;
            entry.sequence = book_.size + 1;
            entry.kind = planned.kind;
            entry.body = planned.body;
            entry.salt = Salt{};
            auto applied = apply(book_, entry);
            EXPECT_TRUE(applied.has_value()) << (applied ? "" : applied.error().message.zh);
        }
        return made;
    }
};

TEST_F(Import, ReadsPeopleFirstAndSaysWhatIsWrongWithRows) {
    ImportPlan made = import({kit::csv("a志愿.csv", volunteers), kit::csv("b名册.csv", roster)});
    EXPECT_FALSE(made.entries.front().body["batch"].is_null());
    EXPECT_EQ(made.rows, 9U);
    EXPECT_EQ(made.fresh, 8U);
    EXPECT_EQ(made.held, 1U);
    std::vector<std::string> said;
    for (const RowProblem& problem : made.problems) {
        said.push_back(std::to_string(static_cast<int>(problem.kind)) + "@" +
                       std::to_string(problem.source.row) + problem.cell);
    }
    using K = RowProblem::Kind;
    auto at = [](K kind, const std::string& where) {
        return std::to_string(static_cast<int>(kind)) + "@" + where;
    };
    EXPECT_EQ(said,
              (std::vector<std::string>{at(K::held, "8B8"), at(K::duplicate, "5"),
                                        at(K::unknown_name, "6B6"), at(K::unreadable, "7D7")}));
    // The Wang Li of the second branch, who is the third on the roster.
    const People* who = get<People>(book_.records.at(RecordId{6}).fields, "person");
    ASSERT_NE(who, nullptr);
    EXPECT_EQ(who->named.at(0).person, PersonId{3});
    EXPECT_EQ(book_.records.at(RecordId{7}).duplicate_of, RecordId{5});
    EXPECT_EQ(book_.held.size(), 1U);
}

TEST_F(Import, SaysOfEachRowWhatBecomesOfIt) {
    ImportPlan made = import({kit::csv("a志愿.csv", volunteers), kit::csv("b名册.csv", roster)});
    ASSERT_EQ(made.outcomes.size(), 9U);
    ASSERT_EQ(made.sheets.size(), 2U);
    EXPECT_EQ(made.sheets[0].file, "a志愿.csv");
    std::size_t held = 0;
    for (const RowOutcome& outcome : made.outcomes) {
        held += outcome.kind == RowOutcome::Kind::held ? 1 : 0;
        ASSERT_TRUE(outcome.entry);
        EXPECT_EQ(made.entries.at(*outcome.entry).body["source"].number("row"), outcome.row);
    }
    EXPECT_EQ(held, 1U);
    ImportPlan again = plan({kit::csv("a志愿.csv", volunteers), kit::csv("b名册.csv", roster)});
    EXPECT_TRUE(std::ranges::all_of(again.outcomes, [](const RowOutcome& outcome) {
        return outcome.kind == RowOutcome::Kind::unchanged ||
               outcome.kind == RowOutcome::Kind::held;
    }));
}

TEST_F(Import, CellsThatWerePutRightBeforehand) {
    auto made = plan_import(pack_, book_,
                            {kit::csv("a志愿.csv", volunteers), kit::csv("b名册.csv", roster)}, {},
                            {{}, {{"a志愿.csv", "a志愿.csv", 8, 2, "姜鸣"}}});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->held, 0U);
    EXPECT_EQ(made->fresh, 9U);
}

TEST_F(Import, AFormAndItsColumnsAsSomebodySays) {
    const Lines odd = {"某局2021年度", "甲|乙|丙|丁", "姜　鸣|3月5日|清扫|2",
                       "王　丽|3月6日|慰问|3"};
    auto files = [&] {
        return std::vector{kit::csv("odd.csv", odd), kit::csv("名册.csv", roster)};
    };
    EXPECT_EQ(plan(files()).tables, 1U) << "nothing fits such headings by itself";
    SheetHint hint{"odd.csv", "odd.csv",
                   false,     "volunteer",
                   2,         {{1, "person"}, {2, "date"}, {3, "service"}, {4, "hours"}}};
    auto made = plan_import(pack_, book_, files(), {}, {{hint}, {}});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->tables, 2U);
    EXPECT_EQ(made->fresh, 5U);
    const Table& table = made->sheets.front().tables.empty() ? made->sheets.back().tables.front()
                                                             : made->sheets.front().tables.front();
    EXPECT_FALSE(table.columns.empty());
    hint.skip = true;
    made = plan_import(pack_, book_, files(), {}, {{hint}, {}});
    EXPECT_EQ(made->tables, 1U);
}

TEST_F(Import, TheSameAgainChangesNothing) {
    std::vector<InputFile> files{kit::csv("a.csv", volunteers), kit::csv("b.csv", roster)};
    import(files);
    ImportPlan again = plan(files);
    EXPECT_TRUE(again.entries.empty());
    EXPECT_TRUE(again.vanished.empty());
    EXPECT_EQ(again.unchanged, 8U);
    EXPECT_EQ(again.problems.size(), 4U);
}

TEST_F(Import, ARowInsertedOnTopOfARenamedFileIsOneNewRecord) {
    import({kit::csv("a.csv", volunteers), kit::csv("b.csv", roster)});
    Lines more = volunteers;
    more.insert(more.begin() + 2, "1|王　丽|第一党支部|1月9日|扫雪|3");
    for (std::size_t i = 3; i + 1 < more.size(); ++i) {
        more[i].replace(0, 1, std::to_string(i - 1));
    }
    ImportPlan made = import({kit::csv("改了名.csv", more)});
    EXPECT_EQ(made.entries.size(), 1U);
    EXPECT_EQ(made.fresh, 1U);
    EXPECT_TRUE(made.vanished.empty());
}

TEST_F(Import, AChangedRowIsACorrectionEvenInItsKey) {
    import({kit::csv("a.csv", volunteers), kit::csv("b.csv", roster)});
    Lines changed = volunteers;
    changed[3] = "2|王　丽|第二党支部|3月5日|清扫|4小时";
    changed[6] = "5|姜鸣|第一党支部|2月28日|慰问|2";
    ImportPlan made = import({kit::csv("a.csv", changed)});
    EXPECT_EQ(made.corrected, 2U);
    EXPECT_EQ(made.fresh, 0U);
    EXPECT_EQ(display(book_.records.at(RecordId{6}).fields.at("hours")), "4");
    EXPECT_EQ(display(book_.records.at(RecordId{9}).fields.at("date")), "2021-02-28");
}

TEST_F(Import, AVanishedRowIsOnlyProposedAndOtherLedgersStay) {
    import({kit::csv("a.csv", volunteers), kit::csv("b.csv", roster)});
    Lines fewer = volunteers;
    fewer.erase(fewer.begin() + 5);
    ImportPlan made = plan({kit::csv("a.csv", fewer)});
    EXPECT_TRUE(made.entries.empty());
    ASSERT_EQ(made.vanished.size(), 1U);
    EXPECT_EQ(made.vanished[0].source.row, 6);
    EXPECT_TRUE(plan({kit::csv("b.csv", roster)}).vanished.empty());
}

TEST_F(Import, NextYearsSheetOfTheSameNameIsNewRecords) {
    import({kit::csv("a.csv", volunteers), kit::csv("b.csv", roster)});
    Lines next = volunteers;
    next[0] = "某局2022年度志愿服务台账";
    next[4] = "3|姜鸣|第一党支部|2022.3.5|清扫|2";
    ImportPlan made = import({kit::csv("a.csv", next)});
    EXPECT_EQ(made.corrected, 0U);
    EXPECT_TRUE(made.vanished.empty());
}

TEST_F(Import, WhatWasMendedInTheBookStaysMended) {
    import({kit::csv("a.csv", volunteers), kit::csv("b.csv", roster)});
    Record& bad = book_.records.at(RecordId{9});
    bad.fields["date"] = Day{PartialDate(Date::of(2021, 2, 28).value())};
    ImportPlan again = plan({kit::csv("a.csv", volunteers)});
    EXPECT_TRUE(again.entries.empty());
}

TEST_F(Import, MergedCellsHoldForTheRowsBelowThem) {
    // A CSV has no merges: what is blank stays blank, and the row is held.
    ImportPlan made = plan({kit::csv("三会一课.csv", {"2021年三会一课", "支部|日期|会议类型|主题",
                                                      "第一党支部|3月5日|党课|甲", "||党课|乙"})});
    EXPECT_EQ(made.fresh, 1U);
    EXPECT_EQ(made.held, 1U);
}

TEST_F(Import, SaysOfEachFileWhyItIsNotRead) {
    ImportPlan made = plan({{"~$台账.xlsx", "x"},
                            {"空.xlsx", ""},
                            kit::csv("a.csv", roster),
                            kit::csv("副本/a.csv", roster)});
    EXPECT_EQ(made.tables, 1U);
    for (const FileSummary& file : made.files) {
        EXPECT_EQ(file.passed_over.has_value(), file.name != "a.csv") << file.name;
    }
    auto none = plan_import(pack_, book_, {});
    ASSERT_FALSE(none.has_value());
    EXPECT_EQ(none.error().kind, ErrorKind::missing);
}

TEST_F(Import, WithoutARosterNamesAreNoProblem) {
    ImportPlan made = plan({kit::csv("a.csv", volunteers)});
    for (const RowProblem& problem : made.problems) {
        EXPECT_NE(problem.kind, RowProblem::Kind::unknown_name);
    }
}

}  // namespace
}  // namespace luze::exchange
