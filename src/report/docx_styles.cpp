#include <fmt/format.h>

#include "report/docx_parts.h"
#include "report/layout.h"

namespace luze::report {
namespace {

constexpr const char* latin = "Times New Roman";
// Added to a character of 16 pt: 28 of them fit with a little to spare, also in LibreOffice, which
// rounds the grid to 28 × 15.75 pt; justification spreads the rest over full lines.
constexpr int body_spacing = -6;  // twips
constexpr const char* fangsong = "仿宋_GB2312";

// Opens a part whose root is the element.
std::string part_head(const char* element) {
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:{} "
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">",
        element);
}

std::string fonts(const char* east_asia, const char* others = latin) {
    return fmt::format(R"(<w:rFonts w:ascii="{1}" w:hAnsi="{1}" w:eastAsia="{0}" w:cs="{1}"/>)",
                       east_asia, others);
}

// In half points, as Word counts.
std::string size(int half_points) {
    return fmt::format(R"(<w:sz w:val="{0}"/><w:szCs w:val="{0}"/>)", half_points);
}

std::string spacing(int twips_more) {
    return fmt::format(R"(<w:spacing w:val="{}"/>)", twips_more);
}

std::string style(const std::string& id, const std::string& name, const std::string& paragraph,
                  const std::string& run) {
    return fmt::format(
        "<w:style w:type=\"paragraph\" w:styleId=\"{}\"><w:name w:val=\"{}\"/>"
        "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>{}</w:pPr><w:rPr>{}</w:rPr></w:style>\n",
        id, name, paragraph, run);
}

std::string heading(int level, const char* face, const std::string& indent) {
    return style(fmt::format("Heading{}", level), fmt::format("heading {}", level),
                 fmt::format(R"(<w:keepNext/>{}<w:outlineLvl w:val="{}"/>)", indent, level - 1),
                 fonts(face));
}

// The section names the grid of 22 × 28, and Word's page set-up shows it; the paragraphs reach it
// by exact lines and by spacing of their own, because LibreOffice gives a character of 16 pt two
// cells of 15.8 pt. No spacing between ideographs and digits, no widow control: both break it.
std::string normal_style() {
    return fmt::format(
        R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>)"
        R"(<w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct/>)"
        R"(<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>)"
        R"(<w:spacing w:before="0" w:after="0" w:line="{}" w:lineRule="exact"/>)"
        R"(<w:jc w:val="both"/></w:pPr>)"
        R"(<w:rPr>{}{}</w:rPr></w:style>
)",
        twips(grid::line), spacing(body_spacing), size(32));
}

}  // namespace

std::string docx_styles() {
    const std::string indent =
        fmt::format(R"(<w:ind w:firstLineChars="200" w:firstLine="{}"/>)", twips(2 * grid::pitch));
    std::string out = part_head("styles");
    out += "<w:docDefaults><w:rPrDefault><w:rPr>" + fonts(fangsong) + size(32) +
           R"(<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>)"
           "</w:rPr></w:rPrDefault></w:docDefaults>\n";
    out += normal_style();
    out += style("Title", "Title", R"(<w:jc w:val="center"/>)",
                 fonts("方正小标宋简体") + spacing(0) + size(44));
    out += heading(1, "黑体", indent);
    out += heading(2, "楷体_GB2312", indent);
    out += heading(3, fangsong, indent);
    out += style("LuzeBody", "公文正文", indent, "");
    out += style("LuzeGap", "数据缺项", indent, fonts("楷体_GB2312"));
    out += style("LuzeProof", "核验信息",
                 R"(<w:spacing w:line="260" w:lineRule="atLeast"/><w:jc w:val="left"/>)",
                 fonts("宋体") + spacing(0) + size(18));
    return out + "</w:styles>\n";
}

std::string docx_footer(bool odd) {
    const auto song = fonts("宋体", "宋体");
    const auto run = [&song](const std::string& content) {
        return "<w:r><w:rPr>" + song + spacing(0) + size(28) + "</w:rPr>" + content + "</w:r>";
    };
    const auto text = [&run](const char* words) {
        return run(fmt::format(R"(<w:t xml:space="preserve">{}</w:t>)", words));
    };
    const char* side = odd ? "right" : "left";
    return part_head("ftr") +
           fmt::format(R"(<w:p><w:pPr><w:spacing w:line="240" w:lineRule="auto"/>)"
                       R"(<w:ind w:{0}="{1}"/><w:jc w:val="{0}"/></w:pPr>)",
                       side, twips(grid::folio_size)) +
           text("— ") + run(R"(<w:fldChar w:fldCharType="begin"/>)") +
           run(R"(<w:instrText xml:space="preserve"> PAGE </w:instrText>)") +
           run(R"(<w:fldChar w:fldCharType="separate"/>)") + text("1") +
           run(R"(<w:fldChar w:fldCharType="end"/>)") + text(" —") + "</w:p></w:ftr>\n";
}

}  // namespace luze::report
