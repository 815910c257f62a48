// kill -9 at random moments: what was acknowledged is there, and the book is sound.
#include <poll.h>

#include <random>

#include "ledger/ledger.h"
#include "ledger/verify.h"
#include "store/blobs.h"
#include "store/databases_test.h"

namespace luze::ledger {
namespace {

using store::Database;

struct Crash : store::DatabaseTest {};
LUZE_ON_BOTH_ENGINES(Crash);

// Appends for ever, saying after each commit how many entries there are now.
[[noreturn]] void write_until_killed(const std::string& where, int acknowledge) {
    auto database = Database::open(where);
    auto session = database->session();
    Ledger ledger(**session, "main");
    for (int i = 0;; ++i) {
        auto size = store::transact(**session, [&]() -> Result<std::int64_t> {
            auto photo = store::Blobs(**session, "main").put("照片" + std::to_string(i % 50));
            if (!photo) {
                return std::unexpected(photo.error());
            }
            std::vector<Draft> batch(static_cast<std::size_t>(i % 40),
                                     {"record", "甲", Json::Object{{"n", i}}});
            batch.push_back({"evidence", "甲", Json::Object{{"digest", photo->hex()}}});
            auto kept = ledger.append(std::move(batch), Instant{1'640'000'000'000 + i});
            return kept ? Result<std::int64_t>(kept->back().sequence)
                        : std::unexpected(kept.error());
        });
        if (!size || write(acknowledge, &*size, sizeof *size) != sizeof *size) {
            _exit(1);
        }
    }
}

TEST_P(Crash, KilledWriterLosesNothingAcknowledged) {
    unsigned seed = std::random_device()();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    create();
    std::int64_t total = 0;
    for (int round = 0; round < 12; ++round) {
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        pid_t writer = fork();
        if (writer == 0) {
            write_until_killed(where(), ends[1]);
        }
        close(ends[1]);
        pollfd first{ends[0], POLLIN, 0};
        poll(&first, 1, 20'000);  // it has begun
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 60'000));
        kill(writer, SIGKILL);
        waitpid(writer, nullptr, 0);
        std::int64_t acknowledged = 0;
        while (read(ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged) {
        }
        close(ends[0]);

        auto database = Database::open(where());
        ASSERT_TRUE(database);
        auto session = *database->session();
        auto found = verify(*session, "main");
        ASSERT_TRUE(found);
        for (const Fault& fault : found->faults) {
            ADD_FAILURE() << fault.message.en;
        }
        EXPECT_GT(acknowledged, total);
        EXPECT_GE(found->entries, acknowledged);
        total = found->entries;
    }
}

}  // namespace
}  // namespace luze::ledger
