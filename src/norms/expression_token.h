// Words and signs of an expression.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace luze::norms {

struct Token {
    enum class Kind { word, number, text, parameter, sign, end };
    Kind kind = Kind::end;
    std::string text;        // of a text without its quotes, of a parameter without its $
    std::size_t column = 0;  // 1-based, in characters
};

// Ends with a token of kind `end`. Words are ASCII letters, digits, _ and dots inside, and any
// non-ASCII letter ($study_min.党史).
[[nodiscard]] Result<std::vector<Token>> tokenize(std::string_view text);

}  // namespace luze::norms
