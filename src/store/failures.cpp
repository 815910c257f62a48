#include "store/failures.h"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <exception>
#include <string>

namespace luze::store {
namespace {

namespace sqlite = sqlite_api;

std::string first_line(std::string_view text) {
    return std::string(text.substr(0, text.find('\n')));
}

Error error(ErrorKind kind, std::string_view zh, std::string_view en, std::string_view doing,
            std::string_view detail) {
    std::string tail = std::string(doing) + (detail.empty() ? "" : ": ") + first_line(detail);
    return {kind, {std::string(zh) + "（" + tail + "）", std::string(en) + " (" + tail + ")"}};
}

bool starts(std::string_view sqlstate, std::string_view with) { return sqlstate.starts_with(with); }

}  // namespace

Error sqlite_error(int extended_code, std::string_view doing, std::string_view detail) {
    using enum ErrorKind;
    if (extended_code == SQLITE_CONSTRAINT_UNIQUE ||
        extended_code == SQLITE_CONSTRAINT_PRIMARYKEY || extended_code == SQLITE_CONSTRAINT_ROWID ||
        extended_code == SQLITE_BUSY_SNAPSHOT) {
        return error(conflict, "别人刚刚写入了同一处，请重新读取后再试",
                     "somebody else has just written there: read again and retry", doing, detail);
    }
    switch (extended_code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return error(io, "账本正被另一个程序占用，请关闭它或稍后再试",
                         "another program holds the book: close it or try again later", doing,
                         detail);
        case SQLITE_FULL:
            return error(io, "磁盘已满，这一步没有写入；请腾出空间后再试",
                         "the disk is full and nothing was written: free some space and try again",
                         doing, detail);
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return error(io, "数据目录不可写，请检查目录的权限",
                         "the data directory cannot be written: check its permissions", doing,
                         detail);
        case SQLITE_CANTOPEN:
            return error(
                io, "打不开数据库文件，请检查目录是否存在、是否有权限",
                "the database file cannot be opened: check the directory and its permissions",
                doing, detail);
        case SQLITE_NOTADB:
            return error(refused, "这个文件不是数据库文件，未作任何改动",
                         "this is not a database file; nothing was touched", doing, detail);
        case SQLITE_CORRUPT:
            return error(corrupt, "数据库文件已损坏，请用备份恢复",
                         "the database file is damaged: restore a backup", doing, detail);
        case SQLITE_TOOBIG:
            return error(limit, "内容过大，数据库放不下", "too large for the database", doing,
                         detail);
        case SQLITE_IOERR:
            return error(io, "读写磁盘出错，请检查磁盘", "the disk failed: check it", doing,
                         detail);
        default:
            return error(io, "数据库出错", "the database failed", doing, detail);
    }
}

Error postgresql_error(std::string_view sqlstate, std::string_view doing, std::string_view detail) {
    using enum ErrorKind;
    if (sqlstate == "23505" || sqlstate == "40001" || sqlstate == "40P01") {
        return error(conflict, "别人刚刚写入了同一处，请重新读取后再试",
                     "somebody else has just written there: read again and retry", doing, detail);
    }
    if (starts(sqlstate, "08") || starts(sqlstate, "57P")) {
        return error(io, "与 PostgreSQL 的连接断开了；最后一步是否写入尚不确定，请重新连接后核对",
                     "the connection to PostgreSQL is gone; whether the last step was written is "
                     "unknown: reconnect and look",
                     doing, detail);
    }
    if (starts(sqlstate, "53")) {
        return error(io, "PostgreSQL 的磁盘、内存或连接数不足",
                     "PostgreSQL is out of disk, memory or connections", doing, detail);
    }
    if (starts(sqlstate, "28") || sqlstate == "42501") {
        return error(io, "PostgreSQL 拒绝了这个用户，请检查用户名、口令和权限",
                     "PostgreSQL refuses this user: check name, password and rights", doing,
                     detail);
    }
    if (sqlstate == "25006") {
        return error(io, "这台 PostgreSQL 只读，请连接主库",
                     "this PostgreSQL is read-only: connect to the primary", doing, detail);
    }
    if (starts(sqlstate, "54")) {
        return error(limit, "内容过大，数据库放不下", "too large for the database", doing, detail);
    }
    if (starts(sqlstate, "XX")) {
        return error(corrupt, "PostgreSQL 报告数据损坏，请用备份恢复",
                     "PostgreSQL reports damaged data: restore a backup", doing, detail);
    }
    return error(io, "数据库出错", "the database failed", doing, detail);
}

Error explain_failure(soci::session* session, std::string_view doing) {
    try {
        throw;
    } catch (const soci::sqlite3_soci_error& failure) {
        int code = failure.result();
        if (session != nullptr) {
            auto* backend = static_cast<soci::sqlite3_session_backend*>(session->get_backend());
            int extended = sqlite::sqlite3_extended_errcode(backend->conn_);
            code = (extended & 0xFF) == (code & 0xFF) ? extended : code;
        }
        return sqlite_error(code, doing, failure.what());
    } catch (const soci::postgresql_soci_error& failure) {
        std::string state = failure.sqlstate();
        if (session != nullptr) {
            auto* backend = static_cast<soci::postgresql_session_backend*>(session->get_backend());
            state = PQstatus(backend->conn_) == CONNECTION_BAD ? "08006" : state;
        }
        return postgresql_error(state, doing, failure.what());
    } catch (const std::exception& failure) {
        return error(ErrorKind::io, "数据库出错", "the database failed", doing, failure.what());
    }
}

}  // namespace luze::store
