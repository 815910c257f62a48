#include <soci/soci.h>

#include "store/engines.h"
#include "store/failures.h"
#include "store/session_state.h"

namespace luze::store {
namespace {

// SQLite's writers queue up at the beginning; PostgreSQL's find out at the end.
const char* opening(Engine engine, Access access) {
    if (engine == Engine::sqlite) {
        return access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN";
    }
    return access == Access::write ? "BEGIN ISOLATION LEVEL REPEATABLE READ"
                                   : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
}

}  // namespace

Result<void> Session::begin(Access access) {
    if (state_->in_transaction) {
        return fail(ErrorKind::usage, "程序内部错误：事务不能嵌套",
                    "internal error: a transaction inside a transaction");
    }
    if (access == Access::write && state_->access == Access::read) {
        return fail(ErrorKind::usage, "程序内部错误：只读会话不能写入",
                    "internal error: writing through a reading session");
    }
    try {
        *state_->connection << opening(state_->engine, access);
    } catch (...) {
        return std::unexpected(explain_failure(state_->connection.get(), "BEGIN"));
    }
    state_->in_transaction = true;
    return {};
}

Result<void> Session::commit() {
    if (state_->engine == Engine::postgresql) {
        Result<void> done = postgresql::commit(*state_->connection);
        state_->in_transaction = !done;
        return done;
    }
    try {
        *state_->connection << "COMMIT";
    } catch (...) {
        return std::unexpected(explain_failure(state_->connection.get(), "COMMIT"));
    }
    state_->in_transaction = false;
    return {};
}

void Session::roll_back() noexcept {
    bool open = state_->engine == Engine::sqlite || postgresql::in_transaction(*state_->connection);
    try {
        if (open) {
            *state_->connection << "ROLLBACK";
        }
    } catch (...) {
        // The engine has rolled back by itself (full disk, lost connection): nothing is left to do.
    }
    state_->in_transaction = false;
}

Result<Transaction> Transaction::begin(Session& session, Access access) {
    if (Result<void> begun = session.begin(access); !begun) {
        return std::unexpected(begun.error());
    }
    return Transaction(session);
}

Transaction::~Transaction() {
    if (session_ != nullptr) {
        session_->roll_back();
    }
}

Result<void> Transaction::commit() {
    Result<void> done = session_->commit();
    if (done) {
        session_ = nullptr;
    }
    return done;
}

}  // namespace luze::store
