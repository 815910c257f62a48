#include "exchange/sniff.h"

#include "exchange/workbook.h"
#include "exchange/workbook_test_kit.h"

namespace luze::exchange {
namespace {

using namespace std::literals;

std::string wide(std::string_view ascii) { return test::as_utf16(ascii).substr(2); }

std::string compound(std::string_view stream) {
    return "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(600, '\0') + wide(stream) +
           std::string(100, '\0');
}

TEST(Sniff, GoesByContentNotByName) {
    std::string book = test::TestBook{}.bytes();
    EXPECT_EQ(sniff(book, "台账.xlsx"), FileKind::xlsx);
    EXPECT_EQ(sniff(book, "台账.et"), FileKind::xlsx);
    EXPECT_EQ(sniff(book, "台账.csv"), FileKind::xlsx);
    std::string png = "\x89PNG\r\n\x1A\n....";
    EXPECT_EQ(sniff(png, "台账.xlsx"), FileKind::png);
    EXPECT_EQ(sniff("\xFF\xD8\xFF\xE0....", "台账.xlsx"), FileKind::jpg);
    EXPECT_EQ(sniff("%PDF-1.7\n", "台账.xlsx"), FileKind::pdf);
    EXPECT_EQ(sniff("GIF89a", "a.gif"), FileKind::picture_other);
    EXPECT_EQ(sniff("Rar!\x1A\x07\x00"sv, "a.rar"), FileKind::zip_other);
}

TEST(Sniff, CompoundFiles) {
    EXPECT_EQ(sniff(compound("Workbook"), "旧.xls"), FileKind::xls);
    EXPECT_EQ(sniff(compound("Workbook"), "旧.xlsx"), FileKind::xls);
    EXPECT_EQ(sniff(compound("Workbook"), "旧.ET"), FileKind::et);
    EXPECT_EQ(sniff(compound("WordDocument"), "旧.doc"), FileKind::doc);
    EXPECT_EQ(sniff(compound("EncryptedPackage"), "密.xlsx"), FileKind::encrypted_office);
    EXPECT_EQ(sniff(compound("Elsewhere"), "x.msg"), FileKind::ole_other);
}

TEST(Sniff, OtherZips) {
    EXPECT_EQ(sniff(test::make_zip({{"word/document.xml", "x"}}), "a.docx"), FileKind::docx);
    EXPECT_EQ(sniff(test::make_zip({{"ppt/presentation.xml", "x"}}), "a"), FileKind::pptx);
    EXPECT_EQ(sniff(test::make_zip({{"xl/workbook.bin", "x"}}), "a.xlsb"), FileKind::xlsb);
    EXPECT_EQ(sniff(test::make_zip({{"a.txt", "x"}}), "a.zip"), FileKind::zip_other);
    std::string ods = test::make_zip(
        {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", "x"}});
    EXPECT_EQ(sniff(ods, "a.ods"), FileKind::ods);
}

TEST(Sniff, DamagedZips) {
    std::string book = test::TestBook{}.bytes();
    EXPECT_EQ(sniff(book.substr(0, book.size() / 2), "a.xlsx"), FileKind::zip_truncated);
    std::string broken = book;
    broken.replace(broken.rfind("PK\5\6") + 16, 4, "\xFF\xFF\xFF\x7F");  // the directory's place
    EXPECT_EQ(sniff(broken, "a.xlsx"), FileKind::zip_broken);
}

TEST(Sniff, Texts) {
    EXPECT_EQ(sniff("序号,内容\n1,学习\n", "a.csv"), FileKind::csv);
    EXPECT_EQ(sniff("\xD0\xF2\xBA\xC5,\xC4\xDA\xC8\xDD\n", "a.csv"), FileKind::csv);
    EXPECT_EQ(sniff("只有一列\n", "a.CSV"), FileKind::csv);
    EXPECT_EQ(sniff("a\tb\nc\td\n", "a.txt"), FileKind::csv);
    EXPECT_EQ(sniff("一、工作概况\n今年以来。\n", "a.txt"), FileKind::text);
    EXPECT_EQ(sniff("# 提纲\n", "a.md"), FileKind::text);
    EXPECT_EQ(sniff("plain words", "a.xlsx"), FileKind::unknown);
    EXPECT_EQ(sniff("<html><table>", "导出.xls"), FileKind::html);
    EXPECT_EQ(sniff("\xEF\xBB\xBF \n<!DOCTYPE HTML><body>", "导出.xls"), FileKind::html);
    EXPECT_EQ(sniff("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:"
                    "spreadsheet\">",
                    "导出.xls"),
              FileKind::xml_spreadsheet);
    EXPECT_EQ(sniff("\x01\x02\x00\xFF\xFE"sv, "a.dat"), FileKind::unknown);
}

TEST(Sniff, ALongTextIsNotCutInsideACharacter) {
    std::string text;
    while (text.size() < 9'000) {
        text += "序号,这是很长的一行内容\n";
    }
    EXPECT_EQ(sniff(text, "a.csv"), FileKind::csv);
    std::string one_line = "a,";
    while (one_line.size() < 9'000) {
        one_line += "字";
    }
    EXPECT_EQ(sniff(one_line, "a.csv"), FileKind::csv);
}

TEST(Sniff, EmptyAndLeftoverFiles) {
    EXPECT_EQ(sniff("", "a.xlsx"), FileKind::empty);
    EXPECT_EQ(sniff(std::string(512, '\0'), "a.xlsx"), FileKind::empty);
    EXPECT_EQ(sniff("\1\2\3", "folder/~$台账.xlsx"), FileKind::lock_file);
    EXPECT_EQ(sniff("\1\2\3", ".~台账.xlsx"), FileKind::lock_file);
    EXPECT_EQ(sniff("\1\2\3", "._台账.xlsx"), FileKind::system_file);
    EXPECT_EQ(sniff("\1\2\3", "C:\\x\\Thumbs.db"), FileKind::system_file);
}

TEST(Explain, SaysInBothLanguagesWhatToDo) {
    for (int i = 0; i <= static_cast<int>(FileKind::unknown); ++i) {
        auto kind = static_cast<FileKind>(i);
        Error error = explain(kind, "文件夹/x.dat");
        EXPECT_TRUE(error.message.zh.starts_with("『x.dat』")) << i;
        EXPECT_TRUE(error.message.en.starts_with("\"x.dat\" ")) << i;
        EXPECT_TRUE(explain(kind, "").message.zh.starts_with("这个文件")) << i;
    }
    EXPECT_EQ(explain(FileKind::et, "x.et").message.zh,
              "『x.et』是 WPS 旧格式，请在 WPS 里另存为 .xlsx 后再导入");
    EXPECT_NE(explain(FileKind::encrypted_office, "x").message.zh.find("密码"), std::string::npos);
    EXPECT_NE(explain(FileKind::png, "x").message.zh.find("图片"), std::string::npos);
}

TEST(ReadWorkbook, ExplainsWhatIsNoWorkbook) {
    EXPECT_NE(read_workbook(compound("Workbook")).error().message.zh.find("另存为 .xlsx"),
              std::string::npos);
    EXPECT_NE(read_workbook("").error().message.zh.find("空文件"), std::string::npos);
}

}  // namespace
}  // namespace luze::exchange
