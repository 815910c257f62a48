#include "base/date.h"

#include <rapidcheck.h>

namespace luze {
namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }

TEST(Date, KnowsWhichDaysExist) {
    EXPECT_EQ(Date::of(2021, 3, 5)->iso(), "2021-03-05");
    EXPECT_TRUE(Date::of(2020, 2, 29));
    EXPECT_FALSE(Date::of(2021, 2, 29));
    EXPECT_FALSE(Date::of(1900, 2, 29));
    EXPECT_TRUE(Date::of(2000, 2, 29));
    EXPECT_FALSE(Date::of(2021, 11, 31));
    EXPECT_FALSE(Date::of(2021, 0, 1));
    EXPECT_FALSE(Date::of(2021, 13, 1));
    EXPECT_FALSE(Date::of(2021, 1, 0));
    EXPECT_FALSE(Date::of(0, 1, 1));
    EXPECT_FALSE(Date::of(10'000, 1, 1));
}

TEST(Date, ReadsOneFormOnly) {
    EXPECT_EQ(day("1970-01-01").days(), 0);
    for (const char* text : {"", "2021", "2021-1-05", "2021-01-5", "2021/01/05", "2021-01-05 ",
                             " 2021-01-05", "2021-01-32", "20210105", "+021-01-05", "2021-0a-05"}) {
        EXPECT_FALSE(Date::parse(text)) << text;
    }
}

TEST(Date, KnowsTheWeekday) {
    EXPECT_EQ(day("2024-01-01").weekday(), 1);
    EXPECT_EQ(day("2021-10-10").weekday(), 7);
    EXPECT_EQ(day("1969-12-31").weekday(), 3);
}

TEST(Date, AddsMonthsUpToTheMonthsEnd) {
    EXPECT_EQ(day("2021-01-31").plus_months(1).iso(), "2021-02-28");
    EXPECT_EQ(day("2020-01-31").plus_months(1).iso(), "2020-02-29");
    EXPECT_EQ(day("2021-03-31").plus_months(-1).iso(), "2021-02-28");
    EXPECT_EQ(day("2021-11-15").plus_months(2).iso(), "2022-01-15");
    EXPECT_EQ(day("2021-01-15").plus_months(-13).iso(), "2019-12-15");
    EXPECT_EQ(day("2020-02-29").plus_years(1).iso(), "2021-02-28");
    EXPECT_EQ(day("2020-02-29").plus_years(4).iso(), "2024-02-29");
}

TEST(Date, CountsMonthsPastTheYearsEnds) {
    EXPECT_EQ(Date::first_of(2021, 13).iso(), "2022-01-01");
    EXPECT_EQ(Date::first_of(2021, 0).iso(), "2020-12-01");
    EXPECT_EQ(Date::first_of(2021, -11).iso(), "2020-01-01");
}

TEST(Date, EveryDayReadsBackAsItself) {
    EXPECT_TRUE(rc::check([] {
        Date date(*rc::gen::inRange(-700'000, 2'900'000));
        RC_ASSERT(Date::parse(date.iso()) == date);
        RC_ASSERT(Date::of(date.year(), date.month(), date.day()) == date);
        RC_ASSERT((date + 7).weekday() == date.weekday());
    }));
}

TEST(Window, HoldsBothItsEnds) {
    Window window{day("2021-04-01"), day("2021-04-30")};
    EXPECT_EQ(window.length(), 30);
    EXPECT_TRUE(window.contains(day("2021-04-01")));
    EXPECT_TRUE(window.contains(day("2021-04-30")));
    EXPECT_FALSE(window.contains(day("2021-05-01")));
    EXPECT_TRUE(window.overlaps({day("2021-04-30"), day("2021-05-02")}));
    EXPECT_FALSE(window.overlaps({day("2021-05-01"), day("2021-05-02")}));
}

TEST(PartialDate, IsKnownAsFarAsItIsWritten) {
    auto month = PartialDate::parse("2016-04").value();
    EXPECT_EQ(month.first.iso(), "2016-04-01");
    EXPECT_EQ(month.last.iso(), "2016-04-30");
    EXPECT_FALSE(month.exact());
    EXPECT_EQ(month.iso(), "2016-04");
    auto year = PartialDate::parse("2016").value();
    EXPECT_EQ(year.last.iso(), "2016-12-31");
    EXPECT_EQ(year.iso(), "2016");
    auto exact = PartialDate::parse("2016-04-09").value();
    EXPECT_TRUE(exact.exact());
    EXPECT_EQ(exact.iso(), "2016-04-09");
    for (const char* text : {"", "16", "2016-13", "2016-00", "2016-4", "2016年", "2016-04-31"}) {
        EXPECT_FALSE(PartialDate::parse(text)) << text;
    }
}

TEST(Period, DividesTheYearWithoutGaps) {
    for (Period period : {Period::month, Period::quarter, Period::half_year, Period::year}) {
        Date next = day("2020-01-01");
        for (int number = 1; number <= periods_in_year(period); ++number) {
            Window window = period_window(period, 2020, number);
            EXPECT_EQ(window.first, next);
            EXPECT_EQ(period_number(period, window.first), number);
            EXPECT_EQ(period_number(period, window.last), number);
            next = window.last + 1;
        }
        EXPECT_EQ(next, day("2021-01-01"));
    }
    EXPECT_EQ(period_window(Period::quarter, 2021, 3).first.iso(), "2021-07-01");
    EXPECT_EQ(year_window(2021).length(), 365);
}

TEST(Instant, ReadsBackAsItself) {
    EXPECT_EQ(Instant{0}.rfc3339(), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(Instant{-1}.rfc3339(), "1969-12-31T23:59:59.999Z");
    EXPECT_TRUE(rc::check([] {
        Instant instant{*rc::gen::inRange<std::int64_t>(-10'000'000'000'000, 100'000'000'000'000)};
        RC_ASSERT(Instant::parse(instant.rfc3339()) == instant);
    }));
}

TEST(Instant, RefusesOtherForms) {
    for (const char* text : {"", "2021-12-31", "2021-12-31T08:00:00Z", "2021-12-31T24:00:00.000Z",
                             "2021-12-31T08:60:00.000Z", "2021-12-31 08:00:00.000Z",
                             "2021-12-31T08:00:00.000+08:00", "2021-02-30T08:00:00.000Z"}) {
        EXPECT_FALSE(Instant::parse(text)) << text;
    }
}

// The day of the books is the day in the book's zone, not in UTC.
TEST(Instant, FallsOnTheZonesDay) {
    Instant evening = Instant::parse("2021-12-31T15:59:59.999Z").value();
    EXPECT_EQ(evening.day_at(480).iso(), "2021-12-31");
    EXPECT_EQ(Instant{evening.ms + 1}.day_at(480).iso(), "2022-01-01");
    EXPECT_EQ(Instant{evening.ms + 1}.day_at(0).iso(), "2021-12-31");
    EXPECT_EQ(Instant{0}.day_at(-300).iso(), "1969-12-31");
}

}  // namespace
}  // namespace luze
