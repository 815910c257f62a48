// What happens when the machine or somebody else gets in the way.
#include <filesystem>
#include <fstream>

#include "store/blobs.h"
#include "store/databases_test.h"
#include "store/failures.h"

namespace luze::store {
namespace {

constexpr Statement put{"test.put",
                        "INSERT INTO meta (book, name, value) VALUES (:book, :name, :value)"};
constexpr Statement count{"test.count", "SELECT count(*) FROM meta"};

std::int64_t rows(Session& session) {
    return std::get<0>(**session.read_one<std::tuple<std::int64_t>>(count));
}

TEST(Faults, FullDiskWritesNothingAndHealsItself) {
    TemporaryDirectory directory;
    auto session = *Database::create(directory.path())->session();
    ASSERT_TRUE(session->execute(put, "main", "first", "1"));
    ASSERT_TRUE(session->run_script("limit", "PRAGMA max_page_count=30"));
    auto fill = [&] {
        return transact(*session, [&]() -> Result<void> {
            Rows many;
            for (int i = 0; i < 2000; ++i) {
                many.add("main", "row" + std::to_string(i), std::string(500, 'x'));
            }
            return session->insert(put, many);
        });
    };
    auto outcome = fill();
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, ErrorKind::io);
    EXPECT_NE(outcome.error().message.zh.find("磁盘已满"), std::string::npos);
    EXPECT_EQ(rows(*session), 1);
    ASSERT_TRUE(session->run_script("limit", "PRAGMA max_page_count=1000000"));
    EXPECT_TRUE(fill());
    EXPECT_EQ(rows(*session), 2001);
    EXPECT_TRUE(session->integrity_problems()->empty());
}

TEST(Faults, LockedBookIsSaidToBeLocked) {
    TemporaryDirectory directory;
    Database database = *Database::create(directory.path());
    auto holder = *database.session();
    auto other = *database.session();
    ASSERT_TRUE(other->run_script("wait", "PRAGMA busy_timeout=50"));
    auto held = Transaction::begin(*holder);
    auto outcome = Transaction::begin(*other);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, ErrorKind::io);
    EXPECT_NE(outcome.error().message.zh.find("占用"), std::string::npos);
    EXPECT_EQ(rows(*other), 0);  // reading goes on
    ASSERT_TRUE(held->commit());
    EXPECT_TRUE(Transaction::begin(*other));
}

TEST(Faults, LostConnectionIsSaidToBeLost) {
    auto place = PostgresServer::instance().fresh_schema();
    Database database = *Database::create(place);
    auto session = *database.session();
    constexpr Statement own_pid{"test.pid", "SELECT CAST(pg_backend_pid() AS bigint)"};
    auto pid = session->read_one<std::tuple<std::int64_t>>(own_pid);
    {
        auto transaction = Transaction::begin(*session);
        ASSERT_TRUE(session->execute(put, "main", "a", "1"));
        PostgresServer::instance().psql("SELECT pg_terminate_backend(" +
                                        std::to_string(std::get<0>(**pid)) + ")");
        auto outcome = session->execute(put, "main", "b", "1");
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().kind, ErrorKind::io);
        EXPECT_NE(outcome.error().message.zh.find("断开"), std::string::npos)
            << outcome.error().message.en;
        EXPECT_FALSE(transaction->commit());
    }
    auto again = *database.session();
    EXPECT_EQ(rows(*again), 0);
}

TEST(Faults, FailedTransactionIsNotMistakenForACommittedOne) {
    auto place = PostgresServer::instance().fresh_schema();
    Database database = *Database::create(place);
    auto session = *database.session();
    auto transaction = Transaction::begin(*session);
    ASSERT_TRUE(session->execute(put, "main", "a", "1"));
    ASSERT_FALSE(session->execute(put, "main", "a", "1"));
    EXPECT_FALSE(transaction->commit());  // PostgreSQL answers COMMIT with ROLLBACK, and no error
}

TEST(Faults, EveryKindIsToldApart) {
    EXPECT_EQ(sqlite_error(2067, "x", "").kind, ErrorKind::conflict);  // SQLITE_CONSTRAINT_UNIQUE
    EXPECT_EQ(sqlite_error(1555, "x", "").kind, ErrorKind::conflict);  // …_PRIMARYKEY
    EXPECT_EQ(sqlite_error(1299, "x", "").kind, ErrorKind::io);        // …_NOTNULL
    EXPECT_EQ(sqlite_error(517, "x", "").kind, ErrorKind::conflict);   // SQLITE_BUSY_SNAPSHOT
    EXPECT_EQ(sqlite_error(11, "x", "").kind, ErrorKind::corrupt);     // SQLITE_CORRUPT
    EXPECT_EQ(sqlite_error(26, "x", "").kind, ErrorKind::refused);     // SQLITE_NOTADB
    EXPECT_EQ(sqlite_error(8, "x", "").kind, ErrorKind::io);           // SQLITE_READONLY
    EXPECT_NE(sqlite_error(8, "x", "").message.zh.find("不可写"), std::string::npos);
    EXPECT_EQ(postgresql_error("23505", "x", "").kind, ErrorKind::conflict);
    EXPECT_EQ(postgresql_error("40001", "x", "").kind, ErrorKind::conflict);
    EXPECT_EQ(postgresql_error("40P01", "x", "").kind, ErrorKind::conflict);
    EXPECT_EQ(postgresql_error("53100", "x", "").kind, ErrorKind::io);
    EXPECT_EQ(postgresql_error("XX001", "x", "").kind, ErrorKind::corrupt);
    EXPECT_NE(postgresql_error("28P01", "x", "").message.zh.find("口令"), std::string::npos);
}

}  // namespace
}  // namespace luze::store
