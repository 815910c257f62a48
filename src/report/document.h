// What a report says, before any paper or screen: paragraphs of spans, where a span that shows a
// figure keeps the figure's id. The writers (docx, pdf, html) take it from here and add nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace luze::report {

struct Span {
    std::string text;
    std::string figure;       // the figure's id when the text is its value, else empty
    bool emphasised = false;  // the run that opens a paragraph: 一是…

    bool operator==(const Span&) const = default;
};

enum class BlockKind {
    heading1,  // 一、 the number is part of the text
    heading2,  // （一）
    heading3,  // 1.
    body,      // generated from the pack and the figures
    prose,     // the office's own words
    gap,       // what the books do not hold
};

struct Block {
    BlockKind kind = BlockKind::body;
    std::string id;  // of the pack's line that it comes from
    std::vector<Span> spans;

    bool operator==(const Block&) const = default;
};

// How a reader can check the report against the ledger.
struct Proof {
    std::string note;        // one sentence for people
    std::string checkpoint;  // the signed note, line by line
    std::string qr;          // what the code holds; empty for none
};

struct Metadata {
    std::string producer;  // Luze 0.1.0
    std::string created;   // 2022-01-15T00:00:00Z: of the ledger, never of the clock
    // What else decides the bytes: pack, fonts, libraries (name, version), in this order.
    std::vector<std::pair<std::string, std::string>> versions;
};

struct Document {
    std::vector<std::string> title;  // one item for each line
    std::string recipient;           // 主送机关; the colon is added
    std::vector<Block> blocks;
    std::vector<std::string> attachments;  // 附件: their names, unnumbered
    std::string issuer;
    std::string date;  // as printed: 2022年1月15日
    std::optional<Proof> proof;
    Metadata metadata;
};

// The text of a block without its spans.
[[nodiscard]] std::string plain_text(const Block& block);
[[nodiscard]] std::string plain_title(const Document& document);
[[nodiscard]] std::string versions_line(const Metadata& metadata);

// The document as every writer takes it: control characters gone, a line break in a paragraph
// made a new paragraph, paragraphs and spans without text dropped, the recipient with its colon.
[[nodiscard]] Document tidied(Document document);

// Text for XML and HTML, in content and in attributes. What XML 1.0 cannot hold is left out.
[[nodiscard]] std::string escape_markup(std::string_view text);

// RFC 3986: everything but unreserved characters as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace luze::report
