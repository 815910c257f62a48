#include "exchange/sheet_writer.h"

#include <random>

#include "base/limits.h"
#include "exchange/archive.h"
#include "exchange/csv.h"
#include "exchange/workbook.h"

namespace luze::exchange {
namespace {

const Date new_year = Date::parse("2022-01-10").value();

SheetTable sample() {
    return {.name = "谈话台账",
            .title = "2021年度谈话台账",
            .notes = {"填报单位：办公室", "统计至 2021-12-31"},
            .headers = {"序号", "姓名", "日期", "学时", "备注"},
            .rows = {{std::int64_t{1}, "王　丽", Date::parse("2021-03-05").value(),
                      Decimal::parse("1.5").value(), std::monostate{}},
                     {std::int64_t{-2}, "=1+1", Date::parse("2021-12-31").value(),
                      Decimal::parse("0.3").value(), "+3\n-4 @x _x0041_ <&>\""},
                     {}},
            .column_widths = {6, 12}};
}

std::vector<Grid> round_trip(const std::vector<SheetTable>& tables) {
    auto bytes = write_workbook(tables, new_year);
    EXPECT_TRUE(bytes.has_value()) << (bytes ? "" : bytes.error().message.zh);
    auto grids = read_workbook(bytes.value_or(""));
    EXPECT_TRUE(grids.has_value()) << (grids ? "" : grids.error().message.zh);
    return grids ? *grids : std::vector<Grid>(tables.size());
}

// The cell that should be read back where this one was written.
Cell expected(const TableCell& cell) {
    if (const auto* words = std::get_if<std::string>(&cell)) {
        return words->empty() ? Cell{} : Cell::of_text(*words);
    }
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        return Cell::of_number(std::to_string(*whole));
    }
    if (const auto* decimal = std::get_if<Decimal>(&cell)) {
        return Cell::of_number(decimal->text());
    }
    const auto* day = std::get_if<Date>(&cell);
    return day ? Cell::of_date(*day) : Cell{};
}

void expect_same(const SheetTable& table, const Grid& grid) {
    std::size_t row = 1;
    if (!table.title.empty()) {
        EXPECT_EQ(grid.at(row++, 1).text(), table.title);
    }
    for (const std::string& note : table.notes) {
        EXPECT_EQ(grid.at(row++, 1).text(), note);
    }
    for (std::size_t i = 0; i < table.headers.size(); ++i) {
        EXPECT_EQ(grid.at(row, i + 1), Cell::of_text(table.headers[i]));
    }
    row += table.headers.empty() ? 0 : 1;
    for (const auto& cells : table.rows) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            EXPECT_EQ(grid.at(row, i + 1), expected(cells[i])) << cell_name(row, i + 1);
        }
        ++row;
    }
}

TEST(WriteWorkbook, ReadsBackAsWritten) {
    SheetTable second{.name = "台账二", .headers = {"a"}, .rows = {{"x"}}};
    std::vector<Grid> grids = round_trip({sample(), second});
    ASSERT_EQ(grids.size(), 2U);
    EXPECT_EQ(grids[0].sheet, "谈话台账");
    expect_same(sample(), grids[0]);
    expect_same(second, grids[1]);
    ASSERT_EQ(grids[0].merges().size(), 3U);  // title and notes over all columns
    EXPECT_EQ(grids[0].merges()[0], (Merge{1, 1, 1, 5}));
}

TEST(WriteWorkbook, AnyTextAndNumberReadsBack) {
    constexpr unsigned seed = 20211231;
    std::mt19937_64 random(seed);
    const std::vector<std::string> pieces{"王", "　", "=",  "+", "-",       "@",
                                          "\t", "\n", " ",  "'", "_x000D_", "&",
                                          "<",  "\"", "𠮷", "1", "#N/A",    "TRUE"};
    SheetTable table{.name = "随机"};
    for (int i = 0; i < 400; ++i) {
        std::string text;
        for (auto n = random() % 6 + 1; n > 0; --n) {
            text += pieces[random() % pieces.size()];
        }
        auto units = static_cast<std::int64_t>(random() % 1'000'000'000'000'000);
        table.rows.push_back({text, Decimal::ten_thousandths(units),
                              static_cast<std::int64_t>(random() % 1'000'000'000'000),
                              Date::first_of(1950, 1) + static_cast<int>(random() % 40'000)});
    }
    SCOPED_TRACE("seed " + std::to_string(seed));
    expect_same(table, round_trip({table}).front());
}

TEST(WriteWorkbook, NothingSaysFormula) {
    auto bytes = write_workbook(std::vector{sample()}, new_year);
    ASSERT_TRUE(bytes.has_value());
    auto archive = Archive::open(*bytes);
    std::string sheet = archive->read("xl/worksheets/sheet1.xml").value();
    EXPECT_EQ(sheet.find("<f"), std::string::npos);
    EXPECT_NE(sheet.find("ySplit=\"4\""), std::string::npos);  // the header stays in sight
    EXPECT_NE(archive->read("docProps/core.xml")->find("2022-01-10T00:00:00Z"), std::string::npos);
}

TEST(WriteWorkbook, SameTablesSameBytes) {
    auto first = write_workbook(std::vector{sample()}, new_year);
    auto second = write_workbook(std::vector{sample()}, new_year);
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(*first, *second);
}

TEST(WriteWorkbook, WhatExcelWouldRoundIsText) {
    SheetTable table{.name = "长",
                     .rows = {{std::int64_t{110101199003071234}, Date::parse("1899-01-01").value(),
                               Decimal::ten_thousandths(1'234'567'890'123'456'789)}}};
    Grid grid = round_trip({table}).front();
    EXPECT_EQ(*grid.at(1, 1).as_text(), "110101199003071234");
    EXPECT_EQ(*grid.at(1, 2).as_text(), "1899-01-01");
    EXPECT_EQ(*grid.at(1, 3).as_text(), "123456789012345.6789");
}

TEST(WriteWorkbook, SaysWhichCellIsTooLong) {
    SheetTable table{
        .name = "长", .headers = {"a", "b"}, .rows = {{"x", std::string(32'768, 'x')}}};
    auto bytes = write_workbook(std::vector{table}, new_year);
    ASSERT_FALSE(bytes.has_value());
    EXPECT_EQ(bytes.error().kind, ErrorKind::limit);
    EXPECT_NE(bytes.error().message.zh.find("B2"), std::string::npos);
    table.rows = {{"x", std::string(32'767, 'x')}};
    expect_same(table, round_trip({table}).front());
}

TEST(WriteWorkbook, AFolderThatIsNotThereIsAnError) {
    auto bytes = write_workbook(std::vector{sample()}, new_year, "/nonexistent-folder");
    ASSERT_FALSE(bytes.has_value());
    EXPECT_EQ(bytes.error().kind, ErrorKind::io);
}

TEST(SheetName, FitsExcelsRules) {
    std::vector<std::string> taken;
    EXPECT_EQ(sheet_name("a[b]:c*d?e/f\\g", taken), "a－b－－c－d－e－f－g");
    EXPECT_EQ(sheet_name("  ", taken), "Sheet");
    EXPECT_EQ(sheet_name("台账", taken), "台账");
    EXPECT_EQ(sheet_name("台账", taken), "台账(2)");
    EXPECT_EQ(sheet_name("ABC", taken), "ABC");
    EXPECT_EQ(sheet_name("abc", taken), "abc(2)");
    EXPECT_EQ(sheet_name("'x'", taken), "x");
    std::string name;
    for (int i = 0; i < 40; ++i) {
        name += "长";
    }
    EXPECT_EQ(sheet_name(name, taken).size(), 31U * 3);
    EXPECT_EQ(sheet_name(name, taken).size(), 28U * 3 + 3);
    SheetTable table{.name = name + "[", .rows = {{"x"}}};
    EXPECT_EQ(round_trip({table, table}).size(), 2U);
}

TEST(WriteCsv, DefusesFormulasAndReadsBack) {
    SheetTable table{.name = "x",
                     .headers = {"序号", "=内容"},
                     .rows = {{std::int64_t{-1}, "=1+1"},
                              {Decimal::parse("-0.5").value(), "@x"},
                              {"'=a", "a,\"b\"\nc"},
                              {Date::parse("2021-03-05").value(), "-"}}};
    std::string bytes = write_csv(table);
    EXPECT_EQ(bytes,
              "\xEF\xBB\xBF序号,'=内容\r\n-1,'=1+1\r\n-0.5,'@x\r\n''=a,\"a,\"\"b\"\"\nc\"\r\n"
              "2021-03-05,'-\r\n");
    Grid grid = read_csv(bytes, "x").value();
    EXPECT_EQ(grid.at(1, 2).text(), "=内容");
    EXPECT_EQ(grid.at(2, 1).text(), "-1");
    EXPECT_EQ(grid.at(2, 2).text(), "=1+1");
    EXPECT_EQ(grid.at(4, 1).text(), "'=a");
    EXPECT_EQ(grid.at(4, 2).text(), "a,\"b\"\nc");
}

}  // namespace
}  // namespace luze::exchange
