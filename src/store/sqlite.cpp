#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>

#include "store/engines.h"
#include "store/failures.h"
#include "store/migrations.h"

namespace luze::store::sqlite {
namespace {

constexpr int application_id = 0x4C757A65;  // "Luze"

int pragma(soci::session& session, const std::string& name) {
    int value = 0;
    session << "PRAGMA " + name, soci::into(value);
    return value;
}

// SOCI takes a string without "=" for the file's name as it stands, and reads options out of any
// other.
Result<std::string> connect_string(const std::string& file) {
    if (!file.contains('=')) {
        return file;
    }
    if (file.contains('"') || file.contains(' ')) {
        return fail(ErrorKind::usage, "路径不能同时含有等号和空格或引号：" + file,
                    "a path may not hold both = and a space or quote: " + file);
    }
    return "dbname=\"" + file + "\"";
}

}  // namespace

Result<Connection> connect(const std::string& file, Access access) {
    Result<std::string> target = connect_string(file);
    if (!target) {
        return std::unexpected(target.error());
    }
    try {
        auto session = std::make_unique<soci::session>(soci::sqlite3, *target);
        // FULL: NORMAL may lose acknowledged commits on power loss. Only the writing connection
        // moves the log into the file: before 3.51.3 two doing so could corrupt it.
        for (const char* setting :
             {"PRAGMA busy_timeout=5000", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON",
              "PRAGMA secure_delete=ON", "PRAGMA mmap_size=0", "PRAGMA temp_store=MEMORY",
              "PRAGMA cache_size=-65536", "PRAGMA trusted_schema=OFF"}) {
            *session << setting;
        }
        if (access == Access::read) {
            *session << "PRAGMA wal_autocheckpoint=0";
            *session << "PRAGMA query_only=ON";
        }
        return session;
    } catch (...) {
        return std::unexpected(explain_failure(nullptr, file));
    }
}

Result<int> version(soci::session& session, const std::string& file) {
    try {
        int owner = pragma(session, "application_id");
        int number = pragma(session, "user_version");
        int tables = 0;
        session << "SELECT count(*) FROM sqlite_schema", soci::into(tables);
        if (owner == 0 && number == 0 && tables == 0) {
            return 0;
        }
        if (owner != application_id || number < 1) {
            return fail(ErrorKind::refused, file + " 是别的程序的数据库，未作任何改动",
                        file + " is another program's database; nothing was touched");
        }
        return number;
    } catch (...) {
        return std::unexpected(explain_failure(&session, file));
    }
}

std::string set_version_script(int version) {
    return "PRAGMA application_id=" + std::to_string(application_id) +
           ";PRAGMA user_version=" + std::to_string(version);
}

Result<void> use_write_ahead_log(soci::session& session, const std::string& file) {
    try {
        std::string mode;
        session << "PRAGMA journal_mode=WAL", soci::into(mode);
        if (mode != "wal") {
            return fail(
                ErrorKind::io, "数据目录所在的磁盘不支持预写日志（WAL），请换成本机磁盘：" + file,
                "the disk of the data directory has no write-ahead log; use a local one: " + file);
        }
        return {};
    } catch (...) {
        return std::unexpected(explain_failure(&session, file));
    }
}

Result<std::vector<std::string>> integrity_problems(soci::session& session) {
    try {
        std::vector<std::string> found;
        soci::rowset<std::string> lines = session.prepare << "PRAGMA integrity_check(20)";
        std::ranges::copy(lines, std::back_inserter(found));
        std::erase(found, "ok");
        return found;
    } catch (...) {
        Error error = explain_failure(&session, "integrity_check");
        if (error.kind == ErrorKind::corrupt) {
            return std::vector<std::string>{error.message.en};
        }
        return std::unexpected(error);
    }
}

}  // namespace luze::store::sqlite
