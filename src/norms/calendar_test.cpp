#include "norms/pack.h"

namespace luze::norms {
namespace {

Date day(const char* iso) { return *Date::parse(iso); }

// The National Day week of 2021 and its make-up days.
Calendar autumn_2021() {
    Calendar calendar;
    calendar.notices[2021] = "国办发明电〔2020〕27号";
    calendar.breaks = {{{"mid_autumn"}, {day("2021-09-19"), day("2021-09-21")}},
                       {{"national"}, {day("2021-10-01"), day("2021-10-07")}}};
    calendar.working_weekends = {day("2021-09-18"), day("2021-09-26"), day("2021-10-09")};
    return calendar;
}

TEST(Calendar, WorkingDays) {
    Calendar calendar = autumn_2021();
    EXPECT_TRUE(calendar.working_day(day("2021-09-30")));
    EXPECT_FALSE(calendar.working_day(day("2021-10-01")));  // Friday, in the break
    EXPECT_TRUE(calendar.working_day(day("2021-10-09")));   // Saturday, worked
    EXPECT_FALSE(calendar.working_day(day("2021-10-10")));
    EXPECT_TRUE(calendar.announced(2021));
    EXPECT_FALSE(calendar.announced(2022));
}

TEST(Calendar, UnannouncedYearsHavePlainWeekends) {
    Calendar calendar = autumn_2021();
    EXPECT_TRUE(calendar.working_day(day("2035-10-02")));   // Tuesday
    EXPECT_FALSE(calendar.working_day(day("2035-10-06")));  // Saturday
}

TEST(Calendar, CountsWorkingDaysBothWays) {
    Calendar calendar = autumn_2021();
    EXPECT_EQ(calendar.plus_working_days(day("2021-09-30"), 0).iso(), "2021-09-30");
    EXPECT_EQ(calendar.plus_working_days(day("2021-10-03"), 0).iso(), "2021-10-03");
    EXPECT_EQ(calendar.plus_working_days(day("2021-09-30"), 1).iso(), "2021-10-08");
    EXPECT_EQ(calendar.plus_working_days(day("2021-09-30"), 2).iso(), "2021-10-09");
    EXPECT_EQ(calendar.plus_working_days(day("2021-09-30"), 3).iso(), "2021-10-11");
    EXPECT_EQ(calendar.plus_working_days(day("2021-10-08"), -1).iso(), "2021-09-30");
    EXPECT_EQ(calendar.plus_working_days(day("2021-10-04"), -1).iso(), "2021-09-30");
    EXPECT_EQ(calendar.plus_working_days(day("2021-09-22"), -1).iso(), "2021-09-18");
}

}  // namespace
}  // namespace luze::norms
