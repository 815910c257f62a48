#include "exchange/dates_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace luze::exchange {
namespace {

constexpr std::u32string_view numerals = U"零一二三四五六七八九";

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

// 0 … 9, 10 for 十, 20 for 廿, 30 for 卅; −1 for everything else.
int numeral(char32_t c) {
    if (c == U'〇' || c == U'○' || c == U'Ｏ') {
        return 0;
    }
    if (c == U'十') {
        return 10;
    }
    if (c == U'廿' || c == U'卅') {
        return c == U'廿' ? 20 : 30;
    }
    std::size_t at = numerals.find(c);
    return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

// 二〇二一 → 2021 (digit by digit), 二十五 → 25, 十 → 10.
std::u32string to_digits(std::u32string_view run) {
    bool counted = std::ranges::any_of(run, [](char32_t c) { return numeral(c) >= 10; });
    if (!counted) {
        std::u32string out;
        for (char32_t c : run) {
            out.push_back(U'0' + static_cast<char32_t>(numeral(c)));
        }
        return out;
    }
    int value = 0;
    int pending = 0;
    for (char32_t c : run) {
        int number = numeral(c);
        if (number == 10) {
            value += std::max(pending, 1) * 10;
            pending = 0;
        } else if (number > 10) {
            value += number;
        } else {
            pending = number;
        }
    }
    std::string text = std::to_string(value + pending);
    return {text.begin(), text.end()};
}

// Chinese numerals before 年, 月, 日, 号 or 季 become digits; others (星期五) stay.
std::u32string with_digits(std::u32string_view text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && numeral(text[end]) >= 0) {
            ++end;
        }
        bool dated =
            end > i && end < text.size() && std::u32string_view(U"年月日号季").contains(text[end]);
        bool weekday = i > 0 && std::u32string_view(U"期周拜").contains(text[i - 1]);
        if (dated && !weekday) {
            out += to_digits(text.substr(i, end - i));
        } else {
            end = std::max(end, i + 1);
            out += text.substr(i, end - i);
        }
        i = end;
    }
    return out;
}

// Takes 14:30, 09:00:00 and T09:00 out, with the space before them.
std::u32string without_times(std::u32string_view text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t at = i;
        while (at < text.size() && is_digit(text[at])) {
            ++at;
        }
        bool time = at > i && at - i <= 2 && at + 1 < text.size() && text[at] == U':' &&
                    is_digit(text[at + 1]);
        if (!time) {
            std::size_t end = std::max(at, i + 1);
            out += text.substr(i, end - i);
            i = end;
            continue;
        }
        while (at < text.size() && (is_digit(text[at]) || text[at] == U':' || text[at] == U'.')) {
            ++at;
        }
        while (!out.empty() && (out.back() == U' ' || out.back() == U'T')) {
            out.pop_back();
        }
        i = at;
    }
    return out;
}

}  // namespace

std::u32string plain_date_text(std::string_view text) {
    std::u32string timeless = without_times(to_utf32(fold_width(trim(text))));
    std::u32string out = with_digits(to_utf32(without_spaces(to_utf8(timeless))));
    std::ranges::replace(out, U'．', U'.');
    std::ranges::replace(out, U'。', U'.');
    return out;
}

bool nothing_yet(std::string_view text) {
    std::string plain = without_spaces(fold_width(text));
    std::u32string points = to_utf32(plain);
    bool marks = std::ranges::all_of(
        points, [](char32_t c) { return std::u32string_view(U"-—–－_/\\·.*").contains(c); });
    if (marks) {
        return true;
    }
    static constexpr std::array<std::string_view, 14> words = {
        "无",     "暂无",   "没有", "至今", "在任",   "在职",   "在岗",
        "进行中", "办理中", "现任", "待定", "推进中", "不适用", "N/A"};
    if (std::ranges::find(words, plain) != words.end()) {
        return true;
    }
    bool dated = std::ranges::any_of(points, is_digit);
    bool pending = plain.starts_with("未") || plain.starts_with("尚未") ||
                   plain.starts_with("暂未") || plain.starts_with("正在") ||
                   plain.ends_with("整改中");
    return pending && !dated;
}

bool looks_dated(std::u32string_view plain) {
    int numbers = 0;
    bool in_number = false;
    for (char32_t c : plain) {
        numbers += is_digit(c) && !in_number ? 1 : 0;
        in_number = is_digit(c);
    }
    bool month = plain.find(U'月') != std::u32string_view::npos &&
                 plain.find(U"个月") == std::u32string_view::npos;
    bool separated = plain.find_first_of(U"./-年") != std::u32string_view::npos;
    return (numbers >= 2 && separated) || (numbers >= 1 && month) ||
           (plain.size() == 8 && std::ranges::all_of(plain, is_digit));
}

}  // namespace luze::exchange
