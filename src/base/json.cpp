#include "base/json.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <limits>

#include "base/text.h"

namespace luze {
namespace {

constexpr int deepest = 64;

// The integers that every reader of JSON agrees on (RFC 7493 §2.2).
constexpr std::int64_t largest = (std::int64_t{1} << 53) - 1;

bool in_range(std::int64_t number) { return number >= -largest && number <= largest; }

std::uint8_t octet(char c) { return static_cast<std::uint8_t>(c); }

// Order of UTF-16 code units, told from UTF-8: it differs from the order of bytes only where a
// character beyond the BMP (lead byte F0 and up) meets one of U+E000 … U+FFFF (EE, EF).
bool utf16_less(std::string_view a, std::string_view b) {
    auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (in_a == a.end() || in_b == b.end()) {
        return in_a == a.end() && in_b != b.end();
    }
    std::uint8_t x = octet(*in_a);
    std::uint8_t y = octet(*in_b);
    bool crossing = std::min(x, y) >= 0xEE && (x >= 0xF0) != (y >= 0xF0);
    return crossing ? x > y : x < y;
}

// Strings as ECMAScript's JSON.stringify writes them (RFC 8785 §3.2.2.2).
void write_string(std::string_view text, std::string& out) {
    if (!is_utf8(text)) {
        write_string(to_utf8(to_utf32(text)), out);
        return;
    }
    static constexpr char digits[] = "0123456789abcdef";
    out.push_back('"');
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::uint8_t byte = octet(text[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') {
            continue;
        }
        out.append(text, start, i - start);
        start = i + 1;
        out.push_back('\\');
        switch (byte) {
            case '\b':
                out.push_back('b');
                break;
            case '\t':
                out.push_back('t');
                break;
            case '\n':
                out.push_back('n');
                break;
            case '\f':
                out.push_back('f');
                break;
            case '\r':
                out.push_back('r');
                break;
            case '"':
            case '\\':
                out.push_back(text[i]);
                break;
            default:
                out.append("u00");
                out.push_back(digits[byte >> 4U]);
                out.push_back(digits[byte & 0xFU]);
        }
    }
    out.append(text, start);
    out.push_back('"');
}

// Writes canonical text; with a positive indent, the same broken into lines.
class Writer {
public:
    Writer(std::string& out, std::size_t indent) : out_(out), indent_(indent) {}

    void write(const Json& value) {
        if (const bool* flag = value.boolean()) {
            out_.append(*flag ? "true" : "false");
        } else if (const std::int64_t* number = value.integer()) {
            char digits[24];
            auto end = std::to_chars(digits, digits + sizeof digits, *number).ptr;
            out_.append(digits, end);
        } else if (const std::string* text = value.string()) {
            write_string(*text, out_);
        } else if (const Json::Array* items = value.array()) {
            write_array(*items);
        } else if (const Json::Object* members = value.object()) {
            write_object(*members);
        } else {
            out_.append("null");
        }
    }

private:
    void write_array(const Json::Array& items) {
        open('[');
        for (std::size_t i = 0; i < items.size(); ++i) {
            next(i == 0);
            write(items[i]);
        }
        close(']', items.empty());
    }

    void write_object(const Json::Object& members) {
        std::vector<const Json::Object::value_type*> order;
        order.reserve(members.size());
        for (const auto& member : members) {
            order.push_back(&member);
        }
        std::ranges::sort(order, [](auto* a, auto* b) { return utf16_less(a->first, b->first); });
        open('{');
        bool first = true;
        for (const auto* member : order) {
            next(first);
            first = false;
            write_string(member->first, out_);
            out_.append(indent_ == 0 ? ":" : ": ");
            write(member->second);
        }
        close('}', members.empty());
    }

    void open(char bracket) {
        out_.push_back(bracket);
        ++depth_;
    }
    void next(bool first) {
        if (!first) {
            out_.push_back(',');
        }
        new_line();
    }
    void close(char bracket, bool empty) {
        --depth_;
        if (!empty) {
            new_line();
        }
        out_.push_back(bracket);
    }
    void new_line() {
        if (indent_ != 0) {
            out_.push_back('\n');
            out_.append(indent_ * depth_, ' ');
        }
    }

    std::string& out_;
    std::size_t indent_;
    std::size_t depth_ = 0;
};

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Result<Json> document() {
        Result<Json> value = parse(0);
        if (!value) {
            return value;
        }
        skip_space();
        return at_ == text_.size() ? std::move(value) : bad("多余的内容", "text after the value");
    }

private:
    std::unexpected<Error> bad(std::string_view zh, std::string_view en) const {
        std::string place = std::to_string(at_);
        return fail(ErrorKind::invalid, "JSON 第 " + place + " 字节处：" + std::string(zh),
                    "JSON, byte " + place + ": " + std::string(en));
    }

    [[nodiscard]] bool more() const { return at_ < text_.size(); }
    void skip_space() {
        while (more() && std::string_view(" \t\r\n").contains(text_[at_])) {
            ++at_;
        }
    }
    bool take(char wanted) {
        skip_space();
        if (!more() || text_[at_] != wanted) {
            return false;
        }
        ++at_;
        return true;
    }
    bool take_word(std::string_view word) {
        if (!text_.substr(at_).starts_with(word)) {
            return false;
        }
        at_ += word.size();
        return true;
    }

    Result<Json> parse(int depth) {
        skip_space();
        if (!more()) {
            return bad("内容中断", "it ends too early");
        }
        if (depth > deepest) {
            return bad("嵌套超过 64 层", "nested deeper than 64");
        }
        switch (text_[at_]) {
            case '{':
                return parse_object(depth);
            case '[':
                return parse_array(depth);
            case '"': {
                Result<std::string> text = parse_string();
                return text ? Result<Json>(std::move(*text)) : std::unexpected(text.error());
            }
            case 't':
                return take_word("true") ? Result<Json>(true) : unknown();
            case 'f':
                return take_word("false") ? Result<Json>(false) : unknown();
            case 'n':
                return take_word("null") ? Result<Json>(Json()) : unknown();
            default:
                return parse_number();
        }
    }

    Result<Json> unknown() const { return bad("无法识别的内容", "neither value nor bracket"); }

    Result<Json> parse_number() {
        const char* begin = text_.data() + at_;
        const char* end = text_.data() + text_.size();
        std::int64_t number = 0;
        auto [stop, fault] = std::from_chars(begin, end, number);
        if (fault == std::errc::invalid_argument) {
            return unknown();
        }
        const char* digits = *begin == '-' ? begin + 1 : begin;
        if (*digits == '0' && stop - digits > 1) {
            return bad("数字前有多余的 0", "a number with a leading zero");
        }
        if (stop != end && (*stop == '.' || *stop == 'e' || *stop == 'E')) {
            return bad("只接受整数，小数须写成字符串",
                       "only integers are numbers here; decimals are strings");
        }
        if (fault == std::errc::result_out_of_range || !in_range(number)) {
            return bad("整数超出 ±2^53 的范围", "an integer outside ±2^53");
        }
        at_ += static_cast<std::size_t>(stop - begin);
        return number;
    }

    Result<Json> parse_array(int depth) {
        ++at_;
        Json::Array items;
        if (take(']')) {
            return items;
        }
        do {
            Result<Json> item = parse(depth + 1);
            if (!item) {
                return item;
            }
            items.push_back(std::move(*item));
        } while (take(','));
        return take(']') ? Result<Json>(std::move(items))
                         : bad("此处应为 ] 或逗号", "] or comma missing");
    }

    Result<Json> parse_object(int depth) {
        ++at_;
        Json::Object members;
        if (take('}')) {
            return members;
        }
        do {
            skip_space();
            if (!more() || text_[at_] != '"') {
                return bad("此处应为成员名", "a member's name is missing");
            }
            Result<std::string> name = parse_string();
            if (!name) {
                return std::unexpected(name.error());
            }
            if (members.contains(*name)) {
                return bad("成员重复", "a member given twice");
            }
            if (!take(':')) {
                return bad("此处应为冒号", "a colon is missing");
            }
            Result<Json> value = parse(depth + 1);
            if (!value) {
                return value;
            }
            members.emplace(std::move(*name), std::move(*value));
        } while (take(','));
        return take('}') ? Result<Json>(std::move(members))
                         : bad("此处应为 } 或逗号", "} or comma missing");
    }

    Result<std::string> parse_string() {
        std::string out;
        ++at_;
        while (more() && text_[at_] != '"') {
            std::size_t start = at_;
            while (more() && text_[at_] != '"' && text_[at_] != '\\' && octet(text_[at_]) >= 0x20) {
                ++at_;
            }
            out.append(text_, start, at_ - start);
            if (more() && octet(text_[at_]) < 0x20) {
                return bad("字符串中有控制字符", "a control character in a string");
            }
            if (more() && text_[at_] == '\\') {
                if (Result<void> escape = parse_escape(out); !escape) {
                    return std::unexpected(escape.error());
                }
            }
        }
        if (!more()) {
            return bad("字符串没有结束", "a string without its end");
        }
        ++at_;
        return out;
    }

    Result<void> parse_escape(std::string& out) {
        static constexpr std::string_view names = "\"\\/bfnrt";
        static constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        char name = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        if (name != 'u') {
            std::size_t known = names.find(name);
            if (known == std::string_view::npos) {
                return bad("无法识别的转义", "an unknown escape");
            }
            out.push_back(meanings[known]);
            at_ += 2;
            return {};
        }
        char32_t point = 0;
        if (!code_unit(point)) {
            return bad("\\u 后须有四位十六进制数", "\\u without four hexadecimal digits");
        }
        if (point >= 0xD800 && point < 0xDC00) {
            char32_t low = 0;
            if (!code_unit(low) || low < 0xDC00 || low > 0xDFFF) {
                return bad("代理对不完整", "half of a surrogate pair");
            }
            point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
        } else if (point >= 0xDC00 && point <= 0xDFFF) {
            return bad("代理对不完整", "half of a surrogate pair");
        }
        out.append(to_utf8(std::u32string_view(&point, 1)));
        return {};
    }

    // Reads \uXXXX.
    bool code_unit(char32_t& unit) {
        if (text_.size() - at_ < 6 || text_[at_] != '\\' || text_[at_ + 1] != 'u') {
            return false;
        }
        std::uint32_t value = 0;
        const char* digits = text_.data() + at_ + 2;
        if (std::from_chars(digits, digits + 4, value, 16).ptr != digits + 4) {
            return false;
        }
        unit = value;
        at_ += 6;
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

// What keeps a value from having canonical text; empty when nothing does.
Phrase obstacle(const Json& value, int depth) {
    if (depth > deepest) {
        return {"内容嵌套超过 64 层", "the content is nested deeper than 64"};
    }
    if (const std::int64_t* number = value.integer(); number && !in_range(*number)) {
        std::string shown = std::to_string(*number);
        return {"整数 " + shown + " 超出 ±2^53 的范围",
                "the integer " + shown + " is outside ±2^53"};
    }
    if (const std::string* text = value.string(); text && !is_utf8(*text)) {
        return {"文字不是有效的 UTF-8", "a text is not valid UTF-8"};
    }
    if (const Json::Array* items = value.array()) {
        for (const Json& item : *items) {
            if (Phrase found = obstacle(item, depth + 1); !found.zh.empty()) {
                return found;
            }
        }
    }
    if (const Json::Object* members = value.object()) {
        for (const auto& [name, member] : *members) {
            if (Phrase found = obstacle(Json(name), depth); !found.zh.empty()) {
                return found;
            }
            if (Phrase found = obstacle(member, depth + 1); !found.zh.empty()) {
                return found;
            }
        }
    }
    return {};
}

}  // namespace

const Json& Json::operator[](std::string_view name) const {
    static const Json absent;
    const Object* members = object();
    if (members == nullptr) {
        return absent;
    }
    auto found = members->find(std::string(name));
    return found == members->end() ? absent : found->second;
}

std::string Json::text(std::string_view name, std::string_view otherwise) const {
    const std::string* found = (*this)[name].string();
    return found != nullptr ? *found : std::string(otherwise);
}

std::int64_t Json::number(std::string_view name, std::int64_t otherwise) const {
    const std::int64_t* found = (*this)[name].integer();
    return found != nullptr ? *found : otherwise;
}

std::string canonical(const Json& value) {
    std::string out;
    Writer(out, 0).write(value);
    return out;
}

Result<std::string> checked_canonical(const Json& value) {
    if (Phrase found = obstacle(value, 0); !found.zh.empty()) {
        return fail(ErrorKind::invalid, found.zh, found.en);
    }
    return canonical(value);
}

std::string pretty(const Json& value) {
    std::string out;
    Writer(out, 2).write(value);
    return out;
}

Result<Json> parse_json(std::string_view text) {
    if (!is_utf8(text)) {
        return fail(ErrorKind::invalid, "JSON 不是有效的 UTF-8", "the JSON is not valid UTF-8");
    }
    return Parser(text).document();
}

}  // namespace luze
