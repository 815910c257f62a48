#include "standing/names.h"

#include <algorithm>
#include <cstdlib>

#include "base/text.h"

namespace luze::standing {
namespace {

constexpr std::u32string_view chinese_digits = U"零一二三四五六七八九";
constexpr int half_year_days = 183;

bool ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

int chinese_digit(char32_t c) {
    if (c == U'〇' || c == U'○') {
        return 0;
    }
    std::size_t at = chinese_digits.find(c);
    return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

bool numeral(char32_t c) { return ascii_digit(c) || c == U'十' || chinese_digit(c) >= 0; }

bool one_of(char32_t c, std::u32string_view set) {
    return set.find(c) != std::u32string_view::npos;
}

// Walks a text once and notes what it names.
class Scanner {
public:
    explicit Scanner(std::u32string_view text) : text_(text) {}

    std::vector<NamedPeriod> scan() {
        while (at_ < text_.size()) {
            if (!year() && !half() && !quarter() && !month()) {
                step();
            }
        }
        return std::move(found_);
    }

private:
    char32_t peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : U'\0';
    }
    char32_t before() const { return at_ == 0 ? U'\0' : text_[at_ - 1]; }
    bool starts(std::u32string_view word, std::size_t ahead = 0) const {
        return text_.substr(std::min(at_ + ahead, text_.size())).starts_with(word);
    }

    // Past one character, or past a whole numeral so that 11月 is never read as 1月.
    void step() {
        if (numeral(peek())) {
            at_ += numeral_length();
        } else {
            ++at_;
        }
        forget_year();
    }
    void forget_year() {
        year_.reset();
        back_ = 0;
    }

    std::size_t numeral_length() const {
        std::size_t length = 0;
        while (numeral(peek(length))) {
            ++length;
        }
        return length;
    }

    // The value of the numeral here: 12, 十二, 二十一; -1 when it is none or over 99.
    int value(std::size_t length) const {
        std::u32string_view word = text_.substr(at_, length);
        if (std::ranges::all_of(word, ascii_digit)) {
            int sum = 0;
            for (char32_t c : word.substr(0, 4)) {
                sum = sum * 10 + static_cast<int>(c - U'0');
            }
            return length <= 2 ? sum : -1;
        }
        std::size_t ten = word.find(U'十');
        if (ten == std::u32string_view::npos) {
            return word.size() == 1 ? chinese_digit(word[0]) : -1;
        }
        std::u32string_view units = word.substr(ten + 1);
        if (ten > 1 || units.size() > 1) {
            return -1;
        }
        int tens = ten == 0 ? 1 : chinese_digit(word[0]);
        int rest = units.empty() ? 0 : chinese_digit(units[0]);
        return tens < 0 || rest < 0 ? -1 : tens * 10 + rest;
    }

    void note(Period period, int number) {
        NamedPeriod named{period, number, year_, back_};
        if (std::ranges::find(found_, named) == found_.end()) {
            found_.push_back(named);
        }
    }

    // 2020年, 二〇二〇年, 去年: remembered for what follows; 2020年度 is itself a window, and so is
    // a 2020年 with nothing behind it.
    bool year() {
        if (starts(U"去年") || starts(U"上年")) {
            forget_year();
            back_ = 1;
            at_ += 2;
        } else {
            std::size_t length = numeral_length();
            if (length != 4 || peek(4) != U'年') {
                return false;
            }
            int sum = 0;
            for (std::size_t i = 0; i < 4; ++i) {
                char32_t c = peek(i);
                int digit = ascii_digit(c) ? static_cast<int>(c - U'0') : chinese_digit(c);
                if (digit < 0) {
                    return false;
                }
                sum = sum * 10 + digit;
            }
            forget_year();
            year_ = sum;
            at_ += 5;
        }
        if (at_ == text_.size()) {
            note(Period::year, 1);
        } else if (peek() == U'度') {
            ++at_;
            if (!starts(U"上半年") && !starts(U"下半年") && peek() != U'第') {
                note(Period::year, 1);
            }
        }
        return true;
    }

    bool half() {
        if (!starts(U"上半年") && !starts(U"下半年")) {
            return false;
        }
        note(Period::half_year, peek() == U'上' ? 1 : 2);
        at_ += 3;
        forget_year();
        return true;
    }

    // 第三季度, 三季度, 3季度, 第一、二季度. Not 前三季度, which are nine months.
    bool quarter() {
        std::size_t start = at_;
        if (peek() == U'第') {
            ++at_;
        }
        std::vector<int> numbers;
        while (numeral(peek())) {
            std::size_t length = numeral_length();
            int number = value(length);
            at_ += length;
            if (number < 1 || number > 4) {
                break;
            }
            numbers.push_back(number);
            bool goes_on =
                one_of(peek(), U"、和及") && (chinese_digit(peek(1)) > 0 || peek(1) == U'第');
            if (!goes_on) {
                break;
            }
            at_ += peek(1) == U'第' ? 2 : 1;
        }
        bool nine_months = start > 0 && text_[start - 1] == U'前';
        if (numbers.empty() || !starts(U"季度") || nine_months) {
            at_ = start;
            return false;
        }
        for (int number : numbers) {
            note(Period::quarter, number);
        }
        at_ += 2;
        forget_year();
        return true;
    }

    // 9月, 九月份. Not 3月5日, 1月至3月, 三个月.
    bool month() {
        std::size_t length = numeral_length();
        if (length == 0 || peek(length) != U'月') {
            return false;
        }
        int number = value(length);
        bool range = one_of(before(), U"-—–~～至到");
        at_ += length + 1;
        if (peek() == U'份') {
            ++at_;
        }
        range = range || (one_of(peek(), U"-—–~～至到") && numeral(peek(1)));
        bool day = numeral(peek()) || one_of(peek(), U"初廿");
        if (number >= 1 && number <= 12 && !range && !day) {
            note(Period::month, number);
        }
        forget_year();
        return true;
    }

    std::u32string_view text_;
    std::size_t at_ = 0;
    std::optional<int> year_;
    int back_ = 0;
    std::vector<NamedPeriod> found_;
};

// 五一 and 十一 are also parts of other numerals and serials: 二十一, 十一月, 第十一届.
bool stands_alone(std::u32string_view text, std::size_t at, std::u32string_view word) {
    if (!std::ranges::all_of(word, numeral)) {
        return true;
    }
    char32_t before = at == 0 ? U'\0' : text[at - 1];
    if (numeral(before) || before == U'第') {
        return false;
    }
    std::u32string_view after = text.substr(at + word.size());
    if (after.empty() || after.starts_with(U"期间")) {
        return true;
    }
    return !numeral(after[0]) && !one_of(after[0], U"月日号年届次路个期项条名人件批");
}

std::optional<int> year_before(std::u32string_view text, std::size_t at) {
    if (at < 5 || text[at - 1] != U'年') {
        return std::nullopt;
    }
    int year = 0;
    for (char32_t c : text.substr(at - 5, 4)) {
        if (!ascii_digit(c)) {
            return std::nullopt;
        }
        year = year * 10 + static_cast<int>(c - U'0');
    }
    return year;
}

std::optional<NamedHoliday> find_holiday(std::u32string_view text,
                                         const norms::Calendar::Holiday& holiday) {
    std::vector<std::string> words = holiday.words;
    words.push_back(holiday.name.zh);
    for (const std::string& written : words) {
        std::u32string word = to_utf32(written);
        for (std::size_t at = word.empty() ? text.npos : text.find(word); at != text.npos;
             at = text.find(word, at + 1)) {
            if (stands_alone(text, at, word)) {
                return NamedHoliday{holiday.id, year_before(text, at)};
            }
        }
    }
    return std::nullopt;
}

}  // namespace

Names Names::in(std::string_view text, const norms::Calendar& calendar) {
    std::u32string plain = to_utf32(without_spaces(fold_width(text)));
    Names names;
    names.periods = Scanner(plain).scan();
    for (const norms::Calendar::Holiday& holiday : calendar.holidays) {
        if (auto named = find_holiday(plain, holiday)) {
            names.holidays.push_back(*named);
        }
    }
    return names;
}

Window meant(const NamedPeriod& named, Date day) {
    if (named.year) {
        return period_window(named.period, *named.year, named.number);
    }
    int year = day.year() - named.years_back;
    Window window = period_window(named.period, year, named.number);
    return window.first > day ? period_window(named.period, year - 1, named.number) : window;
}

const norms::Break* meant(const NamedHoliday& named, Date day, const norms::Calendar& calendar) {
    const norms::Break* nearest = nullptr;
    auto distance = [&](const norms::Break& b) { return std::abs(b.days.first - day); };
    for (const norms::Break& one : calendar.breaks) {
        if (std::ranges::find(one.holidays, named.id) == one.holidays.end()) {
            continue;
        }
        bool that_year = !named.year || one.days.last.year() == *named.year;
        if (that_year && (nearest == nullptr || distance(one) < distance(*nearest))) {
            nearest = &one;
        }
    }
    bool near = nearest != nullptr && (named.year || distance(*nearest) <= half_year_days);
    return near ? nearest : nullptr;
}

}  // namespace luze::standing
