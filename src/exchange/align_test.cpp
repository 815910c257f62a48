#include "exchange/align.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "exchange/import_test_kit.h"

namespace luze::exchange {
namespace {

Fields service(const std::string& person, const std::string& day, const std::string& what) {
    People people;
    people.named.push_back({person, {}, false, {}});
    return {{"person", people},
            {"date", Day{PartialDate(Date::parse(day).value())}},
            {"service", Text{what}},
            {"hours", Number{Decimal::whole(2)}},
            {"branch", UnitName{"第一党支部"}}};
}

class Align : public testing::Test {
protected:
    norms::Form form_ = kit::volunteer_form();
    std::vector<Record> records_;
    std::vector<AlignRow> rows_;

    void known(Fields fields) {
        Record record;
        record.id = RecordId{static_cast<std::int64_t>(records_.size()) + 1};
        record.fields = std::move(fields);
        record.source = {"旧.xlsx", "志愿", static_cast<int>(records_.size()) + 3, 2021};
        record.import = 1;
        records_.push_back(std::move(record));
    }
    void row(Fields fields) {
        rows_.push_back(
            {std::move(fields), {"新.xlsx", "志愿", static_cast<int>(rows_.size()) + 3, 2021}, 0});
    }
    // = unchanged, ~ corrected, + fresh; with the record; d behind a duplicate.
    std::string aligned() {
        std::vector<const Record*> known;
        for (const Record& record : records_) {
            known.push_back(&record);
        }
        Aligned made = align(form_, rows_, known);
        std::string out;
        for (const Alignment& one : made.rows) {
            using Kind = Alignment::Kind;
            out += one.kind == Kind::unchanged ? "=" : one.kind == Kind::corrected ? "~" : "+";
            out += one.of ? std::to_string(one.of.value) : "";
            out += one.duplicate_of ? "d " : " ";
        }
        for (RecordId gone : made.vanished) {
            out += "-" + std::to_string(gone.value) + " ";
        }
        return out;
    }
};

TEST_F(Align, SpacingIsNoDifference) {
    known(service("姜鸣", "2021-03-05", "清扫"));
    row(service("姜鸣", "2021-03-05", "清　扫"));
    EXPECT_EQ(aligned(), "=1 ");
}

// Everything else may differ as well: one key is enough.
TEST_F(Align, RowsKeepTheirRecordsWhenTheirPeopleComeOntoTheRoster) {
    Fields before = service("姜鸣", "2021-03-05", "清扫");
    Fields after = before;
    std::get<People>(after.at("person")).named[0].person = PersonId{7};
    after["branch"] = UnitName{"机关第一支部"};
    after["hours"] = Number{Decimal::whole(3)};
    known(before);
    row(after);
    EXPECT_EQ(aligned(), "~1 ");
}

TEST_F(Align, RowsKeepTheirRecordsWhenOneIsInsertedOnTop) {
    known(service("姜鸣", "2021-03-05", "清扫"));
    known(service("李栋", "2021-03-06", "清扫"));
    row(service("王丽", "2021-03-01", "宣传"));
    row(service("姜鸣", "2021-03-05", "清扫"));
    row(service("李栋", "2021-03-06", "清扫"));
    EXPECT_EQ(aligned(), "+ =1 =2 ");
}

TEST_F(Align, TheSecondOfTwoEqualRowsIsTheDuplicate) {
    row(service("姜鸣", "2021-03-05", "清扫"));
    row(service("姜鸣", "2021-03-05", "清扫"));
    EXPECT_EQ(aligned(), "+ +d ");
    known(service("姜鸣", "2021-03-05", "清扫"));
    known(service("姜鸣", "2021-03-05", "清扫"));
    records_[1].duplicate_of = RecordId{1};
    EXPECT_EQ(aligned(), "=1 =2d ");
}

TEST_F(Align, AChangedKeyIsFoundByLikenessAndPlace) {
    for (const char* day : {"2021-03-05", "2021-03-06", "2021-03-07", "2021-03-08"}) {
        known(service("姜鸣", day, "清扫"));
    }
    row(service("姜鸣", "2021-03-05", "清扫"));
    row(service("姜鸣", "2021-03-16", "清扫"));
    row(service("姜鸣", "2021-03-17", "清扫"));
    row(service("姜鸣", "2021-03-08", "清扫"));
    EXPECT_EQ(aligned(), "=1 ~2 ~3 =4 ");
}

TEST_F(Align, WhatIsMissingFromTheSameSheetIsProposed) {
    known(service("姜鸣", "2021-03-05", "清扫"));
    known(service("李栋", "2021-03-06", "宣传"));
    row(service("姜鸣", "2021-03-05", "清扫"));
    EXPECT_EQ(aligned(), "=1 -2 ");
}

TEST_F(Align, AnotherSheetTakesNothingAway) {
    for (const char* day : {"2021-03-05", "2021-03-06", "2021-03-07", "2021-03-08"}) {
        known(service("姜鸣", day, "清扫"));
    }
    row(service("姜鸣", "2021-07-05", "清扫"));
    row(service("姜鸣", "2021-07-06", "清扫"));
    EXPECT_EQ(aligned(), "+ + ");
}

TEST_F(Align, ARegisterKeptAnewEachYearHasNewRows) {
    form_.yearly = true;
    known(service("姜鸣", "2021-03-05", "清扫"));
    row(service("姜鸣", "2021-03-05", "清扫"));
    EXPECT_EQ(aligned(), "=1 ");
    rows_[0].source.year = 2022;
    EXPECT_EQ(aligned(), "+ ");
}

TEST_F(Align, TheSameRowInAnotherSheetIsNotRecordedAgain) {
    row(service("姜鸣", "2021-03-05", "清扫"));
    row(service("姜鸣", "2021-03-05", "清扫"));
    rows_[1].sheet = 1;
    Aligned made = align(form_, rows_, {});
    EXPECT_EQ(made.rows[1].kind, Alignment::Kind::repeated);
}

TEST_F(Align, WhatAPersonMendedIsKept) {
    Fields mended = service("王丽", "2021-03-05", "清扫");
    std::get<People>(mended["person"]).named[0].person = PersonId{7};
    known(mended);
    row(service("王丽", "2021-03-05", "清扫"));
    rows_[0].fields["hours"] = Unreadable{"若干"};
    rows_[0].source.file = "旧.xlsx";
    EXPECT_EQ(aligned(), "=1 ");
}

}  // namespace
}  // namespace luze::exchange
