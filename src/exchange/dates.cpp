#include "exchange/dates.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.h"
#include "exchange/dates_text.h"

namespace luze::exchange {
namespace {

PartialDate whole_month(int year, int month) {
    return {Date::first_of(year, month), Date::first_of(year, month + 1) - 1};
}

PartialDate whole_year(int year) {
    return {Date::first_of(year, 1), Date::first_of(year, 12) + 30};
}

std::optional<PartialDate> day_of(int year, int month, int day) {
    auto date = Date::of(year, month, day);
    return date ? std::optional(PartialDate(*date)) : std::nullopt;
}

std::optional<PartialDate> month_of(int year, int month) {
    return year > 0 && month >= 1 && month <= 12 ? std::optional(whole_month(year, month))
                                                 : std::nullopt;
}

bool is_year(int value) { return value >= 1900 && value <= 2100; }

// Reads one date from the front of a text, then tells where it stopped.
class Reader {
public:
    Reader(std::u32string_view text, int year) : text_(text), year_(year) {}

    // `month` and `with_day`: what a bare number means at the end of a range (3月1日-5日).
    std::optional<PartialDate> next(int month, bool with_day);
    [[nodiscard]] std::u32string_view rest() const { return text_.substr(at_); }
    bool skip_range_mark();

private:
    struct Digits {
        int value = 0;
        std::size_t length = 0;
    };
    [[nodiscard]] char32_t peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : U'\0';
    }
    [[nodiscard]] bool digit_at(std::size_t ahead) const {
        return peek(ahead) >= U'0' && peek(ahead) <= U'9';
    }
    Digits digits();
    bool take(std::u32string_view any_of);
    std::optional<PartialDate> after_year(int year);
    std::optional<PartialDate> after_month(int year, int month, char32_t separator);
    std::optional<PartialDate> short_number(int value, int month, bool with_day);

    std::u32string_view text_;
    int year_;
    std::size_t at_ = 0;
};

Reader::Digits Reader::digits() {
    Digits out;
    while (digit_at(0) && out.length < 9) {
        out.value = out.value * 10 + static_cast<int>(peek() - U'0');
        ++out.length;
        ++at_;
    }
    return out;
}

bool Reader::take(std::u32string_view any_of) {
    if (peek() == U'\0' || any_of.find(peek()) == std::u32string_view::npos) {
        return false;
    }
    ++at_;
    return true;
}

bool Reader::skip_range_mark() {
    std::size_t before = at_;
    while (take(U"-~—–－至到、,;/")) {
    }
    return at_ > before;
}

// After the year's digits: 年3月5日, .3.5, -03-05, 年, or nothing.
std::optional<PartialDate> Reader::after_year(int year) {
    char32_t separator = peek();
    bool marked = separator == U'年';
    bool separated = marked || separator == U'.' || separator == U'-' || separator == U'/';
    if (!separated || !digit_at(1)) {
        if (marked) {
            ++at_;
        }
        return whole_year(year);
    }
    ++at_;
    Digits month = digits();
    if (month.length > 2) {
        return std::nullopt;
    }
    return after_month(year, month.value, marked ? U'.' : separator);
}

// After the month's digits: 月5日, .5, 月, or nothing.
std::optional<PartialDate> Reader::after_month(int year, int month, char32_t separator) {
    bool marked = take(U"月");
    if (!marked && (peek() != separator || !digit_at(1))) {
        return month_of(year, month);
    }
    if (!marked) {
        ++at_;
    }
    if (!digit_at(0)) {
        return month_of(year, month);
    }
    Digits day = digits();
    take(U"日号");
    return day.length <= 2 ? day_of(year, month, day.value) : std::nullopt;
}

// One or two digits at the front: a month, a day in a known month, or a year written short.
std::optional<PartialDate> Reader::short_number(int value, int month, bool with_day) {
    if (peek() == U'年') {
        return after_year(2000 + value);
    }
    if (peek() == U'月') {
        return after_month(year_, value, U'\0');
    }
    bool dotted = peek() == U'.' || peek() == U'/' || peek() == U'-';
    if (dotted && digit_at(1)) {
        char32_t separator = peek();
        ++at_;
        Digits second = digits();
        if (peek() == separator && digit_at(1)) {  // 21.3.5
            ++at_;
            Digits third = digits();
            bool near = value >= 10 && third.length <= 2;
            return near ? day_of(2000 + value, second.value, third.value) : std::nullopt;
        }
        take(U"日号");
        return second.length <= 2 ? day_of(year_, value, second.value) : std::nullopt;
    }
    bool day = take(U"日号");
    if (month == 0) {
        return std::nullopt;
    }
    return day || with_day ? day_of(year_, month, value) : month_of(year_, value);
}

std::optional<PartialDate> Reader::next(int month, bool with_day) {
    Digits first = digits();
    if (first.length == 8) {
        return day_of(first.value / 10000, first.value / 100 % 100, first.value % 100);
    }
    if (first.length == 6) {
        return month_of(first.value / 100, first.value % 100);
    }
    if (first.length == 4) {
        return is_year(first.value) ? after_year(first.value) : std::nullopt;
    }
    if (first.length == 1 || first.length == 2) {
        return short_number(first.value, month, with_day);
    }
    return std::nullopt;
}

// What may follow a date and says nothing about the day: 上午, （星期五）, 9点半, 前, 左右.
bool harmless(std::u32string_view rest) {
    constexpr std::u32string_view allowed =
        U"上下中午晚早傍晨夜全天半周星期礼拜一二三四五六日左右前后起开始许T()[]时点分:.,0123456789";
    return std::ranges::all_of(
        rest, [&](char32_t c) { return allowed.find(c) != std::u32string_view::npos; });
}

// The last day that 底, 末 or 内 behind a date means; empty for other words.
std::optional<PartialDate> end_of(const PartialDate& date, std::u32string_view rest) {
    constexpr std::array<std::u32string_view, 8> words = {U"底前", U"底以前", U"底之前", U"底",
                                                          U"末前", U"末",     U"内",     U"以内"};
    bool meant = std::ranges::find(words, rest) != words.end();
    return meant ? std::optional(PartialDate(date.last)) : std::nullopt;
}

std::optional<PartialDate> quarter_or_half(std::u32string_view text, int year) {
    constexpr std::array<std::pair<std::u32string_view, int>, 10> ends = {{{U"1季度", 3},
                                                                           {U"2季度", 6},
                                                                           {U"3季度", 9},
                                                                           {U"4季度", 12},
                                                                           {U"上半年", 6},
                                                                           {U"下半年", 12},
                                                                           {U"年底", 12},
                                                                           {U"年末", 12},
                                                                           {U"年内", 12},
                                                                           {U"本年度", 12}}};
    for (const auto& [words, month] : ends) {
        if (year > 0 && text.find(words) != std::u32string_view::npos && text.size() <= 12) {
            return PartialDate(Date::first_of(year, month + 1) - 1);
        }
    }
    return std::nullopt;
}

std::optional<PartialDate> parse_deadline(std::u32string_view text, int year) {
    Reader reader(text, year);
    auto first = reader.next(0, false);
    if (first) {
        if (auto end = end_of(*first, reader.rest())) {
            return end;
        }
    }
    int stated = year_stated(to_utf8(text), false);
    return quarter_or_half(text, stated != 0 ? stated : year);
}

// Number cells: an Excel serial, 20210305, 202103, 2021, 1998.07, or 3.15 in the ledger's year. As
// a number 2021.1 may have been 2021.10, and 3.1 may have been 3.10: only what is certain is kept.
std::optional<PartialDate> from_number(const std::string& text, int year) {
    std::size_t point = text.find('.');
    if (point == std::string::npos) {
        bool serial = text.size() == 5 && text >= "18264" && text <= "80000";
        if (serial) {
            return PartialDate(Date::of(1899, 12, 30).value() + std::stoi(text));
        }
        auto date = parse_date(text, 0);
        return date ? std::optional(date->first) : std::nullopt;
    }
    bool one_decimal = text.size() - point == 2;
    bool october = one_decimal && text.back() == '1';
    if (point == 4 && october) {
        int stated = std::stoi(text);
        return is_year(stated) ? std::optional(whole_year(stated)) : std::nullopt;
    }
    if (point <= 2 && one_decimal && (text.back() <= '3')) {
        return month_of(year, std::stoi(text));
    }
    auto date = parse_date(text, year);
    return date ? std::optional(date->first) : std::nullopt;
}

std::optional<Value> read_text(const std::string& text, int year, DateUse use) {
    if (nothing_yet(text)) {
        return std::nullopt;
    }
    if (use == DateUse::deadline) {
        std::u32string plain = plain_date_text(text);
        if (auto date = parse_deadline(plain, year)) {
            return Day{*date};
        }
        auto date = parse_date(text, year);
        if (date) {
            return Day{date->end.value_or(date->first)};
        }
        return looks_dated(plain) ? std::optional<Value>(Unreadable{text}) : std::nullopt;
    }
    if (auto date = parse_date(text, year)) {
        return Day{date->first};
    }
    bool serial = text.size() == 5 && text.find_first_not_of("0123456789") == std::string::npos;
    if (serial) {
        if (auto date = from_number(text, year)) {
            return Day{*date};
        }
    }
    return Unreadable{text};
}

}  // namespace

std::optional<WrittenDate> parse_date(std::string_view text, int year) {
    std::u32string plain = plain_date_text(text);
    Reader reader(plain, year);
    auto first = reader.next(0, false);
    if (!first) {
        return std::nullopt;
    }
    WrittenDate out{*first, std::nullopt};
    std::u32string_view rest = reader.rest();
    if (harmless(rest) && rest.find_first_of(U"-~—–－至到、") == std::u32string_view::npos) {
        // 2021.3.5日 and 2021.3.5 9:30 are dates; 2021.3.55 and 2021.3.5.7 are not.
        bool digits_follow = !rest.empty() && (rest.front() == U'.' || rest.front() == U',');
        return digits_follow ? std::nullopt : std::optional(out);
    }
    // A range: its end may leave out the year and the month.
    std::u32string from_mark(rest);
    std::size_t mark = from_mark.find_first_of(U"-~—–－至到、,;/");
    if (mark == std::u32string::npos || !harmless(from_mark.substr(0, mark))) {
        bool deadline_word = end_of(*first, rest).has_value();
        return deadline_word ? std::optional(out) : std::nullopt;
    }
    from_mark.erase(0, mark);
    Reader second(from_mark, first->first.year());
    second.skip_range_mark();
    out.end = second.next(first->first.month(), first->exact());
    return out.end && first->first <= out.end->last ? std::optional(out) : std::nullopt;
}

int year_stated(std::string_view text, bool bare) {
    std::u32string plain = plain_date_text(text);
    auto digit = [](char32_t c) { return c >= U'0' && c <= U'9'; };
    int found = 0;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        std::size_t end = i;
        while (end < plain.size() && digit(plain[end])) {
            ++end;
        }
        if (end - i == 4) {
            int year = std::stoi(to_utf8(std::u32string_view(plain).substr(i, 4)));
            bool marked = end < plain.size() && plain[end] == U'年';
            bool numbered =
                i > 0 && std::u32string_view(U"〔[【(").contains(plain[i - 1]) && !marked;
            if (is_year(year) && marked) {
                return year;
            }
            if (bare && found == 0 && is_year(year) && !numbered) {
                found = year;
            }
        }
        i = std::max(i, end);
    }
    return found;
}

std::optional<Value> read_date(const Cell& cell, int year, DateUse use) {
    if (const Date* date = cell.as_date()) {
        switch (cell.shown) {
            case DateShown::month:
                return Day{whole_month(date->year(), date->month())};
            case DateShown::year:
                return Day{whole_year(date->year())};
            case DateShown::month_day:
                if (auto meant = Date::of(year, date->month(), date->day())) {
                    return Day{PartialDate(*meant)};
                }
                return Day{PartialDate(*date)};
            case DateShown::day:
                return Day{PartialDate(*date)};
        }
    }
    if (const Cell::Number* number = cell.as_number()) {
        auto date = from_number(number->text, year);
        return date ? Value(Day{*date}) : Value(Unreadable{number->text});
    }
    if (cell.empty()) {
        return std::nullopt;
    }
    return read_text(std::string(trim(cell.text())), year, use);
}

}  // namespace luze::exchange
