// Civil days. A Date has no time zone and never converts to an Instant by itself.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace luze {

// A day of the proleptic Gregorian calendar, as days since 1970-01-01.
class Date {
public:
    constexpr Date() = default;
    constexpr explicit Date(std::int32_t days_since_epoch) : days_(days_since_epoch) {}

    // Empty when there is no such day (2021-11-31).
    [[nodiscard]] static std::optional<Date> of(int year, int month, int day);
    // Reads exactly YYYY-MM-DD.
    [[nodiscard]] static std::optional<Date> parse(std::string_view iso);
    // The first day of a month; month counts on past 12 and below 1.
    [[nodiscard]] static Date first_of(int year, int month);

    [[nodiscard]] int year() const;
    [[nodiscard]] int month() const;    // 1 … 12
    [[nodiscard]] int day() const;      // 1 … 31
    [[nodiscard]] int weekday() const;  // 1 = Monday … 7 = Sunday
    [[nodiscard]] std::int32_t days() const { return days_; }
    [[nodiscard]] std::string iso() const;  // YYYY-MM-DD

    // The same day some months later; the month's last day where it has no such day.
    [[nodiscard]] Date plus_months(int months) const;
    [[nodiscard]] Date plus_years(int years) const { return plus_months(12 * years); }

    friend Date operator+(Date date, int days) { return Date(date.days_ + days); }
    friend Date operator-(Date date, int days) { return Date(date.days_ - days); }
    friend int operator-(Date a, Date b) { return a.days_ - b.days_; }
    auto operator<=>(const Date&) const = default;

private:
    std::int32_t days_ = 0;
};

// Whole days, both ends included. Empty when last < first.
struct Window {
    Date first;
    Date last;

    [[nodiscard]] bool contains(Date day) const { return first <= day && day <= last; }
    [[nodiscard]] bool overlaps(const Window& other) const {
        return first <= other.last && other.first <= last;
    }
    [[nodiscard]] int length() const { return last - first + 1; }
    auto operator<=>(const Window&) const = default;
};

// A day as somebody wrote it: 2016年4月 is any day of that month. Unequal ends mean "not exactly
// known"; such a date can lie in a window, but never counts as one exact day.
struct PartialDate {
    Date first;
    Date last;

    PartialDate() = default;
    explicit PartialDate(Date day) : first(day), last(day) {}
    PartialDate(Date first_possible, Date last_possible)
        : first(first_possible), last(last_possible) {}

    [[nodiscard]] bool exact() const { return first == last; }
    // YYYY-MM-DD, or YYYY-MM or YYYY when only the month or the year is known.
    [[nodiscard]] std::string iso() const;
    [[nodiscard]] static std::optional<PartialDate> parse(std::string_view iso);
    auto operator<=>(const PartialDate&) const = default;
};

// The recurring spans in which duties are owed.
enum class Period { month, quarter, half_year, year };

[[nodiscard]] int periods_in_year(Period period);
// The window with this 1-based number in the year.
[[nodiscard]] Window period_window(Period period, int year, int number);
// The 1-based number of the period that holds the day.
[[nodiscard]] int period_number(Period period, Date day);
[[nodiscard]] inline Window year_window(int year) { return period_window(Period::year, year, 1); }

// A moment, in milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t ms = 0;

    // RFC 3339 in UTC with milliseconds: 2021-12-31T08:00:00.000Z.
    [[nodiscard]] std::string rfc3339() const;
    [[nodiscard]] static std::optional<Instant> parse(std::string_view rfc3339);
    // The civil day at this moment in a zone so many minutes east of UTC.
    [[nodiscard]] Date day_at(int offset_minutes) const;
    auto operator<=>(const Instant&) const = default;
};

}  // namespace luze
