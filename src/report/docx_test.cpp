#include "report/docx.h"

#include <fmt/format.h>

#include <pugixml.hpp>

#include "exchange/archive.h"

namespace luze::report {
namespace {

Document sample() {
    Document document;
    document.title = {"中共某局党组", "关于<某事>的报告"};
    document.recipient = "区委";
    document.blocks = {
        {BlockKind::heading1, "h1", {{"一、主要工作", "", false}}},
        {BlockKind::heading2, "h2", {{"（一）监督", "", false}}},
        {BlockKind::body,
         "b1",
         {{"一是谈话。", "", true},
          {"谈话", "", false},
          {"12", "talk.all", false},
          {"次，再说一次", "", false},
          {"12", "talk.all", false},
          {"次，学习党史", "", false},
          {"6", "study_min.党史", false},
          {"次<script>\x01\"&'", "", false}}},
        {BlockKind::gap, "g1", {{"本项未建账。", "", false}}},
    };
    document.attachments = {"数据表"};
    document.issuer = "某局党组";
    document.date = "2022年1月15日";
    document.proof = Proof{"说明", "origin\n12\nhash\n\n— key sig\n", "origin 12"};
    document.metadata = {"Luze 0.1.0", "2022-01-15T00:00:00Z", {{"pack", "zhuti <1>"}}};
    return document;
}

// The parts of a written package, each parsed where it is XML.
struct Package {
    explicit Package(const Document& document) {
        auto bytes = write_docx(document);
        EXPECT_TRUE(bytes.has_value());
        auto archive = exchange::Archive::open(*bytes);
        EXPECT_TRUE(archive.has_value());
        for (const auto& name : archive->parts()) {
            parts[name] = archive->read(name).value();
        }
    }
    std::map<std::string, std::string> parts;

    pugi::xml_document xml(const std::string& name) const {
        pugi::xml_document document;
        const auto& text = parts.at(name);
        const auto result = document.load_buffer(text.data(), text.size());
        EXPECT_TRUE(result) << name << ": " << result.description();
        return document;
    }
};

std::string body_text(const pugi::xml_document& xml) {
    std::string text;
    for (const auto& node : xml.select_nodes("//w:t")) {
        text += node.node().text().get();
    }
    return text;
}

TEST(Docx, EveryPartIsWellFormedAndNamedInTheTypes) {
    const Package package(sample());
    for (const auto& [name, bytes] : package.parts) {
        if (!name.ends_with(".png")) {
            package.xml(name);
        }
    }
    for (const auto* name :
         {"[content_types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml",
          "word/settings.xml", "word/footer1.xml", "word/footer2.xml", "word/media/code.png"}) {
        EXPECT_TRUE(package.parts.contains(name)) << name;
    }
}

TEST(Docx, TheTextIsWholeAndEscaped) {
    const auto text = body_text(Package(sample()).xml("word/document.xml"));
    EXPECT_NE(text.find("关于<某事>的报告"), std::string::npos);
    EXPECT_NE(text.find("一是谈话。谈话12次，再说一次12次，学习党史6次<script>\"&'"),
              std::string::npos);
    EXPECT_NE(text.find("附件：数据表"), std::string::npos);
}

TEST(Docx, EachFigureIsABookmarkThatTheTraceExplains) {
    const Package package(sample());
    const auto body = package.xml("word/document.xml");
    const auto trace = package.xml("customxml/item1.xml");
    std::vector<std::pair<std::string, std::string>> found;
    for (const auto& node : trace.select_nodes("//figure")) {
        const std::string name = node.node().attribute("bookmark").value();
        found.emplace_back(name, node.node().attribute("id").value());
        EXPECT_STREQ(node.node().attribute("line").value(), "b1");
        const auto query = fmt::format("//w:bookmarkStart[@w:name='{}']", name);
        const auto start = body.select_node(query.c_str()).node();
        ASSERT_TRUE(start) << name;
        EXPECT_STREQ(start.next_sibling().child("w:t").text().get(),
                     name.find("talk") != std::string::npos ? "12" : "6");
    }
    EXPECT_EQ(found, (std::vector<std::pair<std::string, std::string>>{
                         {"fig_talk_all", "talk.all"},
                         {"fig_talk_all_2", "talk.all"},
                         {"fig_study_min_党史", "study_min.党史"}}));
}

TEST(Docx, BookmarkNamesFitWordHoweverLongTheIds) {
    Document document;
    const std::string id(100, 'x');
    for (int i = 0; i < 12; ++i) {
        document.blocks.push_back({BlockKind::body, "b", {{"1", id, false}}});
    }
    std::map<std::string, int> names;
    const auto body = Package(document).xml("word/document.xml");
    for (const auto& node : body.select_nodes("//w:bookmarkStart")) {
        const std::string name = node.node().attribute("w:name").value();
        EXPECT_LE(name.size(), 40U);
        ++names[name];
    }
    EXPECT_EQ(names.size(), 12U);
}

TEST(Docx, ThePageIsTheStandards) {
    const auto body = Package(sample()).xml("word/document.xml");
    const auto section = body.select_node("//w:sectPr").node();
    const auto mm = [&](const char* element, const char* attribute) {
        return section.child(element).attribute(attribute).as_double() / 20 / 72 * 25.4;
    };
    EXPECT_NEAR(mm("w:pgSz", "w:w"), 210, 0.1);
    EXPECT_NEAR(mm("w:pgSz", "w:h"), 297, 0.1);
    EXPECT_NEAR(mm("w:pgMar", "w:top"), 37, 0.1);
    EXPECT_NEAR(mm("w:pgMar", "w:left"), 28, 0.1);
    EXPECT_NEAR(mm("w:pgMar", "w:right"), 26, 0.1);
    EXPECT_NEAR(mm("w:pgMar", "w:bottom"), 35, 0.1);
    const auto grid = section.child("w:docGrid");
    EXPECT_STREQ(grid.attribute("w:type").value(), "linesAndChars");
    EXPECT_EQ(grid.attribute("w:linePitch").as_int(), 579);
    EXPECT_NEAR(16 + grid.attribute("w:charSpace").as_int() / 4096.0, 15.79, 0.005);
}

TEST(Docx, TheFacesAreTheOfficialOnes) {
    const auto styles = Package(sample()).xml("word/styles.xml");
    const auto face = [&](const char* id) {
        const auto query = fmt::format("//w:style[@w:styleId='{}']/w:rPr/w:rFonts", id);
        return std::string(
            styles.select_node(query.c_str()).node().attribute("w:eastAsia").value());
    };
    EXPECT_EQ(face("Title"), "方正小标宋简体");
    EXPECT_EQ(face("Heading1"), "黑体");
    EXPECT_EQ(face("Heading2"), "楷体_GB2312");
    EXPECT_EQ(styles.select_node("//w:rPrDefault//w:rFonts").node().attribute("w:eastAsia").value(),
              std::string("仿宋_GB2312"));
}

TEST(Docx, OddAndEvenPagesHaveTheirNumbersOutside) {
    const Package package(sample());
    EXPECT_TRUE(package.xml("word/settings.xml").select_node("//w:evenAndOddHeaders"));
    const auto side = [&](const char* part) {
        return std::string(
            package.xml(part).select_node("//w:jc").node().attribute("w:val").value());
    };
    EXPECT_EQ(side("word/footer1.xml"), "right");
    EXPECT_EQ(side("word/footer2.xml"), "left");
    EXPECT_EQ(body_text(package.xml("word/footer1.xml")), "— 1 —");
}

TEST(Docx, ProducerAndVersionsAreNamed) {
    const auto core = Package(sample()).xml("docprops/core.xml");
    EXPECT_STREQ(core.select_node("//cp:lastModifiedBy").node().text().get(), "Luze 0.1.0");
    EXPECT_STREQ(core.select_node("//dc:description").node().text().get(), "pack zhuti <1>");
    EXPECT_STREQ(core.select_node("//dcterms:created").node().text().get(), "2022-01-15T00:00:00Z");
}

TEST(Docx, TheSameDocumentGivesTheSameBytes) {
    const auto bytes = write_docx(sample()).value();
    EXPECT_EQ(bytes, write_docx(sample()).value());
    // Time and date of the first part (ZIP local header, offset 10): no clock.
    EXPECT_EQ(bytes.substr(10, 4), std::string("\0\0\x21\0", 4));
    EXPECT_TRUE(write_docx({}).has_value());
}

TEST(Docx, ACodeThatCannotBeDrawnIsAPlainError) {
    Document document = sample();
    document.proof->qr = std::string(4000, 'x');
    const auto result = write_docx(document);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().kind, ErrorKind::limit);
}

}  // namespace
}  // namespace luze::report
