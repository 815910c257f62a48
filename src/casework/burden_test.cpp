#include "casework/burden.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

namespace luze::casework {
namespace {

Date day(const char* iso) { return *Date::parse(iso); }

bool works(Date date) { return date.weekday() <= 5; }

int working_days(const Window& window) {
    int days = 0;
    for (Date date = window.first; date <= window.last; date = date + 1) {
        days += works(date) ? 1 : 0;
    }
    return days;
}

// Fewest working days by trying every set of days of a short span.
int fewest_by_trying(const std::vector<Demand>& demands, Date first, int days) {
    int best = days + 1;
    for (unsigned set = 0; set < (1U << static_cast<unsigned>(days)); ++set) {
        int size = __builtin_popcount(set);
        bool meets = std::ranges::all_of(demands, [&](const Demand& demand) {
            int there = 0;
            for (int i = 0; i < days; ++i) {
                there += (set >> static_cast<unsigned>(i) & 1U) != 0 && works(first + i) &&
                                 demand.window.contains(first + i)
                             ? 1
                             : 0;
            }
            return there >= demand.count;
        });
        if (meets) {
            best = std::min(best, size);
        }
    }
    return best;
}

TEST(FewestSittings, AreAsFewAsCanBeAndMeetEveryDemand) {
    const char* given = std::getenv("LUZE_SEED");
    const unsigned seed =
        given == nullptr ? std::random_device{}() : static_cast<unsigned>(std::atoi(given));
    std::printf("LUZE_SEED=%u\n", seed);
    std::mt19937 random(seed);
    auto roll = [&](int sides) { return std::uniform_int_distribution<int>(0, sides - 1)(random); };
    constexpr int span = 11;
    const Date first = day("2021-03-01");
    norms::Calendar calendar;
    std::vector<norms::Duty> duties(6);
    for (int round = 0; round < 300; ++round) {
        std::vector<Demand> demands;
        for (int i = 0; i <= roll(6); ++i) {
            int from = roll(span);
            int to = from + roll(span - from);
            Window window{first + from, first + to};
            if (int days = std::min(3, working_days(window)); days > 0) {
                demands.push_back(
                    {&duties[static_cast<std::size_t>(i % 6)], window, 1 + roll(days)});
            }
        }
        auto sittings = fewest_sittings(demands, calendar);
        ASSERT_EQ(static_cast<int>(sittings.size()), fewest_by_trying(demands, first, span));
        for (const Demand& demand : demands) {
            auto serving = std::ranges::count_if(sittings, [&](const Sitting& sitting) {
                return demand.window.contains(sitting.day) &&
                       std::ranges::find(sitting.serves, demand.duty) != sitting.serves.end();
            });
            ASSERT_GE(serving, demand.count);
        }
        ASSERT_TRUE(std::ranges::is_sorted(sittings, {}, &Sitting::day));
        ASSERT_EQ(std::ranges::adjacent_find(sittings, {}, &Sitting::day), sittings.end());
    }
}

TEST(FewestSittings, OneAMonthServesWhatIsOwedByTheQuarterAndTheYear) {
    std::vector<norms::Duty> duties(3);
    std::vector<Demand> demands;
    for (int month = 1; month <= 12; ++month) {
        demands.push_back({&duties[0], period_window(Period::month, 2021, month), 1});
    }
    for (int quarter = 1; quarter <= 4; ++quarter) {
        demands.push_back({&duties[1], period_window(Period::quarter, 2021, quarter), 1});
    }
    demands.push_back({&duties[2], year_window(2021), 6});
    norms::Calendar calendar;
    auto sittings = fewest_sittings(demands, calendar);
    EXPECT_EQ(sittings.size(), 12U);
    int third = 0;
    for (const Sitting& sitting : sittings) {
        EXPECT_TRUE(calendar.working_day(sitting.day)) << sitting.day.iso();
        third += static_cast<int>(std::ranges::count(sitting.serves, &duties[2]));
    }
    EXPECT_EQ(third, 6);
    EXPECT_TRUE(fewest_sittings({}, calendar).empty());
}

}  // namespace
}  // namespace luze::casework
