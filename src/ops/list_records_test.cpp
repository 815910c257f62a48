#include "ops/list_records.h"

#include <gmock/gmock.h>

#include "ops/case_test_kit.h"
#include "ops/change_record.h"
#include "ops/record_page.h"

namespace luze::ops {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ListTest : public CaseTest {
protected:
    void SetUp() override {
        CaseTest::SetUp();
        leak_ = enter("problem", {{"description", "档案室漏水"}, {"department", "办公室"}}, "石思");
        formula_ =
            enter("problem", {{"description", "=1+1 台账"}, {"department", "业务科"}}, "石思");
        late_ =
            enter("problem", {{"description", "安全检查ABC"}, {"department", "业务科"}}, "石思");
        ASSERT_TRUE(step(late_, "assign", "姜鸣",
                         {{"owner", "丁一"}, {"post", "统计岗"}, {"deadline", iso(1)}}));
    }

    RecordPage list(const ListQuery& query, const std::string& who = "姜鸣", int when = 0) {
        auto page = list_records(*desk_, query, as(who), Date::parse(iso(when)).value());
        EXPECT_TRUE(page) << page.error().message.zh;
        return page.value_or(RecordPage{});
    }
    std::vector<std::string> titles(const ListQuery& query, int when = 0) {
        std::vector<std::string> out;
        for (const ListedRecord& item : list(query, "姜鸣", when).items) {
            out.push_back(item.row->title);
        }
        return out;
    }
    static ListQuery problems() {
        ListQuery query;
        query.form = "problem";
        return query;
    }
    static ListQuery problems_with(const std::string& column, const std::string& typed) {
        ListQuery query = problems();
        query.filters[column] = typed;
        return query;
    }

    RecordId leak_;
    RecordId formula_;
    RecordId late_;
};

LUZE_ON_BOTH_ENGINES(ListTest);

TEST_P(ListTest, WhatIsTypedOverAColumn) {
    EXPECT_THAT(titles(problems_with("description", "漏水")), ElementsAre("档案室漏水"));
    EXPECT_THAT(titles(problems_with("description", "ａｂｃ")), ElementsAre("安全检查ABC"));
    EXPECT_THAT(titles(problems_with("department", "业务")),
                ElementsAre("=1+1 台账", "安全检查ABC"));
    EXPECT_THAT(titles(problems_with("owner", "丁一")), ElementsAre("安全检查ABC"));
    std::string number = "#" + std::to_string(desk_->person("丁一").value().value);
    EXPECT_THAT(titles(problems_with("owner", number)), ElementsAre("安全检查ABC"));
    EXPECT_THAT(titles(problems_with("owner", "=")), ElementsAre("档案室漏水", "=1+1 台账"));
    EXPECT_THAT(titles(problems_with("owner", "<>")), ElementsAre("安全检查ABC"));
    EXPECT_THAT(titles(problems_with("id", ">" + std::to_string(leak_.value))),
                ElementsAre("=1+1 台账", "安全检查ABC"));
    EXPECT_THAT(titles(problems_with("form", "problem")).size(), 3U);
}

TEST_P(ListTest, DaysAsTheyAreWritten) {
    EXPECT_THAT(titles(problems_with("deadline", ".." + iso(0))), IsEmpty());
    EXPECT_THAT(titles(problems_with("deadline", iso(1) + ".." + iso(1))),
                ElementsAre("安全检查ABC"));
    EXPECT_THAT(titles(problems_with("deadline", "2022年1月")), ElementsAre("安全检查ABC"));
    EXPECT_THAT(titles(problems_with("deadline", "2022.2.1..")), IsEmpty());
    EXPECT_THAT(titles(problems_with("due", "2022")), ElementsAre("安全检查ABC"));
}

TEST_P(ListTest, StateOwnerUnitAndLateness) {
    ListQuery query = problems_with("state", "raised");
    EXPECT_THAT(titles(query), ElementsAre("档案室漏水", "=1+1 台账"));
    // The counts say what the other states would show.
    RecordPage page = list(query);
    ASSERT_EQ(page.states.size(), 5U);
    EXPECT_EQ(page.states[0].count, 2U);
    EXPECT_EQ(page.states[1].count, 1U);
    EXPECT_EQ(titles(problems_with("state", "raised,in_hand")).size(), 3U);
    query = problems();
    query.owner = desk_->person("丁一").value();
    EXPECT_THAT(titles(query), ElementsAre("安全检查ABC"));
    EXPECT_THAT(titles(problems_with("unit", "办公室")), ElementsAre("档案室漏水"));
    query = problems();
    query.late = true;
    EXPECT_THAT(titles(query, 1), IsEmpty());
    EXPECT_THAT(titles(query, 2), ElementsAre("安全检查ABC"));
    EXPECT_THAT(titles(problems_with("late", "true"), 2), ElementsAre("安全检查ABC"));
}

TEST_P(ListTest, WordsStandAnywhereAndAllOfThem) {
    ListQuery query = problems();
    query.words = "业务科 台账";
    EXPECT_THAT(titles(query), ElementsAre("=1+1 台账"));
}

TEST_P(ListTest, InOrderWithNothingLast) {
    ListQuery query = problems();
    query.sort = "deadline";
    EXPECT_THAT(titles(query), ElementsAre("安全检查ABC", "档案室漏水", "=1+1 台账"));
    query.sort = "-deadline";
    EXPECT_THAT(titles(query), ElementsAre("安全检查ABC", "=1+1 台账", "档案室漏水"));
    query.sort = "-id";
    EXPECT_THAT(titles(query), ElementsAre("安全检查ABC", "=1+1 台账", "档案室漏水"));
    query.sort = "department";  // in the order of the roster
    EXPECT_THAT(titles(query), ElementsAre("=1+1 台账", "安全检查ABC", "档案室漏水"));
    query.sort = "state";
    EXPECT_THAT(titles(query), ElementsAre("档案室漏水", "=1+1 台账", "安全检查ABC"));
    query.sort = "colour";
    EXPECT_FALSE(list_records(*desk_, query, as("姜鸣"), desk_->day(day(0))));
}

TEST_P(ListTest, APageGoesOnWhereTheLastOneEndedWhateverHappensMeanwhile) {
    ListQuery query = problems();
    query.sort = "description";
    query.count = 2;
    RecordPage first = list(query);
    EXPECT_EQ(first.total, 3U);
    ASSERT_EQ(first.items.size(), 2U);
    EXPECT_EQ(first.items[0].row->title, "=1+1 台账");
    query.after = first.next;
    // The last row shown goes, another comes before it.
    ASSERT_TRUE(withdraw_record(*desk_, late_, "重复", as("石思"), day(0)) ||
                correct_record(*desk_, late_, {{"description", "零"}}, as("石思"), day(0)));
    enter("problem", {{"description", "0 新的"}}, "石思");
    RecordPage second = list(query);
    ASSERT_FALSE(second.items.empty());
    EXPECT_EQ(second.items.back().row->title, second.items.size() == 1 ? "档案室漏水" : "零");
    EXPECT_EQ(second.next, "");
    query.after = "nothing";
    EXPECT_FALSE(list_records(*desk_, query, as("姜鸣"), desk_->day(day(0))));
}

TEST_P(ListTest, RowsFollowCorrectionsAndSteps) {
    EXPECT_THAT(titles(problems_with("description", "漏水")), ElementsAre("档案室漏水"));
    ASSERT_TRUE(correct_record(*desk_, leak_, {{"description", "档案室潮湿"}}, as("石思"), day(0)));
    EXPECT_THAT(titles(problems_with("description", "漏水")), IsEmpty());
    EXPECT_THAT(titles(problems_with("description", "潮湿")), ElementsAre("档案室潮湿"));
    ASSERT_TRUE(withdraw_record(*desk_, leak_, "误录", as("石思"), day(0)));
    EXPECT_EQ(list(problems()).total, 2U);
}

TEST_P(ListTest, OnlyWhatTheAskerMaySee) {
    enter("talk", {{"date", iso(0)}, {"person", "丁一"}, {"about", "机密"}}, "石思");
    ListQuery query;
    query.form = "talk";
    EXPECT_EQ(list(query, "石思").total, 1U);
    EXPECT_EQ(list(query, "丁一").total, 0U);
    query.words = "机密";
    EXPECT_EQ(list(query, "丁一").total, 0U);
    EXPECT_TRUE(list(query, "丁一").states.front().count == 0);
}

TEST_P(ListTest, WithoutAFormEveryMatterInHand) {
    RecordPage page = list({});
    EXPECT_EQ(page.total, 3U);
    EXPECT_EQ(page.form, nullptr);
}

TEST_P(ListTest, ATableToTakeAwayKeepsTextAsText) {
    auto all = all_records(*desk_, problems(), as("姜鸣"), desk_->day(day(0)));
    ASSERT_TRUE(all);
    SheetTable table = page_table(*desk_, *all, Language::zh);
    ASSERT_EQ(table.rows.size(), 3U);
    auto csv = write_table(table, "csv", desk_->day(day(0)));
    ASSERT_TRUE(csv);
    EXPECT_NE(csv->bytes.find("'=1+1 台账"), std::string::npos) << csv->bytes;
    auto workbook = write_table(table, "xlsx", desk_->day(day(0)));
    ASSERT_TRUE(workbook);
    EXPECT_TRUE(workbook->bytes.starts_with("PK"));
    EXPECT_FALSE(write_table(table, "exe", desk_->day(day(0))));
}

TEST_P(ListTest, WhatIsNotUnderstoodIsNamed) {
    for (auto [column, typed] : {std::pair("colour", "x"), std::pair("deadline", "soon"),
                                 std::pair("relapses", "many"), std::pair("relapses", ">x")}) {
        auto page =
            list_records(*desk_, problems_with(column, typed), as("姜鸣"), desk_->day(day(0)));
        EXPECT_FALSE(page) << column;
    }
}

TEST(RecordFilter, ARecordIsNamedByItsWholeNumber) {
    norms::Field field;
    field.id = "batch";
    field.type = norms::FieldType::record;
    Record record;
    record.fields.emplace("batch", Reference{RecordId{112}});
    RecordRow row;
    row.record = &record;
    row.texts = {"112"};
    auto fits = [&](const char* typed) {
        auto condition = read_condition("batch", ColumnKind::text, typed);
        EXPECT_TRUE(condition) << typed;
        return condition && holds(*condition, field, 0, row);
    };
    EXPECT_TRUE(fits("112"));
    EXPECT_TRUE(fits("#112"));
    EXPECT_FALSE(fits("12"));
    EXPECT_TRUE(fits("<>"));
    EXPECT_FALSE(fits("="));
}

TEST(RecordFilter, Numbers) {
    auto fits = [](const char* typed, const char* number) {
        auto condition = read_condition("n", ColumnKind::number, typed);
        EXPECT_TRUE(condition) << typed;
        return condition && holds_number(*condition, *Decimal::parse(number));
    };
    EXPECT_TRUE(fits("5", "5"));
    EXPECT_FALSE(fits("5", "5.5"));
    EXPECT_TRUE(fits(">=3", "3"));
    EXPECT_FALSE(fits(">3", "3"));
    EXPECT_TRUE(fits("<10", "9.5"));
    EXPECT_FALSE(fits("≤10", "10.5"));
    EXPECT_TRUE(fits("1..9", "9"));
    EXPECT_TRUE(fits("..9", "-4"));
    EXPECT_FALSE(fits("１～９", "9.5"));
}

}  // namespace
}  // namespace luze::ops
