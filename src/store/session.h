// One connection to the database, used by one thread at a time.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <vector>

#include "base/error.h"
#include "store/statement.h"

namespace luze::store {

// SQLite has one writing connection, which alone moves the log into the file; all others read.
enum class Access { read, write };

class Session {
public:
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    [[nodiscard]] Engine engine() const;
    [[nodiscard]] Access access() const;
    // Where evidence files lie; empty when the database itself holds them.
    [[nodiscard]] const std::string& blob_directory() const;

    // Runs a statement that returns no rows: how many rows it touched.
    // ErrorKind conflict: a row of that key is there already, or another writer came first.
    template <class... P>
    Result<std::int64_t> execute(const Statement& statement, const P&... parameters) {
        return run(statement, {Cell(parameters)...}, {}, {});
    }

    // Every row, as std::tuple of std::int64_t, std::string or std::optional of them.
    template <class Row, class... P>
    Result<std::vector<Row>> read(const Statement& statement, const P&... parameters) {
        std::vector<Row> rows;
        auto done =
            run(statement, {Cell(parameters)...}, RowShape<Row>::cells(),
                [&](std::vector<Cell>& cells) { rows.push_back(RowShape<Row>::take(cells)); });
        if (!done) {
            return std::unexpected(done.error());
        }
        return rows;
    }

    // The first row, where there is one.
    template <class Row, class... P>
    Result<std::optional<Row>> read_one(const Statement& statement, const P&... parameters) {
        auto rows = read<Row>(statement, parameters...);
        if (!rows) {
            return std::unexpected(rows.error());
        }
        return rows->empty() ? std::nullopt : std::optional<Row>(std::move(rows->front()));
    }

    // Inserts many rows by one statement; inside a transaction, all or none.
    Result<void> insert(const Statement& statement, const Rows& rows);

    // Statements without parameters, separated by semicolons: for tables and indexes. {text}
    // stands for text that both engines order by bytes. `name` is what an error calls it.
    Result<void> run_script(std::string_view name, std::string_view sql);

    // What the engine's own check of its files complains of (SQLite; empty elsewhere).
    Result<std::vector<std::string>> integrity_problems();

private:
    friend class Database;
    friend class Transaction;
    struct State;

    explicit Session(std::unique_ptr<State> state);
    using Visit = std::function<void(std::vector<Cell>&)>;
    Result<std::int64_t> run(const Statement& statement, std::vector<Cell> parameters,
                             const std::vector<Cell>& columns, const Visit& visit);
    Result<void> begin(Access access);
    Result<void> commit();
    void roll_back() noexcept;

    std::unique_ptr<State> state_;
};

// A transaction: rolled back unless committed. One at a time per session. A writing one sees
// what was committed before it began, and fails with ErrorKind::conflict when overtaken.
class Transaction {
public:
    [[nodiscard]] static Result<Transaction> begin(Session& session, Access access = Access::write);
    Transaction(Transaction&& other) noexcept : session_(std::exchange(other.session_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    Result<void> commit();

private:
    explicit Transaction(Session& session) : session_(&session) {}
    Session* session_;  // null once over
};

// Runs `body` (→ Result<T>) in a writing transaction and commits. Lost races are run again, a few
// times; any other error, or too many races, rolls back and is returned.
template <class Body>
std::invoke_result_t<Body> transact(Session& session, Body&& body) {
    using Outcome = std::invoke_result_t<Body>;
    constexpr int attempts = 8;
    for (int attempt = 1;; ++attempt) {
        Outcome outcome = [&]() -> Outcome {
            Result<Transaction> transaction = Transaction::begin(session);
            if (!transaction) {
                return std::unexpected(transaction.error());
            }
            Outcome result = body();
            if (result) {
                if (Result<void> done = transaction->commit(); !done) {
                    return std::unexpected(done.error());
                }
            }
            return result;
        }();
        if (outcome || outcome.error().kind != ErrorKind::conflict || attempt == attempts) {
            return outcome;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(attempt));
    }
}

}  // namespace luze::store
