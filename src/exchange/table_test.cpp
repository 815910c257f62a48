#include "exchange/table.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "exchange/import_test_kit.h"

namespace luze::exchange {
namespace {

class Tables : public testing::Test {
protected:
    norms::Pack pack_ = kit::pack();
    FormMatcher matcher_{pack_};

    SheetTables find(const Grid& grid, std::string_view file = "台账.xlsx") {
        return find_tables(matcher_, grid, file);
    }
};

// name<-日期 … of every column that feeds a field.
std::string fed(const Table& table) {
    std::vector<std::string> out;
    for (const Column& column : table.columns) {
        if (column.field != nullptr) {
            out.push_back(column.field->id + "<-" + column.heading);
        }
    }
    return join(out, " ");
}

using Rows = std::vector<std::size_t>;

TEST_F(Tables, SkipsTitlesBlanksTotalsAndFooters) {
    Grid grid = kit::grid("志愿服务", {"某局2023年度志愿服务台账", "每名党员每年不少于3次",
                                       "序号|姓　名|支部|日期|服务项目|时长（小时）|地点",
                                       "1|张一凡|第一党支部|3月5日|清扫|2|社区", "",
                                       "2|姜鸣|第一党支部|3月6日|清扫|2|社区", "3", "合计|||||4",
                                       "填表人：张一凡|||审核人：姜鸣"});
    SheetTables found = find(grid);
    ASSERT_EQ(found.tables.size(), 1U);
    const Table& table = found.tables.front();
    EXPECT_EQ(table.form->id, "volunteer");
    EXPECT_EQ(table.header_row, 3U);
    EXPECT_EQ(table.year, 2023);
    EXPECT_EQ(table.rows, (Rows{4, 6}));
    EXPECT_EQ(fed(table),
              "person<-姓　名 branch<-支部 date<-日期 service<-服务项目 hours<-时长（小时）");
}

TEST_F(Tables, ReadsTwoHeadingRowsUnderMergedParents) {
    Grid grid = kit::grid("整改", {"问题整改台账", "序号|问题表现|责任落实||销号|回头看|",
                                   "||责任人|责任岗位|时间|时间|结果",
                                   "1|台账不全|姜鸣|局长|2021.3.5|2021.6.5|巩固"});
    grid.merge({2, 3, 1, 1});
    grid.merge({2, 3, 2, 2});
    grid.merge({2, 2, 3, 4});
    grid.merge({2, 2, 6, 7});
    SheetTables found = find(grid);
    ASSERT_EQ(found.tables.size(), 1U);
    EXPECT_EQ(found.tables[0].header_rows, 2U);
    EXPECT_EQ(found.tables[0].rows, (Rows{4}));
    EXPECT_EQ(fed(found.tables[0]),
              "problem<-问题表现 owner<-责任落实/责任人 closed_on<-销号/时间 "
              "looked_back_on<-回头看/时间 look_back<-回头看/结果");
}

TEST_F(Tables, ReadsTwoHeadingRowsWithoutMergesToo) {
    Grid grid = kit::grid(
        "整改", {"序号|问题表现|责任落实||销号|回头看|", "||责任人|责任岗位|时间|时间|结果",
                 "1|台账不全|姜鸣|局长|2021.3.5|2021.6.5|巩固"});
    SheetTables found = find(grid);
    ASSERT_EQ(found.tables.size(), 1U);
    EXPECT_NE(fed(found.tables[0]).find("looked_back_on<-回头看/时间"), std::string::npos);
}

TEST_F(Tables, ToleratesNewHeadingsThatResembleKnownOnes) {
    Grid grid =
        kit::grid("登记", {"志愿者姓名|服务日期|志愿服务项目|时长(h)", "姜鸣|2021.3.5|清扫|2"});
    SheetTables found = find(grid);
    ASSERT_EQ(found.tables.size(), 1U);
    EXPECT_EQ(fed(found.tables[0]),
              "person<-志愿者姓名 date<-服务日期 service<-志愿服务项目 hours<-时长(h)");
}

TEST_F(Tables, KnowsATotalWhereverItsWordStands) {
    Grid grid = kit::grid(
        "志愿", {"服务项目|日期|姓名|序号", "清扫|2021.3.5|姜鸣|1", "共1项|2021.3.6|在册1人|合计"});
    EXPECT_EQ(find(grid).tables.at(0).rows, (Rows{2}));
}

TEST_F(Tables, FindsTablesStackedInOneSheet) {
    Grid grid = kit::grid("志愿服务", {"2021年第一季度", "姓名|日期|服务项目", "姜鸣|3月5日|清扫",
                                       "姓名|日期|服务项目", "李栋|3月6日|清扫", "", "人员名册",
                                       "姓名|科室|职务", "孙一|办公室|科员"});
    SheetTables found = find(grid);
    ASSERT_EQ(found.tables.size(), 2U);
    EXPECT_EQ(found.tables[0].rows, (Rows{3, 5}));  // the heading repeated in between is none
    EXPECT_EQ(found.tables[1].form->id, "person");
    EXPECT_EQ(found.tables[1].rows, (Rows{9}));
}

TEST_F(Tables, TakesTheYearFromTitleThenSheetThenFile) {
    auto year = [&](const std::string& title, const std::string& sheet, std::string_view file) {
        Grid grid = kit::grid(sheet, {title, "姓名|日期|服务项目", "姜鸣|3月5日|清扫"});
        return find(grid, file).tables.at(0).year;
    };
    EXPECT_EQ(year("2021年度志愿服务", "2022", "2023.xlsx"), 2021);
    EXPECT_EQ(year("志愿服务", "2022", "2023.xlsx"), 2022);
    EXPECT_EQ(year("志愿服务", "志愿", "2023.xlsx"), 2023);
    EXPECT_EQ(year("志愿服务", "志愿", "2024年/台账.xlsx"), 2024);
    EXPECT_EQ(year("填报时间：2021年12月31日", "2022", "台账.xlsx"), 2022);
    EXPECT_EQ(year("填报时间：2021年12月31日", "志愿", "台账.xlsx"), 2021);
}

TEST_F(Tables, SaysWhatAnUnknownSheetHoldsAndWhatItResembles) {
    SheetTables found = find(kit::grid("采购", {"物品|单价|供货商", "纸|20|某店"}));
    EXPECT_TRUE(found.tables.empty());
    ASSERT_TRUE(found.passed_over.has_value());
    EXPECT_NE(found.passed_over->zh.find("单价"), std::string::npos);
    found = find(kit::grid("志愿", {"姓名|日期|时长", "姜鸣|2021.3.5|2"}));
    ASSERT_TRUE(found.passed_over.has_value());
    EXPECT_NE(found.passed_over->zh.find("缺少“服务项目”"), std::string::npos);
}

}  // namespace
}  // namespace luze::exchange
