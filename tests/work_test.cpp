// The work of a day at the command line: what a clerk types, what the program says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_kit.h"

namespace luze::test {
namespace {

using testing::HasSubstr;

class Work : public testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = new Folder;
        book_ = new TestBook(folder_->at("book"));
        book_->init();
        static_cast<void>(book_->import(sample_folder() + "/01人员名册.xlsx"));
        say({"record", "add", "mandate", "person=金鹏毅", "role=discipline", "from=2021-01-01",
             "--as", "姜鸣"});
    }
    static void TearDownTestSuite() {
        delete book_;
        delete folder_;
    }
    static std::string say(Words words) {
        Outcome outcome = book_->run(std::move(words));
        EXPECT_EQ(outcome.code, 0) << outcome.text();
        return outcome.text();
    }
    static std::string refused(Words words, int code) {
        Outcome outcome = book_->run(std::move(words));
        EXPECT_EQ(outcome.code, code) << outcome.text();
        return outcome.text();
    }
    static std::string number(Words words) {
        return std::to_string(book_->ask(std::move(words)).number("id"));
    }
    static std::string problem() {
        return number({"record", "add", "problem", "source=自查", "description=票据不全",
                       "department=计划财务科", "leader=石思", "--as", "姜鸣"});
    }

    static Folder* folder_;
    static TestBook* book_;
};
Folder* Work::folder_ = nullptr;
TestBook* Work::book_ = nullptr;

TEST_F(Work, AProblemFromRaisedToClosed) {
    std::string id = problem();
    say({"step", id, "assign", "owner=崔敏慧", "post=会计岗", "measures=补齐", "type=限期整改",
         "deadline=2099-12-31", "--as", "石思"});
    EXPECT_THAT(refused({"step", id, "submit", "progress=好了", "--as", "崔敏慧"}, 6),
                HasSubstr("佐证"));
    write_bytes(folder_->at("说明.txt"), "已补齐");
    say({"record", "attach", id, folder_->at("说明.txt"), "--as", "崔敏慧"});
    say({"step", id, "submit", "progress=好了", "--as", "崔敏慧"});
    EXPECT_THAT(refused({"step", id, "close", "--as", "崔敏慧"}, 6), HasSubstr("不能由责任人本人"));
    EXPECT_THAT(refused({"step", id, "close", "--as", "邓娜"}, 6), HasSubstr("纪检机构（金鹏毅）"));
    say({"step", id, "close", "--as", "金鹏毅"});
    std::string shown = say({"case", "show", id, "--as", "金鹏毅"});
    EXPECT_THAT(shown, HasSubstr("已销号"));
    EXPECT_THAT(shown, HasSubstr("回头看：已巩固"));
    EXPECT_THAT(say({"case", "list", "--form", "problem", "--state", "closed"}),
                HasSubstr("票据不全"));
    Json listed = book_->ask({"case", "list", "--form", "problem", "--owner", "崔敏慧"});
    EXPECT_FALSE(listed.array()->empty());
}

TEST_F(Work, WhatIsLateIsProposedDecidedAndWritten) {
    std::string id = problem();
    // Recorded now, done weeks ago: taken, and marked.
    say({"step", id, "assign", "owner=崔敏慧", "post=会计岗", "measures=补齐", "type=限期整改",
         "deadline=2099-12-31", "--as", "石思"});
    EXPECT_THAT(refused({"ladder", "decide", id, "notice", "--as", "石思"}, 6),
                HasSubstr("没有逾期"));
    EXPECT_THAT(refused({"ladder", "decide", "999999", "notice", "--as", "石思"}, 4),
                HasSubstr("999999"));
    say({"ladder", "list", "--as", "石思"});
    say({"reminder", "list", "--as", "崔敏慧"});
}

TEST_F(Work, TypedWrongly) {
    EXPECT_THAT(refused({"record", "add", "problm", "x=y", "--as", "姜鸣"}, 4),
                HasSubstr("problm"));
    EXPECT_THAT(refused({"record", "add", "problem", "source", "--as", "姜鸣"}, 2),
                HasSubstr("字段=内容"));
    EXPECT_THAT(refused({"record", "add", "problem", "sorce=自查", "--as", "姜鸣"}, 3),
                HasSubstr("sorce"));
    EXPECT_THAT(refused({"step", "abc", "close"}, 2), HasSubstr("abc"));
    EXPECT_THAT(refused({"case", "show", "1", "--as", "无此人"}, 4), HasSubstr("无此人"));
    EXPECT_THAT(refused({"window", "waive", "monthly_study", "unit:bureau", "--from", "x", "--to",
                         "2021-01-31", "--reason", "y"},
                        2),
                HasSubstr("--from"));
    refused({"case", "hide"}, 2);
}

TEST_F(Work, CorrectedAndWithdrawn) {
    std::string id = number({"record", "add", "volunteer", "person=石思", "date=2021-03-05",
                             "service=清扫", "hours=2", "--as", "邓娜"});
    say({"record", "correct", id, "hours=3", "--as", "邓娜"});
    EXPECT_EQ(book_->ask({"case", "show", id})["texts"].text("hours"), "3");
    EXPECT_THAT(refused({"record", "correct", id, "hours=4", "--seen", "1", "--as", "邓娜"}, 5),
                HasSubstr("已有别人改动"));
    say({"record", "withdraw", id, "--reason", "重复", "--as", "邓娜"});
    refused({"case", "show", id}, 4);
}

TEST_F(Work, TokensPostsTalksAndPlans) {
    std::string token = book_->ask({"token", "add", "秦雨"}).text("token");
    EXPECT_EQ(token.size(), 48U);
    Json tokens = book_->ask({"token", "list"});
    ASSERT_EQ(tokens.array()->size(), 1U);
    EXPECT_EQ(canonical(tokens).find(token), std::string::npos);
    say({"token", "revoke", tokens.array()->front().text("id")});
    refused({"token", "revoke", tokens.array()->front().text("id")}, 4);
    EXPECT_THAT(say({"reminder", "calendar", "--as", "秦雨"}), HasSubstr(".ics"));
    EXPECT_FALSE(
        book_->ask({"talk", "list", "--year", "2021", "--as-of", "2021-12-31"}).array()->empty());
    say({"post", "list"});
    EXPECT_FALSE(book_->ask({"plan", "burden", "--year", "2021"})["least"].is_null());
    refused({"meeting", "show", "3"}, 4);
}

TEST_F(Work, AParameterSetFromAPastDaySaysWhatThatMeans) {
    Words set{"parameters", "set", "monthly_study_per_month", "1", "--from", "2021-01-01"};
    EXPECT_THAT(say(set), HasSubstr("过去了的也按新值重算"));
    EXPECT_EQ(book_->ask(set)["from_before_today"], Json(true));
}

TEST_F(Work, AMeetingIsShownForReading) {
    std::string id =
        number({"record", "add", "meeting", "type=党组会", "date=2021-03-05", "topic=研究预算",
                "chair=姜鸣", "due=7", "present=3", "--act", "record", "--as", "秦雨"});
    std::string item =
        number({"record", "add", "agenda_item", "meeting=" + id, "date=2021-03-05",
                "topic=年度预算", "decision=通过", "--act", "record", "--as", "秦雨"});
    std::string shown = say({"meeting", "show", id, "--as", "秦雨"});
    for (const char* line : {"研究预算", "主持人：姜鸣", "年度预算", "不合规之处", "实到3人"}) {
        EXPECT_THAT(shown, HasSubstr(line));
    }
    EXPECT_THAT(shown, testing::Not(HasSubstr("{")));
    EXPECT_THAT(shown, testing::Not(HasSubstr("对照检查材料"))) << "no such meeting asks for them";
    EXPECT_EQ(book_->ask({"meeting", "show", id})["items"].array()->size(), 1U);
}

TEST_F(Work, EveryCommandHasItsHelpInBothLanguages) {
    for (const char* language : {"zh", "en"}) {
        for (const Words& words :
             {Words{"record", "add"}, Words{"step"}, Words{"ladder", "decide"},
              Words{"window", "raise"}, Words{"document", "write"}, Words{"plan"}}) {
            Words asked = words;
            asked.emplace_back("--help");
            Outcome outcome = run(asked, language);
            EXPECT_EQ(outcome.code, 0) << outcome.text();
            EXPECT_THAT(outcome.out, HasSubstr(words[0]));
        }
    }
    EXPECT_EQ(book_->ask({"verify"})["sound"], Json(true));
}

}  // namespace
}  // namespace luze::test
