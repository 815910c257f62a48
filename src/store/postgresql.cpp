#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <algorithm>
#include <span>
#include <utility>

#include "store/engines.h"
#include "store/failures.h"

namespace luze::store::postgresql {
namespace {

constexpr std::size_t rows_per_round = 500;  // their answers must fit the socket's buffer

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

PGconn* raw(soci::session& session) {
    return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

Error answer_error(PGconn* connection, const PGresult* answer, std::string_view doing) {
    const char* state = answer != nullptr ? PQresultErrorField(answer, PG_DIAG_SQLSTATE) : nullptr;
    const char* text =
        answer != nullptr ? PQresultErrorMessage(answer) : PQerrorMessage(connection);
    return postgresql_error(state != nullptr ? state : "08006", doing, text);
}

bool send_row(PGconn* connection, std::span<const Cell> cells) {
    std::vector<std::string> numbers(cells.size());
    std::vector<const char*> values(cells.size(), nullptr);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].null) {
            continue;
        }
        if (cells[i].type == CellType::integer) {
            numbers[i] = std::to_string(cells[i].integer);
        }
        values[i] = cells[i].type == CellType::integer ? numbers[i].c_str() : cells[i].text.c_str();
    }
    return PQsendQueryPrepared(connection, "", static_cast<int>(values.size()), values.data(),
                               nullptr, nullptr, 0) == 1;
}

// A URL as keywords: SOCI takes what follows its first = for options of its own.
std::string keywords(const std::string& target) {
    if (target.find("://") == std::string::npos) {
        return target;
    }
    std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(target.c_str(), nullptr), &PQconninfoFree);
    std::string out;
    for (const PQconninfoOption* option = options.get();
         option != nullptr && option->keyword != nullptr; ++option) {
        if (option->val == nullptr) {
            continue;
        }
        std::string value;
        for (const char* c = option->val; *c != '\0'; ++c) {
            value += (*c == '\'' || *c == '\\') ? std::string("\\") + *c : std::string(1, *c);
        }
        out += (out.empty() ? "" : " ") + std::string(option->keyword) + "='" + value + "'";
    }
    return out.empty() ? target : out;
}

// Reads answers up to the round's end; keeps the first error.
void read_round(PGconn* connection, std::string_view doing, Result<void>& outcome) {
    int silences = 0;
    for (;;) {
        Answer answer(PQgetResult(connection), &PQclear);
        if (answer == nullptr) {
            if (++silences > 1 && PQstatus(connection) == CONNECTION_BAD) {
                outcome = std::unexpected(answer_error(connection, nullptr, doing));
                return;
            }
            continue;  // between two statements' answers
        }
        silences = 0;
        ExecStatusType status = PQresultStatus(answer.get());
        if (status == PGRES_PIPELINE_SYNC) {
            return;
        }
        bool failed = status == PGRES_FATAL_ERROR;  // what follows is only reported as aborted
        if (failed && outcome) {
            outcome = std::unexpected(answer_error(connection, answer.get(), doing));
        }
    }
}

}  // namespace

Result<Connection> connect(const std::string& target) {
    try {
        auto session = std::make_unique<soci::session>(soci::postgresql, keywords(target));
        // libpq would print notices on stderr; nothing here rests on them.
        PQsetNoticeProcessor(raw(*session), [](void*, const char*) {}, nullptr);
        std::string encoding;
        *session << "SHOW server_encoding", soci::into(encoding);
        if (encoding != "UTF8") {
            return fail(ErrorKind::refused, "PostgreSQL 数据库的编码须为 UTF8，现为 " + encoding,
                        "the PostgreSQL database must be encoded in UTF8, not " + encoding);
        }
        *session << "SET client_encoding TO 'UTF8'";
        *session << "SET client_min_messages TO warning";
        *session << "SET standard_conforming_strings TO on";
        return session;
    } catch (const soci::soci_error& failure) {
        // libpq's own words name host and reason, never the password.
        std::string reason = failure.what();
        std::ranges::replace(reason, '\n', ' ');
        return fail(
            ErrorKind::io, "连接不上 PostgreSQL，请检查连接串和服务是否在运行：" + reason,
            "no connection to PostgreSQL; check the connection string and the server: " + reason);
    } catch (...) {
        return std::unexpected(explain_failure(nullptr, "connect"));
    }
}

Result<int> version(soci::session& session) {
    try {
        int ours = 0;
        int tables = 0;
        session << "SELECT count(*) FILTER (WHERE relname = 'luze_schema'), count(*) "
                   "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n "
                   "ON n.oid = c.relnamespace "
                   "WHERE n.nspname = current_schema() AND relkind IN ('r', 'p', 'v', 'm')",
            soci::into(ours), soci::into(tables);
        if (ours == 0 && tables > 0) {
            return fail(ErrorKind::refused, "这个 PostgreSQL 数据库里有别的程序的表，未作任何改动",
                        "this PostgreSQL database holds another program's tables; nothing was "
                        "touched");
        }
        int number = 0;
        if (ours != 0) {
            session << "SELECT version FROM luze_schema", soci::into(number);
        }
        return number;
    } catch (...) {
        return std::unexpected(explain_failure(&session, "schema version"));
    }
}

std::string set_version_script(int version) {
    return "CREATE TABLE IF NOT EXISTS luze_schema (version bigint PRIMARY KEY);"
           "DELETE FROM luze_schema;"
           "INSERT INTO luze_schema (version) VALUES (" +
           std::to_string(version) + ")";
}

Result<void> insert(soci::session& session, const Statement& statement, const Rows& rows) {
    PGconn* connection = raw(session);
    std::string sql = numbered(statement.text(Engine::postgresql));
    if (PQenterPipelineMode(connection) != 1) {
        return std::unexpected(answer_error(connection, nullptr, statement.name));
    }
    Result<void> outcome;
    bool sent = PQsendPrepare(connection, "", sql.c_str(), 0, nullptr) == 1;
    std::span<const Cell> cells = rows.cells();
    for (std::size_t row = 0; sent && outcome && row < rows.size();) {
        std::size_t end = std::min(rows.size(), row + rows_per_round);
        for (; sent && row < end; ++row) {
            sent = send_row(connection, cells.subspan(row * rows.width(), rows.width()));
        }
        sent = sent && PQpipelineSync(connection) == 1;
        if (sent) {
            read_round(connection, statement.name, outcome);
        }
    }
    if (!sent && outcome) {
        outcome = std::unexpected(answer_error(connection, nullptr, statement.name));
    }
    PQexitPipelineMode(connection);
    return outcome;
}

bool in_transaction(soci::session& session) {
    PGTransactionStatusType status = PQtransactionStatus(raw(session));
    return status != PQTRANS_IDLE && status != PQTRANS_UNKNOWN;
}

Result<void> commit(soci::session& session) {
    PGconn* connection = raw(session);
    Answer answer(PQexec(connection, "COMMIT"), &PQclear);
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
        return std::unexpected(answer_error(connection, answer.get(), "COMMIT"));
    }
    if (std::string_view(PQcmdStatus(answer.get())) != "COMMIT") {
        return fail(ErrorKind::io, "先前一步已失败，PostgreSQL 没有提交",
                    "an earlier step had failed: PostgreSQL did not commit");
    }
    return {};
}

}  // namespace luze::store::postgresql
