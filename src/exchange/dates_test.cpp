#include "exchange/dates.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace luze::exchange {
namespace {

struct Case {
    std::string written;
    std::string read;  // ISO; first/end for a range; ? for what cannot be read
};

std::string shown(std::string_view written, int year) {
    auto date = parse_date(written, year);
    if (!date) {
        return "?";
    }
    return date->first.iso() + (date->end ? "/" + date->end->iso() : "");
}

TEST(ParseDate, ReadsWhatLedgersHold) {
    const std::vector<Case> cases = {
        {"2021.3.5", "2021-03-05"},
        {"2021-03-05", "2021-03-05"},
        {"2021/3/5", "2021-03-05"},
        {"2021年3月5日", "2021-03-05"},
        {" 2021 年 3 月 5 日 ", "2021-03-05"},
        {"２０２１．３．５", "2021-03-05"},
        {"20210305", "2021-03-05"},
        {"202103", "2021-03"},
        {"3月5日", "2020-03-05"},
        {"3月5号", "2020-03-05"},
        {"3.5", "2020-03-05"},
        {"3/15", "2020-03-15"},
        {"2016年4月", "2016-04"},
        {"1998.07", "1998-07"},
        {"2015年", "2015"},
        {"2015", "2015"},
        {"二〇二一年三月五日", "2021-03-05"},
        {"二○二一年十二月三十一日", "2021-12-31"},
        {"三月二十五日", "2020-03-25"},
        {"2021年3月5日上午", "2021-03-05"},
        {"2021-03-05 14:30:00", "2021-03-05"},
        {"2021-03-05T14:30:00", "2021-03-05"},
        {"2021年3月5日（星期五）", "2021-03-05"},
        {"2021.3.5 星期日下午3时", "2021-03-05"},
        {"21.3.5", "2021-03-05"},
        {"2021.3.1-3.5", "2021-03-01/2021-03-05"},
        {"2021.3.1-2021.4.5", "2021-03-01/2021-04-05"},
        {"2021-03-01~2021-03-05", "2021-03-01/2021-03-05"},
        {"3月1日至5日", "2020-03-01/2020-03-05"},
        {"3月1-5日", "2020-03-01/2020-03-05"},
        {"2021年3月—5月", "2021-03/2021-05"},
        {"2021年3月1日、5日", "2021-03-01/2021-03-05"},
        {"2021.11.31", "?"},
        {"2021.2.29", "?"},
        {"13月5日", "?"},
        {"2021.3.55", "?"},
        {"2021.3.5.7", "?"},
        {"2021.3.1-3.35", "?"},
        {"20211331", "?"},
        {"长期坚持", "?"},
        {"3", "?"},
        {"", "?"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(shown(c.written, 2020), c.read) << c.written;
    }
}

TEST(ParseDate, MonthAndDayNeedTheYearOfTheLedger) {
    EXPECT_EQ(shown("3月5日", 0), "?");
    EXPECT_EQ(shown("3.5", 0), "?");
    EXPECT_EQ(shown("2月29日", 2021), "?");
    EXPECT_EQ(shown("2月29日", 2024), "2024-02-29");
}

TEST(YearStated, ComesFromTitlesAndNames) {
    EXPECT_EQ(year_stated("某局2023年度会议学习台账", false), 2023);
    EXPECT_EQ(year_stated("二〇二四年谈话台账", false), 2024);
    EXPECT_EQ(year_stated("２０２２年政务公开事项", false), 2022);
    EXPECT_EQ(year_stated("连续任职满5年应当轮岗", false), 0);
    EXPECT_EQ(year_stated("某发〔2021〕5号", true), 0);
    EXPECT_EQ(year_stated("志愿服务2021.xlsx", false), 0);
    EXPECT_EQ(year_stated("志愿服务2021.xlsx", true), 2021);
}

std::string value(const std::optional<Value>& read) {
    if (!read) {
        return "none";
    }
    return (std::holds_alternative<Unreadable>(*read) ? "bad " : "") + display(*read);
}

std::string read(std::string text, DateUse use) {
    return value(read_date(Cell::of_text(std::move(text)), 2021, use));
}

TEST(ReadDate, WordsMeanNothingYetOrAreKeptAsUnreadable) {
    for (const char* nothing : {"—", "——", "-", "/", "无", "未办结", "至今", " 　"}) {
        EXPECT_EQ(read(nothing, DateUse::date), "none") << nothing;
        EXPECT_EQ(read(nothing, DateUse::deadline), "none") << nothing;
    }
    EXPECT_EQ(read("2021.11.31", DateUse::date), "bad 2021.11.31");
    EXPECT_EQ(read("上周五", DateUse::date), "bad 上周五");
    EXPECT_EQ(read("长期坚持", DateUse::deadline), "none");
    EXPECT_EQ(read("即知即改", DateUse::deadline), "none");
    EXPECT_EQ(read("三个月内", DateUse::deadline), "none");
    EXPECT_EQ(read("2021.11.31", DateUse::deadline), "bad 2021.11.31");
    EXPECT_EQ(read("2021年12月底前", DateUse::deadline), "2021-12-31");
    EXPECT_EQ(read("6月底", DateUse::deadline), "2021-06-30");
    EXPECT_EQ(read("2022年底前", DateUse::deadline), "2022-12-31");
    EXPECT_EQ(read("第三季度", DateUse::deadline), "2021-09-30");
    EXPECT_EQ(read("2021.3.1-6.30", DateUse::deadline), "2021-06-30");
}

TEST(ReadDate, TellsCellsApart) {
    auto number = [](const char* text) {
        return value(read_date(Cell::of_number(text), 2021, DateUse::date));
    };
    EXPECT_EQ(number("44260"), "2021-03-05");
    EXPECT_EQ(number("20210305"), "2021-03-05");
    EXPECT_EQ(number("1998.07"), "1998-07");
    EXPECT_EQ(number("2021.1"), "2021");  // October loses its zero
    EXPECT_EQ(number("3.15"), "2021-03-15");
    EXPECT_EQ(number("3.1"), "2021-03");
    EXPECT_EQ(number("7"), "bad 7");
    Date typed = Date::of(2026, 3, 5).value();
    EXPECT_EQ(value(read_date(Cell::of_date(typed), 2021, DateUse::date)), "2026-03-05");
    EXPECT_EQ(value(read_date(Cell::of_date(typed, DateShown::month_day), 2021, DateUse::date)),
              "2021-03-05");
    EXPECT_EQ(value(read_date(Cell::of_date(typed, DateShown::month), 2021, DateUse::date)),
              "2026-03");
}

}  // namespace
}  // namespace luze::exchange
