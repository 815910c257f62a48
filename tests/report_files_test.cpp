// The report as files: the same bytes from the same books, evidence behind every figure, and
// nothing of restricted talks in what is handed on.
#include <algorithm>

#include "program_kit.h"

namespace luze::test {
namespace {

const std::string samples = std::string(LUZE_SOURCE_DIR) + "/samples/yunxi-2021";

class ReportFiles : public testing::Test {
protected:
    ReportFiles() : book_(folder_.at("book")) {
        book_.init();
        static_cast<void>(book_.import(samples));
    }

    // Ending → bytes.
    std::map<std::string, std::string> write(const std::string& where) {
        Outcome outcome = book_.run({"report", "--year", "2021", "--out", folder_.at(where)});
        EXPECT_EQ(outcome.code, 0) << outcome.text();
        std::map<std::string, std::string> files;
        for (const auto& item : std::filesystem::directory_iterator(folder_.at(where))) {
            files[item.path().extension().string()] = read_bytes(item.path());
        }
        return files;
    }

    Folder folder_;
    TestBook book_;
};

TEST_F(ReportFiles, TheSameBooksGiveTheSameBytes) {
    auto once = write("a");
    auto again = write("b");
    ASSERT_EQ(once.size(), 4U);
    for (const auto& [ending, bytes] : once) {
        EXPECT_TRUE(bytes == again[ending]) << ending;
    }
    EXPECT_EQ(once[".pdf"].substr(0, 5), "%PDF-");
}

TEST_F(ReportFiles, EveryFigureInTheTextOpensItsEvidence) {
    std::string html = write("a")[".html"];
    const std::string mark = "href=\"#figure-";
    int links = 0;
    for (std::size_t at = html.find(mark); at != std::string::npos; at = html.find(mark, at + 1)) {
        std::size_t from = at + mark.size();
        std::string id = html.substr(from, html.find('"', from) - from);
        EXPECT_NE(html.find("id=\"figure-" + id + "\""), std::string::npos) << id;
        ++links;
    }
    EXPECT_GT(links, 100);
}

TEST_F(ReportFiles, WhatWasSaidInTalksStaysOut) {
    auto files = write("a");
    for (const char* said : {"情况说明并落实整改", "宣读诫勉谈话决定"}) {
        EXPECT_EQ(files[".html"].find(said), std::string::npos) << said;
    }
    EXPECT_NE(files[".html"].find("志愿服务"), std::string::npos);
}

TEST_F(ReportFiles, TheOfficesOwnParagraphsSurvive) {
    write_bytes(folder_.at("own.txt"), "本局开展了“清风窗口”活动。");
    Outcome outcome = book_.run({"prose", "own-practice", "--file", folder_.at("own.txt")});
    ASSERT_EQ(outcome.code, 0) << outcome.text();
    static_cast<void>(book_.import(samples));
    EXPECT_NE(write("a")[".html"].find("本局开展了“清风窗口”活动。"), std::string::npos);
}

TEST_F(ReportFiles, AFigureFollowsTheDayAskedAbout) {
    Json half = book_.figures(2021, {"--as-of", "2021-06-30"});
    Json whole = book_.figures(2021);
    EXPECT_LT(half["pg.meetings"].number("value"), whole["pg.meetings"].number("value"));
    EXPECT_GT(half["pg.meetings"].number("value"), 0);
}

}  // namespace
}  // namespace luze::test
