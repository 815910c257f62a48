#include "exchange/cells.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "exchange/dates.h"

namespace luze::exchange {
namespace {

std::string plain(std::string_view text) { return without_spaces(fold_width(text)); }

bool starts_with_any(std::string_view text, const auto& words) {
    return std::ranges::any_of(words,
                               [&](std::string_view word) { return text.starts_with(word); });
}

// 三 → 3, 十二 → 12; at most two digits.
std::optional<int> chinese_number(std::string_view text) {
    constexpr std::u32string_view numerals = U"零一二三四五六七八九";
    std::u32string points = to_utf32(text);
    if (points.empty() || points.size() > 3) {
        return std::nullopt;
    }
    int value = 0;
    int pending = -1;
    for (char32_t c : points) {
        std::size_t at = c == U'两' ? 2 : numerals.find(c);
        if (c == U'十') {
            value += (pending < 0 ? 1 : pending) * 10;
            pending = 0;
        } else if (at != std::u32string_view::npos && pending <= 0) {
            pending = static_cast<int>(at);
        } else {
            return std::nullopt;
        }
    }
    return value + std::max(pending, 0);
}

// Units that change the amount unless the column itself is in that unit.
bool foreign_unit(std::string_view unit, std::string_view context) {
    static constexpr std::array<std::string_view, 8> scaled = {"分钟", "天", "日",   "万",
                                                               "亿",   "周", "个月", "半"};
    for (std::string_view word : scaled) {
        if (unit.starts_with(word)) {
            return context.find(word) == std::string_view::npos;
        }
    }
    return false;
}

bool is_unit(std::string_view rest) {
    std::u32string points = to_utf32(rest);
    return points.size() <= 4 && std::ranges::none_of(points, [](char32_t c) {
               return std::u32string_view(U"0123456789.,;:-~/、至到半多").contains(c);
           });
}

std::optional<Value> read_amount(const norms::Field& field, const Cell& cell) {
    std::string context = field.name.zh + " " + join(field.columns, " ");
    std::optional<Decimal> number = cell.decimal();
    if (!number) {
        std::string text = cell.text();
        if (says_nothing(text) || plain(text) == "无") {
            return std::nullopt;
        }
        number = read_number(text, context);
    }
    bool whole = number && number->units() % Decimal::whole(1).units() == 0;
    if (!number || (field.type == norms::FieldType::integer && !whole)) {
        return Unreadable{std::string(trim(cell.text()))};
    }
    return Number{*number};
}

struct Said {
    std::size_t place;
    std::size_t length;
    std::string id;
};

// Every choice's words in the text; a word inside a longer one is not said by itself.
std::vector<Said> words_said(const std::vector<norms::Choice>& choices, std::string_view text) {
    std::string said = plain(text);
    std::vector<std::pair<std::string, const norms::Choice*>> words;
    for (const norms::Choice& choice : choices) {
        words.emplace_back(plain(choice.name.zh), &choice);
        for (const std::string& word : choice.words) {
            words.emplace_back(plain(word), &choice);
        }
    }
    std::erase_if(words, [](const auto& word) { return word.first.empty(); });
    std::ranges::stable_sort(
        words, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    std::vector<Said> found;
    for (const auto& [word, choice] : words) {
        if (word == said) {
            return {{0, word.size(), choice->id}};
        }
    }
    for (const auto& [word, choice] : words) {
        for (std::size_t at = said.find(word); at != std::string::npos; at = said.find(word, at)) {
            found.push_back({at, word.size(), choice->id});
            said.replace(at, word.size(), std::string(word.size(), '\x01'));
        }
    }
    return found;
}

// One id for a field of one choice (the longest word wins), else all of them.
std::vector<std::string> said_by(const norms::Field& field, std::string_view text) {
    if (field.type != norms::FieldType::choice) {
        return choices_said(field.choices, text);
    }
    std::vector<Said> found = words_said(field.choices, text);
    return found.empty() ? std::vector<std::string>{} : std::vector{found.front().id};
}

std::optional<Value> read_choice(const norms::Field& field, const std::string& text) {
    if (says_nothing(text)) {
        return std::nullopt;
    }
    std::vector<std::string> ids = said_by(field, text);
    if (ids.empty()) {
        // 无 is no choice made, unless the pack has a choice for it.
        return plain(text) == "无" ? std::nullopt : std::optional<Value>(Unreadable{text});
    }
    return Choices{std::move(ids)};
}

std::string bracketed(std::string_view text) {
    std::string folded = fold_width(text);
    std::size_t open = folded.find('(');
    std::size_t close = folded.find(')', open == std::string::npos ? 0 : open);
    return open != std::string::npos && close != std::string::npos
               ? folded.substr(open + 1, close - open - 1)
               : std::string();
}

}  // namespace

bool says_nothing(std::string_view text) {
    std::u32string points = to_utf32(plain(text));
    return std::ranges::all_of(
        points, [](char32_t c) { return std::u32string_view(U"-—–－_/\\·.*").contains(c); });
}

std::optional<Decimal> read_number(std::string_view text, std::string_view context) {
    std::string folded = plain(text);
    static constexpr std::array<std::string_view, 7> about = {"约",   "大约", "近", "共",
                                                              "共计", "合计", "第"};
    for (std::string_view word : about) {
        if (folded.starts_with(word)) {
            folded.erase(0, word.size());
        }
    }
    std::erase(folded, ',');
    std::size_t end = folded.find_first_not_of("-0123456789.");
    std::string digits = folded.substr(0, end);
    std::string rest = end == std::string::npos ? "" : folded.substr(end);
    if (digits.empty()) {
        std::u32string points = to_utf32(folded);
        std::size_t length = points.find_first_not_of(U"零一二两三四五六七八九十");
        auto value = chinese_number(to_utf8(points.substr(0, length)));
        rest = length == std::u32string::npos ? "" : to_utf8(points.substr(length));
        bool clear = value && length > 0 && is_unit(rest) && !foreign_unit(rest, context);
        return clear ? std::optional(Decimal::whole(*value)) : std::nullopt;
    }
    if (digits.find('.') != std::string::npos) {  // 2.0 and 2.50 are 2 and 2.5
        digits.erase(digits.find_last_not_of('0') + 1);
        digits.erase(digits.find_last_not_of('.') + 1);
    }
    bool clear = is_unit(rest) && !foreign_unit(rest, context);
    return clear ? Decimal::parse(digits) : std::nullopt;
}

std::optional<bool> read_flag(std::string_view text) {
    std::string said = plain(text);
    static constexpr std::array<std::string_view, 19> yes = {
        "是",  "√",   "✓", "✔",    "☑",    "有", "对", "Y", "y", "Yes",
        "yes", "YES", "1", "TRUE", "true", "已", "○",  "●", "R"};
    static constexpr std::array<std::string_view, 16> no = {
        "否", "×",  "✗",  "✘",  "☐", "无",    "不是",  "N",
        "n",  "No", "no", "NO", "0", "FALSE", "false", "x"};
    if (std::ranges::find(yes, said) != yes.end()) {
        return true;
    }
    if (std::ranges::find(no, said) != no.end()) {
        return false;
    }
    static constexpr std::array<std::string_view, 5> denies = {"否", "不", "未", "没有", "非"};
    static constexpr std::array<std::string_view, 3> affirms = {"是", "已", "有"};
    if (starts_with_any(said, denies)) {
        return false;
    }
    return starts_with_any(said, affirms) ? std::optional(true) : std::nullopt;
}

std::vector<std::string> choices_said(const std::vector<norms::Choice>& choices,
                                      std::string_view text) {
    std::vector<Said> found = words_said(choices, text);
    std::ranges::sort(found, {}, &Said::place);
    std::vector<std::string> ids;
    for (Said& said : found) {
        if (std::ranges::find(ids, said.id) == ids.end()) {
            ids.push_back(std::move(said.id));
        }
    }
    return ids;
}

std::optional<Value> derive_field(const norms::Field& field, std::string_view text) {
    std::vector<std::string> ids;
    if (std::string inside = bracketed(text); !inside.empty()) {
        ids = said_by(field, inside);
    }
    if (ids.empty()) {
        ids = said_by(field, text);
    }
    if (ids.empty()) {
        return std::nullopt;
    }
    if (field.type == norms::FieldType::flag) {
        return Flag{true};
    }
    return Choices{std::move(ids)};
}

std::optional<Value> read_cell(const norms::Field& field, const Cell& cell, int year) {
    using norms::FieldType;
    std::string text(trim(cell.text()));
    if (text.empty()) {
        return std::nullopt;
    }
    if (cell.as_fault() != nullptr) {
        return Unreadable{text};
    }
    switch (field.type) {
        case FieldType::integer:
        case FieldType::decimal:
            return read_amount(field, cell);
        case FieldType::date:
            return read_date(cell, year, DateUse::date);
        case FieldType::deadline:
            return read_date(cell, year, DateUse::deadline);
        case FieldType::choice:
        case FieldType::choices:
            return read_choice(field, text);
        case FieldType::flag: {
            if (says_nothing(text)) {
                return std::nullopt;
            }
            auto on = read_flag(text);
            return on ? Value(Flag{*on}) : Value(Unreadable{text});
        }
        case FieldType::list:
            return List{read_list(text)};
        case FieldType::record: {
            auto number = read_number(text, "");
            bool whole = number && *number > Decimal{} && number->units() % 10'000 == 0;
            return whole ? Value(Reference{RecordId{number->units() / 10'000}})
                         : Value(Unreadable{text});
        }
        case FieldType::text:
        case FieldType::person:
        case FieldType::people:
        case FieldType::unit:
            break;
    }
    return says_nothing(text) ? std::nullopt : std::optional<Value>(Text{text});
}

}  // namespace luze::exchange
