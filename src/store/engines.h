// What each engine does in its own way. Only the .cpp files of this folder include this.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "store/session.h"

namespace soci {
class session;
}

namespace luze::store {

using Connection = std::unique_ptr<soci::session>;

// The names of a statement's :name parameters, in the order in which they first appear.
[[nodiscard]] std::vector<std::string> parameter_names(std::string_view sql);
// The statement with $1, $2 … in their places, as libpq wants it.
[[nodiscard]] std::string numbered(std::string_view sql);

namespace sqlite {

[[nodiscard]] Result<Connection> connect(const std::string& file, Access access);
// The version of the tables; 0 = an empty database. Refuses other programs' files.
[[nodiscard]] Result<int> version(soci::session& session, const std::string& file);
[[nodiscard]] std::string set_version_script(int version);
[[nodiscard]] Result<void> use_write_ahead_log(soci::session& session, const std::string& file);
[[nodiscard]] Result<std::vector<std::string>> integrity_problems(soci::session& session);

}  // namespace sqlite

namespace postgresql {

[[nodiscard]] Result<Connection> connect(const std::string& target);
[[nodiscard]] Result<int> version(soci::session& session);
[[nodiscard]] std::string set_version_script(int version);
// Sends rows without waiting for each answer.
[[nodiscard]] Result<void> insert(soci::session& session, const Statement& statement,
                                  const Rows& rows);
// COMMIT, told apart from the rollback that PostgreSQL answers to a failed transaction's COMMIT.
[[nodiscard]] Result<void> commit(soci::session& session);
[[nodiscard]] bool in_transaction(soci::session& session);

}  // namespace postgresql
}  // namespace luze::store
