// Hostile, damaged and oversized workbooks: refused with a reason, never half read.
#include "base/limits.h"
#include "exchange/archive.h"
#include "exchange/archive_xml.h"
#include "exchange/workbook.h"
#include "exchange/workbook_parts.h"
#include "exchange/workbook_test_kit.h"

namespace luze::exchange {
namespace {

using test::TestBook;

// The error's kind and whether its Chinese words hold the given ones.
void expect_refused(const std::string& bytes, ErrorKind kind, std::string_view words) {
    auto grids = read_workbook(bytes);
    ASSERT_FALSE(grids.has_value());
    EXPECT_EQ(grids.error().kind, kind) << grids.error().message.zh;
    EXPECT_NE(grids.error().message.zh.find(words), std::string::npos) << grids.error().message.zh;
    EXPECT_FALSE(grids.error().message.en.empty());
}

std::string cell_at(std::string_view name, std::string_view value = "1") {
    return "<c r='" + std::string(name) + "' t='inlineStr'><is><t>" + std::string(value) +
           "</t></is></c>";
}

TEST(WorkbookLimits, RowsColumnsAndCellBytes) {
    expect_refused(TestBook{.sheet_data = "<row>" + cell_at("IW3") + "</row>"}.bytes(),
                   ErrorKind::limit, "IW3");
    EXPECT_TRUE(read_workbook(TestBook{.sheet_data = "<row>" + cell_at("IV3") + "</row>"}.bytes()));
    expect_refused(TestBook{.sheet_data = "<row>" + cell_at("A200001") + "</row>"}.bytes(),
                   ErrorKind::limit, "200000 行");
    EXPECT_TRUE(
        read_workbook(TestBook{.sheet_data = "<row>" + cell_at("A200000") + "</row>"}.bytes()));
    std::string longest(limits::cell_bytes, 'x');
    TestBook book{.sheet_data = "<row>" + cell_at("B2", longest) + "</row>"};
    EXPECT_TRUE(read_workbook(book.bytes()));
    book.sheet_data = "<row>" + cell_at("B2", longest + "x") + "</row>";
    expect_refused(book.bytes(), ErrorKind::limit, "B2");
}

TEST(WorkbookLimits, SheetsPerFile) {
    TestBook book;
    std::string sheets;
    for (std::size_t i = 0; i <= limits::sheets_per_file; ++i) {
        sheets += "<sheet name='s" + std::to_string(i) + "' r:id='rId1'/>";
    }
    book.parts["xl/workbook.xml"] =
        "<workbook xmlns:r='x'><sheets>" + sheets + "</sheets></workbook>";
    expect_refused(book.bytes(), ErrorKind::limit, "100");
}

TEST(WorkbookLimits, OneWorkbooksBudgetIsSharedByItsSheets) {
    std::vector<std::string> strings{std::string(100, 'x')};
    CellStyles styles;
    SheetContext context{strings, styles};
    TestBook book{.sheet_data = "<row><c t='s'><v>0</v></c><c t='s'><v>0</v></c></row>"};
    for (WorkbookBudget budget : {WorkbookBudget{.rows = 9, .cells = 9, .text_bytes = 399},
                                  WorkbookBudget{.rows = 9, .cells = 3, .text_bytes = 999},
                                  WorkbookBudget{.rows = 1, .cells = 9, .text_bytes = 999}}) {
        EXPECT_TRUE(read_sheet(book.sheet_xml(), "一", context, budget).has_value());
        auto second = read_sheet(book.sheet_xml(), "二", context, budget);
        ASSERT_FALSE(second.has_value());
        EXPECT_EQ(second.error().kind, ErrorKind::limit);
    }
}

TEST(WorkbookLimits, AFewMergesCannotCoverEverythingAgainAndAgain) {
    std::string merges;
    for (std::size_t column = 1; column <= 256; ++column) {
        std::string name = column_name(column);
        merges += "<mergeCell ref='" + name + "1:" + name + "1048576'/>";
    }
    TestBook book{.sheet_data = "<row>" + cell_at("A200000") + "</row>",
                  .after_data = "<mergeCells>" + merges + "</mergeCells>"};
    expect_refused(book.bytes(), ErrorKind::limit, "合并单元格");
}

TEST(WorkbookLimits, DocumentTypesAreRefusedInEveryPart) {
    std::string bomb = "<!DOCTYPE a [<!ENTITY b 'c'>]>";
    for (std::string part : {"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
                             "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"}) {
        TestBook book;
        book.parts[part] = bomb + "<a>&b;</a>";
        expect_refused(book.bytes(), ErrorKind::invalid, "DTD");
        book.parts[part] = test::as_utf16(bomb + "<a>&b;</a>");
        expect_refused(book.bytes(), ErrorKind::invalid, "DTD");
    }
}

TEST(WorkbookLimits, Depth) {
    auto nested = [](std::size_t depth) {
        std::string open;
        std::string close;
        for (std::size_t i = 0; i < depth; ++i) {
            open += "<r>";
            close += "</r>";
        }
        return TestBook{.sheet_data = "<row><c><v>1</v>" + open + close + "</c></row>"}.bytes();
    };
    EXPECT_TRUE(read_workbook(nested(limits::xml_depth - 4)).has_value());
    expect_refused(nested(limits::xml_depth - 3), ErrorKind::limit, "嵌套");
}

TEST(WorkbookLimits, MalformedXmlLosesNothingInSilence) {
    for (std::string rows : {"<row><c><v>1</v></c>", "<row><c><v>1</c></v></row>", "</row>",
                             "<row><c", "<row><!-- </row>", "<row><c r=A1><v>1</v></c></row>",
                             "<row><c r='A1'><v>1</v></c></row", "<row><c><v>1</v></c></rox>"}) {
        auto grids = read_workbook(TestBook{.sheet_data = rows}.bytes());
        ASSERT_FALSE(grids.has_value()) << rows;
        EXPECT_EQ(grids.error().kind, ErrorKind::corrupt) << rows;
    }
}

TEST(WorkbookLimits, MissingParts) {
    TestBook book;
    book.parts["xl/worksheets/sheet1.xml"] = "";
    book.parts["xl/worksheets/other.xml"] = "<worksheet/>";
    expect_refused(book.bytes(), ErrorKind::missing, "xl/worksheets/sheet1.xml");
    TestBook without_links;
    without_links.parts["xl/_rels/workbook.xml.rels"] = "";
    expect_refused(without_links.bytes(), ErrorKind::corrupt, "没有可读的工作表");
}

TEST(WorkbookLimits, AbsurdGrowth) {
    std::string padding(8U << 20U, ' ');
    expect_refused(TestBook{.after_data = padding}.bytes(), ErrorKind::limit, "膨胀");
}

// Where the central directory speaks of a part; the size it claims unpacked stands 24 bytes on.
std::size_t directory_entry(const std::string& bytes, std::string_view part) {
    std::size_t name = bytes.rfind(part);
    return name - 46;
}

TEST(WorkbookLimits, ClaimedSizesAreNotBelieved) {
    TestBook book{.sheet_data = "<row>" + cell_at("A1", std::string(100'000, 'x')) + "</row>"};
    std::string honest = book.bytes();
    std::size_t entry = directory_entry(honest, "xl/worksheets/sheet1.xml");
    ASSERT_EQ(honest.substr(entry, 4), std::string("PK\1\2"));

    std::string two_gigabytes = honest;
    two_gigabytes.replace(entry + 24, 4, std::string("\x00\x00\x00\x80", 4));
    expect_refused(two_gigabytes, ErrorKind::limit, "过大");

    std::string smaller = honest;
    smaller.replace(entry + 24, 4, std::string("\x0A\x00\x00\x00", 4));
    EXPECT_FALSE(read_workbook(smaller).has_value());
}

TEST(WorkbookLimits, DamagedBytesInsideAPart) {
    std::string bytes = TestBook{.sheet_data = "<row>" + cell_at("A1", "abc") + "</row>"}.bytes();
    std::size_t local = bytes.find("xl/worksheets/sheet1.xml") + 24;
    for (std::size_t i = 8; i < 40; ++i) {
        bytes[local + i] = static_cast<char>(bytes[local + i] ^ 0x55);
    }
    EXPECT_FALSE(read_workbook(bytes).has_value());
}

TEST(WorkbookLimits, EncryptedParts) {
    TestBook book;
    std::string bytes = test::make_zip({{"xl/workbook.xml", "<workbook/>", true}});
    expect_refused(bytes, ErrorKind::invalid, "密码");
}

TEST(WorkbookLimits, FileSize) {
    expect_refused(std::string(limits::file_bytes + 1, 'x'), ErrorKind::limit, "64 MB");
}

TEST(Archive, TooManyParts) {
    std::vector<test::ZipPart> parts(limits::archive_entries + 1);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        parts[i].name = "p" + std::to_string(i);
    }
    auto archive = Archive::open(test::make_zip(parts));
    ASSERT_FALSE(archive.has_value());
    EXPECT_EQ(archive.error().kind, ErrorKind::limit);
}

TEST(Archive, PartNamesIgnoreCaseAndSlashes) {
    std::string bytes = test::make_zip({{"xl\\Workbook.xml", "a"}});
    auto archive = Archive::open(bytes);
    ASSERT_TRUE(archive.has_value());
    EXPECT_EQ(archive->read("/XL/workbook.xml"), "a");
    EXPECT_EQ(archive->read("none").error().kind, ErrorKind::missing);
}

TEST(Archive, AllPartsTogetherAreLimited) {
    std::string big(limits::archive_total_bytes / 10, '\0');
    std::uint32_t state = 7;
    for (std::size_t i = 0; i < big.size(); i += 64) {
        state = state * 1'664'525 + 1'013'904'223;
        big[i] = static_cast<char>(state >> 24U);  // so that the ratio is that of a real file
    }
    std::string bytes = test::make_zip({{"a", big}});
    auto archive = Archive::open(bytes);
    ASSERT_TRUE(archive.has_value());
    for (int i = 0; i < 10; ++i) {
        ASSERT_TRUE(archive->read("a").has_value()) << i;
    }
    EXPECT_EQ(archive->read("a").error().kind, ErrorKind::limit);
}

TEST(ResolvePart, FollowsFolders) {
    EXPECT_EQ(resolve_part("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
    EXPECT_EQ(resolve_part("xl", "/xl/a.xml"), "xl/a.xml");
    EXPECT_EQ(resolve_part("xl", "../docProps/./a.xml"), "docProps/a.xml");
    EXPECT_EQ(resolve_part("", "../../../etc/passwd"), "etc/passwd");
    EXPECT_EQ(resolve_part("xl", "worksheets\\a.xml"), "xl/worksheets/a.xml");
}

TEST(CleanText, KeepsWhatPeopleWrote) {
    EXPECT_EQ(clean_text("甲\r\n乙\r丙\t丁"), "甲\n乙\n丙\t丁");
    EXPECT_EQ(clean_text(std::string_view("a\0b\x07\x7F", 5)), "ab");
    EXPECT_EQ(clean_text("\xED\xA0\x80x").substr(0, 3), "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace luze::exchange
