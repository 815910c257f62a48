#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.h"
#include "report/docx_parts.h"
#include "report/layout_pages.h"

namespace luze::report {
namespace {

constexpr std::size_t longest_bookmark = 40;  // Word refuses longer names
constexpr int emu_per_mm = 36'000;

constexpr const char* document_head =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
    R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")"
    R"( xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")"
    R"( xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main")"
    R"( xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>
)";

constexpr const char* picture_form =
    R"(<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">)"
    R"(<wp:extent cx="{0}" cy="{0}"/><wp:docPr id="1" name="code" descr="核验二维码"/>)"
    R"(<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">)"
    R"(<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="code.png"/><pic:cNvPicPr/></pic:nvPicPr>)"
    R"(<pic:blipFill><a:blip r:embed="rIdCode"/><a:stretch><a:fillRect/></a:stretch>)"
    R"(</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{0}" cy="{0}"/></a:xfrm>)"
    R"(<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>)"
    R"(</a:graphic></wp:inline></w:drawing></w:r>)";

constexpr const char* table_form =
    R"(<w:tbl><w:tblPr><w:tblW w:w="{0}" w:type="dxa"/><w:tblBorders>)"
    R"(<w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders>)"
    R"(<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="200" w:type="dxa"/>)"
    R"(<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>)"
    R"(<w:tblGrid>{1}<w:gridCol w:w="{2}"/></w:tblGrid>)"
    R"(<w:tr><w:trPr><w:cantSplit/></w:trPr>)";

constexpr const char* section_form =
    R"(<w:sectPr><w:footerReference w:type="default" r:id="rIdOdd"/>)"
    R"(<w:footerReference w:type="even" r:id="rIdEven"/><w:pgSz w:w="{0}" w:h="{1}"/>)"
    R"(<w:pgMar w:top="{2}" w:right="{3}" w:bottom="{4}" w:left="{5}" w:header="851")"
    R"( w:footer="{6}" w:gutter="0"/><w:docGrid w:type="linesAndChars" w:linePitch="{7}")"
    R"( w:charSpace="{8}"/></w:sectPr>)";

// Times New Roman, near enough for indents: digits half an em, points and spaces a quarter.
double latin_width(std::string_view text, Face, double size) {
    double ems = 0;
    for (const char c : text) {
        ems += c == '.' || c == ' ' ? 0.25 : 0.5;
    }
    return ems * size;
}

double width_of(const std::string& text) { return line_width(text, {}, latin_width); }

const char* style_of(BlockKind kind) {
    switch (kind) {
        case BlockKind::heading1:
            return "Heading1";
        case BlockKind::heading2:
            return "Heading2";
        case BlockKind::heading3:
            return "Heading3";
        case BlockKind::gap:
            return "LuzeGap";
        case BlockKind::body:
        case BlockKind::prose:
            break;
    }
    return "LuzeBody";
}

// The hint gives “ ” — … their Chinese, full-width forms.
std::string run(std::string_view text, bool bold = false) {
    return fmt::format(R"(<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{}</w:rPr>)"
                       R"(<w:t xml:space="preserve">{}</w:t></w:r>)",
                       bold ? "<w:b/>" : "", escape_markup(text));
}

std::string paragraph(std::string_view properties, std::string_view content) {
    return fmt::format("<w:p><w:pPr>{}</w:pPr>{}</w:p>\n", properties, content);
}

bool is_name_character(char32_t c) {
    return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') ||
           (c >= 0x4E00 && c <= 0x9FFF);
}

// Names of bookmarks: fig_ and the figure's id, as far as Word takes it; a second mention of a
// figure is numbered.
class BookmarkNames {
public:
    std::string next(const std::string& figure) {
        std::u32string base = U"fig_";
        for (const char32_t c : to_utf32(figure)) {
            base += is_name_character(c) ? c : U'_';
        }
        for (int n = 1;; ++n) {
            const auto suffix = n == 1 ? U"" : to_utf32(fmt::format("_{}", n));
            const auto name = base.substr(0, longest_bookmark - suffix.size()) + suffix;
            if (taken_.insert(folded(name)).second) {
                return to_utf8(name);
            }
        }
    }

private:
    // Word compares names without regard to case.
    static std::u32string folded(std::u32string name) {
        std::ranges::transform(name, name.begin(),
                               [](char32_t c) { return c >= U'A' && c <= U'Z' ? c + 32 : c; });
        return name;
    }

    std::set<std::u32string> taken_;
};

class BodyWriter {
public:
    BodyWriter(const Document& document, bool with_code)
        : document_(document),
          with_code_(with_code),
          is_signed_(!document.issuer.empty() || !document.date.empty()) {}

    DocxBody write() {
        xml_ = document_head;
        add_head();
        for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
            // The last paragraph of the text stays with the signature.
            const bool ends = i + 1 == document_.blocks.size() && document_.attachments.empty();
            add_block(document_.blocks[i], ends && is_signed_);
        }
        add_attachments();
        add_signature();
        add_proof();
        add_section();
        xml_ += "</w:body></w:document>\n";
        return {std::move(xml_), std::move(marks_)};
    }

private:
    void add_head() {
        for (const auto& text : document_.title) {
            for (const auto& line : title_lines(text, latin_width)) {
                xml_ += paragraph(R"(<w:pStyle w:val="Title"/>)", run(text_of(line)));
            }
        }
        if (!document_.title.empty()) {
            xml_ += paragraph("", "");
        }
        if (!document_.recipient.empty()) {
            xml_ += paragraph("", run(document_.recipient));
        }
    }

    void add_block(const Block& block, bool keep_next) {
        std::string content;
        for (const auto& span : block.spans) {
            const auto text = run(span.text, span.emphasised);
            content += span.figure.empty() ? text : marked(text, span.figure, block.id);
        }
        xml_ += paragraph(fmt::format(R"(<w:pStyle w:val="{}"/>{})", style_of(block.kind),
                                      keep_next ? "<w:keepNext/>" : ""),
                          content);
    }

    std::string marked(const std::string& text, const std::string& figure,
                       const std::string& block) {
        const auto id = marks_.size();
        const auto name = names_.next(figure);
        marks_.push_back({name, figure, block});
        return fmt::format(R"(<w:bookmarkStart w:id="{0}" w:name="{1}"/>{2})"
                           R"(<w:bookmarkEnd w:id="{0}"/>)",
                           id, name, text);
    }

    void add_attachments() {
        for (std::size_t i = 0; i < document_.attachments.size(); ++i) {
            if (i == 0) {
                xml_ += paragraph("", "");
            }
            const auto label = attachment_label(document_, i);
            const double first = (i == 0 ? 2 : 5) * grid::pitch;
            const double hanging = width_of(label);
            const bool last = i + 1 == document_.attachments.size();
            xml_ += paragraph(fmt::format(R"({}<w:ind w:left="{}" w:hanging="{}"/>)",
                                          last && is_signed_ ? "<w:keepNext/>" : "",
                                          twips(first + hanging), twips(hanging)),
                              run(label + document_.attachments[i]));
        }
    }

    void add_signature() {
        if (!is_signed_) {
            return;
        }
        const double issuer = width_of(document_.issuer);
        const double date = width_of(document_.date);
        const auto place = place_signature(issuer, date);
        xml_ += paragraph("<w:keepNext/>", "");
        xml_ += paragraph("<w:keepNext/>", "");
        add_right(document_.issuer, grid::width - place.issuer - issuer, !document_.date.empty());
        add_right(document_.date, grid::width - place.date - date, false);
    }

    void add_right(const std::string& text, double right, bool keep_next) {
        if (text.empty()) {
            return;
        }
        xml_ +=
            paragraph(fmt::format(R"({}<w:ind w:right="{}"/><w:jc w:val="right"/>)",
                                  keep_next ? "<w:keepNext/>" : "", twips(std::max(0.0, right))),
                      run(text));
    }

    void add_proof() {
        if (!document_.proof) {
            return;
        }
        const int code = with_code_ ? twips(proof_box::code + proof_box::gap) : 0;
        const int text = twips(grid::width) - code;
        const auto column = fmt::format(R"(<w:gridCol w:w="{}"/>)", code);
        xml_ += paragraph("", "");
        xml_ += fmt::format(table_form, code + text, with_code_ ? column : "", text);
        if (with_code_) {
            constexpr int side = 28 * emu_per_mm;
            add_cell(code, proof_line(fmt::format(picture_form, side)));
        }
        std::string lines = proof_line(run(document_.proof->note));
        for (const auto& line : split(document_.proof->checkpoint, "\n")) {
            lines += line.empty() ? "" : proof_line(run(line));
        }
        add_cell(text, lines);
        xml_ += "</w:tr></w:tbl>\n";
        // Word wants a paragraph after a table: one point high.
        xml_ += paragraph(R"(<w:spacing w:line="20" w:lineRule="exact"/>)", "");
    }

    static std::string proof_line(const std::string& content) {
        return paragraph(R"(<w:pStyle w:val="LuzeProof"/>)", content);
    }

    void add_cell(int width, const std::string& content) {
        xml_ += fmt::format(R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr>{}</w:tc>)",
                            width, content);
    }

    // charSpace is in 1/4096 pt beside the 16 pt of the Normal style.
    void add_section() {
        const double right = grid::page_width - grid::left - 156 * grid::mm;
        const double bottom = grid::page_height - grid::top - 225 * grid::mm;
        constexpr double footer = 25 * grid::mm;  // puts its dashes 7 mm below the type area
        xml_ += fmt::format(section_form, twips(grid::page_width), twips(grid::page_height),
                            twips(grid::top), twips(right), twips(bottom), twips(grid::left),
                            twips(footer), twips(grid::line),
                            std::lround((grid::pitch - grid::body_size) * 4096));
    }

    const Document& document_;
    bool with_code_;
    bool is_signed_;
    std::string xml_;
    std::vector<DocxMark> marks_;
    BookmarkNames names_;
};

}  // namespace

int twips(double points) { return static_cast<int>(std::lround(points * 20)); }

DocxBody docx_body(const Document& document, bool with_code) {
    return BodyWriter(document, with_code).write();
}

}  // namespace luze::report
