#include "ops/import_workbooks.h"

#include "ops/ops_test_kit.h"
#include "ops/verify_book.h"

namespace luze::ops {
namespace {

using testing::HasSubstr;

class ImportOnBoth : public SiteTest {
protected:
    Result<ImportOutcome> import(std::vector<std::string> paths, bool dry_run = false) {
        Site site = open();
        return import_workbooks(site, {std::move(paths), dry_run, "tester", now, {}, {}});
    }
    ImportOutcome imported(std::vector<std::string> paths, bool dry_run = false) {
        auto outcome = import(std::move(paths), dry_run);
        EXPECT_TRUE(outcome) << outcome.error().message.en;
        return outcome ? std::move(*outcome) : ImportOutcome{};
    }
    // The three ledgers in a folder.
    std::string folder() {
        file("台账/名册.csv", roster_csv);
        file("台账/会议.csv", meetings_csv);
        file("台账/下属/谈话.csv", talks_csv);
        return files_.path() + "/台账";
    }
};
LUZE_ON_BOTH_ENGINES(ImportOnBoth);

TEST_P(ImportOnBoth, AFolderGoesInOnce) {
    ImportOutcome first = imported({folder()});
    EXPECT_EQ(first.written, 6);
    EXPECT_EQ(first.first, 3);
    EXPECT_EQ(first.plan.fresh, 6U);
    Book book = fold();
    ASSERT_EQ(book.imports.size(), 1U);
    EXPECT_EQ(book.imports[0].rows, 6);
    EXPECT_EQ(book.imports[0].files.size(), 3U);
    EXPECT_TRUE(verify_book(place_, {})->sound());
    EXPECT_TRUE(std::filesystem::exists(place_.keys() / "main.checkpoint"));

    ImportOutcome again = imported({folder()});
    EXPECT_EQ(again.written, 0);
    EXPECT_EQ(again.first, 0);
    EXPECT_EQ(again.plan.unchanged, 6U);
    EXPECT_EQ(fold().size, book.size);
}

TEST_P(ImportOnBoth, ATrialWritesNothing) {
    ImportOutcome trial = imported({folder()}, true);
    EXPECT_EQ(trial.plan.fresh, 6U);
    EXPECT_EQ(trial.written, 0);
    EXPECT_EQ(fold().size, 2);
}

TEST_P(ImportOnBoth, AnImportCutShortIsCompletedByTheNext) {
    ImportOutcome one = imported({file("名册.csv", roster_csv), file("会议.csv", meetings_csv)});
    EXPECT_EQ(one.written, 5);
    EXPECT_EQ(imported({folder()}).written, 1);
    EXPECT_EQ(fold().records.size(), 6U);
}

TEST_P(ImportOnBoth, CommitsInBatchesAndSaysHowFarItIs) {
    std::string many = "某局2021年会议台账,,\n日期,议题,参会人员\n";
    for (int i = 0; i < 450; ++i) {
        many += "2021-02-03,第" + std::to_string(i) + "题,姜鸣\n";
    }
    std::string path = file("会议.csv", many);
    std::vector<std::size_t> done;
    Site site = open();
    auto outcome = import_workbooks(
        site,
        {{path}, false, "tester", now, {}, [&](std::size_t n, std::size_t) { done.push_back(n); }});
    ASSERT_TRUE(outcome) << outcome.error().message.en;
    EXPECT_EQ(done, (std::vector<std::size_t>{200, 400, 450}));
    EXPECT_EQ(fold().imports.at(0).rows, 450);
}

TEST_P(ImportOnBoth, WhatIsNotThereOrNoLedgerIsAPlainWord) {
    auto nowhere = import({files_.path() + "/nowhere"});
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().kind, ErrorKind::missing);
    EXPECT_THAT(nowhere.error().message.zh, HasSubstr("nowhere"));
    std::filesystem::create_directory(files_.path() + "/empty");
    auto empty = import({files_.path() + "/empty"});
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().kind, ErrorKind::missing);
    auto junk = import({file("照片.xlsx", "\x89PNG\r\n\x1a\n")});
    ASSERT_FALSE(junk);
    EXPECT_EQ(junk.error().kind, ErrorKind::invalid);
    EXPECT_EQ(fold().size, 2);
}

TEST_P(ImportOnBoth, TheAnswerAsJson) {
    ImportOutcome outcome = imported({folder()});
    Json json = import_json(outcome, Language::en);
    EXPECT_EQ(json.number("new"), 6);
    EXPECT_EQ(json.number("first_entry"), 3);
    EXPECT_EQ(json["files"].array()->size(), 3U);
    std::string text = canonical(json);
    EXPECT_THAT(text, HasSubstr("生人"));
    EXPECT_THAT(text, HasSubstr(R"("kind":"unknown_name")"));
}

}  // namespace
}  // namespace luze::ops
