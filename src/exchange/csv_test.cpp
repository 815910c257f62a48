#include "exchange/csv.h"

#include <iconv.h>

#include "base/limits.h"
#include "exchange/csv_encoding.h"
#include "exchange/workbook_test_kit.h"

namespace luze::exchange {
namespace {

Grid read(std::string_view bytes) {
    auto grid = read_csv(bytes, "台账.csv");
    EXPECT_TRUE(grid.has_value()) << (grid ? "" : grid.error().message.zh);
    return grid ? *grid : Grid();
}

std::vector<std::string> row(const Grid& grid, std::size_t number) {
    std::vector<std::string> texts;
    for (std::size_t column = 1; column <= grid.column_count(); ++column) {
        texts.push_back(grid.at(number, column).text());
    }
    return texts;
}

using Texts = std::vector<std::string>;

std::string in_gb18030(std::string text) {
    iconv_t converter = iconv_open("GB18030", "UTF-8");
    std::string out(text.size() * 4, '\0');
    char* from = text.data();
    char* to = out.data();
    std::size_t left = text.size();
    std::size_t room = out.size();
    iconv(converter, &from, &left, &to, &room);
    iconv_close(converter);
    out.resize(out.size() - room);
    return out;
}

TEST(Csv, EveryEncodingGivesTheSameCells) {
    std::string text = "姓　名,日期\r\n王　丽,2021年3月5日\r\n㐂喆堃𠮷,“引”\r\n";
    std::string utf16le = "\xFF\xFE";
    std::string utf16be = "\xFE\xFF";
    for (char16_t unit :
         std::u16string(u"姓　名,日期\r\n王　丽,2021年3月5日\r\n㐂喆堃𠮷,“引”\r\n")) {
        utf16le += {static_cast<char>(unit & 0xFF), static_cast<char>(unit >> 8)};
        utf16be += {static_cast<char>(unit >> 8), static_cast<char>(unit & 0xFF)};
    }
    for (const std::string& bytes :
         {text, "\xEF\xBB\xBF" + text, in_gb18030(text), utf16le, utf16be}) {
        Grid grid = read(bytes);
        EXPECT_EQ(grid.sheet, "台账.csv");
        EXPECT_EQ(grid.row_count(), 3U);
        EXPECT_EQ(row(grid, 1), (Texts{"姓　名", "日期"}));
        EXPECT_EQ(row(grid, 2), (Texts{"王　丽", "2021年3月5日"}));
        EXPECT_EQ(row(grid, 3), (Texts{"㐂喆堃𠮷", "“引”"}));
    }
}

TEST(Csv, NeitherEncodingIsAnError) {
    EXPECT_EQ(read_csv("a,\xFF\xFF\xFF", "x").error().kind, ErrorKind::invalid);
    EXPECT_EQ(read_csv(std::string_view("a,\0b", 4), "x").error().kind, ErrorKind::invalid);
}

TEST(Csv, CommaTabOrSemicolon) {
    for (char separator : {',', '\t', ';'}) {
        std::string s(1, separator);
        Grid grid =
            read("2021年度台账\n序号" + s + "内容" + s + "人数\n1" + s + "学习" + s + "45人\n");
        EXPECT_EQ(row(grid, 2), (Texts{"序号", "内容", "人数"})) << separator;
        EXPECT_EQ(row(grid, 1), (Texts{"2021年度台账", "", ""}));
    }
    EXPECT_EQ(row(read("a;b,c\nd;e\nf;g\n"), 1), (Texts{"a", "b,c"}));
    EXPECT_EQ(row(read("\"a,b,c\";d\n\"e,f,g\";h\n"), 1), (Texts{"a,b,c", "d"}));
    EXPECT_EQ(row(read("sep=;\r\na;b\r\n"), 1), (Texts{"a", "b"}));
    EXPECT_EQ(row(read("一列\n二\n"), 2), (Texts{"二"}));
}

TEST(Csv, QuotingByTheStandardAndALittleBeyond) {
    Grid grid = read("a,\"b,\"\"c\"\"\",\"d\r\ne\"\r\n\"\",x\"y\"z,\"p\"q\r\n");
    EXPECT_EQ(row(grid, 1), (Texts{"a", "b,\"c\"", "d\ne"}));
    EXPECT_EQ(row(grid, 2), (Texts{"", "x\"y\"z", "pq"}));
    EXPECT_EQ(grid.row_count(), 2U);
    auto open = read_csv("a,b\nc,\"d\ne,f\n", "x");
    ASSERT_FALSE(open.has_value());
    EXPECT_NE(open.error().message.zh.find("第 2 行第 2 列"), std::string::npos);
}

TEST(Csv, RowsEndInAnyWay) {
    for (std::string end : {"\n", "\r\n", "\r"}) {
        Grid grid = read("a,b" + end + end + "c,d");
        EXPECT_EQ(grid.row_count(), 3U);
        EXPECT_TRUE(grid.row_empty(2));
        EXPECT_EQ(row(grid, 3), (Texts{"c", "d"}));
    }
    EXPECT_EQ(read("").row_count(), 0U);
    EXPECT_EQ(read(",,\n").row_count(), 0U);
}

TEST(Csv, NothingIsAFormulaOrANumber) {
    Grid grid = read("=1+1,007,-3,2021-03-05\n");
    EXPECT_EQ(row(grid, 1), (Texts{"=1+1", "007", "-3", "2021-03-05"}));
    EXPECT_FALSE(grid.at(1, 1).formula);
    EXPECT_TRUE(grid.at(1, 2).as_text());
}

TEST(Csv, OurOwnGuardIsTakenOff) {
    EXPECT_EQ(row(read("'=1,'-2,''+3,'x,a'=b\n"), 1), (Texts{"=1", "-2", "'+3", "'x", "a'=b"}));
}

TEST(Csv, Limits) {
    std::string wide(limits::columns_per_sheet, ',');
    EXPECT_EQ(read_csv(wide + "x", "x").error().kind, ErrorKind::limit);
    EXPECT_TRUE(read_csv(wide.substr(1) + "x", "x").has_value());
    std::string high(limits::rows_per_sheet, '\n');
    EXPECT_EQ(read_csv(high + "x", "x").error().kind, ErrorKind::limit);
    EXPECT_TRUE(read_csv(high.substr(1) + "x", "x").has_value());
    std::string longest(limits::cell_bytes, 'x');
    EXPECT_TRUE(read_csv(longest, "x").has_value());
    EXPECT_EQ(read_csv(longest + "x", "x").error().kind, ErrorKind::limit);
    EXPECT_EQ(read_csv(std::string(limits::file_bytes + 1, 'x'), "x").error().kind,
              ErrorKind::limit);
}

}  // namespace
}  // namespace luze::exchange
