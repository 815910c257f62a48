// The same random statements on both engines must give the same answers.
#include <cstdlib>
#include <random>

#include "store/databases_test.h"

namespace luze::store {
namespace {

constexpr std::string_view table =
    "CREATE TABLE thing (book {text} NOT NULL, id bigint NOT NULL, name {text}, amount bigint, "
    "PRIMARY KEY (book, id)); CREATE INDEX thing_name ON thing (book, name)";

constexpr Statement insert{"thing.insert",
                           "INSERT INTO thing (book, id, name, amount) VALUES (:b, :i, :n, :a)"};
constexpr Statement upsert{
    "thing.upsert",
    "INSERT INTO thing (book, id, name, amount) VALUES (:b, :i, :n, :a) "
    "ON CONFLICT (book, id) DO UPDATE SET name = excluded.name, amount = excluded.amount"};
constexpr Statement update{"thing.update",
                           "UPDATE thing SET amount = amount + :d WHERE book = :b AND name < :n"};
constexpr Statement rename_one{"thing.rename",
                               "UPDATE thing SET name = :n WHERE book = :b AND id = :i"};
constexpr Statement remove{"thing.remove", "DELETE FROM thing WHERE book = :b AND id = :i"};
constexpr Statement range{
    "thing.range",
    "SELECT id, name, amount FROM thing WHERE book = :b AND name >= :n AND name < :m "
    "ORDER BY name, id LIMIT :l"};
constexpr Statement everything{"thing.everything",
                               "SELECT id, name, amount FROM thing WHERE book = :b ORDER BY id"};
constexpr Statement sums{
    "thing.sums",
    "SELECT count(*), count(name), CAST(coalesce(sum(amount), 0) AS bigint), min(name) "
    "FROM thing WHERE book = :b AND (amount <> :a OR amount IS NULL)"};

using Thing = std::tuple<std::int64_t, std::optional<std::string>, std::optional<std::int64_t>>;
using Sums = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::optional<std::string>>;

// An answer as text, errors by their kind.
template <class T>
std::string told(const Result<T>& result);

std::string told(std::int64_t number) { return std::to_string(number); }
std::string told(const std::string& text) { return "'" + text + "'"; }
template <class T>
std::string told(const std::optional<T>& value) {
    return value ? told(*value) : "null";
}
template <class... T>
std::string told(const std::tuple<T...>& row) {
    std::string out;
    std::apply([&](const auto&... value) { ((out += told(value) + " "), ...); }, row);
    return out + "\n";
}
template <class T>
std::string told(const std::vector<T>& rows) {
    std::string out;
    for (const T& row : rows) {
        out += told(row);
    }
    return out;
}
template <class T>
std::string told(const Result<T>& result) {
    return result ? told(*result)
                  : "error " + std::to_string(static_cast<int>(result.error().kind));
}

class Player {
public:
    explicit Player(unsigned seed) : random_(seed) {}

    // Plays one random statement on both; the answers.
    std::pair<std::string, std::string> play(Session& one, Session& two) {
        std::string book = pick(2) == 0 ? "main" : "other";
        std::int64_t id = pick(40);
        auto both = [&](auto&& step) { return std::pair(told(step(one)), told(step(two))); };
        std::optional<std::string> name = maybe_name();
        std::optional<std::int64_t> amount;
        if (pick(4) != 0) {
            amount =
                static_cast<std::int64_t>(pick(2000)) * (pick(50) == 0 ? 1'000'000'007'000 : 1) -
                900;
        }
        std::string from = maybe_name().value_or("");
        std::string to = maybe_name().value_or("\U0010ffff");
        std::int64_t few = pick(6);
        switch (pick(9)) {
            case 0:
            case 1:
                return both([&](Session& s) { return s.execute(insert, book, id, name, amount); });
            case 2:
                return both([&](Session& s) { return s.execute(upsert, book, id, name, amount); });
            case 3:
                return both([&](Session& s) { return s.execute(update, few - 3, book, from); });
            case 4:
                return both([&](Session& s) { return s.execute(rename_one, name, book, id); });
            case 5:
                return both([&](Session& s) { return s.execute(remove, book, id); });
            case 6:
                return both([&](Session& s) { return s.read<Thing>(range, book, from, to, few); });
            case 7:
                return both([&](Session& s) { return s.read<Sums>(sums, book, few); });
            default:
                return both([&](Session& s) { return s.read<Thing>(everything, book); });
        }
    }

private:
    std::int64_t pick(std::int64_t below) {
        return static_cast<std::int64_t>(random_() % static_cast<unsigned>(below));
    }
    std::optional<std::string> maybe_name() {
        static const std::vector<std::string> parts = {"a",      "B",  "_",  "中", "甲", "é",
                                                       "'",      "%",  ":p", "\\", " ",  "😀",
                                                       "\uFB33", "\n", "$1", "Z"};
        if (pick(8) == 0) {
            return std::nullopt;
        }
        std::string name;
        for (std::int64_t i = pick(4); i > 0; --i) {
            name += parts[static_cast<std::size_t>(pick(std::ssize(parts)))];
        }
        return name;
    }

    std::mt19937 random_;
};

TEST(EnginesDifferential, AnswerAlike) {
    const char* wanted = std::getenv("LUZE_STATEMENTS");  // a release takes 100,000
    int statements = wanted != nullptr ? std::atoi(wanted) : 4000;
    unsigned seed = std::random_device()();
    const char* given = std::getenv("LUZE_SEED");
    seed = given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : seed;
    SCOPED_TRACE("LUZE_SEED=" + std::to_string(seed));

    TemporaryDirectory directory;
    auto one = *Database::create(directory.path())->session();
    auto two = *Database::create(PostgresServer::instance().fresh_schema())->session();
    ASSERT_TRUE(one->run_script("thing", table));
    ASSERT_TRUE(two->run_script("thing", table));
    Player player(seed);
    for (int done = 0; done < statements;) {
        // Groups of statements, some of them rolled back.
        auto first = Transaction::begin(*one);
        auto second = Transaction::begin(*two);
        ASSERT_TRUE(first && second);
        bool broken = false;
        for (int i = 0; i < 12 && !broken; ++i, ++done) {
            auto [answer, other] = player.play(*one, *two);
            ASSERT_EQ(answer, other) << "statement " << done;
            broken = answer.starts_with("error");  // PostgreSQL goes no further in this transaction
        }
        if (!broken && done % 5 != 0) {
            ASSERT_TRUE(first->commit());
            ASSERT_TRUE(second->commit());
        }
    }
}

}  // namespace
}  // namespace luze::store
