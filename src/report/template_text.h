// Fills {names} of a pack's sentence.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace luze::report {

// A sentence cut at its braces: plain runs and the names between braces, in order.
struct TemplatePart {
    std::string text;  // a plain run, or
    std::string name;  // … a name, when not empty
};
[[nodiscard]] std::vector<TemplatePart> template_parts(std::string_view text);

// Unknown names are left as they stand.
[[nodiscard]] std::string fill(
    std::string_view text,
    const std::function<std::optional<std::string>(std::string_view name)>& value);

}  // namespace luze::report
