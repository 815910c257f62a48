// A folder as it comes from an office: subfolders, files that cannot be read, and only some of the
// ledgers. Everything is met with a plain word, and nothing good is lost for what is bad.
#include <filesystem>

#include "exchange/workbook_test_kit.h"
#include "sample_kit.h"

namespace luze::test {
namespace {

namespace fs = std::filesystem;

std::string wide(const std::string& ascii) { return exchange::test::as_utf16(ascii).substr(2); }

// A compound file as far as anybody looks: its signature and the name of a stream.
std::string compound(const std::string& stream) {
    std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    bytes += std::string(1000, '\x01') + wide(stream) + std::string(3000, '\x02');
    return bytes;
}

// What import --json says of a file.
std::string word_about(const Json& import, const std::string& file) {
    for (const Json& one : *import["files"].array()) {
        if (one.text("file").ends_with(file)) {
            return one.text("passed_over");
        }
    }
    return "not named";
}

struct Intake : testing::Test {
    Folder folder;
    TestBook book{folder.at("data")};
    fs::path tables = folder.path() / "tables";

    Intake() { book.init(); }
    void put_sample(const std::string& file, const std::string& under = "") {
        write_bytes(tables / under / file, read_bytes(sample_folder() + "/" + file));
    }
    void expect_word(const Json& import, const std::string& file, const std::string& word) {
        EXPECT_NE(word_about(import, file).find(word), std::string::npos)
            << file << ": " << word_about(import, file);
    }
};

TEST_F(Intake, MeetsEachStrayFileWithAWord) {
    for (const Json& sheet : *expected()["inventory"].array()) {
        put_sample(sheet.text("file"), sheet.text("file") < "06" ? "一季度/报送" : "其他");
    }
    write_bytes(tables / "~$06谈话台账.xlsx", std::string(165, '\x05'));
    write_bytes(tables / "会议.et", compound("Workbook"));
    write_bytes(tables / "旧表.xls", compound("Book"));
    write_bytes(tables / "加密.xlsx", compound("EncryptedPackage"));
    write_bytes(tables / "空.xlsx", "");
    write_bytes(tables / "说明.docx", exchange::test::make_zip({{"word/document.xml", "<w/>"}}));
    Json import = book.import(tables.string());
    expect_word(import, "~$06谈话台账.xlsx", "临时文件");
    expect_word(import, "会议.et", "WPS");
    expect_word(import, "会议.et", "另存为 .xlsx");
    expect_word(import, "旧表.xls", "旧格式");
    expect_word(import, "加密.xlsx", "密码");
    expect_word(import, "空.xlsx", "空");
    expect_word(import, "说明.docx", "不是表格");
    Words wrong = figure_differences(book.figures(2021));
    EXPECT_TRUE(wrong.empty()) << listed(wrong);
}

TEST_F(Intake, OfSomeLedgersLeavesTheOthersOpen) {
    put_sample("01人员名册.xlsx");
    put_sample("06谈话台账.xlsx");
    (void)book.import(tables.string());
    Json figures = book.figures(2021);
    auto here = [](const std::string& id) {
        return id.starts_with("talk.") || id.starts_with("scope.");
    };
    Words wrong = figure_differences(figures, here);
    EXPECT_TRUE(wrong.empty()) << listed(wrong);
    for (const auto& [id, figure] : *expected()["figures"].object()) {
        if (!here(id)) {
            EXPECT_TRUE(figures[id]["value"].is_null()) << id << canonical(figures[id]);
            EXPECT_EQ(figures[id]["held"], Json(false)) << id;
        }
    }
    Json faults = book.faults(2021);
    for (const Json& fault : *faults.array()) {
        std::string file = fault.text("file");
        EXPECT_TRUE(file.empty() || file.starts_with("01") || file.starts_with("06"))
            << canonical(fault);
        EXPECT_TRUE(!file.empty() || fault.text("class") == "notice") << canonical(fault);
    }
}

// The rest handed in later completes the year.
TEST_F(Intake, InPartsIsAsGoodAsAtOnce) {
    for (const Json& sheet : *expected()["inventory"].array()) {
        (void)book.import(sample_folder() + "/" + sheet.text("file"));
    }
    Words wrong = figure_differences(book.figures(2021));
    EXPECT_TRUE(wrong.empty()) << listed(wrong);
    Words faults = differences(fault_lines(book.faults(2021)), expected_fault_lines());
    EXPECT_TRUE(faults.empty()) << listed(faults);
}

// Names are resolved once all files are read: the roster may come last.
TEST_F(Intake, TakesTheRosterLast) {
    put_sample("05活动和志愿服务台账.xlsx");
    (void)book.import(tables.string());
    (void)book.import(sample_folder());
    Words wrong = figure_differences(book.figures(2021));
    EXPECT_TRUE(wrong.empty()) << listed(wrong);
}

}  // namespace
}  // namespace luze::test
