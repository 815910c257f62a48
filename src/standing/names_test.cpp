#include "standing/names.h"

namespace luze::standing {
namespace {

norms::Calendar calendar() {
    norms::Calendar c;
    c.holidays = {{"spring", {"春节", "Spring Festival"}, {"春节"}},
                  {"qingming", {"清明节", "Qingming"}, {"清明"}},
                  {"labour", {"劳动节", "Labour Day"}, {"五一", "劳动节"}},
                  {"autumn", {"中秋节", "Mid-autumn"}, {"中秋"}},
                  {"national", {"国庆节", "National Day"}, {"国庆", "十一"}},
                  {"new_year", {"元旦", "New Year"}, {"元旦"}}};
    auto day = [](const char* iso) { return Date::parse(iso).value(); };
    c.breaks = {{{"spring"}, {day("2021-02-11"), day("2021-02-17")}},
                {{"qingming"}, {day("2021-04-03"), day("2021-04-05")}},
                {{"new_year"}, {day("2022-01-01"), day("2022-01-03")}},
                {{"spring"}, {day("2022-01-31"), day("2022-02-06")}},
                {{"new_year"}, {day("2022-12-31"), day("2023-01-02")}},
                {{"autumn", "national"}, {day("2023-09-29"), day("2023-10-06")}}};
    return c;
}

// "quarter 3", "2020 quarter 4", "spring" …
std::string named(std::string_view text) {
    static const char* const words[] = {"month", "quarter", "half", "year"};
    std::string out;
    Names names = Names::in(text, calendar());
    for (const NamedPeriod& period : names.periods) {
        out += (out.empty() ? "" : ", ") + (period.year ? std::to_string(*period.year) + " " : "") +
               (period.years_back != 0 ? "last " : "") +
               words[static_cast<std::size_t>(period.period)] + " " + std::to_string(period.number);
    }
    for (const NamedHoliday& holiday : names.holidays) {
        out += (out.empty() ? "" : ", ") +
               (holiday.year ? std::to_string(*holiday.year) + " " : "") + holiday.id;
    }
    return out;
}

TEST(Names, Quarters) {
    EXPECT_EQ(named("第三季度集中学习：学习讲话"), "quarter 3");
    EXPECT_EQ(named("三季度"), "quarter 3");
    EXPECT_EQ(named("３ 季度"), "quarter 3");
    EXPECT_EQ(named("第2季度补学"), "quarter 2");
    EXPECT_EQ(named("2020年第四季度"), "2020 quarter 4");
    EXPECT_EQ(named("二〇二〇年四季度"), "2020 quarter 4");
    EXPECT_EQ(named("去年第四季度"), "last quarter 4");
    EXPECT_EQ(named("第一、二季度合并学习"), "quarter 1, quarter 2");
    EXPECT_EQ(named("前三季度工作总结"), "");
    EXPECT_EQ(named("每季度至少一次"), "");
    EXPECT_EQ(named("第五季度"), "");
}

TEST(Names, Months) {
    EXPECT_EQ(named("9月学习会"), "month 9");
    EXPECT_EQ(named("九月份主题党日"), "month 9");
    EXPECT_EQ(named("补2021年11月支委会"), "2021 month 11");
    EXPECT_EQ(named("十一月"), "month 11");
    EXPECT_EQ(named("2月、3月"), "month 2, month 3");
    EXPECT_EQ(named("12月15日会议"), "");
    EXPECT_EQ(named("三月八日"), "");
    EXPECT_EQ(named("1月至3月"), "");
    EXPECT_EQ(named("1-3月"), "");
    EXPECT_EQ(named("三个月集中整改"), "");
    EXPECT_EQ(named("13月"), "");
}

TEST(Names, HalvesAndYears) {
    EXPECT_EQ(named("上半年意识形态分析"), "half 1");
    EXPECT_EQ(named("2020年下半年"), "2020 half 2");
    EXPECT_EQ(named("2020年度下半年"), "2020 half 2");
    EXPECT_EQ(named("2020年度民主生活会"), "2020 year 1");
    EXPECT_EQ(named("2021年"), "2021 year 1");
    EXPECT_EQ(named("研究2021年预算调整事项"), "");
    EXPECT_EQ(named("半年总结"), "");
}

TEST(Names, Holidays) {
    EXPECT_EQ(named("“五一”节前廉政提醒会"), "labour");
    EXPECT_EQ(named("五一期间值班"), "labour");
    EXPECT_EQ(named("中秋国庆节前提醒"), "autumn, national");
    EXPECT_EQ(named("2022年元旦春节期间廉洁过节"), "spring, 2022 new_year");
    EXPECT_EQ(named("“十一”黄金周"), "national");
}

TEST(Names, SerialsAndDaysAreNoWindows) {
    EXPECT_EQ(named("党的十九届五中全会"), "");
    EXPECT_EQ(named("学习“七一”重要讲话"), "");
    EXPECT_EQ(named("第十一届"), "");
    EXPECT_EQ(named("第五一号"), "");
    EXPECT_EQ(named("三十一中学"), "");
    EXPECT_EQ(named("二十一条"), "");
    EXPECT_EQ(named("澜纪发〔2021〕4号"), "");
    EXPECT_EQ(named(""), "");
}

std::string window_meant(NamedPeriod named_period, const char* day) {
    Window window = meant(named_period, Date::parse(day).value());
    return window.first.iso() + ".." + window.last.iso();
}

TEST(Names, MeansTheLatestSuchWindowThatHasBegun) {
    EXPECT_EQ(window_meant({Period::quarter, 3, {}, 0}, "2021-10-14"), "2021-07-01..2021-09-30");
    EXPECT_EQ(window_meant({Period::quarter, 4, {}, 0}, "2022-01-10"), "2021-10-01..2021-12-31");
    EXPECT_EQ(window_meant({Period::month, 9, {}, 0}, "2021-09-28"), "2021-09-01..2021-09-30");
    EXPECT_EQ(window_meant({Period::quarter, 4, 2020, 0}, "2021-12-10"), "2020-10-01..2020-12-31");
    EXPECT_EQ(window_meant({Period::quarter, 4, {}, 1}, "2022-03-10"), "2021-10-01..2021-12-31");
}

std::string break_meant(NamedHoliday holiday, const char* day) {
    const norms::Calendar c = calendar();
    const norms::Break* one = meant(holiday, Date::parse(day).value(), c);
    return one == nullptr ? "none" : one->days.first.iso();
}

TEST(Names, MeansTheNearestAnnouncedBreak) {
    EXPECT_EQ(break_meant({"qingming", {}}, "2021-04-06"), "2021-04-03");
    EXPECT_EQ(break_meant({"spring", {}}, "2021-12-30"), "2022-01-31");
    EXPECT_EQ(break_meant({"spring", {}}, "2021-02-20"), "2021-02-11");
    EXPECT_EQ(break_meant({"new_year", 2023}, "2022-12-20"), "2022-12-31");
    EXPECT_EQ(break_meant({"national", {}}, "2023-09-20"), "2023-09-29");
    EXPECT_EQ(break_meant({"qingming", {}}, "2022-03-30"), "none");  // not announced here
}

}  // namespace
}  // namespace luze::standing
