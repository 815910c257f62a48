#include "report/document.h"

#include <fmt/format.h>

#include "base/text.h"

namespace luze::report {
namespace {

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
           c == 0xFFFE || c == 0xFFFF || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

// One line: tabs and breaks become spaces, other control characters go. The overrides of writing
// direction go too: they could show a figure's digits in another order than they are stored.
std::string one_line(std::string_view text) {
    std::u32string kept;
    for (const char32_t c : to_utf32(text)) {
        if (c == '\t' || c == '\n' || c == '\r') {
            kept += U' ';
        } else if (!is_control(c)) {
            kept += c;
        }
    }
    return to_utf8(kept);
}

bool has_text(const Block& block) { return !trim(plain_text(block)).empty(); }

// The block's paragraphs: one, or more where its text holds line breaks.
std::vector<Block> paragraphs(const Block& block) {
    std::vector<Block> out{{block.kind, block.id, {}}};
    for (const auto& span : block.spans) {
        const auto lines = split(span.text, "\n");
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (i > 0) {
                out.push_back({block.kind, block.id, {}});
            }
            auto text = one_line(lines[i]);
            if (!text.empty()) {
                out.back().spans.push_back({std::move(text), span.figure, span.emphasised});
            }
        }
    }
    std::erase_if(out, [](const Block& part) { return !has_text(part); });
    return out;
}

}  // namespace

std::string plain_text(const Block& block) {
    std::string text;
    for (const auto& span : block.spans) {
        text += span.text;
    }
    return text;
}

std::string plain_title(const Document& document) { return join(document.title, ""); }

std::string versions_line(const Metadata& metadata) {
    std::vector<std::string> parts;
    for (const auto& [name, version] : metadata.versions) {
        parts.push_back(name + " " + version);
    }
    return join(parts, "; ");
}

Document tidied(Document document) {
    std::vector<Block> blocks;
    for (const auto& block : document.blocks) {
        for (auto& part : paragraphs(block)) {
            blocks.push_back(std::move(part));
        }
    }
    document.blocks = std::move(blocks);
    for (auto* lines : {&document.title, &document.attachments}) {
        for (auto& line : *lines) {
            line = trim(one_line(line));
        }
        std::erase(*lines, "");
    }
    for (auto* line : {&document.recipient, &document.issuer, &document.date}) {
        *line = trim(one_line(*line));
    }
    if (!document.recipient.empty() && !document.recipient.ends_with("：")) {
        document.recipient += "：";
    }
    return document;
}

std::string escape_markup(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char32_t c : to_utf32(text)) {
        switch (c) {
            case U'&':
                out += "&amp;";
                break;
            case U'<':
                out += "&lt;";
                break;
            case U'>':
                out += "&gt;";
                break;
            case U'"':
                out += "&quot;";
                break;
            case U'\'':
                out += "&#39;";
                break;
            case U'\t':
            case U'\n':
                out += static_cast<char>(c);
                break;
            default:
                if (!is_control(c)) {
                    out += to_utf8(std::u32string_view(&c, 1));
                }
        }
    }
    return out;
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
                                c == '~';
        if (unreserved) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

}  // namespace luze::report
