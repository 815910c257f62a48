#include "norms/read_tree.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace luze::norms {
namespace {

// Keeps a.a.a.a… from nesting tables until the stack is gone.
constexpr std::size_t line_bytes = 8'192;
constexpr int deepest = 24;

int line_of(const toml::source_region& source) { return static_cast<int>(source.begin.line); }

Table table_of(const toml::table& table, int depth);

Node node_of(const toml::node& node, int depth) {
    Node found{.line = line_of(node.source()), .value = Unusable{}};
    if (depth > deepest) {
        return found;
    }
    if (const auto* text = node.as_string()) {
        found.value = text->get();
    } else if (const auto* whole = node.as_integer()) {
        found.value = std::int64_t{whole->get()};
    } else if (const auto* fraction = node.as_floating_point()) {
        found.value = Fraction{fmt::format("{}", fraction->get())};
    } else if (const auto* flag = node.as_boolean()) {
        found.value = flag->get();
    } else if (const auto* day = node.as_date()) {
        toml::date date = day->get();
        if (auto civil = Date::of(date.year, date.month, date.day)) {
            found.value = *civil;
        }
    } else if (const auto* array = node.as_array()) {
        Array items;
        for (const toml::node& item : *array) {
            items.push_back(node_of(item, depth + 1));
        }
        found.value = std::move(items);
    } else if (const auto* table = node.as_table()) {
        found.value = table_of(*table, depth + 1);
    }
    return found;
}

// In the order in which the file has them; toml++ sorts by key.
Table table_of(const toml::table& table, int depth) {
    Table members;
    for (const auto& [key, value] : table) {
        members.push_back(Member{.key = std::string(key.str()),
                                 .line = line_of(key.source()),
                                 .value = node_of(value, depth)});
    }
    std::ranges::stable_sort(members, {}, &Member::line);
    return members;
}

std::expected<void, SyntaxFault> check_text(std::string_view text) {
    if (!is_utf8(text)) {
        return std::unexpected(SyntaxFault{
            1, {"文件不是 UTF-8 编码，请另存为 UTF-8", "the file is not UTF-8; save it as UTF-8"}});
    }
    int line = 1;
    for (std::size_t at = 0; at < text.size(); ++line) {
        std::size_t end = std::min(text.find('\n', at), text.size());
        if (end - at > line_bytes) {
            return std::unexpected(SyntaxFault{
                line,
                {fmt::format("这一行超过 {} 字节，请分行书写", line_bytes),
                 fmt::format("this line is longer than {} bytes; break it up", line_bytes)}});
        }
        at = end + 1;
    }
    return {};
}

}  // namespace

std::expected<Table, SyntaxFault> read_tree(std::string_view text) {
    if (auto checked = check_text(text); !checked) {
        return std::unexpected(checked.error());
    }
    try {
        return table_of(toml::parse(text), 0);
    } catch (const toml::parse_error& error) {
        return std::unexpected(
            SyntaxFault{line_of(error.source()),
                        {fmt::format("TOML 写法有误：{}", error.description()),
                         fmt::format("not valid TOML: {}", error.description())}});
    }
}

}  // namespace luze::norms
