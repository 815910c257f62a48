// The database of a site: where it lies, which version it has, and sessions on it.
#pragma once

#include <memory>
#include <string>

#include "base/error.h"
#include "store/session.h"

namespace luze::store {

// Places are written
//   DIRECTORY, sqlite:DIRECTORY or sqlite:FILE.db   SQLite (DIRECTORY/luze.db), evidence beside it
//   postgresql://… or postgresql:host=… dbname=…    PostgreSQL, as libpq reads it
class Database {
public:
    // Makes an empty database (and its directory); ErrorKind::refused when one is there already
    // or the place holds something else.
    [[nodiscard]] static Result<Database> create(const std::string& where);
    // Opens an existing one and brings its tables up to date. ErrorKind: missing (nothing there),
    // refused (not Luze's, or of a newer Luze), io (cannot be read or written).
    [[nodiscard]] static Result<Database> open(const std::string& where);

    [[nodiscard]] Result<std::unique_ptr<Session>> session(Access access = Access::write) const;

    [[nodiscard]] Engine engine() const { return engine_; }
    // The data directory; empty on PostgreSQL.
    [[nodiscard]] const std::string& directory() const { return directory_; }

private:
    Database() = default;
    [[nodiscard]] static Result<Database> at(const std::string& where);
    [[nodiscard]] Result<void> prepare(bool create) const;

    Engine engine_ = Engine::sqlite;
    std::string target_;  // file name or connection string
    std::string directory_;
};

}  // namespace luze::store
