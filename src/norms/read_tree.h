// A .toml file as a tree of our own: values with the lines that they stand on.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/error.h"

namespace luze::norms {

struct Member;
struct Node;

using Array = std::vector<Node>;
using Table = std::vector<Member>;

// A number keeps its text: 1.50 is a parameter's value, not a binary float.
struct Fraction {
    std::string text;
};
// A time or date-time: TOML has them, packs do not.
struct Unusable {};

struct Node {
    int line = 0;
    std::variant<Unusable, std::string, std::int64_t, Fraction, bool, Date, Array, Table> value;
};

struct Member {
    std::string key;
    int line = 0;
    Node value;
};

struct SyntaxFault {
    int line = 0;
    Phrase what;
};

// Lines count from 1. Nothing is read of a file with a syntax error, a line too long
// for prose, or bytes that are not UTF-8. Values nested deeper than any pack needs are Unusable.
[[nodiscard]] std::expected<Table, SyntaxFault> read_tree(std::string_view text);

}  // namespace luze::norms
