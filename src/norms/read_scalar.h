// Single values of a pack's TOML, each written in the ways that an author may.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "norms/pack.h"
#include "norms/read_tree.h"

namespace luze::norms {

// A quoted text only.
[[nodiscard]] std::optional<std::string> quoted_text(const Node& node);
// Texts, numbers, flags and dates as the author wrote them; nothing for tables and arrays.
[[nodiscard]] std::optional<std::string> scalar_text(const Node& node);
// 2021-02-11, quoted or not.
[[nodiscard]] std::optional<Date> scalar_date(const Node& node);
// "30d", "-14d", "20w", "2m", "5y".
[[nodiscard]] std::optional<Span> scalar_span(const Node& node);
// "03-31" or "next-03-31".
[[nodiscard]] bool is_day_of_year(std::string_view text);

// Every item, or nothing when the node is no list or an item cannot be read.
template <class T, class Read>
[[nodiscard]] std::optional<std::vector<T>> list_of(const Node& node, Read read) {
    const auto* items = std::get_if<Array>(&node.value);
    if (items == nullptr) {
        return std::nullopt;
    }
    std::vector<T> found;
    for (const Node& item : *items) {
        auto value = read(item);
        if (!value) {
            return std::nullopt;
        }
        found.push_back(std::move(*value));
    }
    return found;
}

}  // namespace luze::norms
