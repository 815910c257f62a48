#include "web/markup.h"

#include <algorithm>
#include <array>

namespace luze::web {
namespace {

void escape(std::string_view text, std::string& out) {
    for (char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') {
                    out.push_back(c);
                }
        }
    }
}

bool is_void(std::string_view name) {
    static constexpr std::array<std::string_view, 7> names{"br",    "col",  "hr",  "img",
                                                           "input", "link", "meta"};
    return std::ranges::find(names, name) != names.end();
}

}  // namespace

// The one place that writes angle brackets.
class Element {
public:
    Element(std::string_view name, Attributes attributes) : name_(name) {
        out_.html_ = "<" + name_;
        for (const Attribute& attribute : attributes) {
            if (!attribute.value.empty()) {
                out_.html_ += " ";
                out_.html_ += attribute.name;
                out_.html_ += "=\"";
                escape(attribute.value, out_.html_);
                out_.html_ += "\"";
            }
        }
        out_.html_ += ">";
    }

    static Markup text(std::string_view raw) {
        Markup out;
        escape(raw, out.html_);
        return out;
    }

    void add(const Markup& content) { out_.html_ += content.html_; }

    Markup close() {
        if (!is_void(name_)) {
            out_.html_ += "</" + name_ + ">";
        }
        return std::move(out_);
    }

private:
    std::string name_;
    Markup out_;
};

Markup::Markup(std::string_view text) { escape(text, html_); }

Markup element(std::string_view name, Attributes attributes, const Markup& content) {
    Element out(name, attributes);
    out.add(content);
    return out.close();
}

Markup element(std::string_view name, Attributes attributes,
               std::initializer_list<Markup> content) {
    Element out(name, attributes);
    for (const Markup& part : content) {
        out.add(part);
    }
    return out.close();
}

Markup anchor(const std::string& href, const Markup& content, const std::string& css) {
    return element("a", {{"href", href}, {"class", css}}, content);
}

Markup span(const std::string& css, const Markup& content) {
    return element("span", {{"class", css}}, content);
}

Markup block(const std::string& css, std::initializer_list<Markup> content) {
    return element("div", {{"class", css}}, content);
}

Markup paragraph(const Markup& content, const std::string& css) {
    return element("p", {{"class", css}}, content);
}

std::string document(const Markup& html) { return "<!DOCTYPE html>\n" + html.html() + "\n"; }

}  // namespace luze::web
