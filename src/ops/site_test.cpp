#include "ops/site.h"

#include "ledger/ledger.h"
#include "ops/ops_test_kit.h"
#include "ops/verify_book.h"
#include "views/record_view.h"

namespace luze::ops {
namespace {

using testing::HasSubstr;

class SiteOnBoth : public SiteTest {};
LUZE_ON_BOTH_ENGINES(SiteOnBoth);

TEST_P(SiteOnBoth, AFreshBookHoldsItsNameItsRulesAndItsKey) {
    Book book = fold();
    EXPECT_EQ(book.name, "某局");
    EXPECT_EQ(book.size, 2);
    EXPECT_EQ(book.packs.at(0).files.at("pack.toml"), small_rules);
    std::filesystem::path key = place_.keys() / "main.key";
    EXPECT_EQ(std::filesystem::status(key).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_P(SiteOnBoth, ABookIsBegunOnce) {
    auto again = init_book(place_, {"又一局", {{"pack.toml", small_rules}}, "tester"}, now);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::refused);
    EXPECT_EQ(fold().name, "某局");
    auto bad = init_book({where(), "second"}, {"某局", {{"pack.toml", "id = 1"}}, "t"}, now);
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().kind, ErrorKind::invalid);
    EXPECT_FALSE(std::filesystem::exists(place_.keys() / "second.key"));
    // Another book in the same place is another book.
    auto second = init_book({where(), "second"}, {"二局", {{"pack.toml", small_rules}}, "t"}, now);
    ASSERT_TRUE(second) << second.error().message.en;
    EXPECT_EQ(fold().name, "某局");
}

TEST_P(SiteOnBoth, ABookThatIsNotThereSaysHowToMakeOne) {
    auto none = Site::open_to_read({where(), "nosuch"});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().kind, ErrorKind::missing);
    EXPECT_THAT(none.error().message.zh, HasSubstr("luze init"));
}

TEST_P(SiteOnBoth, AppendsEntriesAndViewsTogether) {
    Site site = open();
    Book book = fold(site);
    ASSERT_TRUE(
        site.append({meeting("2021-02-03", "学习"), meeting("2021-03-03", "部署")}, now, book));
    EXPECT_EQ(book.size, 4);
    EXPECT_EQ(book.records.size(), 2U);
    EXPECT_EQ(fold().records.size(), 2U);
    auto at = views::position(site.session(), "main");
    ASSERT_TRUE(at);
    EXPECT_EQ(*at, 4);
}

TEST_P(SiteOnBoth, WhatCannotBeFoldedIsNotKept) {
    Site site = open();
    Book book = fold(site);
    Draft bad{kinds::correction, "tester", Json::Object{{"of", 99}, {"fields", Json::Object{}}}};
    auto refused = site.append({meeting("2021-02-03", "学习"), bad}, now, book);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::corrupt);
    // The caller's book is of no more use; folded again it is as before, and goes on.
    book = fold(site);
    EXPECT_EQ(book.size, 2);
    ASSERT_TRUE(site.append({meeting("2021-02-03", "学习")}, now, book));
    EXPECT_EQ(fold().records.size(), 1U);
    EXPECT_TRUE(verify_book(place_, {})->sound());
}

TEST_P(SiteOnBoth, WhoCameSecondReadsAgain) {
    Site site = open();
    Book book = fold(site);
    add({meeting("2021-02-03", "学习")});
    auto late = site.append({meeting("2021-03-03", "部署")}, now, book);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().kind, ErrorKind::conflict);
    book = fold(site);
    ASSERT_TRUE(site.append({meeting("2021-03-03", "部署")}, now, book));
    EXPECT_EQ(fold().records.size(), 2U);
}

TEST_P(SiteOnBoth, FoldsTheBookAsItWasKnown) {
    Instant later{now.ms + 86'400'000};
    add({meeting("2021-02-03", "学习")});
    add({meeting("2021-03-03", "部署")}, later);
    Site site = open();
    EXPECT_EQ(fold(site).size, 4);
    EXPECT_EQ(fold(site, "2022-01-24").size, 3);
    EXPECT_EQ(fold(site, now.rfc3339()).size, 3);
    EXPECT_EQ(fold(site, "2022-01-25").size, 4);
    EXPECT_EQ(fold(site, "2022-01-23").size, 0);
    auto wrong = site.fold("昨天");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().kind, ErrorKind::usage);
    auto early = ops::look(site, {{now.day_at(480), {}, 2021}, "2020-01-01"});
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().kind, ErrorKind::missing);
    EXPECT_EQ(look({{now.day_at(480), {}, 2021}, "2022-01-24"})->figures().find("meetings")->value,
              Decimal::whole(1));
}

// A whole day is a day of the book's own zone: here nine hours east.
TEST_P(SiteOnBoth, ADayEndsWhereTheBookIs) {
    Site site = open();
    Instant midnight{Date::parse("2022-02-01")->days() * std::int64_t{86'400'000} -
                     540 * std::int64_t{60'000}};
    ledger::Ledger ledger(site.session(), "east");
    Draft opened{kinds::book_opened, "tester", Json::Object{{"name", "东局"}, {"zone", 540}}};
    for (auto [draft, at] :
         {std::pair(opened, now), std::pair(meeting("2021-02-03", "一"), Instant{midnight.ms - 1}),
          std::pair(meeting("2021-03-03", "二"), midnight)}) {
        ASSERT_TRUE(store::transact(site.session(), [&] { return ledger.append({draft}, at); }));
    }
    auto east = Site::open_to_read({where(), "east"});
    ASSERT_TRUE(east) << east.error().message.en;
    EXPECT_EQ(fold(*east, "2022-01-31").records.size(), 1U);
    EXPECT_EQ(fold(*east, "2022-02-01").records.size(), 2U);
}

TEST_P(SiteOnBoth, LostViewsComeBackWhenItIsOpenedToWrite) {
    add({meeting("2021-02-03", "学习")});
    tamper("DROP TABLE view_record");
    Site site = open();
    auto found = views::compare(site.session(), "main", fold(site));
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->empty());
}

TEST_P(SiteOnBoth, ASignedBookVerifies) {
    add({meeting("2021-02-03", "学习")});
    Site site = open();
    auto note = site.sign();
    ASSERT_TRUE(note) << note.error().message.en;
    EXPECT_EQ(*read_file(place_.keys() / "main.checkpoint", 4096), *note);
    EXPECT_EQ(*site.sign(), *note);
    auto report = verify_book(place_, {});
    ASSERT_TRUE(report) << report.error().message.en;
    EXPECT_TRUE(report->sound()) << canonical(verify_json(*report, Language::en));
    EXPECT_EQ(report->entries, 3);
    EXPECT_EQ(report->checkpoints, 1);
}

std::string said(const Result<ledger::VerifyReport>& report) {
    return report ? canonical(verify_json(*report, Language::en)) : report.error().message.en;
}

TEST_P(SiteOnBoth, VerifyNamesAViewChangedBehindItsBack) {
    add({meeting("2021-02-03", "学习"), meeting("2021-03-03", "部署")});
    tamper("UPDATE view_record SET fields = '{}' WHERE id = 4");
    auto report = verify_book(place_, {});
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->sound());
    EXPECT_THAT(said(report), HasSubstr("record 4 of view_record is not what the entries say"));
    Site site = open();
    auto rebuilt = rebuild_views(site);
    ASSERT_TRUE(rebuilt);
    EXPECT_EQ(*rebuilt, 2);
    EXPECT_TRUE(verify_book(place_, {})->sound());
}

// Whoever may rewrite the whole database still does not have the note laid beside the key.
TEST_P(SiteOnBoth, TheKeptNoteShowsThatTheLastEntryWasRemoved) {
    tamper("CREATE TABLE aside AS SELECT * FROM head");
    add({meeting("2021-02-03", "学习")});
    {
        Site site = open();
        ASSERT_TRUE(site.sign());
    }
    tamper(
        "DELETE FROM entry WHERE sequence = 3; DELETE FROM checkpoint; DELETE FROM head;"
        "INSERT INTO head SELECT * FROM aside; DROP TABLE aside; DELETE FROM view_record;"
        "UPDATE view_position SET position = 2");
    auto report = verify_book(place_, {});
    ASSERT_TRUE(report) << said(report);
    EXPECT_FALSE(report->sound());
    EXPECT_THAT(said(report), HasSubstr("\"kind\":\"outside\""));
    // Without it nobody could tell.
    std::filesystem::remove(place_.keys() / "main.checkpoint");
    EXPECT_TRUE(verify_book(place_, {})->sound()) << said(verify_book(place_, {}));
}

TEST_P(SiteOnBoth, ANoteOfAnotherKeyIsRefused) {
    Site site = open();
    ASSERT_TRUE(site.sign());
    for (const char* text : {"not a note", ""}) {
        EXPECT_FALSE(verify_book(place_, {.checkpoint_file = file("x", text), .progress = {}}));
    }
    auto key = ledger::SigningKey::generate("main");
    ASSERT_TRUE(key);
    ASSERT_TRUE(write_file(place_.keys() / "main.key", key->text()));
    EXPECT_FALSE(verify_book(place_, {}));
    auto none = verify_book(place_, {.checkpoint_file = files_.path() + "/none", .progress = {}});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().kind, ErrorKind::missing);
}

TEST_P(SiteOnBoth, ThereIsNothingToVerifyInABookThatIsNotThere) {
    auto report = verify_book({where(), "nosuch"}, {});
    ASSERT_FALSE(report && report->sound()) << "an absent book was called sound";
}

}  // namespace
}  // namespace luze::ops
