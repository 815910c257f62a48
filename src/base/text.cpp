#include "base/text.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

namespace luze {
namespace {

constexpr char32_t replacement = 0xFFFD;

struct Decoded {
    char32_t point;
    std::size_t length;  // bytes taken, at least 1
    bool valid;
};

Decoded decode(std::string_view bytes) {
    auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
    std::uint8_t lead = byte(0);
    if (lead < 0x80) {
        return {lead, 1, true};
    }
    std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || bytes.size() < length) {
        return {replacement, 1, false};
    }
    char32_t point = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80) {
            return {replacement, 1, false};
        }
        point = (point << 6U) | (byte(i) & 0x3FU);
    }
    static constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    if (point < least[length] || point > 0x10FFFF || surrogate) {
        return {replacement, 1, false};
    }
    return {point, length, true};
}

void encode(char32_t point, std::string& out) {
    auto put = [&](char32_t bits) { out.push_back(static_cast<char>(bits)); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0U | (point >> 6U));
        put(0x80U | (point & 0x3FU));
    } else if (point < 0x10000) {
        put(0xE0U | (point >> 12U));
        put(0x80U | ((point >> 6U) & 0x3FU));
        put(0x80U | (point & 0x3FU));
    } else {
        put(0xF0U | (point >> 18U));
        put(0x80U | ((point >> 12U) & 0x3FU));
        put(0x80U | ((point >> 6U) & 0x3FU));
        put(0x80U | (point & 0x3FU));
    }
}

bool is_space(char32_t c) {
    return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x3000 || c == 0xFEFF ||
           (c >= 0x2000 && c <= 0x200D) || c == 0x202F || c == 0x2028 || c == 0x2029;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        Decoded next = decode(bytes);
        if (!next.valid) {
            return false;
        }
        bytes.remove_prefix(next.length);
    }
    return true;
}

std::u32string to_utf32(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    while (!text.empty()) {
        Decoded next = decode(text);
        out.push_back(next.point);
        text.remove_prefix(next.length);
    }
    return out;
}

std::string to_utf8(std::u32string_view text) {
    std::string out;
    out.reserve(text.size() * 3);
    for (char32_t point : text) {
        encode(point, out);
    }
    return out;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<std::uint8_t>(c) & 0xC0U) != 0x80;
    }));
}

std::string fold_width(std::string_view text) {
    std::u32string points = to_utf32(text);
    for (char32_t& c : points) {
        if (c >= 0xFF01 && c <= 0xFF5E) {
            c -= 0xFEE0;
        } else if (c == 0x3000) {
            c = ' ';
        }
    }
    return to_utf8(points);
}

std::string_view trim(std::string_view text) {
    while (!text.empty()) {
        Decoded next = decode(text);
        if (!is_space(next.point)) {
            break;
        }
        text.remove_prefix(next.length);
    }
    while (!text.empty()) {
        std::size_t start = text.size() - 1;
        while (start > 0 && (static_cast<std::uint8_t>(text[start]) & 0xC0U) == 0x80) {
            --start;
        }
        if (!is_space(decode(text.substr(start)).point)) {
            break;
        }
        text = text.substr(0, start);
    }
    return text;
}

std::string without_spaces(std::string_view text) {
    std::u32string points = to_utf32(text);
    std::erase_if(points, is_space);
    return to_utf8(points);
}

std::vector<std::string> split(std::string_view text, std::string_view separator) {
    std::vector<std::string> parts;
    for (std::size_t at = text.find(separator); at != std::string_view::npos;
         at = text.find(separator)) {
        parts.emplace_back(text.substr(0, at));
        text.remove_prefix(at + separator.size());
    }
    parts.emplace_back(text);
    return parts;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (const std::string& part : parts) {
        if (&part != &parts.front()) {
            out += separator;
        }
        out += part;
    }
    return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::u32string left = to_utf32(a);
    std::u32string right = to_utf32(b);
    // Three rows of the table: the one two above is needed for swapped neighbours.
    std::vector<std::size_t> above(right.size() + 1);
    std::vector<std::size_t> row(right.size() + 1);
    std::vector<std::size_t> next(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= left.size(); ++i) {
        next[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            bool same = left[i - 1] == right[j - 1];
            next[j] = std::min({row[j - 1] + (same ? 0 : 1), row[j] + 1, next[j - 1] + 1});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
                next[j] = std::min(next[j], above[j - 2] + 1);
            }
        }
        above = std::exchange(row, std::exchange(next, std::move(above)));
    }
    return row.back();
}

std::string nearest(std::string_view word, const std::vector<std::string>& words) {
    std::size_t best = std::max<std::size_t>(1, code_points(word) / 3) + 1;
    std::string found;
    for (const std::string& candidate : words) {
        std::size_t distance = edit_distance(word, candidate);
        if (distance < best) {
            best = distance;
            found = candidate;
        }
    }
    return found;
}

}  // namespace luze
