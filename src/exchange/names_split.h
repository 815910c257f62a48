// Takes a cell of names apart, knowing nothing of who is on the roster.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace luze::exchange {

// Split at 、 , ; and line ends, outside brackets. The text has half-width brackets (fold_width).
[[nodiscard]] std::vector<std::string> split_pieces(std::string_view text);

// Split at spaces, outside brackets, with padded names put together: 姜 鸣 李 栋 → 姜鸣, 李栋.
// `known` says which words are names by themselves.
[[nodiscard]] std::vector<std::string> split_spaces(
    std::string_view text, const std::function<bool(std::string_view)>& known);

struct Bracketed {
    std::string name;                   // without spaces
    std::vector<std::string> brackets;  // 王丽(办公室)(出差) → 办公室, 出差
};
[[nodiscard]] Bracketed split_brackets(std::string_view text);

// 无, —, 全部到齐: nobody.
[[nodiscard]] bool is_nobody(std::string_view text);

// 等15人, 共15人, 等 and 参加 off the end.
[[nodiscard]] std::string without_tail(std::string_view text);

}  // namespace luze::exchange
