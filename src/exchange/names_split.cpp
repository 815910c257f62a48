#include "exchange/names_split.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "exchange/cells.h"

namespace luze::exchange {
namespace {

std::vector<std::string> split_outside_brackets(std::string_view text, std::u32string_view at) {
    std::vector<std::string> pieces;
    std::u32string piece;
    int depth = 0;
    auto finish = [&] {
        std::string done(trim(to_utf8(piece)));
        if (!done.empty()) {
            pieces.push_back(std::move(done));
        }
        piece.clear();
    };
    for (char32_t c : to_utf32(text)) {
        depth += c == U'(' ? 1 : 0;
        depth -= c == U')' && depth > 0 ? 1 : 0;
        if (depth == 0 && at.find(c) != std::u32string_view::npos) {
            finish();
        } else {
            piece.push_back(c);
        }
    }
    finish();
    return pieces;
}

bool is_count(std::u32string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char32_t c) {
        return std::u32string_view(U"0123456789一二两三四五六七八九十百余多").contains(c);
    });
}

}  // namespace

std::vector<std::string> split_pieces(std::string_view text) {
    return split_outside_brackets(text, U"、,;\n\r\t。");
}

std::vector<std::string> split_spaces(std::string_view text,
                                      const std::function<bool(std::string_view)>& known) {
    std::vector<std::string> words = split_outside_brackets(text, U" \u3000\u00a0\u2002\u2003");
    std::vector<std::string> out;
    bool open = false;  // the last word is one character long and waits for its other half
    for (std::string& word : words) {
        bool single = code_points(split_brackets(word).name) == 1;
        bool bracket = word.starts_with('(');
        bool second =
            single && !out.empty() && !open && !known(out.back()) && known(out.back() + word);
        if ((open || bracket || second) && !out.empty()) {
            out.back() += word;
            open = false;
        } else {
            out.push_back(std::move(word));
            open = single;
        }
    }
    return out;
}

Bracketed split_brackets(std::string_view text) {
    Bracketed out;
    int depth = 0;
    for (char c : text) {
        if (c == '(') {
            if (++depth == 1) {
                out.brackets.emplace_back();
                continue;
            }
        } else if (c == ')') {
            if (depth > 0 && --depth == 0) {
                continue;
            }
        }
        (depth > 0 ? out.brackets.back() : out.name).push_back(c);
    }
    out.name = without_spaces(out.name);
    for (std::string& bracket : out.brackets) {
        bracket = std::string(trim(bracket));
    }
    std::erase(out.brackets, "");
    return out;
}

bool is_nobody(std::string_view text) {
    static constexpr std::array<std::string_view, 11> words = {
        "无",     "没有",   "暂无",     "无人",     "全部到齐", "全员到齐",
        "无缺席", "无请假", "无人缺席", "全部参加", "空缺"};
    std::string plain = without_spaces(text);
    return says_nothing(plain) || std::ranges::find(words, plain) != words.end();
}

std::string without_tail(std::string_view text) {
    std::u32string points = to_utf32(trim(text));
    auto ends = [&](std::u32string_view word) {
        return points.size() > word.size() && points.ends_with(word);
    };
    for (bool again = true; again;) {
        again = false;
        for (std::u32string_view word : {U"参加", U"参会", U"出席", U"到会", U"等"}) {
            if (ends(word)) {
                points.resize(points.size() - word.size());
                again = true;
            }
        }
        if (ends(U"人") || ends(U"名")) {
            std::size_t mark = points.find_last_of(U"等共计");
            std::u32string_view count = std::u32string_view(points);
            bool counted = mark != std::u32string::npos && mark > 0 &&
                           is_count(count.substr(mark + 1, points.size() - mark - 2));
            if (counted) {
                points.resize(mark);
                again = true;
            }
        }
    }
    return to_utf8(points);
}

}  // namespace luze::exchange
