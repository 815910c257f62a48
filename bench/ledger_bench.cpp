// Entries appended in groups, beside bare SQLite inserting the same bytes in the same groups; and
// entries verified per second.
#include <algorithm>
#include <string>
#include <vector>

#include "base/limits.h"
#include "kit.h"
#include "ledger/ledger.h"
#include "ledger/verify.h"
#include "store/database.h"
#include "store/session.h"

namespace luze::bench {
namespace {

constexpr const char* book = "main";
constexpr Instant now{1'640'000'000'000};

Draft draft_of(std::size_t number, std::mt19937_64& random) {
    std::string line = "第" + std::to_string(number) + "次社区志愿服务";
    Json::Object person{{"raw", "某某"}, {"id", static_cast<std::int64_t>(below(random, 900))}};
    Json::Object people{{"p", Json::Array{Json(std::move(person))}}};
    Json::Object fields{{"service", line},
                        {"hours", Json::Object{{"n", "2"}}},
                        {"date", Json::Object{{"d", "2021-03-05"}}},
                        {"person", std::move(people)}};
    Json::Object source{{"file", "05活动和志愿服务台账.xlsx"},
                        {"sheet", "志愿服务台账"},
                        {"row", static_cast<std::int64_t>(number)}};
    Json::Object body{{"form", "volunteer"},
                      {"fields", std::move(fields)},
                      {"source", std::move(source)},
                      {"import", 2}};
    return {"record", "bench", std::move(body)};
}

void append(store::Session& session, const std::vector<Draft>& drafts, std::size_t group) {
    ledger::Ledger ledger(session, book);
    for (std::size_t at = 0; at < drafts.size(); at += group) {
        auto end =
            drafts.begin() + static_cast<std::ptrdiff_t>(std::min(at + group, drafts.size()));
        std::vector<Draft> some(drafts.begin() + static_cast<std::ptrdiff_t>(at), end);
        must(store::transact(session, [&] { return ledger.append(some, now); }));
    }
}

// What `entry` holds: text of the same lengths.
struct Line {
    std::string body;
    std::string salt = std::string(64, 'a');
    std::string commitment = std::string(64, 'b');
};

void insert_bare(BareSqlite& database, const std::vector<Line>& lines, std::size_t group) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i % group == 0) {
            database.run("BEGIN IMMEDIATE");
        }
        database.bind(1, book);
        database.bind(2, static_cast<std::int64_t>(i + 1));
        database.bind(3, now.ms);
        database.bind(4, "bench");
        database.bind(5, "record");
        database.bind(6, lines[i].body);
        database.bind(7, lines[i].salt);
        database.bind(8, lines[i].commitment);
        database.step();
        if ((i + 1) % group == 0 || i + 1 == lines.size()) {
            database.run("COMMIT");
        }
    }
}

void measure_append(std::size_t count, std::size_t group, std::mt19937_64& random) {
    std::vector<Draft> drafts;
    std::vector<Line> lines;
    for (std::size_t i = 0; i < count; ++i) {
        drafts.push_back(draft_of(i + 1, random));
        lines.push_back({canonical(drafts.back().body)});
    }
    Rounds ours;
    Rounds bare;
    for (int round = 0; round < 5; ++round) {
        Scratch scratch("ledger");
        auto database = must(store::Database::create((scratch.path() / "data").string()));
        auto session = must(database->session(store::Access::write));
        ours.time([&] { append(**session, drafts, group); });
        BareSqlite peer((scratch.path() / "bare.db").string());
        peer.run(
            "CREATE TABLE entry (book text, sequence integer, recorded_at integer, actor text,"
            " kind text, body text, salt text, commitment text, PRIMARY KEY (book, sequence))");
        peer.prepare("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        bare.time([&] { insert_bare(peer, lines, group); });
    }
    auto entries = static_cast<double>(count);
    print_row({"append in groups of " + std::to_string(group), number(entries / ours.wall()),
               number(entries / bare.wall()), times(ours.wall() / bare.wall()),
               times(ours.cpu() / bare.cpu())});
}

void measure_verify(std::size_t count, std::mt19937_64& random) {
    std::vector<Draft> drafts;
    for (std::size_t i = 0; i < count; ++i) {
        drafts.push_back(draft_of(i + 1, random));
    }
    Scratch scratch("verify");
    auto database = must(store::Database::create((scratch.path() / "data").string()));
    auto session = must(database->session(store::Access::write));
    append(**session, drafts, limits::entries_per_batch);
    Rounds verifying;
    Rounds reading;
    for (int round = 0; round < 3; ++round) {
        verifying.time([&] {
            if (!must(ledger::verify(**session, book))->sound()) {
                give_up("the ledger is not sound");
            }
        });
        reading.time([&] {
            must(ledger::Ledger(**session, book).for_each(1, [](const Entry&) -> Result<void> {
                return {};
            }));
        });
    }
    auto entries = static_cast<double>(count);
    print_row({"verify " + std::to_string(count) + " (peer: reading them)",
               number(entries / verifying.wall()), number(entries / reading.wall()),
               times(verifying.wall() / reading.wall()), times(verifying.cpu() / reading.cpu())});
}

}  // namespace
}  // namespace luze::bench

int main(int argc, char** argv) {
    using namespace luze::bench;
    auto random = seeded(argc, argv);
    print_machine("The ledger");
    print_row({"", "entries/s", "peer's", "time : peer", "cpu : peer"});
    measure_append(1'000, 1, random);
    measure_append(5'000, 10, random);
    measure_append(20'000, 100, random);
    measure_append(50'000, 1'000, random);
    measure_verify(50'000, random);
    return 0;
}
