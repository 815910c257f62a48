// The tree of a parsed expression, and its evaluation.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "norms/expression.h"

namespace luze::norms {

enum class Op {
    either,
    both,
    negate,
    compare,
    among,
    arithmetic,  // parts are operands; text is the sign
    number,
    text,
    flag,
    parameter,
    name,  // text is the literal or the id
    call,  // text is the function
};

struct Expression::Node {
    Op op = Op::flag;
    std::string text;
    std::vector<std::shared_ptr<const Node>> parts;
};

struct Arity {
    std::size_t least;
    std::size_t most;
};
[[nodiscard]] std::optional<Arity> arity_of(std::string_view function);
[[nodiscard]] std::vector<std::string> function_names();

[[nodiscard]] Operand evaluate(const Expression::Node& node, const Surroundings& around);

// Does `part` of `whole` satisfy a rule such as 实到 > 应到/2 or 实到 ≥ 应到×2/3? None when the
// rule cannot be read.
[[nodiscard]] std::optional<bool> share_holds(std::string_view rule, Decimal part, Decimal whole);

}  // namespace luze::norms
