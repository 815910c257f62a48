#include "ledger/verify.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "ledger/ledger.h"
#include "store/blobs.h"
#include "store/databases_test.h"

namespace luze::ledger {
namespace {

using store::Database;
using store::Session;

constexpr Instant noon{1'640'000'000'000};
constexpr int size = 600;

// A book of 600 entries with checkpoints at 100, 300 and 600, evidence at entry 50.
struct Tampering : store::DatabaseTest {
    void SetUp() override {
        DatabaseTest::SetUp();
        database_ = std::make_unique<Database>(create());
        session_ = session(*database_);
        key_ = SigningKey::generate("main").value();
        Ledger ledger(*session_, "main");
        Digest photo = *store::Blobs(*session_, "main").put("照片");
        for (int i = 1; i <= size; ++i) {
            Json body = Json::Object{{"n", i}};
            std::string kind = i == 50 ? "evidence" : "record";
            if (i == 50) {
                body = Json::Object{{"digest", photo.hex()}, {"name", "照片.jpg"}};
            }
            batch_.push_back({kind, "甲", body});
            if (i % 100 == 0) {
                append();
            }
            if (i == 100 || i == 300 || i == 600) {
                outside_ = *read_checkpoint(*ledger.sign_checkpoint(*key_));
            }
        }
        ASSERT_TRUE(report().sound());
    }

    void append() {
        Instant now{noon.ms + static_cast<std::int64_t>(1000 * ++batches_)};
        auto done = store::transact(*session_,
                                    [&] { return Ledger(*session_, "main").append(batch_, now); });
        ASSERT_TRUE(done);
        batch_.clear();
    }

    // Behind the program's back.
    void edit(const std::string& sql) {
        auto done = session_->run_script("tampering", sql);
        ASSERT_TRUE(done) << done.error().message.en << " in " << sql;
    }

    VerifyReport report(bool outside = false) {
        VerifyOptions options;
        options.key = key_->verifier();
        if (outside) {
            options.outside = outside_;
        }
        auto result = verify(*session_, "main", options);
        if (!result) {
            throw std::runtime_error(result.error().message.en);
        }
        return *result;
    }

    // The first fault is of that kind, at that entry, and says so in both languages.
    void expect_first(FaultKind kind, std::int64_t sequence, bool outside = false) {
        VerifyReport found = report(outside);
        ASSERT_FALSE(found.sound());
        const Fault& first = found.faults.front();
        EXPECT_STREQ(name_of(first.kind), name_of(kind)) << first.message.en;
        EXPECT_EQ(first.sequence, sequence) << first.message.en;
        if (sequence != 0) {
            std::string number = std::to_string(sequence);
            EXPECT_NE(first.message.zh.find(number), std::string::npos) << first.message.zh;
            EXPECT_NE(first.message.en.find(number), std::string::npos) << first.message.en;
        }
    }

    // Rewrites an entry as the program would have: sealed anew, with its own salt.
    void reseal(std::int64_t sequence, const Json& body) {
        Entry entry = *Ledger(*session_, "main").read(sequence);
        entry.body = body;
        entry.commitment = commitment(*entry.salt, sealed_bytes(entry));
        edit("UPDATE entry SET body = '" + canonical(body) + "', commitment = '" +
             entry.commitment.hex() + "' WHERE sequence = " + std::to_string(sequence));
    }

    // … and then everything that the database derives from entries.
    void rebuild_tree() {
        Frontier tree;
        std::string nodes;
        ASSERT_TRUE(Ledger(*session_, "main").for_each(1, [&](const Entry& entry) -> Result<void> {
            tree.append(entry.leaf(), [&](int level, std::int64_t place, const Digest& hash) {
                if (level % 8 == 0) {
                    nodes += "INSERT INTO tree_node (book, level, place, hash) VALUES ('main'," +
                             std::to_string(level) + "," + std::to_string(place) + ",'" +
                             hash.hex() + "');";
                }
            });
            return {};
        }));
        edit("DELETE FROM tree_node;" + nodes +
             "UPDATE head SET size = " + std::to_string(tree.size()) + ", root = '" +
             tree.root().hex() + "', frontier = '" + tree.text() + "'");
    }

    std::unique_ptr<Database> database_;
    std::unique_ptr<Session> session_;
    std::optional<SigningKey> key_;
    Checkpoint outside_;
    std::vector<Draft> batch_;
    int batches_ = 0;
};
LUZE_ON_BOTH_ENGINES(Tampering);

TEST_P(Tampering, SoundBookIsSound) {
    VerifyReport found = report(true);
    EXPECT_TRUE(found.sound());
    EXPECT_EQ(found.entries, size);
    EXPECT_EQ(found.checkpoints, 3);
    EXPECT_EQ(found.evidence, 1);
    EXPECT_EQ(found.root, Ledger(*session_, "main").head()->root);
}

TEST_P(Tampering, EmptyBookIsSound) {
    auto result = verify(*session_, "nothing-yet");
    ASSERT_TRUE(result);
    EXPECT_TRUE(result->sound());
    EXPECT_EQ(result->entries, 0);
}

TEST_P(Tampering, EveryColumnOfAnEntry) {
    std::string zeros(64, '0');
    for (const std::string& change :
         {std::string("recorded_at = recorded_at + 1"), std::string("actor = '乙'"),
          std::string("kind = 'records'"), std::string("body = '{\"n\":8}'"),
          std::string("body = '{\"n\": 7}'"), std::string("body = NULL"),
          std::string("body = 'nothing'"), std::string("salt = NULL"), "salt = '" + zeros + "'",
          "commitment = '" + zeros + "'", std::string("commitment = 'nothing'"),
          std::string("body = NULL, salt = NULL")}) {
        SCOPED_TRACE(change);
        edit(
            "CREATE TABLE aside AS SELECT * FROM entry WHERE sequence = 7;"
            "UPDATE entry SET " +
            change + " WHERE sequence = 7");
        expect_first(FaultKind::entry, 7);
        edit(
            "DELETE FROM entry WHERE sequence = 7; INSERT INTO entry SELECT * FROM aside;"
            "DROP TABLE aside");
        EXPECT_TRUE(report().sound());
    }
}

TEST_P(Tampering, EntryMovedAway) {
    for (const char* change : {"sequence = 9000", "book = 'other'"}) {
        SCOPED_TRACE(change);
        edit(
            "CREATE TABLE aside AS SELECT * FROM entry WHERE sequence = 7;"
            "UPDATE entry SET " +
            std::string(change) + " WHERE sequence = 7");
        expect_first(FaultKind::entry, 7);
        edit(
            "DELETE FROM entry WHERE sequence = 9000 OR book = 'other';"
            "INSERT INTO entry SELECT * FROM aside; DROP TABLE aside");
        EXPECT_TRUE(report().sound());
    }
}

TEST_P(Tampering, EntryRemovedInTheMiddle) {
    edit("DELETE FROM entry WHERE sequence = 250");
    expect_first(FaultKind::entry, 250);
}

TEST_P(Tampering, FirstEntryRemoved) {
    edit("DELETE FROM entry WHERE sequence = 1");
    expect_first(FaultKind::entry, 1);
}

TEST_P(Tampering, EntriesSwapped) {
    edit(
        "UPDATE entry SET sequence = 9000 WHERE sequence = 20;"
        "UPDATE entry SET sequence = 20 WHERE sequence = 30;"
        "UPDATE entry SET sequence = 30 WHERE sequence = 9000");
    expect_first(FaultKind::entry, 20);
}

TEST_P(Tampering, EntryInsertedAtTheEnd) {
    edit(
        "INSERT INTO entry SELECT book, 601, recorded_at, actor, kind, body, salt, commitment "
        "FROM entry WHERE sequence = 600");
    expect_first(FaultKind::entry, 601);
}

TEST_P(Tampering, LastEntryRemoved) {
    edit("DELETE FROM entry WHERE sequence = 600");
    expect_first(FaultKind::head, 600);
    rebuild_tree();
    edit("UPDATE head SET recorded_at = (SELECT max(recorded_at) FROM entry)");
    expect_first(FaultKind::checkpoint, 600);
    edit("DELETE FROM checkpoint WHERE size = 600");
    EXPECT_TRUE(report().sound());                // nothing in the house can tell …
    expect_first(FaultKind::outside, 600, true);  // … but the checkpoint kept elsewhere does
}

TEST_P(Tampering, EntryRewrittenWithAllThatFollows) {
    reseal(250, Json::Object{{"n", -1}});
    expect_first(FaultKind::head, 0);
    rebuild_tree();
    VerifyReport found = report();
    ASSERT_FALSE(found.sound());
    EXPECT_EQ(found.faults.front().kind, FaultKind::checkpoint);
    EXPECT_EQ(found.faults.front().sequence, 101);  // the checkpoint at 100 still holds
    edit("DELETE FROM checkpoint WHERE size > 100");
    EXPECT_TRUE(report().sound());
    expect_first(FaultKind::outside, 101, true);
}

TEST_P(Tampering, CheckpointRewritten) {
    std::string zeros(64, '0');
    for (const std::string& change :
         {"root = '" + zeros + "'", std::string("size = 299"), std::string("note = 'nothing'"),
          std::string("note = replace(note, 'luze/main', 'luze/other')"),
          std::string("note = replace(note, '300', '299')"), std::string("book = 'other'")}) {
        SCOPED_TRACE(change);
        edit(
            "CREATE TABLE aside AS SELECT * FROM checkpoint WHERE size = 300;"
            "UPDATE checkpoint SET " +
            change + " WHERE size = 300");
        VerifyReport found = report();
        ASSERT_FALSE(found.sound());
        bool moved = change.starts_with("book");
        EXPECT_EQ(found.faults.front().kind, moved ? FaultKind::head : FaultKind::checkpoint);
        edit(
            "DELETE FROM checkpoint WHERE size IN (299, 300);"
            "INSERT INTO checkpoint SELECT * FROM aside; DROP TABLE aside");
        EXPECT_TRUE(report().sound());
    }
}

TEST_P(Tampering, CheckpointSignedByAnotherKey) {
    std::string forged = *SigningKey::generate("main")->sign(outside_);
    edit("UPDATE checkpoint SET note = '" + forged + "' WHERE size = 600");
    expect_first(FaultKind::checkpoint, 0);
}

TEST_P(Tampering, EveryColumnOfTheHead) {
    for (const char* change : {"size = 599", "size = 601", "recorded_at = 5", "root = 'x'",
                               "frontier = ''", "book = 'other'"}) {
        SCOPED_TRACE(change);
        edit("CREATE TABLE aside AS SELECT * FROM head; UPDATE head SET " + std::string(change));
        VerifyReport found = report();
        ASSERT_FALSE(found.sound());
        EXPECT_EQ(found.faults.front().kind, FaultKind::head);
        edit("DELETE FROM head; INSERT INTO head SELECT * FROM aside; DROP TABLE aside");
    }
    edit("DELETE FROM head");
    expect_first(FaultKind::head, 0);
}

TEST_P(Tampering, EveryColumnOfTheKeptTree) {
    for (const char* change :
         {"level = 16", "level = 9", "place = 7", "hash = 'x'", "book = 'other'"}) {
        SCOPED_TRACE(change);
        edit("CREATE TABLE aside AS SELECT * FROM tree_node; UPDATE tree_node SET " +
             std::string(change) + " WHERE place = 1");
        VerifyReport found = report();
        ASSERT_FALSE(found.sound());
        EXPECT_EQ(found.faults.front().kind, FaultKind::tree);
        EXPECT_EQ(found.faults.front().sequence, 257);
        edit("DELETE FROM tree_node; INSERT INTO tree_node SELECT * FROM aside; DROP TABLE aside");
        EXPECT_TRUE(report().sound());
    }
}

TEST_P(Tampering, EveryColumnOfTheEvidence) {
    for (const char* change : {"digest = '0000000000000000000000000000000000000000000000000000000"
                               "000000000'",
                               "digest = 'x'", "size = 5", "book = 'other'"}) {
        SCOPED_TRACE(change);
        edit("CREATE TABLE aside AS SELECT * FROM blob; UPDATE blob SET " + std::string(change));
        VerifyReport found = report();
        ASSERT_FALSE(found.sound());
        EXPECT_EQ(found.faults.back().kind, FaultKind::evidence);
        edit("DELETE FROM blob; INSERT INTO blob SELECT * FROM aside; DROP TABLE aside");
        EXPECT_TRUE(report().sound());
    }
    edit("DELETE FROM blob");
    expect_first(FaultKind::evidence, 50);
}

TEST_P(Tampering, EvidenceChangedOrTakenAway) {
    std::string name = sha256("照片").hex();
    std::string path = database_->directory() + "/blobs/main/" + name.substr(0, 2) + "/" + name;
    auto expect_named = [&] {
        VerifyReport found = report();
        ASSERT_EQ(found.faults.size(), 1U);
        EXPECT_EQ(found.faults[0].kind, FaultKind::evidence);
        EXPECT_EQ(found.faults[0].sequence, 50);
        EXPECT_NE(found.faults[0].message.zh.find(name), std::string::npos);
    };
    if (on_sqlite()) {
        std::ofstream(path, std::ios::binary) << "照骗";
        expect_named();
        std::filesystem::remove(path);
        expect_named();
    } else {
        edit("UPDATE blob SET content = '00'");
        expect_named();
        edit("UPDATE blob SET content = NULL");
        expect_named();
    }
}

TEST_P(Tampering, OlderBackupIsNoticed) {
    outside_.size = 700;
    expect_first(FaultKind::outside, 601, true);
    outside_.book = "other";
    expect_first(FaultKind::outside, 0, true);
}

TEST_P(Tampering, ErasureIsAccountedFor) {
    batch_.push_back(
        {"erasure", "甲", Json::Object{{"of", Json::Array{7}}, {"ground", "本人申请"}}});
    append();
    edit("UPDATE entry SET body = NULL, salt = NULL WHERE sequence = 7");
    EXPECT_TRUE(report(true).sound());
    EXPECT_TRUE(Ledger(*session_, "main").read(7)->erased());
    edit("UPDATE entry SET body = NULL, salt = NULL WHERE sequence = 8");
    expect_first(FaultKind::entry, 8);
}

TEST_P(Tampering, CallersChecksAreRun) {
    VerifyOptions options;
    options.extra_checks.push_back([]() -> Result<std::vector<Phrase>> {
        return std::vector<Phrase>{{"视图第 3 行不符", "row 3 of a view differs"}};
    });
    std::int64_t seen = 0;
    options.progress = [&](std::int64_t done, std::int64_t total) {
        seen = done;
        EXPECT_EQ(total, size);
    };
    auto found = verify(*session_, "main", options);
    ASSERT_EQ(found->faults.size(), 1U);
    EXPECT_EQ(found->faults[0].kind, FaultKind::extra);
    EXPECT_EQ(seen, size);
}

TEST_P(Tampering, ManyFaultsAreCountedAndTheFirstKept) {
    edit("UPDATE entry SET actor = '乙'");
    VerifyReport found = report();
    EXPECT_EQ(found.fault_count, size);
    EXPECT_EQ(found.faults.size(), 100U);
    EXPECT_EQ(found.faults.front().sequence, 1);
}

TEST(TamperingWithTheFile, DamagedPagesAreNamed) {
    store::TemporaryDirectory directory;
    {
        Database database = *Database::create(directory.path());
        auto session = *database.session();
        std::vector<Draft> batch;
        for (int i = 0; i < 900; ++i) {
            batch.push_back({"record", "甲", Json::Object{{"n", i}}});
        }
        ASSERT_TRUE(store::transact(*session,
                                    [&] { return Ledger(*session, "main").append(batch, noon); }));
    }
    std::string file = directory.path() + "/luze.db";
    auto length = std::filesystem::file_size(file);
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(static_cast<std::streamoff>(length / 2 / 4096 * 4096 + 100));
    stream << std::string(2000, 'x');
    stream.close();
    auto database = Database::open(directory.path());
    ASSERT_TRUE(database);
    auto session = *database->session();
    auto found = verify(*session, "main");
    EXPECT_TRUE(!found || !found->sound());
}

}  // namespace
}  // namespace luze::ledger
