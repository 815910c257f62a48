#include "report/layout_pages.h"

#include <fmt/format.h>

#include "base/text.h"

namespace luze::report {
namespace {

double half_em(std::string_view text, Face, double size) {
    return static_cast<double>(code_points(text)) * size / 2;
}

Block block(BlockKind kind, const std::string& text) { return {kind, "line", {{text, "", false}}}; }

// So many lines of body text, one paragraph each.
Document lines(std::size_t count) {
    Document document;
    for (std::size_t i = 0; i < count; ++i) {
        document.blocks.push_back(block(BlockKind::body, fmt::format("第{}段", i + 1)));
    }
    return document;
}

Layout laid(const Document& document) { return lay_out(tidied(document), half_em); }

TEST(LayoutPages, TwentyTwoLinesToAPage) {
    const Layout layout = laid(lines(50));
    ASSERT_EQ(layout.pages.size(), 3U);
    EXPECT_EQ(layout.pages[0].rows.size(), 22U);
    EXPECT_EQ(layout.pages[1].rows.size(), 22U);
    EXPECT_EQ(layout.pages[2].rows.size(), 6U);
}

TEST(LayoutPages, AnEmptyDocumentHasOnePage) { EXPECT_EQ(laid({}).pages.size(), 1U); }

TEST(LayoutPages, AHeadingIsNeverTheLastLineOfAPage) {
    Document document = lines(20);
    document.blocks.push_back(block(BlockKind::heading1, "一、标题"));
    document.blocks.push_back(block(BlockKind::heading2, "（一）标题"));
    document.blocks.push_back(block(BlockKind::body, "正文"));
    const Layout layout = laid(document);
    ASSERT_EQ(layout.pages.size(), 2U);
    EXPECT_EQ(layout.pages[0].rows.size(), 20U);
    EXPECT_EQ(text_of(layout.pages[1].rows[0].line), "一、标题");
}

TEST(LayoutPages, TheSignatureTakesTextAlongToANewPage) {
    for (std::size_t count = 1; count <= 46; ++count) {
        Document document = lines(count);
        document.issuer = "某局党组";
        document.date = "2022年1月15日";
        const Layout layout = laid(document);
        const auto& last = layout.pages.back().rows;
        ASSERT_GE(last.size(), 2U);
        EXPECT_EQ(text_of(last[last.size() - 2].line), "某局党组");
        EXPECT_EQ(text_of(last.back().line), "2022年1月15日");
        EXPECT_EQ(last.front().kind, RowKind::text) << count << " lines";
    }
}

TEST(LayoutPages, TheDateEndsFourCharactersFromTheRightUnderTheMiddleOfTheIssuer) {
    const double issuer = 8 * grid::pitch;
    const double date = 6 * grid::pitch;
    const auto place = place_signature(issuer, date);
    EXPECT_NEAR(place.date + date, grid::width - 4 * grid::pitch, 1e-6);
    EXPECT_NEAR(place.issuer + issuer / 2, place.date + date / 2, 1e-6);
    // A very long issuer reaches the right edge and no farther.
    const auto wide = place_signature(20 * grid::pitch, date);
    EXPECT_NEAR(wide.issuer + 20 * grid::pitch, grid::width, 1e-6);
}

TEST(LayoutPages, ALongTitleIsBrokenEvenlyAndCentred) {
    Document document;
    document.title = {"关于某某某某局二〇二一年度履行全面从严治党主体责任情况的报告"};
    const Layout layout = laid(document);
    const auto& rows = layout.pages[0].rows;
    ASSERT_GE(rows.size(), 2U);
    const auto first = code_points(text_of(rows[0].line));
    const auto second = code_points(text_of(rows[1].line));
    EXPECT_EQ(first + second, 30U);
    EXPECT_LE(first > second ? first - second : second - first, 2U);
    const auto& pieces = rows[0].line.pieces;
    EXPECT_NEAR(pieces.front().x, grid::width - pieces.back().end(), 0.1);
}

TEST(LayoutPages, AttachmentsAreNumberedAndAlignWithTheirNames) {
    Document document = lines(1);
    document.attachments = {"数据表", "一个很长很长很长很长很长很长很长很长很长很长很长的附件名称"};
    const Layout layout = laid(document);
    const auto& rows = layout.pages[0].rows;
    ASSERT_EQ(rows.size(), 5U);
    EXPECT_EQ(rows[1].kind, RowKind::blank);
    EXPECT_EQ(text_of(rows[2].line), "附件：1. 数据表");
    EXPECT_TRUE(text_of(rows[3].line).starts_with("2. "));
    EXPECT_NEAR(rows[4].line.pieces[0].x, rows[2].line.pieces[5].x, 0.1)
        << "the second line of a name stands below its first character";
    document.attachments.pop_back();
    EXPECT_EQ(text_of(laid(document).pages[0].rows[2].line), "附件：数据表");
}

TEST(LayoutPages, ProofStaysInOnePiece) {
    for (std::size_t count = 1; count <= 23; ++count) {
        Document document = lines(count);
        document.proof = Proof{"说明", "origin\n12\nhash\n\n— key sig\n", "x"};
        std::size_t pages = 0;
        for (const auto& page : laid(document).pages) {
            pages += page.rows.back().kind == RowKind::proof ? 1 : 0;
        }
        EXPECT_EQ(pages, 1U) << count;
    }
}

TEST(LayoutPages, PiecesNameTheirSpans) {
    Document document;
    document.blocks = {{BlockKind::body, "l", {{"开展", "", false}, {"12", "talks", false}}}};
    const Layout layout = laid(document);
    const Row& row = layout.pages[0].rows[0];
    EXPECT_EQ(row.block, 0U);
    EXPECT_TRUE(row.first);
    EXPECT_EQ(row.line.pieces[2].run, 1U);
}

TEST(LayoutPages, AHundredPages) { EXPECT_EQ(laid(lines(2200)).pages.size(), 100U); }

}  // namespace
}  // namespace luze::report
