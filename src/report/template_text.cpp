#include "report/template_text.h"

namespace luze::report {

std::vector<TemplatePart> template_parts(std::string_view text) {
    std::vector<TemplatePart> parts;
    while (!text.empty()) {
        std::size_t open = text.find('{');
        std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) {
            parts.push_back({std::string(text), ""});
            break;
        }
        if (open > 0) {
            parts.push_back({std::string(text.substr(0, open)), ""});
        }
        parts.push_back({"", std::string(text.substr(open + 1, close - open - 1))});
        text.remove_prefix(close + 1);
    }
    return parts;
}

std::string fill(std::string_view text,
                 const std::function<std::optional<std::string>(std::string_view name)>& value) {
    std::string out;
    for (const TemplatePart& part : template_parts(text)) {
        if (part.name.empty()) {
            out += part.text;
        } else if (auto filled = value(part.name)) {
            out += *filled;
        } else {
            out += "{" + part.name + "}";
        }
    }
    return out;
}

}  // namespace luze::report
