#include "exchange/workbook_formats.h"

#include <random>

namespace luze::exchange {
namespace {

TEST(NumberText, IsShortestAndWithoutNoise) {
    std::map<std::string, std::string> cases{
        {"45", "45"},
        {"1.5", "1.5"},
        {"0.30000000000000004", "0.3"},
        {"32.699999999999996", "32.7"},
        {"4.4256E+4", "44256"},
        {"1E-3", "0.001"},
        {"-0", "0"},
        {"0", "0"},
        {"-2.50", "-2.5"},
        {"007", "7"},
        {"+3", "3"},
        {"0.1", "0.1"},
        {"99.9999999999999999", "100"},
        {"99.999999999999", "100"},  // twelve decimals are rounded to ten
        {"12345678901.1234", "12345678901.1234"},
        {"0.33333333333333331", "0.3333333333"},
        {"1E-12", "0"},
        {"0.00000000019", "0.0000000002"},
        {"440101199001011234", "440101199001011000"},
        {"1E+20", "100000000000000000000"},
        {"1E+200", "1E+200"},
    };
    for (const auto& [stored, text] : cases) {
        EXPECT_EQ(number_text(stored), text) << stored;
    }
    for (std::string_view odd : {"", "abc", "1,5", "nan", "inf", "1 2", "0x10"}) {
        EXPECT_EQ(number_text(odd), std::nullopt) << odd;
    }
}

TEST(NumberText, KeepsEveryDecimalOfFourPlaces) {
    std::mt19937_64 random(20211231);
    for (int i = 0; i < 20'000; ++i) {
        auto units = static_cast<std::int64_t>(random() % 2'000'000'000'000) - 1'000'000'000'000;
        Decimal decimal = Decimal::ten_thousandths(units);
        char stored[40];
        std::snprintf(stored, sizeof stored, "%.17g", static_cast<double>(units) / 10'000);
        ASSERT_EQ(number_text(stored), decimal.text()) << stored << " (seed 20211231)";
    }
}

TEST(ClassifyFormat, ReadsTheLettersOutsideQuotesAndBrackets) {
    std::map<std::string, NumberFormat> cases{
        {"General", NumberFormat::number},
        {"0.00_);[Red]\\(0.00\\)", NumberFormat::number},
        {"#,##0.00\"元\"", NumberFormat::number},
        {"0\"day\"", NumberFormat::number},
        {"\\d0", NumberFormat::number},
        {"[Red]0", NumberFormat::number},
        {"0.00E+00", NumberFormat::number},
        {"@", NumberFormat::number},
        {"", NumberFormat::number},
        {"\"unclosed", NumberFormat::number},
        {"0;yyyy", NumberFormat::number},
        {"0.0%", NumberFormat::percent},
        {"yyyy/m/d", NumberFormat::date},
        {"yyyy-mm-dd", NumberFormat::date},
        {"yyyy\"年\"m\"月\"d\"日\";@", NumberFormat::date},
        {"yyyy年m月d日", NumberFormat::date},
        {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", NumberFormat::date},
        {"[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", NumberFormat::date},
        {"[$-804]e\"年\"m\"月\"d\"日\"", NumberFormat::date},
        {"yyyy/m/d h:mm", NumberFormat::date},
        {"yyyy\\.m\\.d", NumberFormat::date},
        {"YYYY.MM.DD", NumberFormat::date},
        {"[$-804]aaaa;@", NumberFormat::date},
        {"m\"月\"d\"日\"", NumberFormat::month_day},
        {"m/d", NumberFormat::month_day},
        {"m/d h:mm", NumberFormat::month_day},
        {"yyyy\"年\"m\"月\"", NumberFormat::month},
        {"yyyy.mm", NumberFormat::month},
        {"mmm-yy", NumberFormat::month},
        {"yyyy", NumberFormat::year},
        {"h:mm AM/PM", NumberFormat::time},
        {"上午/下午h\"时\"mm\"分\"", NumberFormat::time},
        {"mm:ss", NumberFormat::time},
        {"[h]:mm", NumberFormat::elapsed},
        {"[mm]:ss", NumberFormat::elapsed},
    };
    for (const auto& [code, format] : cases) {
        EXPECT_EQ(classify_format(code), format) << code;
    }
}

TEST(BuiltinFormat, KnowsTheChineseDates) {
    for (int id : {14, 15, 22, 30, 31, 53}) {
        EXPECT_EQ(builtin_format(id), NumberFormat::date) << id;
    }
    for (int id : {27, 36, 50, 52, 57, 17}) {
        EXPECT_EQ(builtin_format(id), NumberFormat::month) << id;
    }
    for (int id : {16, 28, 29, 51, 54, 58}) {
        EXPECT_EQ(builtin_format(id), NumberFormat::month_day) << id;
    }
    for (int id : {18, 21, 32, 35, 45, 47, 55, 56}) {
        EXPECT_EQ(builtin_format(id), NumberFormat::time) << id;
    }
    for (int id : {0, 1, 4, 11, 13, 23, 26, 37, 40, 44, 48, 49, 59}) {
        EXPECT_EQ(builtin_format(id), NumberFormat::number) << id;
    }
    EXPECT_EQ(builtin_format(9), NumberFormat::percent);
    EXPECT_EQ(builtin_format(46), NumberFormat::elapsed);
}

TEST(NumberCell, SerialsAreTheDaysExcelShows) {
    auto day = [](std::string_view stored, bool date1904 = false) {
        return number_cell(stored, NumberFormat::date, date1904).text();
    };
    EXPECT_EQ(day("44260"), "2021-03-05");
    EXPECT_EQ(day("44260.75"), "2021-03-05");
    EXPECT_EQ(day("44259.999999999996"), "2021-03-05");
    EXPECT_EQ(day("42798", true), "2021-03-05");
    EXPECT_EQ(day("0", true), "1904-01-01");
    EXPECT_EQ(day("1"), "1900-01-01");
    EXPECT_EQ(day("59"), "1900-02-28");
    EXPECT_EQ(day("61"), "1900-03-01");
    EXPECT_EQ(day("2958465"), "9999-12-31");
}

TEST(NumberCell, WhatIsNoDayStaysANumber) {
    for (std::string_view stored : {"-1", "0", "60", "2958466", "20210305"}) {
        Cell cell = number_cell(stored, NumberFormat::date, false);
        EXPECT_TRUE(cell.as_number()) << stored;
        EXPECT_EQ(cell.text(), stored);
    }
    EXPECT_EQ(number_cell("多", NumberFormat::date, false), Cell::of_text("多"));
}

TEST(NumberCell, BareTimesBecomeText) {
    EXPECT_EQ(number_cell("0.395833333333333", NumberFormat::time, false).text(), "9:30");
    EXPECT_EQ(number_cell("1.25", NumberFormat::elapsed, false).text(), "30:00");
    EXPECT_EQ(number_cell("44260.5", NumberFormat::time, false).text(), "2021-03-05");
}

TEST(NumberCell, RemembersHowMuchOfTheDateIsShown) {
    EXPECT_EQ(number_cell("42461", NumberFormat::month, false).text(), "2016年4月");
    EXPECT_EQ(number_cell("44260", NumberFormat::month_day, false).shown, DateShown::month_day);
    EXPECT_TRUE(number_cell("0.5", NumberFormat::percent, false).percent);
}

}  // namespace
}  // namespace luze::exchange
