// Several texts written into one cell.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "exchange/cells.h"

namespace luze::exchange {
namespace {

enum class Style { point, bracket, circle, chinese, one_is };

constexpr std::array<Style, 5> styles = {Style::point, Style::bracket, Style::circle,
                                         Style::chinese, Style::one_is};
constexpr std::u32string_view numerals = U"一二三四五六七八九";

std::u32string number_word(int number, Style style) {
    if (style == Style::point || style == Style::bracket) {
        std::string digits = std::to_string(number);
        return {digits.begin(), digits.end()};
    }
    if (style == Style::circle) {
        return {static_cast<char32_t>(U'①' + static_cast<char32_t>(number - 1))};
    }
    auto digit = [](int n) { return numerals[static_cast<std::size_t>(n - 1)]; };
    if (number < 10) {
        return {digit(number)};
    }
    return number == 10 ? std::u32string(U"十") : std::u32string{U'十', digit(number - 10)};
}

bool one_of(const std::u32string& text, std::size_t at, std::u32string_view any) {
    return at < text.size() && any.find(text[at]) != std::u32string_view::npos;
}

// The end of the mark “1.”, “1、”, “（1）”, “①”, “一、”, “一是” that begins at `at`; 0 = none.
std::size_t mark_end(const std::u32string& text, std::size_t at, int number, Style style) {
    std::u32string word = number_word(number, style);
    std::size_t start = at;
    if (style == Style::bracket) {
        if (!one_of(text, at, U"(（")) {
            return 0;
        }
        ++start;
    }
    if (text.compare(start, word.size(), word) != 0) {
        return 0;
    }
    std::size_t end = start + word.size();
    switch (style) {
        case Style::point: {
            bool decimal = one_of(text, end, U".．") && one_of(text, end + 1, U"0123456789");
            return one_of(text, end, U".．、)）") && !decimal ? end + 1 : 0;
        }
        case Style::bracket:
            return one_of(text, end, U")）") ? end + 1 : 0;
        case Style::circle:
            return end;
        case Style::chinese:
            return one_of(text, end, U"、") ? end + 1 : 0;
        case Style::one_is:
            return one_of(text, end, U"是") ? end + 1 : 0;
    }
    return 0;
}

// A mark stands at the start, after a space or after a stop; a circled number stands anywhere.
bool may_start(const std::u32string& text, std::size_t at, Style style) {
    return at == 0 || style == Style::circle ||
           one_of(text, at - 1, U" \t\n\r　；;。，,：:、！!？?）)”");
}

std::string item_text(std::u32string_view text) {
    std::string out(trim(to_utf8(text)));
    static constexpr std::array<std::string_view, 7> ends = {"；", ";", "。", "，", ",", "、", "."};
    for (bool again = true; again;) {
        again = false;
        for (std::string_view end : ends) {
            if (out.ends_with(end)) {
                out.erase(out.size() - end.size());
                out = std::string(trim(out));
                again = true;
            }
        }
    }
    return out;
}

void add(std::vector<std::string>& items, std::u32string_view text) {
    if (std::string item = item_text(text); !item.empty()) {
        items.push_back(std::move(item));
    }
}

std::vector<std::string> numbered(const std::u32string& text, Style style) {
    std::size_t from = mark_end(text, 0, 1, style);
    if (from == 0) {
        return {};
    }
    std::vector<std::string> items;
    int number = 2;
    for (std::size_t at = from; at < text.size(); ++at) {
        std::size_t end =
            may_start(text, at, style) && number < 20 ? mark_end(text, at, number, style) : 0;
        if (end != 0) {
            add(items, std::u32string_view(text).substr(from, at - from));
            from = end;
            at = end - 1;
            ++number;
        }
    }
    add(items, std::u32string_view(text).substr(from));
    return items;
}

bool nothing_found(std::string_view text) {
    static constexpr std::array<std::string_view, 14> words = {
        "无",           "暂无",           "没有",       "无问题",  "未发现",
        "没有问题",     "未发现问题",     "未发现异常", "无异常",  "正常",
        "没有发现问题", "未发现明显问题", "无发现问题", "未见异常"};
    std::string plain = item_text(to_utf32(without_spaces(text)));
    return says_nothing(plain) || std::ranges::find(words, plain) != words.end();
}

}  // namespace

std::vector<std::string> read_list(std::string_view text) {
    std::u32string points = to_utf32(trim(text));
    if (nothing_found(text)) {
        return {};
    }
    for (Style style : styles) {
        if (auto items = numbered(points, style); !items.empty()) {
            std::erase_if(items, [](const std::string& item) { return nothing_found(item); });
            return items;
        }
    }
    std::vector<std::string> lines;
    for (const std::string& line : split(to_utf8(points), "\n")) {
        if (!nothing_found(line)) {
            add(lines, to_utf32(line));
        }
    }
    return lines;
}

}  // namespace luze::exchange
