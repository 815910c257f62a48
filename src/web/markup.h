// HTML that escapes by construction: text becomes markup only by being escaped, markup only grows
// out of text and elements.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace luze::web {

class Markup {
public:
    Markup() = default;
    Markup(std::string_view text);
    Markup(const std::string& text) : Markup(std::string_view(text)) {}
    Markup(const char* text) : Markup(std::string_view(text)) {}
    Markup(int number) : Markup(std::to_string(number)) {}
    Markup(std::size_t number) : Markup(std::to_string(number)) {}

    Markup& operator+=(const Markup& more) {
        html_ += more.html_;
        return *this;
    }
    friend Markup operator+(Markup a, const Markup& b) { return a += b; }

    [[nodiscard]] const std::string& html() const { return html_; }
    [[nodiscard]] bool empty() const { return html_.empty(); }

private:
    friend class Element;
    std::string html_;
};

struct Attribute {
    std::string_view name;
    std::string value;
};
using Attributes = std::initializer_list<Attribute>;

// <name attribute="…">content</name>; br, col, hr, img, input, link and meta take no content.
// Attributes with an empty value are left out.
[[nodiscard]] Markup element(std::string_view name, Attributes attributes,
                             const Markup& content = {});
[[nodiscard]] Markup element(std::string_view name, Attributes attributes,
                             std::initializer_list<Markup> content);

// The common ones.
[[nodiscard]] Markup anchor(const std::string& href, const Markup& content,
                            const std::string& css = "");
[[nodiscard]] Markup span(const std::string& css, const Markup& content);
[[nodiscard]] Markup block(const std::string& css, std::initializer_list<Markup> content);
[[nodiscard]] Markup paragraph(const Markup& content, const std::string& css = "");

[[nodiscard]] std::string document(const Markup& html);  // with its doctype

}  // namespace luze::web
