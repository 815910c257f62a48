// What the pack writes besides its report, on the sample year: every document in every type, and
// ledgers that yield the same year again when they are imported.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "sample_kit.h"

namespace luze::test {
namespace {

using testing::HasSubstr;

bool has(const std::string& page, const std::string& text) {
    return page.find(text) != std::string::npos;
}

class Documents : public testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = new Folder;
        book_ = new TestBook(folder_->at("book"));
        book_->init();
        static_cast<void>(book_->import(sample_folder()));
    }
    static void TearDownTestSuite() {
        delete book_;
        delete folder_;
    }
    static std::string write(Words words, const std::string& name) {
        words.insert(words.begin(), {"document", "write"});
        words.insert(words.end(), {"--year", "2021", "--out", folder_->at(name)});
        Outcome outcome = book_->run(words);
        EXPECT_EQ(outcome.code, 0) << outcome.text();
        return outcome.code == 0 ? read_bytes(folder_->at(name)) : "";
    }
    static std::int64_t first_of(const std::string& form, const std::string& text) {
        Json lines = book_->ask({"case", "list", "--form", form});
        for (const Json& line : *lines.array()) {
            if (line.text("title").find(text) != std::string::npos) {
                return line.number("id");
            }
        }
        return 0;
    }
    static std::int64_t value(const Json& figures, const std::string& id) {
        return figures[id].number("value", -1);
    }

    static Folder* folder_;
    static TestBook* book_;
};
Folder* Documents::folder_ = nullptr;
TestBook* Documents::book_ = nullptr;

TEST_F(Documents, EachIsWrittenInEachType) {
    const std::string meeting = std::to_string(first_of("meeting", ""));
    for (const Words& of :
         {Words{"circular_internal"}, Words{"circular_public"}, Words{"clauses"},
          Words{"quarter", "--quarter", "2"}, Words{"performance", "--person", "石思"},
          Words{"minutes", "--record", meeting}}) {
        EXPECT_TRUE(write(of, "a.docx").starts_with("PK")) << of[0];
        EXPECT_TRUE(write(of, "a.pdf").starts_with("%PDF")) << of[0];
        EXPECT_TRUE(has(write(of, "a.html"), "<h1")) << of[0];
    }
}

TEST_F(Documents, TheirNumbersAreTheFigures) {
    Json figures = book_->figures(2021);
    auto number = [&](const std::string& id) { return std::to_string(value(figures, id)); };
    std::string circular = write({"circular_internal"}, "c.html");
    for (const char* id : {"prob.total", "prob.closed", "prob.open", "prob.overdue"}) {
        EXPECT_TRUE(has(circular, ">" + number(id) + "<")) << id;
    }
}

TEST_F(Documents, ThePublicOneNamesNobody) {
    std::string circular = write({"circular_public"}, "p.html");
    Json people = book_->ask({"case", "list", "--form", "problem"});
    ASSERT_FALSE(people.array()->empty());
    for (const Json& line : *people.array()) {
        EXPECT_FALSE(has(circular, line.text("title"))) << line.text("title");
        if (!line["owner"].is_null()) {
            EXPECT_FALSE(has(circular, line["owner"].text("name")));
        }
    }
    EXPECT_TRUE(has(write({"circular_internal"}, "i.html"), "逾期"));
}

TEST_F(Documents, MinutesHoldWhatWasRecordedAndNothingElse) {
    std::int64_t meeting = first_of("meeting", "研究信息化平台建设立项");
    ASSERT_GT(meeting, 0);
    std::string minutes = write({"minutes", "--record", std::to_string(meeting)}, "m.html");
    EXPECT_TRUE(has(minutes, "姜鸣主持"));
    EXPECT_TRUE(has(minutes, "研究信息化平台建设立项"));
    EXPECT_TRUE(has(minutes, "会议决定：通过"));
    std::string said = minutes.substr(minutes.find("<article"));
    EXPECT_FALSE(has(said.substr(0, said.find("</article>")), "{")) << "a name that nothing fills";
    EXPECT_FALSE(has(minutes, "列席"));
}

TEST_F(Documents, EvidenceIsTakenOutAsItWasAttached) {
    std::string problem = std::to_string(first_of("problem", ""));
    for (const char* said : {"第一份", "第二份"}) {
        write_bytes(folder_->at("说明.txt"), said);
        Outcome attached = book_->run({"record", "attach", problem, folder_->at("说明.txt")});
        ASSERT_EQ(attached.code, 0) << attached.text();
    }
    std::filesystem::create_directories(folder_->at("取出"));
    Json files = book_->ask({"record", "evidence", problem, "--out", folder_->at("取出")});
    ASSERT_EQ(files.array()->size(), 2U);
    std::multiset<std::string> taken;
    for (const Json& file : *files.array()) {
        taken.insert(read_bytes(folder_->at("取出/" + file.text("name"))));
    }
    EXPECT_THAT(taken, testing::ElementsAre("第一份", "第二份"));
}

TEST_F(Documents, AQuarterSaysOnceWhatIsLacking) {
    std::string page = write({"quarter", "--quarter", "2"}, "q.html");
    const std::string problem = "维修资金使用公示时间不足";
    std::size_t first = page.find(problem);
    ASSERT_NE(first, std::string::npos);
    std::size_t line = page.find("</p>", first);
    EXPECT_GT(page.find(problem, first + 1), line) << "twice in one sentence";
    EXPECT_TRUE(has(page, "（端午节）")) << "a window that is not its bearer is named";
}

TEST_F(Documents, WhatIsAskedWronglyIsSaid) {
    auto refused = [&](Words words, int code, const char* said) {
        words.insert(words.begin(), {"document", "write"});
        words.insert(words.end(), {"--out", folder_->at("x.docx")});
        Outcome outcome = book_->run(words);
        EXPECT_EQ(outcome.code, code) << outcome.text();
        EXPECT_THAT(outcome.text(), HasSubstr(said));
    };
    refused({"essay"}, 4, "没有文书");
    refused({"minutes", "--record", "999999"}, 4, "999999");
    refused({"quarter", "--quarter", "7"}, 2, "季度");
    refused({"ledger.problem"}, 2, "xlsx");
    refused({"performance", "--person", "韦芸倩"}, 3, "韦芸倩");
    std::int64_t problem = first_of("problem", "");
    refused({"minutes", "--record", std::to_string(problem)}, 3, "不能写成");
}

TEST_F(Documents, WhoSpokeAndWhatTheySaidAreTwoColumns) {
    Folder ledgers;
    write_bytes(ledgers.path() / "01人员名册.xlsx",
                read_bytes(sample_folder() + "/01人员名册.xlsx"));
    write_bytes(ledgers.path() / "会议.csv",
                "支部会议学习台账\n支部,名称,类型,时间,发言顺序,逐个表态\n"
                "第一党支部,研究计划,支委会,2021-03-05,石思、黄良,石思：同意；黄良：同意\n");
    Folder books;
    TestBook book(books.at("book"));
    book.init();
    static_cast<void>(book.import(ledgers.path().string()));
    Json meetings = book.ask({"case", "list", "--form", "meeting"});
    ASSERT_EQ(meetings.array()->size(), 1U);
    Json texts =
        book.ask({"case", "show", std::to_string(meetings.array()->front().number("id"))})["texts"];
    EXPECT_EQ(texts.text("topic"), "研究计划");
    EXPECT_EQ(texts.text("speaking_order"), "石思、黄良");
    EXPECT_EQ(texts.text("stances"), "石思：同意；黄良：同意");
}

// Every ledger of 2021 but those of the roster, into a folder.
void write_ledgers(TestBook& book, const Folder& folder) {
    Json kinds = book.ask({"document", "list"});
    int written = 0;
    for (const Json& kind : *kinds.array()) {
        // The roster goes by its own workbook: who belonged where, since when, is more than a list.
        bool roster = kind.text("form") == "person" || kind.text("form") == "movement" ||
                      kind.text("form") == "appointment";
        if (kind["ledger"] == Json(true) && !roster) {
            Outcome outcome = book.run({"document", "write", kind.text("id"), "--year", "2021",
                                        "--out", folder.at(kind.text("form") + ".xlsx")});
            ASSERT_EQ(outcome.code, 0) << outcome.text();
            ++written;
        }
    }
    EXPECT_GT(written, 25);
}

TEST_F(Documents, LedgersYieldTheSameYearAgain) {
    Folder ledgers;
    write_ledgers(*book_, ledgers);
    Folder books;
    TestBook same(books.at("same"));
    same.init();
    static_cast<void>(same.import(sample_folder()));
    Json into_itself = same.import(ledgers.path().string());
    EXPECT_EQ(into_itself.number("new"), 0);
    EXPECT_EQ(into_itself.number("corrected"), 0) << canonical(into_itself["files"]);

    for (const char* name : {"01人员名册.xlsx", "02岗位任职.xlsx"}) {
        write_bytes(ledgers.path() / name, read_bytes(sample_folder() + "/" + name));
    }
    TestBook again(books.at("again"));
    again.init();
    Json imported = again.import(ledgers.path().string());
    EXPECT_EQ(imported["problems"].array()->size(), 3U)
        << "no more than the sample's own; one is a row twice: " << canonical(imported["problems"]);
    Json figures = again.figures(2021);
    EXPECT_EQ(listed(figure_differences(figures)), "");
    EXPECT_EQ(value(figures, "rules.in_force"), value(book_->figures(2021), "rules.in_force"))
        << "rules of earlier years are in force as well";
}

}  // namespace
}  // namespace luze::test
