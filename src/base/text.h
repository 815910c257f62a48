// Text as it comes from people: UTF-8, full-width forms, padded names.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace luze {

[[nodiscard]] bool is_utf8(std::string_view bytes);

// Code points of valid UTF-8; invalid bytes become U+FFFD.
[[nodiscard]] std::u32string to_utf32(std::string_view text);
[[nodiscard]] std::string to_utf8(std::u32string_view text);
[[nodiscard]] std::size_t code_points(std::string_view text);

// Full-width ASCII and the ideographic space become their half-width forms.
// Chinese punctuation （），：； is ASCII's full-width form too and is folded with it.
[[nodiscard]] std::string fold_width(std::string_view text);

// White space of any kind (ASCII, U+3000, U+00A0, zero-width, BOM) off both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
// … and everywhere: 姜　鸣 → 姜鸣, 风险\n等级 → 风险等级.
[[nodiscard]] std::string without_spaces(std::string_view text);

[[nodiscard]] std::vector<std::string> split(std::string_view text, std::string_view separator);
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);

// Edits (insert, delete, replace one code point, swap two neighbours) between two words.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);
// The word most like this one, or empty when none is near enough to be meant.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& words);

}  // namespace luze
