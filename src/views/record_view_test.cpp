// On both engines: what the views hold is what the entries say, whatever happened to the tables.
#include "views/record_view.h"

#include <gmock/gmock.h>

#include "base/limits.h"
#include "model/model_test_kit.h"
#include "store/databases_test.h"

namespace luze::views {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* name = "main";
constexpr store::Statement tamper_form{
    "test.tamper.form", "UPDATE view_record SET form = 'talk' WHERE book = :book AND id = :id"};
constexpr store::Statement tamper_gone{"test.tamper.gone",
                                       "DELETE FROM view_record WHERE book = :book AND id = :id"};
constexpr store::Statement tamper_copy{
    "test.tamper.copy",
    "INSERT INTO view_record SELECT book, 77, form, file, sheet, source_row, source_year,"
    " duplicate_of, import, recorded_at, fields, entries, evidence FROM view_record"
    " WHERE book = :book AND id = :id"};
constexpr store::Statement tamper_position{
    "test.tamper.position", "UPDATE view_position SET position = 1 WHERE book = :book"};
constexpr store::Statement tamper_version{
    "test.tamper.version", "UPDATE meta SET value = '0' WHERE name = 'views.version'"};

class RecordView : public store::DatabaseTest {
protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        database_ = create();
        session_ = session(*database_);
        ASSERT_TRUE(prepare(*session_));
    }

    // Folds the next entries and writes them into the views, as an append does.
    void enter(const std::vector<std::pair<const char*, Json>>& facts) {
        std::vector<Entry> entries;
        for (const auto& [kind, body] : facts) {
            entries.push_back(kit::entry(book_.size + 1, kind, body));
            auto folded = luze::apply(book_, entries.back());
            ASSERT_TRUE(folded) << folded.error().message.en;
        }
        auto written =
            store::transact(*session_, [&] { return apply(*session_, name, entries, book_); });
        ASSERT_TRUE(written) << written.error().message.en;
    }
    static std::pair<const char*, Json> record(const char* form, const char* title,
                                               Json::Object more = {}) {
        more["form"] = form;
        more["fields"] = Json::Object{{"title", title}};
        more["source"] =
            Json::Object{{"file", "台账.xlsx"}, {"sheet", "表一"}, {"row", 7}, {"year", 2021}};
        return {kinds::record, std::move(more)};
    }
    static std::pair<const char*, Json> correction(int of, const char* title) {
        return {kinds::correction,
                Json::Object{{"of", of}, {"fields", Json::Object{{"title", title}}}}};
    }
    static std::pair<const char*, Json> withdrawal(int of) {
        return {kinds::withdrawal, Json::Object{{"of", of}, {"reason", "误录"}}};
    }
    // A small history with every kind that touches records.
    void live() {
        enter({{kinds::book_opened, Json::Object{{"name", "某局"}}},
               record("meeting", "一"),
               record("talk", "二"),
               record("meeting", "二", {{"duplicate_of", 3}})});
        enter({correction(2, "一改"), withdrawal(3)});
        enter({{kinds::evidence, Json::Object{{"of", 2}, {"digest", "ab"}}}, record("talk", "三")});
    }

    std::vector<std::string> differences() {
        auto found = compare(*session_, name, book_);
        EXPECT_TRUE(found) << found.error().message.en;
        std::vector<std::string> out;
        for (const Phrase& phrase : found ? *found : std::vector<Phrase>{}) {
            out.push_back(phrase.en);
        }
        return out;
    }
    std::vector<RecordRow> rows(const RecordQuery& query = {}, Scope scope = Scope::whole_book()) {
        auto found = list(*session_, name, query, scope);
        EXPECT_TRUE(found) << found.error().message.en;
        return found ? *found : std::vector<RecordRow>{};
    }
    std::vector<std::string> fields() {
        std::vector<std::string> out;
        for (const RecordRow& row : rows()) {
            out.push_back(std::to_string(row.id.value) + row.fields);
        }
        return out;
    }
    std::int64_t written() {
        auto at = position(*session_, name);
        EXPECT_TRUE(at) << at.error().message.en;
        return at.value_or(-1);
    }
    void rebuild_now() {
        auto done = store::transact(*session_, [&] { return rebuild(*session_, name, book_); });
        ASSERT_TRUE(done) << done.error().message.en;
    }
    store::Session& db() { return *session_; }

    Book book_;
    std::optional<store::Database> database_;
    std::unique_ptr<store::Session> session_;
};
LUZE_ON_BOTH_ENGINES(RecordView);

TEST_P(RecordView, FollowsEveryEntry) {
    EXPECT_EQ(written(), 0);
    live();
    EXPECT_EQ(written(), book_.size);
    EXPECT_THAT(fields(),
                ElementsAre(R"(2{"title":"一改"})", R"(4{"title":"二"})", R"(8{"title":"三"})"));
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(RecordView, OneBatchMayMakeChangeAndWithdraw) {
    enter({record("meeting", "一"), correction(1, "一改"), record("meeting", "二"), withdrawal(3)});
    EXPECT_THAT(fields(), ElementsAre(R"(1{"title":"一改"})"));
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(RecordView, AStepWritesTheFieldsOfItsRecord) {
    enter({record("meeting", "一")});
    enter({{kinds::step, Json::Object{{"of", 1},
                                      {"act", "rename"},
                                      {"on", "2021-03-05"},
                                      {"fields", Json::Object{{"title", "一改"}}}}}});
    EXPECT_THAT(fields(), ElementsAre(R"(1{"title":"一改"})"));
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(RecordView, ARepetitionTakesThePlaceOfAWithdrawnRow) {
    enter({record("meeting", "一"), record("meeting", "一", {{"duplicate_of", 1}}),
           record("meeting", "一", {{"duplicate_of", 1}})});
    enter({withdrawal(1)});
    EXPECT_THAT(differences(), IsEmpty());
    enter({withdrawal(2)});
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(RecordView, ARebuildGivesTheSame) {
    live();
    auto before = fields();
    rebuild_now();
    EXPECT_EQ(fields(), before);
    EXPECT_EQ(written(), book_.size);
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(RecordView, BooksAreKeptApart) {
    live();
    ASSERT_TRUE(store::transact(db(), [&] { return rebuild(db(), "other", Book{}); }));
    EXPECT_EQ(rows().size(), 3U);
    auto others = list(db(), "other", {}, Scope::whole_book());
    ASSERT_TRUE(others);
    EXPECT_TRUE(others->empty());
}

TEST_P(RecordView, PreparingAgainChangesNothing) {
    live();
    ASSERT_TRUE(prepare(db()));
    EXPECT_EQ(written(), book_.size);
    EXPECT_EQ(rows().size(), 3U);
}

TEST_P(RecordView, DroppedTablesComeBackEmpty) {
    for (const char* drop : {"DROP TABLE view_record", "DROP TABLE view_position",
                             "DROP TABLE view_record; DROP TABLE view_position"}) {
        rebuild_now();
        ASSERT_TRUE(db().run_script("test.drop", drop));
        EXPECT_THAT(differences(), ElementsAre(HasSubstr("are gone"))) << drop;
        ASSERT_TRUE(prepare(db())) << drop;
        EXPECT_EQ(written(), 0) << drop;
        rebuild_now();
        EXPECT_THAT(differences(), IsEmpty()) << drop;
    }
}

TEST_P(RecordView, TablesOfAnotherVersionAreMadeAnew) {
    live();
    ASSERT_TRUE(db().execute(tamper_version));
    EXPECT_THAT(differences(), ElementsAre(HasSubstr("another version")));
    ASSERT_TRUE(prepare(db()));
    EXPECT_EQ(written(), 0);
    EXPECT_TRUE(rows().empty());
    rebuild_now();
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(RecordView, NamesWhateverSomebodyChangedInIt) {
    live();
    ASSERT_TRUE(db().execute(tamper_copy, name, 2));
    ASSERT_TRUE(db().execute(tamper_gone, name, 4));
    ASSERT_TRUE(db().execute(tamper_form, name, 2));
    ASSERT_TRUE(db().execute(tamper_position, name));
    EXPECT_THAT(
        differences(),
        ElementsAre("view_position says that entry 1 is the last, the book has 8",
                    "record 2 of view_record is not what the entries say",
                    "record 4 of view_record is gone", "record 77 of view_record is in no entry"));
    rebuild_now();
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(RecordView, NamesAChangeOfAnyColumn) {
    live();
    for (const char* change :
         {"form = 'x'", "file = 'x'", "sheet = 'x'", "source_row = 1", "source_year = 1",
          "duplicate_of = 4", "import = 9", "recorded_at = 1", "fields = '{}'", "entries = '[2]'",
          "evidence = '[]'"}) {
        std::string sql = std::string("UPDATE view_record SET ") + change + " WHERE id = 2";
        ASSERT_TRUE(db().run_script("test.change", sql));
        EXPECT_THAT(differences(), Contains(HasSubstr("record 2 "))) << change;
        rebuild_now();
    }
}

TEST_P(RecordView, AFormIsListedByItselfAndAPageAtATime) {
    live();
    EXPECT_EQ(rows({.form = "talk", .restricted_forms = {}, .after = 0}).size(), 1U);
    EXPECT_EQ(rows({.form = "", .restricted_forms = {}, .after = 4}).size(), 1U);
    std::vector<std::pair<const char*, Json>> many;
    for (std::size_t i = 0; i < limits::page_size + 5; ++i) {
        many.push_back(record("paper", "文件"));
    }
    enter(many);
    auto first = rows({.form = "paper", .restricted_forms = {}, .after = 0});
    ASSERT_EQ(first.size(), limits::page_size);
    auto second = rows({.form = "paper", .restricted_forms = {}, .after = first.back().id.value});
    EXPECT_EQ(second.size(), 5U);
}

TEST_P(RecordView, WithoutTheRightARestrictedRowIsItsNumberAndFormOnly) {
    live();
    RecordQuery query{.form = "", .restricted_forms = {"talk"}, .after = 0};
    auto open = rows(query, Scope::open_records());
    ASSERT_EQ(open.size(), 3U);
    EXPECT_EQ(open[0].file, "台账.xlsx");
    EXPECT_EQ(open[0].row, 7);
    const RecordRow& hidden = open[2];
    EXPECT_EQ(hidden.id.value, 8);
    EXPECT_EQ(hidden.form, "talk");
    EXPECT_EQ(hidden.file + hidden.sheet + hidden.fields, "");
    EXPECT_EQ(hidden.row, 0);
    auto whole = rows(query, Scope::whole_book());
    EXPECT_EQ(whole[2].fields, R"({"title":"三"})");
    EXPECT_EQ(whole[2].sheet, "表一");
}

}  // namespace
}  // namespace luze::views
