#include "exchange/grid.h"

namespace luze::exchange {
namespace {

TEST(Grid, CellsOutsideAreEmpty) {
    Grid grid;
    grid.set(3, 2, Cell::of_text("谈话"));
    EXPECT_EQ(grid.row_count(), 3U);
    EXPECT_EQ(grid.column_count(), 2U);
    EXPECT_EQ(grid.at(3, 2).text(), "谈话");
    for (auto [row, column] : {std::pair{0, 0}, {3, 0}, {0, 2}, {3, 1}, {3, 3}, {4, 2}, {1, 1}}) {
        EXPECT_TRUE(
            grid.at(static_cast<std::size_t>(row), static_cast<std::size_t>(column)).empty());
    }
    EXPECT_TRUE(grid.row_empty(1));
    EXPECT_FALSE(grid.row_empty(3));
    EXPECT_TRUE(grid.row_empty(4));
}

TEST(Grid, CellsSetInAnyOrderAreFound) {
    Grid grid;
    for (std::size_t column : {5U, 1U, 3U, 256U, 2U, 3U}) {
        grid.set(1, column, Cell::of_number(std::to_string(column)));
    }
    EXPECT_EQ(grid.cell_count(), 5U);
    for (std::size_t column : {1U, 2U, 3U, 5U, 256U}) {
        EXPECT_EQ(grid.at(1, column).text(), std::to_string(column));
    }
    EXPECT_TRUE(grid.at(1, 4).empty());
    grid.set(1, 3, Cell{});
    EXPECT_EQ(grid.cell_count(), 4U);
    EXPECT_TRUE(grid.at(1, 3).empty());
}

TEST(Grid, AMergeShowsItsTopLeftCellEverywhere) {
    Grid grid;
    grid.set(4, 2, Cell::of_text("办公室"));
    grid.set(9, 2, Cell::of_text("组织人事科"));
    grid.merge({.first_row = 4, .last_row = 8, .first_column = 2, .last_column = 3});
    EXPECT_EQ(grid.value_through_merge(8, 3).text(), "办公室");
    EXPECT_TRUE(grid.at(8, 3).empty());
    EXPECT_EQ(grid.value_through_merge(9, 2).text(), "组织人事科");
    EXPECT_EQ(grid.merge_at(9, 2), nullptr);
    EXPECT_EQ(grid.merge_at(3, 2), nullptr);
    EXPECT_EQ(grid.merge_at(4, 4), nullptr);
    ASSERT_NE(grid.merge_at(6, 2), nullptr);
    EXPECT_EQ(grid.merge_at(6, 2)->last_row, 8U);
}

TEST(Grid, OverlappingAndTurnedMergesAreIgnored) {
    Grid grid;
    grid.merge({1, 3, 1, 2});
    grid.merge({2, 4, 2, 3});
    grid.merge({9, 8, 1, 1});
    grid.merge({0, 2, 1, 1});
    grid.merge({1, 3, 3, 3});
    ASSERT_EQ(grid.merges().size(), 2U);
    EXPECT_EQ(grid.merges()[1].first_column, 3U);
}

TEST(Cell, TextIsWhatAPersonReads) {
    EXPECT_EQ(Cell{}.text(), "");
    EXPECT_EQ(Cell::of_text("王　丽").text(), "王　丽");
    EXPECT_EQ(Cell::of_number("1.5").text(), "1.5");
    Date day = Date::parse("2016-04-01").value();
    EXPECT_EQ(Cell::of_date(day).text(), "2016-04-01");
    EXPECT_EQ(Cell::of_date(day, DateShown::month).text(), "2016年4月");
    EXPECT_EQ(Cell::of_date(day, DateShown::month_day).text(), "4月1日");
    EXPECT_EQ(Cell::of_date(day, DateShown::year).text(), "2016年");
    Cell truth;
    truth.value = true;
    EXPECT_EQ(truth.text(), "TRUE");
    Cell fault;
    fault.value = Cell::Fault{"#N/A"};
    EXPECT_EQ(fault.text(), "#N/A");
}

TEST(Cell, PercentagesReadAsPercentages) {
    std::map<std::string, std::string> cases{{"0.125", "12.5%"},  {"1", "100%"},    {"0", "0%"},
                                             {"0.985", "98.5%"},  {"-0.05", "-5%"}, {"0.1", "10%"},
                                             {"0.0005", "0.05%"}, {"12.3", "1230%"}};
    for (const auto& [stored, read] : cases) {
        Cell cell = Cell::of_number(stored);
        cell.percent = true;
        EXPECT_EQ(cell.text(), read);
    }
}

TEST(Cell, OnlyNumbersAreDecimals) {
    EXPECT_EQ(Cell::of_number("485.5").decimal(), Decimal::parse("485.5"));
    EXPECT_EQ(Cell::of_text("45").decimal(), std::nullopt);
    EXPECT_EQ(Cell::of_number("0.33333").decimal(), std::nullopt);
}

TEST(CellName, FollowsExcelsLetters) {
    std::map<std::size_t, std::string> columns{{1, "A"},     {26, "Z"},      {27, "AA"},
                                               {52, "AZ"},   {53, "BA"},     {702, "ZZ"},
                                               {703, "AAA"}, {16'384, "XFD"}};
    for (const auto& [column, name] : columns) {
        EXPECT_EQ(cell_name(12, column), name + "12");
        EXPECT_EQ(parse_cell_name(name + "12"), (std::pair<std::size_t, std::size_t>(12, column)));
    }
    EXPECT_EQ(column_name(0), "");
    EXPECT_EQ(parse_cell_name("$B$7"), (std::pair<std::size_t, std::size_t>(7, 2)));
    EXPECT_EQ(parse_cell_name("b7"), (std::pair<std::size_t, std::size_t>(7, 2)));
}

TEST(CellName, NonsenseHasNoPlace) {
    for (std::string_view name : {"", "A", "7", "7A", "A0", "XFE1", "A1048577", "A1B", "A-1",
                                  "AAAAAAAAAAAAAAAAAAAAAAAA1", "A99999999999999999999999"}) {
        EXPECT_EQ(parse_cell_name(name), std::nullopt) << name;
    }
}

}  // namespace
}  // namespace luze::exchange
