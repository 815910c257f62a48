#include "base/date.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace luze {
namespace {

using std::chrono::year_month_day;

year_month_day civil(Date date) {
    return year_month_day{std::chrono::sys_days{std::chrono::days{date.days()}}};
}

Date from_civil(year_month_day day) {
    return Date(static_cast<std::int32_t>(std::chrono::sys_days{day}.time_since_epoch().count()));
}

// Digits only, all of them.
std::optional<int> digits(std::string_view text) {
    int value = 0;
    const char* end = text.data() + text.size();
    for (char c : text) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
    }
    auto [at, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || error != std::errc{} || at != end) {
        return std::nullopt;
    }
    return value;
}

Date last_of(int year, int month) { return Date::first_of(year, month + 1) - 1; }

}  // namespace

std::optional<Date> Date::of(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || day < 1) {
        return std::nullopt;
    }
    year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                       std::chrono::day{static_cast<unsigned>(day)}};
    if (!ymd.ok()) {
        return std::nullopt;
    }
    return from_civil(ymd);
}

std::optional<Date> Date::parse(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') {
        return std::nullopt;
    }
    auto year = digits(iso.substr(0, 4));
    auto month = digits(iso.substr(5, 2));
    auto day = digits(iso.substr(8, 2));
    if (!year || !month || !day) {
        return std::nullopt;
    }
    return of(*year, *month, *day);
}

Date Date::first_of(int year, int month) {
    int months = year * 12 + month - 1;
    year_month_day ymd{std::chrono::year{months / 12},
                       std::chrono::month{static_cast<unsigned>(months % 12 + 1)},
                       std::chrono::day{1}};
    return from_civil(ymd);
}

int Date::year() const { return static_cast<int>(civil(*this).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(civil(*this).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(civil(*this).day())); }

int Date::weekday() const {
    return static_cast<int>(
        std::chrono::weekday{std::chrono::sys_days{std::chrono::days{days_}}}.iso_encoding());
}

std::string Date::iso() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }

Date Date::plus_months(int months) const {
    Date first = first_of(year(), month() + months);
    Date last = last_of(first.year(), first.month());
    Date same = first + (day() - 1);
    return same < last ? same : last;
}

std::string PartialDate::iso() const {
    if (exact()) {
        return first.iso();
    }
    if (first.year() == last.year() && first.month() == last.month()) {
        return fmt::format("{:04}-{:02}", first.year(), first.month());
    }
    return fmt::format("{:04}", first.year());
}

std::optional<PartialDate> PartialDate::parse(std::string_view iso) {
    if (auto day = Date::parse(iso)) {
        return PartialDate(*day);
    }
    auto year = digits(iso.substr(0, 4));
    if (!year || *year < 1) {
        return std::nullopt;
    }
    if (iso.size() == 4) {
        return PartialDate(Date::first_of(*year, 1), last_of(*year, 12));
    }
    auto month = iso.size() == 7 && iso[4] == '-' ? digits(iso.substr(5)) : std::nullopt;
    if (!month || *month < 1 || *month > 12) {
        return std::nullopt;
    }
    return PartialDate(Date::first_of(*year, *month), last_of(*year, *month));
}

int periods_in_year(Period period) {
    switch (period) {
        case Period::month:
            return 12;
        case Period::quarter:
            return 4;
        case Period::half_year:
            return 2;
        case Period::year:
            return 1;
    }
    return 1;
}

Window period_window(Period period, int year, int number) {
    int months = 12 / periods_in_year(period);
    int first_month = (number - 1) * months + 1;
    return Window{Date::first_of(year, first_month), last_of(year, first_month + months - 1)};
}

int period_number(Period period, Date day) {
    int months = 12 / periods_in_year(period);
    return (day.month() - 1) / months + 1;
}

std::string Instant::rfc3339() const {
    std::int64_t day = ms / 86'400'000;
    std::int64_t rest = ms % 86'400'000;
    if (rest < 0) {
        rest += 86'400'000;
        --day;
    }
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", Date(static_cast<std::int32_t>(day)).iso(),
                       rest / 3'600'000, rest / 60'000 % 60, rest / 1000 % 60, rest % 1000);
}

std::optional<Instant> Instant::parse(std::string_view text) {
    if (text.size() != 24 || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
        text[19] != '.' || text[23] != 'Z') {
        return std::nullopt;
    }
    auto day = Date::parse(text.substr(0, 10));
    auto hour = digits(text.substr(11, 2));
    auto minute = digits(text.substr(14, 2));
    auto second = digits(text.substr(17, 2));
    auto milli = digits(text.substr(20, 3));
    if (!day || !hour || !minute || !second || !milli || *hour > 23 || *minute > 59 ||
        *second > 59) {
        return std::nullopt;
    }
    return Instant{day->days() * std::int64_t{86'400'000} + *hour * 3'600'000 + *minute * 60'000 +
                   *second * 1000 + *milli};
}

Date Instant::day_at(int offset_minutes) const {
    std::int64_t shifted = ms + offset_minutes * std::int64_t{60'000};
    std::int64_t day = shifted / 86'400'000;
    if (shifted % 86'400'000 < 0) {
        --day;
    }
    return Date(static_cast<std::int32_t>(day));
}

}  // namespace luze
