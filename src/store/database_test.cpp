#include "store/database.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "store/databases_test.h"
#include "store/migrations.h"

namespace luze::store {
namespace {

constexpr Statement put{"test.put",
                        "INSERT INTO meta (book, name, value) VALUES (:book, :name, :value)"};
constexpr Statement get{"test.get", "SELECT value FROM meta WHERE book = :book AND name = :name"};
constexpr Statement all{"test.all",
                        "SELECT name, value FROM meta WHERE book = :book ORDER BY name"};
constexpr Statement change{"test.change",
                           "UPDATE meta SET value = :value WHERE book = :book AND name = :name"};
using Value = std::tuple<std::string>;
using Pair = std::tuple<std::string, std::string>;

void write_file(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

struct DatabaseBasics : DatabaseTest {};
LUZE_ON_BOTH_ENGINES(DatabaseBasics);

TEST_P(DatabaseBasics, WritesAndReadsBack) {
    Database database = create();
    auto writer = session(database);
    std::string odd = "甲's \"乙\" :p ?1 $2 \\ \t\n😀";
    ASSERT_EQ(writer->execute(put, "main", "zone", odd), 1);
    EXPECT_EQ(std::get<0>(**writer->read_one<Value>(get, "main", "zone")), odd);
    EXPECT_FALSE(*writer->read_one<Value>(get, "other", "zone"));
    EXPECT_EQ(writer->execute(change, "9", "main", "zone"), 1);
    EXPECT_EQ(writer->execute(change, "9", "main", "nothing"), 0);
    auto reader = session(database, Access::read);
    EXPECT_EQ(std::get<0>(**reader->read_one<Value>(get, "main", "zone")), "9");
}

TEST_P(DatabaseBasics, KeepsNullsAndLargeNumbers) {
    Database database = create();
    auto writer = session(database);
    constexpr Statement insert{
        "test.blob", "INSERT INTO blob (book, digest, size, content) VALUES (:b, :d, :s, :c)"};
    constexpr Statement select{"test.blobs", "SELECT size, content FROM blob ORDER BY digest"};
    std::int64_t large = 9'007'199'254'740'993;
    ASSERT_TRUE(writer->execute(insert, "main", "a", large, std::nullopt));
    ASSERT_TRUE(writer->execute(insert, "main", "b", -large, "text"));
    ASSERT_TRUE(writer->execute(insert, "main", "c", 0, std::optional<std::string>()));
    using Row = std::tuple<std::int64_t, std::optional<std::string>>;
    auto rows = writer->read<Row>(select);
    ASSERT_TRUE(rows);
    EXPECT_EQ(*rows,
              (std::vector<Row>{{large, std::nullopt}, {-large, "text"}, {0, std::nullopt}}));
}

TEST_P(DatabaseBasics, OrdersTextByBytes) {
    Database database = create();
    auto writer = session(database);
    std::vector<std::string> names = {"", "A", "B", "Z", "_", "a", "ab", "b", "é", "中", "甲"};
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        ASSERT_TRUE(writer->execute(put, "main", *name, "x"));
    }
    auto rows = writer->read<Pair>(all, "main");
    std::vector<std::string> found;
    for (const auto& [name, value] : *rows) {
        found.push_back(name);
    }
    EXPECT_EQ(found, names);
}

TEST_P(DatabaseBasics, SameKeyTwiceIsAConflict) {
    Database database = create();
    auto writer = session(database);
    ASSERT_TRUE(writer->execute(put, "main", "zone", "8"));
    auto again = writer->execute(put, "main", "zone", "9");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::conflict);
    EXPECT_TRUE(writer->execute(put, "other", "zone", "9"));  // the session is as usable as before
}

TEST_P(DatabaseBasics, TransactionLeavesNothingUnlessCommitted) {
    Database database = create();
    auto writer = session(database);
    {
        auto transaction = Transaction::begin(*writer);
        ASSERT_TRUE(writer->execute(put, "main", "a", "1"));
    }
    {
        auto transaction = Transaction::begin(*writer);
        ASSERT_TRUE(writer->execute(put, "main", "b", "1"));
        EXPECT_FALSE(Transaction::begin(*writer));
        ASSERT_TRUE(transaction->commit());
    }
    auto reader = session(database, Access::read);
    EXPECT_EQ(*reader->read<Pair>(all, "main"), (std::vector<Pair>{{"b", "1"}}));
}

TEST_P(DatabaseBasics, ReadingTransactionKeepsItsView) {
    Database database = create();
    auto writer = session(database);
    auto reader = session(database, Access::read);
    auto view = Transaction::begin(*reader, Access::read);
    ASSERT_TRUE(view);
    EXPECT_TRUE(reader->read<Pair>(all, "main")->empty());
    ASSERT_TRUE(writer->execute(put, "main", "a", "1"));
    EXPECT_TRUE(reader->read<Pair>(all, "main")->empty());
    ASSERT_TRUE(view->commit());
    EXPECT_EQ(reader->read<Pair>(all, "main")->size(), 1U);
    EXPECT_FALSE(Transaction::begin(*reader, Access::write) && on_sqlite());
}

TEST_P(DatabaseBasics, LostUpdateIsAConflictAndRunsAgain) {
    Database database = create();
    auto first = session(database);
    auto second = session(database);
    ASSERT_TRUE(first->execute(put, "main", "count", "0"));
    auto add = [&](Session& own) {
        return transact(own, [&]() -> Result<void> {
            auto now = own.read_one<Value>(get, "main", "count");
            if (!now) {
                return std::unexpected(now.error());
            }
            std::string next = std::to_string(std::stoi(std::get<0>(**now)) + 1);
            auto done = own.execute(change, next, "main", "count");
            return done ? Result<void>() : std::unexpected(done.error());
        });
    };
    constexpr int rounds = 50;
    std::atomic<int> done = 0;
    auto work = [&](Session& own) {
        for (int i = 0; i < rounds;) {
            if (add(own)) {
                ++i;
                ++done;
            }
        }
    };
    std::thread other([&] { work(*second); });
    work(*first);
    other.join();
    EXPECT_EQ(std::get<0>(**first->read_one<Value>(get, "main", "count")),
              std::to_string(2 * rounds));
}

TEST_P(DatabaseBasics, InsertsManyRowsAllOrNone) {
    Database database = create();
    auto writer = session(database);
    Rows rows;
    for (int i = 0; i < 3000; ++i) {
        rows.add("main", "name" + std::to_string(10000 + i), "值" + std::to_string(i));
    }
    {
        auto transaction = Transaction::begin(*writer);
        ASSERT_TRUE(writer->insert(put, rows));
        ASSERT_TRUE(transaction->commit());
    }
    EXPECT_EQ(writer->read<Pair>(all, "main")->size(), 3000U);
    Rows more;
    for (int i = 0; i < 1200; ++i) {
        more.add("other", "name" + std::to_string(i == 700 ? 0 : i), "x");
    }
    {
        auto transaction = Transaction::begin(*writer);
        auto outcome = writer->insert(put, more);
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().kind, ErrorKind::conflict);
    }
    EXPECT_TRUE(writer->read<Pair>(all, "other")->empty());
    EXPECT_TRUE(writer->execute(put, "other", "a", "1"));
}

TEST_P(DatabaseBasics, WrongStatementIsAnErrorWithItsName) {
    Database database = create();
    auto writer = session(database);
    auto outcome = writer->execute({"test.wrong", "SELEKT 1"});
    ASSERT_FALSE(outcome);
    EXPECT_NE(outcome.error().message.en.find("test.wrong"), std::string::npos);
    EXPECT_TRUE(writer->execute(put, "main", "a", "1"));
}

TEST_P(DatabaseBasics, OneNameTwiceIsOneParameter) {
    Database database = create();
    auto writer = session(database);
    ASSERT_TRUE(writer->execute(put, "main", "main", "x"));
    constexpr Statement twice{"test.twice",
                              "SELECT value FROM meta WHERE book = :a AND name = :a "
                              "AND value <> ':a' AND value = :v"};
    EXPECT_EQ(writer->read<Value>(twice, "main", "x")->size(), 1U);
}

TEST_P(DatabaseBasics, IsCreatedOnceAndOpenedOften) {
    EXPECT_EQ(Database::open(where()).error().kind, ErrorKind::missing);
    create();
    auto again = Database::create(where());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::refused);
    EXPECT_TRUE(Database::open(where()));
    EXPECT_TRUE(Database::open(where()));
}

TEST_P(DatabaseBasics, RefusesNewerTablesAndOtherPrograms) {
    Database database = create();
    {
        auto writer = session(database);
        std::string next = std::to_string(newest_version() + 1);
        ASSERT_TRUE(writer->run_script("test", on_sqlite()
                                                   ? "PRAGMA user_version=" + next
                                                   : "UPDATE luze_schema SET version=" + next));
    }
    auto newer = Database::open(where());
    ASSERT_FALSE(newer);
    EXPECT_EQ(newer.error().kind, ErrorKind::refused);
    EXPECT_NE(newer.error().message.zh.find("更新版本"), std::string::npos);
    {
        auto writer = session(database);
        ASSERT_TRUE(writer->run_script(
            "test", on_sqlite() ? "PRAGMA application_id=7" : "DROP TABLE luze_schema"));
    }
    for (const auto& outcome : {Database::open(where()), Database::create(where())}) {
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().kind, ErrorKind::refused);
    }
}

TEST(DatabaseFiles, SaysWhatIsWrongWithThePlace) {
    TemporaryDirectory directory;
    std::string place = directory.path();
    EXPECT_EQ(Database::open(place + "/none").error().kind, ErrorKind::missing);
    EXPECT_FALSE(std::filesystem::exists(place + "/none"));
    EXPECT_EQ(Database::open("").error().kind, ErrorKind::usage);

    write_file(place + "/luze.db", "PK\x03\x04 a workbook, not a database");
    EXPECT_EQ(Database::open(place).error().kind, ErrorKind::refused);
    EXPECT_EQ(Database::create(place).error().kind, ErrorKind::refused);
    write_file(place + "/luze.db", "SQLite");
    EXPECT_EQ(Database::open(place).error().kind, ErrorKind::refused);
    write_file(place + "/luze.db", std::string("SQLite format 3\0", 16) + std::string(4096, 'x'));
    EXPECT_FALSE(Database::open(place));

    write_file(place + "/file", "x");
    EXPECT_EQ(Database::create(place + "/file/below").error().kind, ErrorKind::io);
    EXPECT_EQ(Database::create("/proc/luze").error().kind, ErrorKind::io);
    EXPECT_EQ(Database::open("postgresql:host=/nonexistent dbname=x password=geheim").error().kind,
              ErrorKind::io);
}

TEST(DatabaseFiles, TakesOddPathsAndBothSpellings) {
    TemporaryDirectory directory;
    for (const char* name : {"账 簿 之 一", "a=b", "it's", "plain"}) {
        std::string place = directory.path() + "/" + name;
        ASSERT_TRUE(Database::create(place)) << name;
        EXPECT_TRUE(std::filesystem::exists(place + "/luze.db"));
        EXPECT_TRUE(Database::open("sqlite:" + place));
        EXPECT_TRUE(Database::open("sqlite:" + place + "/luze.db"));
        EXPECT_EQ(Database::open(place)->directory(), place);
    }
    auto odd = Database::create(directory.path() + "/a = b");
    ASSERT_FALSE(odd);
    EXPECT_EQ(odd.error().kind, ErrorKind::usage);
}

// Another process, that writes one value when it is told to.
class Neighbour {
public:
    explicit Neighbour(const std::string& place) {
        EXPECT_EQ(pipe(told_.data()), 0);
        child_ = fork();  // before this process has opened anything
        if (child_ == 0) {
            char go = 0;
            _exit(read(told_[0], &go, 1) == 1 && writes(place) ? 0 : 1);
        }
    }
    bool write() {
        int status = 1;
        return ::write(told_[1], "x", 1) == 1 && waitpid(child_, &status, 0) == child_ &&
               status == 0;
    }

private:
    static bool writes(const std::string& place) {
        auto database = Database::open(place);
        auto session = database ? database->session() : std::unexpected(database.error());
        return session && (*session)->execute(put, "main", "two", "2").has_value();
    }

    std::array<int, 2> told_{};
    pid_t child_ = 0;
};

// Opening a database that is open already must not give up its locks: another process would then
// take the write-ahead log away, and what is written here afterwards would be lost.
TEST(DatabaseFiles, AnotherProcessLeavesTheLogOfAnOpenOne) {
    TemporaryDirectory directory;
    Neighbour neighbour(directory.path());
    Database database = *Database::create(directory.path());
    auto writer = *database.session();
    ASSERT_TRUE(writer->execute(put, "main", "one", "1"));
    ASSERT_TRUE(Database::open(directory.path()));
    ASSERT_TRUE(neighbour.write());
    EXPECT_TRUE(std::filesystem::exists(directory.path() + "/luze.db-wal"));
    EXPECT_TRUE(*writer->read_one<Value>(get, "main", "two")) << "what the other wrote is seen";
    ASSERT_TRUE(writer->execute(put, "main", "three", "3"));
    writer.reset();
    EXPECT_TRUE(*(*database.session())->read_one<Value>(get, "main", "three"));
}

TEST(DatabaseFiles, WriterWaitsItsTurnAndReadersCannotWrite) {
    TemporaryDirectory directory;
    Database database = *Database::create(directory.path());
    auto writer = *database.session();
    auto reader = *database.session(Access::read);
    auto outcome = reader->execute(put, "main", "a", "1");
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, ErrorKind::io);
    EXPECT_TRUE(writer->integrity_problems()->empty());
}

}  // namespace
}  // namespace luze::store
