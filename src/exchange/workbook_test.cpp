#include "exchange/workbook.h"

#include "exchange/workbook_test_kit.h"

namespace luze::exchange {
namespace {

using test::TestBook;

std::vector<Grid> read(const TestBook& book) {
    auto grids = read_workbook(book.bytes());
    EXPECT_TRUE(grids.has_value()) << (grids ? "" : grids.error().message.zh);
    return grids ? *grids : std::vector<Grid>(1);
}

Grid read_rows(std::string rows, std::string strings = "") {
    return read({.sheet_data = std::move(rows), .strings = std::move(strings)}).front();
}

TEST(Workbook, SharedRichAndInlineTexts) {
    Grid grid = read_rows(
        "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
        "<c r='C1' t='inlineStr'><is><r><t>甲</t></r><r><t>乙</t></r></is></c>"
        "<c r='D1' t='str'><v>丙</v></c><c r='E1' t='s'><v> 2 </v></c><c r='F1' t='s'><v>9</v></c>"
        "<c r='G1' t='s'><v>3</v></c></row>",
        "<si><t>张三</t><rPh sb='0' eb='1'><t>zhang</t></rPh></si>"
        "<si><r><rPr><b/></rPr><t>加</t></r><r><t xml:space='preserve'>粗 </t></r>"
        "<rPh><t>x</t></rPh></si><si><t/></si><si><t xml:space='preserve'> </t></si>");
    EXPECT_EQ(grid.at(1, 1).text(), "张三");
    EXPECT_EQ(grid.at(1, 2).text(), "加粗 ");
    EXPECT_EQ(grid.at(1, 3).text(), "甲乙");
    EXPECT_EQ(grid.at(1, 4).text(), "丙");
    EXPECT_TRUE(grid.at(1, 5).empty());  // an empty text
    EXPECT_TRUE(grid.at(1, 6).empty());  // no such text
    EXPECT_EQ(grid.at(1, 7).text(), " ");
}

TEST(Workbook, LineBreaksAndEscapes) {
    Grid grid = read_rows(
        "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c><c t='s'><v>3</v></c>"
        "</row>",
        "<si><t>一\r\n二&#10;三</t></si><si><t>甲_x000D_\n乙_x000D_丙_x0007_</t></si>"
        "<si><t>_x005F_x0041_ &lt;&amp;&gt; <![CDATA[<b>]]></t></si>"
        "<si><t>_xZZZZ_ _x4F60__xD842__xDFB7_</t></si>");
    EXPECT_EQ(grid.at(1, 1).text(), "一\n二\n三");
    EXPECT_EQ(grid.at(1, 2).text(), "甲\n乙\n丙");
    EXPECT_EQ(grid.at(1, 3).text(), "_x0041_ <&> <b>");
    EXPECT_EQ(grid.at(1, 4).text(), "_xZZZZ_ 你𠮷");
}

TEST(Workbook, BooleansErrorsAndIsoDates) {
    Grid grid = read_rows(
        "<row><c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='e'><v>#DIV/0!</v></c>"
        "<c t='d'><v>2021-03-05T10:00:00</v></c><c t='d'><v>somewhen</v></c></row>");
    EXPECT_EQ(*grid.at(1, 1).as_boolean(), true);
    EXPECT_EQ(*grid.at(1, 2).as_boolean(), false);
    EXPECT_EQ(grid.at(1, 3).as_fault()->code, "#DIV/0!");
    EXPECT_EQ(grid.at(1, 4).as_date()->iso(), "2021-03-05");
    EXPECT_EQ(grid.at(1, 5).text(), "somewhen");
}

TEST(Workbook, DatesByStyle) {
    TestBook book{.sheet_data =
                      "<row><c s='1'><v>44260</v></c><c s='2'><v>44260.5</v></c>"
                      "<c s='0'><v>44260</v></c><c s='3'><v>42461</v></c>"
                      "<c s='4'><v>0.985</v></c><c s='99'><v>1</v></c></row>",
                  .number_formats =
                      "<numFmt numFmtId='164' formatCode='yyyy&quot;年&quot;m&quot;"
                      "月&quot;d&quot;日&quot;;@'/>",
                  .cell_styles =
                      "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/>"
                      "<xf numFmtId='57'/><xf numFmtId='10'/>"};
    Grid grid = read(book).front();
    EXPECT_EQ(grid.at(1, 1).as_date()->iso(), "2021-03-05");
    EXPECT_EQ(grid.at(1, 2).as_date()->iso(), "2021-03-05");
    EXPECT_EQ(grid.at(1, 3).text(), "44260");
    EXPECT_EQ(grid.at(1, 4).text(), "2016年4月");
    EXPECT_EQ(grid.at(1, 5).text(), "98.5%");
    EXPECT_EQ(grid.at(1, 6).text(), "1");
    book.properties = "date1904='1'";
    EXPECT_EQ(read(book).front().at(1, 1).as_date()->iso(), "2025-03-06");
}

TEST(Workbook, FormulasCountByTheirLastValue) {
    Grid grid = read_rows(
        "<row><c><f>SUM(A2:A9)</f><v>510</v></c><c><f>A1</f></c><c t='str'><f>B1</f><v></v></c>"
        "<c t='str'><f t='shared' si='0'/><v>优</v></c></row>");
    EXPECT_EQ(grid.at(1, 1).text(), "510");
    EXPECT_TRUE(grid.at(1, 1).formula);
    EXPECT_TRUE(grid.at(1, 2).empty());
    EXPECT_TRUE(grid.at(1, 2).formula);
    EXPECT_TRUE(grid.at(1, 3).formula);
    EXPECT_EQ(grid.at(1, 4).text(), "优");
    EXPECT_FALSE(grid.at(1, 5).formula);
}

TEST(Workbook, WpsPicturesInCellsAreFlaggedEmptyCells) {
    TestBook book{.sheet_data =
                      "<row><c t='str'><f>_xlfn.DISPIMG(\"ID_1\",1)</f><v>=DISPIMG(\"ID_1\",1)</v>"
                      "</c><c t='s'><v>0</v></c><c t='e' vm='1'><v>#VALUE!</v></c></row>",
                  .strings = "<si><t>=DISPIMG(\"ID_2\",1)</t></si>"};
    book.parts["xl/cellimages.xml"] = "<etc:cellImages/>";
    Grid grid = read(book).front();
    for (std::size_t column : {1U, 2U, 3U}) {
        EXPECT_TRUE(grid.at(1, column).empty()) << column;
        EXPECT_TRUE(grid.at(1, column).picture) << column;
    }
}

TEST(Workbook, CellsWithoutPlacesCountOnAndRowsComeInAnyOrder) {
    Grid grid = read_rows(
        "<row r='5'><c r='C5'><v>3</v></c><c><v>4</v></c></row><row><c><v>6</v></c></row>"
        "<row r='2'><c r='B2'><v>2</v></c><c r='A2'><v>1</v></c></row>"
        "<row r='5'><c r='A5'><v>1</v></c></row>");
    EXPECT_EQ(grid.at(5, 3).text(), "3");
    EXPECT_EQ(grid.at(5, 4).text(), "4");
    EXPECT_EQ(grid.at(6, 1).text(), "6");
    EXPECT_EQ(grid.at(2, 1).text(), "1");
    EXPECT_EQ(grid.at(2, 2).text(), "2");
    EXPECT_EQ(grid.at(5, 1).text(), "1");
    EXPECT_EQ(grid.row_count(), 6U);
}

TEST(Workbook, MergesHiddenRowsAndWrongDimensions) {
    TestBook book{.sheet_data =
                      "<row r='1' hidden='1'><c r='A1'><v>1</v></c></row>"
                      "<row r='7'><c r='B7'><v>7</v></c></row>",
                  .after_data =
                      "<mergeCells count='9'><mergeCell ref='A1:B1'/>"
                      "<mergeCell ref='A2:A1048576'></mergeCell><mergeCell ref='C3'/>"
                      "<mergeCell ref='nonsense'/></mergeCells>"};
    Grid grid = read(book).front();
    EXPECT_EQ(grid.value_through_merge(1, 2).text(), "1");
    ASSERT_EQ(grid.merges().size(), 2U);
    EXPECT_EQ(grid.merges()[1].last_row, 7U);  // not longer than the sheet
    EXPECT_EQ(grid.at(7, 2).text(), "7");
}

TEST(Workbook, StyledEmptyCellsFarOutCostNothing) {
    Grid grid = read_rows(
        "<row r='1'><c r='A1'><v>1</v></c><c r='XFD1' s='1'/></row>"
        "<row r='1048576'><c r='A1048576' s='1'/></row>");
    EXPECT_EQ(grid.row_count(), 1U);
    EXPECT_EQ(grid.column_count(), 1U);
}

TEST(Workbook, PrefixedNamesAndUtf16) {
    TestBook book;
    book.parts["xl/worksheets/sheet1.xml"] =
        "<x:worksheet xmlns:x='m'><x:sheetData><x:row r='1'><x:c r='A1' t='s'><x:v>0</x:v></x:c>"
        "<x:c r='B1' t='inlineStr'><x:is><x:t>yi</x:t></x:is></x:c></x:row></x:sheetData>"
        "<x:mergeCells><x:mergeCell ref='A1:A2'/></x:mergeCells></x:worksheet>";
    book.parts["xl/sharedStrings.xml"] =
        test::as_utf16("<x:sst xmlns:x='m'><x:si><x:t>san</x:t></x:si></x:sst>");
    Grid grid = read(book).front();
    EXPECT_EQ(grid.at(1, 1).text(), "san");
    EXPECT_EQ(grid.at(1, 2).text(), "yi");
    EXPECT_EQ(grid.merges().size(), 1U);
}

TEST(Workbook, OddXmlAroundTheRowsIsNoRow) {
    Grid grid = read_rows(
        "<!-- <row r='9'><c><v>1</v></c></row> --><row r='1' x='>'><c r='A1'>"
        "<v>1</v></c></row><?pi <row/> ?>");
    EXPECT_EQ(grid.row_count(), 1U);
    TestBook book{.after_data = "<controls><anchor><row><c><v>3</v></c></row></anchor></controls>"};
    EXPECT_EQ(read(book).front().row_count(), 0U);
}

// Two sheets, a chart between them; the file names and ids run the other way.
TestBook several_sheets(std::string_view space) {
    std::string type = "Type='" + std::string(space) + "/";
    TestBook book;
    book.parts["xl/workbook.xml"] =
        "<workbook xmlns:r='x'><sheets><sheet name='后&amp;来' sheetId='9' r:id='rId9'/>"
        "<sheet name='图' sheetId='2' r:id='rId2'/><sheet name='藏' sheetId='1' state='hidden' "
        "r:id='rId1'/><sheet name='深藏' sheetId='3' state='veryHidden' r:id='rId3'/></sheets>"
        "</workbook>";
    book.parts["xl/_rels/workbook.xml.rels"] = "<Relationships><Relationship Id='rId1' " + type +
                                               "worksheet' Target='/xl/worksheets/a.xml"
                                               "'/><Relationship Id='rId2' " +
                                               type +
                                               "chartsheet' Target='chartsheets/sheet1.xml'/>"
                                               "<Relationship Id='rId3' " +
                                               type +
                                               "worksheet' Target='../xl/./worksheets/c.xml'/>"
                                               "<Relationship Id='rId9' " +
                                               type +
                                               "worksheet' Target='worksheets/B.XML'/>"
                                               "</Relationships>";
    for (std::string name : {"a", "b", "c"}) {
        book.parts["xl/worksheets/" + name + ".xml"] =
            "<worksheet><sheetData><row><c t='inlineStr'><is><t>" + name +
            "</t></is></c></row></sheetData></worksheet>";
    }
    return book;
}

TEST(Workbook, SheetsComeInTheOrderOfTheirTabs) {
    for (std::string_view space :
         {test::office_relationships,
          std::string_view("http://purl.oclc.org/ooxml/officeDocument/relationships")}) {
        std::vector<Grid> grids = read(several_sheets(space));
        ASSERT_EQ(grids.size(), 3U);
        EXPECT_EQ(grids[0].sheet, "后&来");
        EXPECT_EQ(grids[0].at(1, 1).text(), "b");
        EXPECT_FALSE(grids[0].hidden);
        EXPECT_EQ(grids[1].at(1, 1).text(), "a");
        EXPECT_TRUE(grids[1].hidden);
        EXPECT_EQ(grids[2].at(1, 1).text(), "c");
        EXPECT_TRUE(grids[2].hidden);
    }
}

TEST(Workbook, WorksWithoutStringsAndStyles) {
    TestBook book{.sheet_data = "<row><c s='3'><v>44260</v></c></row>"};
    std::string bytes =
        test::make_zip({{"xl/workbook.xml",
                         "<workbook xmlns:r='x'><sheets><sheet name='s' r:id='r'/></sheets>"
                         "</workbook>"},
                        {"xl/_rels/workbook.xml.rels",
                         "<Relationships><Relationship Id='r' Type='/worksheet' "
                         "Target='worksheets/sheet1.xml'/></Relationships>"},
                        {"xl/worksheets/sheet1.xml", book.sheet_xml()}});
    auto grids = read_workbook(bytes);
    ASSERT_TRUE(grids.has_value());
    EXPECT_EQ(grids->front().at(1, 1).text(), "44260");
}

}  // namespace
}  // namespace luze::exchange
