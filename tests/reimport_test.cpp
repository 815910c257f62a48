// Importing again: nothing new where nothing changed, and exactly the change where something did.
#include "sample_kit.h"
#include "workbook_kit.h"

namespace luze::test {
namespace {

constexpr const char* volunteers_file = "05活动和志愿服务台账.xlsx";
constexpr const char* volunteers_sheet = "志愿服务台账";

struct Reimport : testing::Test {
    Folder folder;
    TestBook book{folder.at("data")};
    Workbook changed = sample_workbook(volunteers_file);
    Sheet& sheet = changed.sheet(volunteers_sheet);

    Reimport() {
        book.init();
        (void)book.import(sample_folder());
    }
    // Only the changed workbook, under a name of its own.
    [[nodiscard]] Json import_changed() {
        changed.file = "改过的.xlsx";
        write_workbook(changed, folder.path());
        return book.import(folder.at(changed.file));
    }
    [[nodiscard]] Json import_original() const {
        return book.import(sample_folder() + "/" + volunteers_file);
    }
    [[nodiscard]] std::int64_t entries() const { return book.ask({"verify"}).number("entries"); }
    [[nodiscard]] std::string value(const std::string& id) const {
        return canonical(book.figures(2021)[id]["value"]);
    }
    std::size_t row_of(const std::string& name) const {
        std::size_t column = sheet.column("姓名");
        for (std::size_t row = sheet.data; row < sheet.rows.size(); ++row) {
            if (squeezed(sheet.text(row, column)) == name) {
                return row;
            }
        }
        throw std::runtime_error("no row of " + name);
    }
};

TEST_F(Reimport, OfTheSameFilesRecordsNothing) {
    std::string root = book.verified_root();
    Json again = book.import(sample_folder());
    EXPECT_EQ(again.number("entries"), 0) << canonical(again).substr(0, 2000);
    EXPECT_EQ(again.number("unchanged"), again.number("rows"));
    EXPECT_EQ(book.verified_root(), root);
}

TEST_F(Reimport, OfARenamedFileWithARowAboveRecordsThatRow) {
    std::int64_t before = entries();
    std::vector<exchange::Cell> row = sheet.rows[row_of("石思")];
    row[sheet.column("服务项目")] = exchange::Cell::of_text("河道清淤志愿活动");
    sheet.insert_row(sheet.data, row);
    std::int64_t number = 0;
    for (std::size_t at = sheet.data; at < sheet.rows.size(); ++at) {
        if (sheet.rows[at].size() > 1 && sheet.rows[at][1].as_text() != nullptr) {
            sheet.rows[at][0] = exchange::Cell::of_number(std::to_string(++number));
        }
    }
    Json import = import_changed();
    EXPECT_EQ(import.number("new"), 1);
    EXPECT_EQ(import.number("corrected"), 0);
    EXPECT_EQ(import["vanished"], Json(Json::Array{}));
    EXPECT_EQ(entries(), before + 1);
    EXPECT_EQ(value("vol.services"), "174");
}

TEST_F(Reimport, OfAChangedCellIsACorrectionThatGoesBack) {
    EXPECT_EQ(value("vol.hours"), "\"485.5\"");
    std::int64_t before = entries();
    std::size_t row = row_of("石思");
    sheet.rows[row][sheet.column("时长（小时）")] = exchange::Cell::of_number("2.5");
    Json import = import_changed();
    EXPECT_EQ(import.number("corrected"), 1);
    EXPECT_EQ(import.number("new"), 0);
    EXPECT_EQ(entries(), before + 1);
    EXPECT_EQ(value("vol.hours"), "486");

    Json back = import_original();
    EXPECT_EQ(back.number("corrected"), 1);
    EXPECT_EQ(value("vol.hours"), "\"485.5\"");
    EXPECT_TRUE(figure_differences(book.figures(2021)).empty());
}

TEST_F(Reimport, WithoutARowOnlyProposesItsWithdrawal) {
    std::string root = book.verified_root();
    sheet.erase_row(row_of("石思"));
    Json import = import_changed();
    EXPECT_EQ(import["vanished"].array()->size(), 1U) << canonical(import["vanished"]);
    EXPECT_EQ(import.number("new") + import.number("corrected"), 0);
    EXPECT_EQ(value("vol.services"), "173");
    Outcome said = book.run({"import", folder.at(changed.file)});
    EXPECT_NE(said.out.find("不会自动撤回"), std::string::npos) << said.text();
    EXPECT_EQ(book.verified_root(), root);
}

// Row 95 repeats row 94; with another day it is a service of its own.
TEST_F(Reimport, OfAMendedDuplicateCountsBoth) {
    EXPECT_EQ(count_kind(book.faults(2021), "duplicate_row"), 1U);
    sheet.set(94, sheet.column("日期"), "2021.12.3");
    Json import = import_changed();
    EXPECT_EQ(import.number("corrected") + import.number("new"), 1) << canonical(import);
    EXPECT_EQ(count_kind(book.faults(2021), "duplicate_row"), 0U);
    EXPECT_EQ(value("vol.services"), "174");
}

// A date that could not be is read once it is mended in the sheet.
TEST_F(Reimport, OfAMendedDateCountsTheRow) {
    changed = sample_workbook("06谈话台账.xlsx");
    Sheet& talks = changed.sheet("谈话台账");
    talks.set(81, talks.column("谈话日期"), "2021.11.30");
    Json import = import_changed();
    EXPECT_EQ(import.number("corrected"), 1);
    Json figures = book.figures(2021);
    EXPECT_EQ(figures["talk.total"]["value"], Json(83));
    EXPECT_EQ(figures["talk.integrity"]["value"], Json(14));
    EXPECT_EQ(count_kind(book.faults(2021), "unparseable_date"), 0U);
}

TEST_F(Reimport, OnTrialRecordsNothing) {
    std::string root = book.verified_root();
    sheet.erase_row(row_of("石思"));
    sheet.set(20, sheet.column("地点"), "别处");
    changed.file = "改过的.xlsx";
    write_workbook(changed, folder.path());
    Json trial = book.ask({"import", folder.at(changed.file), "--dry-run"});
    EXPECT_EQ(trial.number("corrected"), 1);
    EXPECT_EQ(book.verified_root(), root);
}

}  // namespace
}  // namespace luze::test
