#include "norms/read_scalar.h"

#include <charconv>
#include <cstdlib>

namespace luze::norms {
namespace {

constexpr int longest = 40'000;  // of any unit: more than a century of days

}  // namespace

std::optional<std::string> quoted_text(const Node& node) {
    const auto* text = std::get_if<std::string>(&node.value);
    return text == nullptr ? std::nullopt : std::optional(*text);
}

std::optional<std::string> scalar_text(const Node& node) {
    if (const auto* whole = std::get_if<std::int64_t>(&node.value)) {
        return std::to_string(*whole);
    }
    if (const auto* fraction = std::get_if<Fraction>(&node.value)) {
        return fraction->text;
    }
    if (const auto* on = std::get_if<bool>(&node.value)) {
        return *on ? "true" : "false";
    }
    if (const auto* day = std::get_if<Date>(&node.value)) {
        return day->iso();
    }
    return quoted_text(node);
}

std::optional<Date> scalar_date(const Node& node) {
    if (const auto* day = std::get_if<Date>(&node.value)) {
        return *day;
    }
    auto text = quoted_text(node);
    return text ? Date::parse(*text) : std::nullopt;
}

std::optional<Span> scalar_span(const Node& node) {
    auto text = quoted_text(node);
    if (!text || text->size() < 2) {
        return std::nullopt;
    }
    Span span{.count = 0, .unit = text->back()};
    if (std::string_view("dwmy").find(span.unit) == std::string_view::npos) {
        return std::nullopt;
    }
    const char* end = text->data() + text->size() - 1;
    auto [stop, error] = std::from_chars(text->data(), end, span.count);
    if (error != std::errc{} || stop != end || std::abs(span.count) > longest) {
        return std::nullopt;
    }
    return span;
}

bool is_day_of_year(std::string_view text) {
    if (text.starts_with("next-")) {
        text.remove_prefix(5);
    }
    return Date::parse("2021-" + std::string(text)).has_value();
}

}  // namespace luze::norms
