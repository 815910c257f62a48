#include "report/pdf.h"

#include <fmt/format.h>

namespace luze::report {
namespace {

Document pages(int paragraphs) {
    Document document;
    document.title = {"中共某局党组", "关于某事的报告"};
    document.recipient = "区委";
    document.issuer = "某局党组";
    document.date = "2022年1月15日";
    document.blocks.push_back({BlockKind::heading1, "h1", {{"一、主要工作", "", false}}});
    document.blocks.push_back({BlockKind::heading2, "h2", {{"（一）监督", "", false}}});
    for (int i = 0; i < paragraphs; ++i) {
        document.blocks.push_back({BlockKind::body,
                                   "b",
                                   {{"一是谈话。", "", true},
                                    {"李喆、王堃、张珺、陈昇、刘镕、赵赟谈话", "", false},
                                    {"12", "talk.'all", false},
                                    {fmt::format("次，第{}段。", i), "", false}}});
    }
    document.metadata = {"Luze 0.1.0", "2022-01-15T00:00:00Z", {{"pack", "1"}}};
    return document;
}

std::size_t count(const std::string& bytes, std::string_view what) {
    std::size_t n = 0;
    for (auto at = bytes.find(what); at != std::string::npos; at = bytes.find(what, at + 1)) {
        ++n;
    }
    return n;
}

std::size_t page_count(const std::string& bytes) {
    return count(bytes, "/Type /Page\n") + count(bytes, "/Type /Page ");
}

TEST(Pdf, IsAPdfWithItsMetadata) {
    const auto bytes = write_pdf(pages(1)).value();
    EXPECT_TRUE(bytes.starts_with("%PDF-1.5"));
    EXPECT_NE(bytes.find("%%EOF"), std::string::npos);
    EXPECT_NE(bytes.find("Luze 0.1.0"), std::string::npos);
    EXPECT_NE(bytes.find("20220115000000"), std::string::npos);
    EXPECT_EQ(page_count(bytes), 1U);
}

TEST(Pdf, TheSameDocumentGivesTheSameBytes) {
    EXPECT_EQ(write_pdf(pages(30)).value(), write_pdf(pages(30)).value());
    Document undated = pages(1);
    undated.metadata.created.clear();
    const auto bytes = write_pdf(undated).value();
    EXPECT_NE(bytes.find("/CreationDate (19700101"), std::string::npos) << "no clock";
    EXPECT_NE(bytes.find("/ModDate (19700101"), std::string::npos);
}

TEST(Pdf, FiguresLinkToTheirEvidenceWhereAnAddressIsGiven) {
    EXPECT_EQ(count(write_pdf(pages(3)).value(), "/URI ("), 0U);
    const auto bytes = write_pdf(pages(3), {"http://127.0.0.1:8090/figures/"}).value();
    EXPECT_EQ(count(bytes, "/URI (http://127.0.0.1:8090/figures/talk.%27all)"), 3U);
}

TEST(Pdf, HeadingsAreItsOutline) {
    const auto bytes = write_pdf(pages(3)).value();
    EXPECT_NE(bytes.find("/Outlines"), std::string::npos);
    EXPECT_EQ(count(bytes, "/Title <"), 3U) << "two headings and the document's title";
}

TEST(Pdf, AHundredPages) {
    const auto bytes = write_pdf(pages(1090)).value();
    EXPECT_GE(page_count(bytes), 99U);
}

TEST(Pdf, EmptyAndOddDocumentsAreWritten) {
    EXPECT_EQ(page_count(write_pdf({}).value()), 1U);
    Document document;
    document.title = {std::string(400, 'x')};
    document.blocks = {
        {BlockKind::body, "", {{std::string("\x00\x01\xFF😀\U000E0100", 11), "f", false}}},
        {BlockKind::gap, "", {{std::string(5000, 'w'), "", false}}}};
    EXPECT_GE(page_count(write_pdf(document, {"x'\\y/"}).value()), 2U);
}

TEST(Pdf, ACodeThatCannotBeDrawnIsAPlainError) {
    Document document = pages(1);
    document.proof = Proof{"说明", "checkpoint", std::string(4000, 'x')};
    const auto result = write_pdf(document);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().kind, ErrorKind::limit);
    document.proof->qr = "short";
    EXPECT_TRUE(write_pdf(document).has_value());
}

}  // namespace
}  // namespace luze::report
