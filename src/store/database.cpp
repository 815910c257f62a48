#include "store/database.h"

#include <soci/soci.h>

#include <filesystem>
#include <system_error>

#include "store/engines.h"
#include "store/migrations.h"
#include "store/session_state.h"

namespace luze::store {
namespace {

namespace files = std::filesystem;

constexpr std::string_view file_name = "luze.db";

Result<void> make_directory(const std::string& directory) {
    std::error_code fault;
    files::create_directories(directory, fault);
    if (fault || !files::is_directory(directory)) {
        return fail(ErrorKind::io, "建不了数据目录 " + directory + "：" + fault.message(),
                    "the data directory " + directory + " cannot be made: " + fault.message());
    }
    return {};
}

// Looks before SQLite does: it would create what is missing. Without opening the file: as POSIX has
// it, closing it here would take away the locks of this process's connections, and another process
// would take the write-ahead log from under them.
Result<void> check_file(const std::string& file, bool create) {
    std::error_code fault;
    auto size = files::file_size(file, fault);
    bool there = !fault;
    if (!there && files::exists(file, fault)) {
        return fail(ErrorKind::refused, file + " 不是文件", file + " is not a file");
    }
    if (!there || size == 0) {
        if (create) {
            return {};
        }
        return fail(ErrorKind::missing, "这里还没有账本：" + file + "。请先执行 luze init",
                    "there is no book yet: " + file + "; run luze init first");
    }
    return {};
}

Error newer(int version) {
    std::string numbers = std::to_string(version) + " > " + std::to_string(newest_version());
    return {ErrorKind::refused,
            {"这本账由更新版本的 Luze 写成（" + numbers + "），请先升级程序",
             "this book was written by a newer Luze (" + numbers + "): upgrade the program"}};
}

}  // namespace

Result<Database> Database::at(const std::string& where) {
    Database database;
    if (where.starts_with("postgresql:") || where.starts_with("postgres:")) {
        database.engine_ = Engine::postgresql;
        std::string rest = where.substr(where.find(':') + 1);
        database.target_ = rest.starts_with("//") ? where : rest;
        return database;
    }
    std::string path = where.starts_with("sqlite:") ? where.substr(7) : where;
    if (path.empty()) {
        return fail(ErrorKind::usage, "没有给出数据目录", "no data directory was given");
    }
    files::path file(path);
    bool names_file = where.starts_with("sqlite:") && file.extension() == ".db";
    if (!names_file) {
        file /= file_name;
    }
    std::error_code fault;
    file = files::absolute(file, fault).lexically_normal();
    database.target_ = file.string();
    database.directory_ = file.parent_path().string();
    return database;
}

Result<std::unique_ptr<Session>> Database::session(Access access) const {
    auto state = std::make_unique<Session::State>();
    Result<Connection> connection =
        engine_ == Engine::sqlite ? sqlite::connect(target_, access) : postgresql::connect(target_);
    if (!connection) {
        return std::unexpected(connection.error());
    }
    state->connection = std::move(*connection);
    state->engine = engine_;
    state->access = access;
    if (engine_ == Engine::sqlite) {
        state->blob_directory = (files::path(directory_) / "blobs").string();
    }
    return std::unique_ptr<Session>(new Session(std::move(state)));
}

Result<void> Database::prepare(bool create) const {
    auto opened = session();
    if (!opened) {
        return std::unexpected(opened.error());
    }
    Session& session = **opened;
    soci::session& raw = *session.state_->connection;
    auto version_now = [&] {
        return engine_ == Engine::sqlite ? sqlite::version(raw, target_) : postgresql::version(raw);
    };
    Result<int> version = version_now();
    if (!version) {
        return std::unexpected(version.error());
    }
    if (*version > newest_version()) {
        return std::unexpected(newer(*version));
    }
    if (*version == 0 && !create) {
        return fail(ErrorKind::missing, "数据库是空的，还没有账本。请先执行 luze init",
                    "the database is empty: run luze init first");
    }
    if (*version > 0 && create) {
        return fail(ErrorKind::refused, "这里已经有账本了，未作任何改动",
                    "there is a book here already; nothing was touched");
    }
    if (engine_ == Engine::sqlite) {
        if (Result<void> done = sqlite::use_write_ahead_log(raw, target_); !done) {
            return done;
        }
    }
    if (*version == newest_version()) {
        return {};
    }
    return transact(session, [&]() -> Result<void> {
        Result<int> found = version_now();  // another process may have been quicker
        if (!found || *found == newest_version()) {
            return found ? Result<void>() : std::unexpected(found.error());
        }
        if (Result<void> done = migrate(session, *found); !done) {
            return done;
        }
        std::string script = engine_ == Engine::sqlite
                                 ? sqlite::set_version_script(newest_version())
                                 : postgresql::set_version_script(newest_version());
        return session.run_script("schema version", script);
    });
}

Result<Database> Database::create(const std::string& where) {
    Result<Database> database = at(where);
    if (database && database->engine_ == Engine::sqlite) {
        Result<void> ready = make_directory(database->directory_);
        if (ready) {
            ready = check_file(database->target_, true);
        }
        if (!ready) {
            return std::unexpected(ready.error());
        }
    }
    if (database) {
        if (Result<void> ready = database->prepare(true); !ready) {
            return std::unexpected(ready.error());
        }
    }
    return database;
}

Result<Database> Database::open(const std::string& where) {
    Result<Database> database = at(where);
    if (database && database->engine_ == Engine::sqlite) {
        if (Result<void> ready = check_file(database->target_, false); !ready) {
            return std::unexpected(ready.error());
        }
    }
    if (database) {
        if (Result<void> ready = database->prepare(false); !ready) {
            return std::unexpected(ready.error());
        }
    }
    return database;
}

}  // namespace luze::store
