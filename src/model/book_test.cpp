#include "model/book.h"

#include "model/model_test_kit.h"

namespace luze {
namespace {

using kit::Folding;

Json source(const char* file, int row) {
    return Json::Object{{"file", file}, {"sheet", "表一"}, {"row", row}, {"year", 2021}};
}

Json window() { return Json::Object{{"first", "2021-01-01"}, {"last", "2021-03-31"}}; }

TEST(Book, OpensWithItsNameAndZone) {
    Folding f;
    ASSERT_TRUE(f.add(kinds::book_opened, Json::Object{{"name", "某局"}, {"zone", 540}}));
    EXPECT_EQ(f.book.name, "某局");
    EXPECT_EQ(f.book.zone, 540);
    EXPECT_EQ(f.book.size, 1);
    EXPECT_EQ(f.book.last_recorded.ms, 1'640'086'400'000);
}

TEST(Book, KeepsPacksAndSettingsInOrder) {
    Folding f;
    ASSERT_TRUE(f.add(kinds::pack_adopted,
                      Json::Object{{"id", "p"},
                                   {"version", "2"},
                                   {"from", "2021-01-01"},
                                   {"files", Json::Object{{"pack.toml", "id = 'p'"}}}}));
    ASSERT_TRUE(f.add(kinds::parameter_set,
                      Json::Object{{"id", "times"}, {"value", "4"}, {"from", "2021-07-01"}}));
    ASSERT_EQ(f.book.packs.size(), 1U);
    EXPECT_EQ(f.book.packs[0].entry, 1);
    EXPECT_EQ(f.book.packs[0].files.at("pack.toml"), "id = 'p'");
    ASSERT_EQ(f.book.settings.size(), 1U);
    EXPECT_EQ(f.book.settings[0].value, "4");
    EXPECT_EQ(f.book.settings[0].from, kit::on("2021-07-01"));
}

TEST(Book, ACorrectionReplacesEveryFieldAndKeepsWhoItIs) {
    Folding f;
    RecordId id = f.record("activity", {{"title", kit::text("甲")}, {"hours", kit::text("2")}},
                           {{"source", source("a.xlsx", 5)}});
    Instant first = f.book.last_recorded;
    Digest commitment = f.book.records.at(id).commitment;
    ASSERT_TRUE(f.add(kinds::correction,
                      Json::Object{{"of", id.value},
                                   {"fields", to_json(Fields{{"title", kit::text("乙")}})},
                                   {"source", source("b.xlsx", 6)}}));
    const Record& record = f.book.records.at(id);
    EXPECT_EQ(record.fields, (Fields{{"title", kit::text("乙")}}));
    EXPECT_EQ(record.source, (Source{"b.xlsx", "表一", 6, 2021}));
    EXPECT_EQ(record.entries, (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(record.recorded_at, first);
    EXPECT_EQ(record.commitment, commitment);
    // Without a source of its own the row stays where it was.
    ASSERT_TRUE(
        f.add(kinds::correction, Json::Object{{"of", id.value}, {"fields", Json::Object{}}}));
    EXPECT_EQ(f.book.records.at(id).source.row, 6);
}

TEST(Book, AWithdrawnRecordIsGone) {
    Folding f;
    RecordId id = f.record("activity", {});
    ASSERT_TRUE(f.add(kinds::withdrawal, Json::Object{{"of", id.value}, {"reason", "误录"}}));
    EXPECT_TRUE(f.book.records.empty());
    auto again = f.add(kinds::withdrawal, Json::Object{{"of", id.value}});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::corrupt);
}

// Two rows say the same thing; taking the first away must not make the matter uncounted.
TEST(Book, WhenARowIsWithdrawnItsRepetitionStandsInItsPlace) {
    Folding f;
    RecordId first = f.record("activity", {});
    RecordId second = f.record("activity", {}, {{"duplicate_of", first.value}});
    RecordId third = f.record("activity", {}, {{"duplicate_of", first.value}});
    EXPECT_EQ(f.book.records.at(second).duplicate_of, first);
    ASSERT_TRUE(f.add(kinds::withdrawal, Json::Object{{"of", first.value}}));
    EXPECT_FALSE(f.book.records.at(second).duplicate_of);
    EXPECT_EQ(f.book.records.at(third).duplicate_of, second);
}

TEST(Book, HeldRowsWaitUntilTheyAreMendedOrWithdrawn) {
    Folding f;
    auto held = [&](const char* problem) {
        return f.add(kinds::held_row,
                     Json::Object{{"form", "activity"},
                                  {"source", source("a.xlsx", 9)},
                                  {"cells", Json::Array{Json::Array{"日期", "?"}}},
                                  {"problem", Json::Object{{"zh", problem}, {"en", "e"}}}});
    };
    ASSERT_TRUE(held("日期读不出"));
    ASSERT_TRUE(held("缺姓名"));
    ASSERT_EQ(f.book.held.size(), 2U);
    const HeldRow& row = f.book.held.at(1);
    EXPECT_EQ(row.problem.zh, "日期读不出");
    EXPECT_EQ(row.source.row, 9);
    EXPECT_EQ(row.cells.at(0), std::pair(std::string("日期"), std::string("?")));
    f.record("activity", {}, {{"mends", 1}});
    EXPECT_FALSE(f.book.held.contains(1));
    ASSERT_TRUE(f.add(kinds::withdrawal, Json::Object{{"of", 2}}));
    EXPECT_TRUE(f.book.held.empty());
}

TEST(Book, AnImportIsItsFilesAndTheRowsItAdded) {
    Folding f;
    Json batch = Json::Object{
        {"files", Json::Array{Json::Object{{"name", "a.xlsx"}}, Json::Object{{"name", "b.xlsx"}}}}};
    f.record("activity", {}, {{"import", 1}, {"batch", batch}});
    f.record("activity", {}, {{"import", 1}});
    f.record("activity", {});  // by hand
    ASSERT_EQ(f.book.imports.size(), 1U);
    EXPECT_EQ(f.book.imports[0].entry, 1);
    EXPECT_EQ(f.book.imports[0].rows, 2);
    EXPECT_EQ(f.book.imports[0].files, (std::vector<std::string>{"a.xlsx", "b.xlsx"}));
}

TEST(Book, HoldsWaiversLinksEvidenceAndProse) {
    Folding f;
    RecordId id = f.record("activity", {});
    ASSERT_TRUE(f.add(kinds::waiver, Json::Object{{"duty", "study"},
                                                  {"bearer", "unit:bureau"},
                                                  {"window", window()},
                                                  {"reason", "疫情"},
                                                  {"approved_by", "甲"}}));
    ASSERT_TRUE(f.add(kinds::link,
                      Json::Object{{"record", id.value}, {"duty", "study"}, {"window", window()}}));
    ASSERT_TRUE(f.add(kinds::evidence, Json::Object{{"of", id.value}, {"digest", "ab"}}));
    EXPECT_EQ(f.book.waivers.at(0).approved_by, "甲");
    EXPECT_EQ(f.book.waivers.at(0).window.last, kit::on("2021-03-31"));
    EXPECT_EQ(f.book.links.at(0).record, id);
    EXPECT_EQ(f.book.records.at(id).evidence, (std::vector<std::string>{"ab"}));
    auto prose = [&](const char* words) {
        return f.add(kinds::prose,
                     Json::Object{{"report", "annual"}, {"place", "work"}, {"text", words}});
    };
    ASSERT_TRUE(prose("旧"));
    ASSERT_TRUE(prose("新"));
    EXPECT_EQ(f.book.prose.at("annual").at("work"), "新");
    ASSERT_TRUE(prose(""));
    EXPECT_TRUE(f.book.prose.at("annual").empty());
}

TEST(Book, ARefusedEntryLeavesItUnharmed) {
    Folding f;
    RecordId id = f.record("activity", {{"title", kit::text("甲")}});
    Json bad = Json::Object{{"title", 1}};
    const std::vector<std::pair<const char*, Json>> refused{
        {"rumour", Json::Object{}},
        {kinds::record, Json::Object{{"form", "activity"}}},
        {kinds::record, Json::Object{{"form", "activity"}, {"fields", bad}}},
        {kinds::correction, Json::Object{{"of", 99}, {"fields", Json::Object{}}}},
        {kinds::correction, Json::Object{{"of", id.value}, {"fields", bad}}},
        {kinds::withdrawal, Json::Object{{"of", 99}}},
        {kinds::pack_adopted, Json::Object{{"id", "p"}, {"from", "2021-01-01"}}},
        {kinds::parameter_set, Json::Object{{"id", "times"}, {"value", "4"}}},
        {kinds::waiver, Json::Object{{"duty", "study"}}},
        {kinds::link, Json::Object{{"record", 99}, {"window", window()}}},
        {kinds::evidence, Json::Object{{"of", 99}, {"digest", "ab"}}}};
    for (const auto& [kind, body] : refused) {
        auto added = f.add(kind, body);
        ASSERT_FALSE(added) << kind;
        EXPECT_EQ(added.error().kind, ErrorKind::corrupt) << kind;
        EXPECT_EQ(f.book.size, 1) << kind;
    }
    EXPECT_EQ(f.book.records.size(), 1U);
    EXPECT_EQ(f.book.records.at(id).fields, (Fields{{"title", kit::text("甲")}}));
    EXPECT_TRUE(f.book.packs.empty() && f.book.settings.empty() && f.book.waivers.empty() &&
                f.book.links.empty());
}

TEST(Book, TakesEntriesInTheirOrderOnly) {
    Book book;
    EXPECT_FALSE(apply(book, kit::entry(2, kinds::book_opened, Json::Object{})));
    ASSERT_TRUE(apply(book, kit::entry(1, kinds::book_opened, Json::Object{})));
    EXPECT_FALSE(apply(book, kit::entry(1, kinds::book_opened, Json::Object{})));
    EXPECT_EQ(book.size, 1);
}

}  // namespace
}  // namespace luze
