// What people hand in by mistake or malice: a plain word, the right exit code, an unharmed book.
#include <fmt/format.h>

#include <algorithm>

#include "program_kit.h"

namespace luze::test {
namespace {

const std::string samples = std::string(LUZE_SOURCE_DIR) + "/samples/yunxi-2021";
const std::string pack = std::string(LUZE_SOURCE_DIR) + "/packs/zhuti-zeren";

bool says(const Outcome& outcome, const std::string& word) {
    return outcome.text().find(word) != std::string::npos;
}

// A book with the roster in it; every test leaves it as it was.
class Junk : public testing::Test {
protected:
    Junk() : book_(folder_.at("book")) {
        book_.init();
        static_cast<void>(book_.import(samples + "/01人员名册.xlsx"));
        root_ = book_.verified_root();
    }
    void TearDown() override { EXPECT_EQ(book_.verified_root(), root_); }

    // The file alone in a folder, imported.
    Outcome import(const std::string& name, const std::string& bytes,
                   const std::string& language = "zh") {
        std::string place = folder_.at("in" + std::to_string(++imports_));
        write_bytes(place + "/" + name, bytes);
        return book_.run({"import", place}, language);
    }

    Folder folder_;
    TestBook book_;
    std::string root_;
    int imports_ = 0;
};

TEST_F(Junk, FilesThatAreNoLedgersAreToldApart) {
    std::string workbook = read_bytes(samples + "/07检查台账.xlsx");
    std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(4'096, '\0');
    struct Case {
        std::string name;
        std::string bytes;
        std::string zh;
        std::string en;
    };
    for (const Case& junk : std::vector<Case>{
             {"改名.xlsx", "\x89PNG\r\n\x1a\n" + std::string(100, 'x'), "图片", "picture"},
             {"半截.xlsx", workbook.substr(0, workbook.size() / 2), "半截.xlsx", "半截.xlsx"},
             {"旧.xls", ole, ".xlsx", ".xlsx"},
             {"空.xlsx", "", "空", "empty"},
             {"~$锁.xlsx", "x", "锁", "temporary"},
         }) {
        Outcome zh = import(junk.name, junk.bytes);
        EXPECT_EQ(zh.code, 3) << junk.name << ": " << zh.text();
        EXPECT_TRUE(says(zh, junk.zh)) << zh.text();
        Outcome en = import(junk.name, junk.bytes, "en");
        EXPECT_EQ(en.code, 3) << junk.name;
        EXPECT_TRUE(says(en, junk.en)) << en.text();
    }
}

TEST_F(Junk, AnEmptyOrMissingFolderIsSaidToBe) {
    std::filesystem::create_directories(folder_.at("empty"));
    EXPECT_EQ(book_.run({"import", folder_.at("empty")}).code, 4);
    Outcome missing = book_.run({"import", folder_.at("nowhere")});
    EXPECT_EQ(missing.code, 4);
    EXPECT_TRUE(says(missing, "nowhere"));
}

TEST_F(Junk, LinksAreNotFollowed) {
    write_bytes(folder_.at("elsewhere/名册.csv"), "姓名,科室\n赵外人,门卫室\n");
    std::filesystem::create_directories(folder_.at("linked"));
    std::filesystem::create_symlink(folder_.at("elsewhere/名册.csv"),
                                    folder_.at("linked/名册.csv"));
    Outcome outcome = book_.run({"import", folder_.at("linked")});
    EXPECT_EQ(outcome.code, 4) << outcome.text();
}

TEST_F(Junk, AYearThatTheBookDoesNotHoldIsRefused) {
    static_cast<void>(book_.import(samples + "/07检查台账.xlsx"));
    root_ = book_.verified_root();
    for (const char* command : {"figures", "faults", "standing"}) {
        Outcome outcome = book_.run({command, "--year", "2019"});
        EXPECT_EQ(outcome.code, 4) << command;
        EXPECT_TRUE(says(outcome, "2019") && says(outcome, "2021")) << outcome.text();
    }
    EXPECT_EQ(book_.run({"report", "--year", "2019", "--out", folder_.at("out")}).code, 4);
    EXPECT_FALSE(std::filesystem::exists(folder_.at("out")));
}

TEST_F(Junk, WrongWordsAreUsageErrorsWithTheRightOne) {
    Outcome outcome = run({"fgures"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_TRUE(says(outcome, "figures")) << outcome.text();
    EXPECT_EQ(book_.run({"figures", "--as-of", "2021-02-30"}).code, 2);
    EXPECT_EQ(book_.run({"serve", "--port", "99999"}).code, 2);
    EXPECT_EQ(book_.run({"parameters", "set", "volunteer_min", "3", "--from", "2021-01-01"}).code,
              4);
    EXPECT_EQ(
        book_.run({"parameters", "set", "volunteer_min_per_member", "many", "--from", "2021-01-01"})
            .code,
        3);
}

TEST_F(Junk, OptionsMayStandOnEitherSide) {
    Outcome before = run({"--data", book_.where(), "parameters", "--json"});
    Outcome after = run({"parameters", "--json", "--data", book_.where()});
    EXPECT_EQ(before.code, 0);
    EXPECT_EQ(before.out, after.out);
}

TEST_F(Junk, APackWithATypoNamesFileLineAndWord) {
    std::string copy = folder_.at("pack");
    std::filesystem::copy(pack, copy, std::filesystem::copy_options::recursive);
    std::string text = read_bytes(copy + "/duties.toml");
    std::size_t at = text.find("bearer = ");
    ASSERT_NE(at, std::string::npos);
    auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
    text.replace(at, 6, "baerer");
    write_bytes(copy + "/duties.toml", text);
    Outcome check = run({"pack", "check", copy});
    EXPECT_EQ(check.code, 1);
    EXPECT_TRUE(says(check, "duties.toml:" + std::to_string(line)) && says(check, "bearer"))
        << check.text();
    Outcome init = run({"init", "--data", folder_.at("new"), "--pack", copy});
    EXPECT_EQ(init.code, 3);
    EXPECT_FALSE(std::filesystem::exists(folder_.at("new") + "/luze.db"));
}

TEST_F(Junk, PlacesThatHoldNoBookAreLeftAlone) {
    write_bytes(folder_.at("other/luze.db"), "these are somebody's notes");
    for (const char* command : {"figures", "verify", "init"}) {
        EXPECT_NE(run({command, "--data", folder_.at("other")}).code, 0) << command;
    }
    EXPECT_EQ(read_bytes(folder_.at("other/luze.db")), "these are somebody's notes");
    EXPECT_EQ(run({"figures", "--data", folder_.at("nothing")}).code, 4);
    EXPECT_FALSE(std::filesystem::exists(folder_.at("nothing")));
    EXPECT_EQ(run({"figures", "--data", "postgresql:host=127.0.0.1 port=1 dbname=none"}).code, 9);
    EXPECT_EQ(book_.run({"init"}).code, 6);
}

}  // namespace
}  // namespace luze::test
