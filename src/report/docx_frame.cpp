#include <fmt/format.h>

#include "report/docx_parts.h"

namespace luze::report {
namespace {

constexpr const char* xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

constexpr const char* types_head =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="png" ContentType="image/png"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/docProps/app.xml")"
    R"( ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>
<Override PartName="/docProps/core.xml")"
    R"( ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
)";

constexpr const char* core_form =
    R"(<cp:coreProperties)"
    R"( xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties")"
    R"( xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/")"
    R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title>)"
    R"(<dc:creator>{}</dc:creator><dc:description>{}</dc:description>)"
    R"(<dc:language>zh-CN</dc:language><cp:lastModifiedBy>{}</cp:lastModifiedBy>)"
    R"(<dcterms:created xsi:type="dcterms:W3CDTF">{}</dcterms:created>)"
    R"(<dcterms:modified xsi:type="dcterms:W3CDTF">{}</dcterms:modified></cp:coreProperties>
)";

constexpr const char* word_space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

std::string content_types() {
    std::string out = std::string(xml_head) + types_head;
    for (const auto& [path, type] : {std::pair{"document", "document.main"},
                                     {"fontTable", "fontTable"},
                                     {"footer1", "footer"},
                                     {"footer2", "footer"},
                                     {"settings", "settings"},
                                     {"styles", "styles"}}) {
        out += fmt::format(
            "<Override PartName=\"/word/{}.xml\" ContentType=\"application/"
            "vnd.openxmlformats-officedocument.wordprocessingml.{}+xml\"/>\n",
            path, type);
    }
    return out + "</Types>\n";
}

struct Relation {
    const char* id;
    const char* type;
    const char* target;
};

std::string relations(const std::vector<Relation>& items) {
    std::string out = std::string(xml_head) +
                      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                      "relationships\">\n";
    for (const auto& item : items) {
        out += fmt::format(
            "<Relationship Id=\"{}\" Type=\"http://schemas.openxmlformats.org/{}\" "
            "Target=\"{}\"/>\n",
            item.id, item.type, item.target);
    }
    return out + "</Relationships>\n";
}

std::string package_relations() {
    return relations({
        {"rId1", "officeDocument/2006/relationships/officeDocument", "word/document.xml"},
        {"rId2", "package/2006/relationships/metadata/core-properties", "docProps/core.xml"},
        {"rId3", "officeDocument/2006/relationships/extended-properties", "docProps/app.xml"},
    });
}

std::string document_relations(bool with_code) {
    std::vector<Relation> items{
        {"rIdFonts", "officeDocument/2006/relationships/fontTable", "fontTable.xml"},
        {"rIdOdd", "officeDocument/2006/relationships/footer", "footer1.xml"},
        {"rIdEven", "officeDocument/2006/relationships/footer", "footer2.xml"},
        {"rIdSettings", "officeDocument/2006/relationships/settings", "settings.xml"},
        {"rIdStyles", "officeDocument/2006/relationships/styles", "styles.xml"},
        {"rIdTrace", "officeDocument/2006/relationships/customXml", "../customXml/item1.xml"},
    };
    if (with_code) {
        items.push_back({"rIdCode", "officeDocument/2006/relationships/image", "media/code.png"});
    }
    return relations(items);
}

std::string core_properties(const Document& document) {
    const Metadata& metadata = document.metadata;
    const auto created =
        escape_markup(metadata.created.empty() ? "1970-01-01T00:00:00Z" : metadata.created);
    return xml_head + fmt::format(core_form, escape_markup(plain_title(document)),
                                  escape_markup(document.issuer),
                                  escape_markup(versions_line(metadata)),
                                  escape_markup(metadata.producer), created, created);
}

std::string app_properties(const Document& document) {
    return fmt::format(
        "{}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
        "extended-properties\"><Application>{}</Application></Properties>\n",
        xml_head, escape_markup(document.metadata.producer));
}

std::string trace(const std::vector<DocxMark>& marks) {
    std::string out = std::string(xml_head) + "<trace xmlns=\"urn:luze:trace\">\n";
    for (const auto& mark : marks) {
        out += fmt::format("<figure bookmark=\"{}\" id=\"{}\" line=\"{}\"/>\n", mark.name,
                           escape_markup(mark.figure), escape_markup(mark.block));
    }
    return out + "</trace>\n";
}

// altName is the face to take where the official one is not installed.
std::string font_table() {
    std::string out = fmt::format("{}<w:fonts xmlns:w=\"{}\">\n", xml_head, word_space);
    for (const auto& [name, other] : {std::pair{"仿宋_GB2312", "仿宋"},
                                      {"方正小标宋简体", "宋体"},
                                      {"楷体_GB2312", "楷体"},
                                      {"黑体", "SimHei"},
                                      {"宋体", "SimSun"}}) {
        out += fmt::format(
            "<w:font w:name=\"{}\"><w:altName w:val=\"{}\"/>"
            "<w:charset w:val=\"86\"/><w:pitch w:val=\"default\"/></w:font>\n",
            name, other);
    }
    return out + "</w:fonts>\n";
}

std::string settings() {
    return fmt::format(
        R"({}<w:settings xmlns:w="{}"><w:zoom w:percent="100"/><w:evenAndOddHeaders/>)"
        R"(<w:characterSpacingControl w:val="doNotCompress"/><w:compat>)"
        R"(<w:compatSetting w:name="compatibilityMode")"
        R"( w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>)"
        R"(<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>)",
        xml_head, word_space);
}

}  // namespace

DocxParts docx_frame(const Document& document, const std::vector<DocxMark>& marks, bool with_code) {
    return {
        {"[Content_Types].xml", content_types()},
        {"_rels/.rels", package_relations()},
        {"customXml/item1.xml", trace(marks)},
        {"docProps/app.xml", app_properties(document)},
        {"docProps/core.xml", core_properties(document)},
        {"word/_rels/document.xml.rels", document_relations(with_code)},
        {"word/fontTable.xml", font_table()},
        {"word/footer1.xml", docx_footer(true)},
        {"word/footer2.xml", docx_footer(false)},
        {"word/settings.xml", settings()},
        {"word/styles.xml", docx_styles()},
    };
}

}  // namespace luze::report
