#include "exchange/workbook_formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace luze::exchange {
namespace {

constexpr int significant_digits = 15;
constexpr int most_decimals = 10;
constexpr int most_whole_digits = 30;          // beyond this the number is left in its own notation
constexpr double last_serial = 2'958'465;      // 9999-12-31
constexpr std::int32_t serial_1904 = -24'107;  // 1904-01-01 in days since 1970-01-01
constexpr std::int32_t serial_1900 = -25'569;  // 1899-12-30, right from 1900-03-01 on

// The letters of a format that stand for parts of a date or time.
struct Letters {
    bool year = false;
    bool month = false;  // or minutes
    bool day = false;
    bool weekday = false;
    bool hour = false;
    bool elapsed = false;
    bool percent = false;
    bool digits = false;
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool starts_with_word(std::string_view text, std::string_view word) {
    if (text.size() < word.size()) {
        return false;
    }
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (lower(text[i]) != word[i]) {
            return false;
        }
    }
    return true;
}

// Length of what at the start of the text is literal or a directive and no date letter; 0: none.
std::size_t literal_length(std::string_view text, Letters& letters) {
    char c = text.front();
    if (c == '\\' || c == '_' || c == '*') {
        return std::min<std::size_t>(2, text.size());
    }
    if (c == '"' || c == '[') {
        std::size_t end = text.find(c == '"' ? '"' : ']', 1);
        std::size_t length = end == std::string_view::npos ? text.size() : end + 1;
        std::string_view inside = text.substr(1, length - (length > 1 ? 2 : 1));
        if (c == '[' && !inside.empty() &&
            inside.find_first_not_of(lower(inside[0]) == 'h'   ? "hH"
                                     : lower(inside[0]) == 'm' ? "mM"
                                                               : "sS") == inside.npos) {
            letters.elapsed = true;
        }
        return length;
    }
    for (std::string_view word : {"general", "am/pm", "a/p", "e+", "e-"}) {
        if (starts_with_word(text, word)) {
            return word.size();
        }
    }
    return 0;
}

Letters letters_of(std::string_view code) {
    Letters letters;
    while (!code.empty() && code.front() != ';') {  // the first section is for positive numbers
        if (std::size_t length = literal_length(code, letters); length > 0) {
            code.remove_prefix(length);
            continue;
        }
        switch (lower(code.front())) {
            case 'y':
            case 'e':
                letters.year = true;
                break;
            case 'm':
                letters.month = true;
                break;
            case 'd':
                letters.weekday |= starts_with_word(code, "ddd");
                letters.day = true;
                break;
            case 'a':
                letters.weekday |= starts_with_word(code, "aaa");
                break;
            case 'h':
            case 's':
                letters.hour = true;
                break;
            case '%':
                letters.percent = true;
                break;
            case '0':
            case '#':
            case '?':
                letters.digits = true;
                break;
            default:
                break;
        }
        code.remove_prefix(1);
    }
    return letters;
}

std::string strip_zeros(std::string digits) {
    if (digits.find('.') != std::string::npos) {
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.ends_with('.')) {
            digits.pop_back();
        }
    }
    return digits == "-0" ? "0" : digits;
}

// "3.0000000000e-01" → 0.3
std::string plain_digits(std::string_view scientific) {
    std::size_t mark = scientific.find('e');
    std::string_view number = scientific.substr(mark + 1);
    int exponent = 0;
    number.remove_prefix(number.starts_with('+') ? 1 : 0);
    std::from_chars(number.data(), number.data() + number.size(), exponent);
    bool negative = scientific.front() == '-';
    std::string digits;
    for (char c : scientific.substr(0, mark)) {
        if (c >= '0' && c <= '9') {
            digits.push_back(c);
        }
    }
    if (exponent < 0) {
        digits.insert(0, static_cast<std::size_t>(-exponent), '0');
        exponent = 0;
    }
    auto whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() < whole) {
        digits.resize(whole, '0');
    } else if (digits.size() > whole) {
        digits.insert(whole, ".");
    }
    return strip_zeros((negative ? "-" : "") + digits);
}

std::optional<double> parse_double(std::string_view stored) {
    stored.remove_prefix(stored.starts_with('+') ? 1 : 0);
    double value = 0;
    auto [end, error] = std::from_chars(stored.data(), stored.data() + stored.size(), value);
    bool whole = error == std::errc() && end == stored.data() + stored.size();
    return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

Cell time_cell(double serial, NumberFormat format) {
    auto minutes = static_cast<std::int64_t>(std::floor(serial * 24 * 60 + 1e-6));
    std::int64_t hours = minutes / 60;
    hours = format == NumberFormat::elapsed ? hours : hours % 24;
    return Cell::of_text(fmt::format("{}:{:02}", hours, minutes % 60));
}

// Excel counts 1900-02-29, which never was: serials below it are one day off.
std::optional<Date> serial_day(double serial, bool date1904) {
    auto days = static_cast<std::int32_t>(std::floor(serial + 1e-8));
    if (date1904) {
        return Date(serial_1904 + days);
    }
    if (days == 60 || days == 0) {
        return std::nullopt;
    }
    return Date(serial_1900 + days + (days < 60 ? 1 : 0));
}

DateShown shown_as(NumberFormat format) {
    switch (format) {
        case NumberFormat::month:
            return DateShown::month;
        case NumberFormat::month_day:
            return DateShown::month_day;
        case NumberFormat::year:
            return DateShown::year;
        default:
            return DateShown::day;
    }
}

}  // namespace

NumberFormat classify_format(std::string_view code) {
    Letters letters = letters_of(code);
    bool day = letters.day || letters.weekday;
    if (letters.elapsed) {
        return NumberFormat::elapsed;
    }
    if (letters.hour) {
        return letters.year || letters.weekday ? NumberFormat::date
               : day                           ? NumberFormat::month_day
                                               : NumberFormat::time;
    }
    if (letters.weekday || (letters.year && letters.day) || (letters.day && !letters.month)) {
        return NumberFormat::date;
    }
    if (letters.month) {
        return letters.year ? NumberFormat::month
               : day        ? NumberFormat::month_day
                            : NumberFormat::date;
    }
    if (letters.year) {
        return NumberFormat::year;
    }
    return letters.percent ? NumberFormat::percent : NumberFormat::number;
}

NumberFormat builtin_format(int id) {
    switch (id) {
        case 9:
        case 10:
            return NumberFormat::percent;
        case 16:  // d-mmm
        case 28:  // m"月"d"日", with 29, 51, 54 and 58
        case 29:
        case 51:
        case 54:
        case 58:
            return NumberFormat::month_day;
        case 17:  // mmm-yy
        case 27:  // yyyy"年"m"月", with 36, 50, 52 and 57
        case 36:
        case 50:
        case 52:
        case 57:
            return NumberFormat::month;
        case 46:
            return NumberFormat::elapsed;
        default:
            break;
    }
    bool time = (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47 ||
                id == 55 || id == 56;
    if (time) {
        return NumberFormat::time;
    }
    bool date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    return date ? NumberFormat::date : NumberFormat::number;
}

std::optional<std::string> number_text(std::string_view stored) {
    bool digits_only = !stored.empty() && stored.size() < significant_digits &&
                       stored.find_first_not_of("0123456789") == stored.npos;
    if (digits_only && (stored.front() != '0' || stored.size() == 1)) {
        return std::string(stored);
    }
    std::optional<double> value = parse_double(stored);
    if (!value) {
        return std::nullopt;
    }
    if (*value == 0) {
        return "0";
    }
    int exponent = static_cast<int>(std::floor(std::log10(std::fabs(*value))));
    if (exponent > most_whole_digits) {
        return std::string(stored);
    }
    int precision = std::min(significant_digits - 1, exponent + most_decimals);
    return precision < 0 ? "0" : plain_digits(fmt::format("{:.{}e}", *value, precision));
}

Cell number_cell(std::string_view stored, NumberFormat format, bool date1904) {
    std::optional<std::string> digits = number_text(stored);
    if (!digits) {
        return Cell::of_text(std::string(stored));
    }
    Cell number = Cell::of_number(std::move(*digits));
    if (format == NumberFormat::number || format == NumberFormat::percent) {
        number.percent = format == NumberFormat::percent;
        return number;
    }
    double serial = parse_double(stored).value_or(-1);
    if (serial < 0 || serial >= last_serial + 1) {
        return number;
    }
    bool bare_time = format == NumberFormat::time && serial < 1;
    if (bare_time || format == NumberFormat::elapsed) {
        return time_cell(serial, format);
    }
    std::optional<Date> day = serial_day(serial, date1904);
    return day ? Cell::of_date(*day, shown_as(format)) : number;
}

}  // namespace luze::exchange
