// What a database's own error means to the person in front of it.
#pragma once

#include <string_view>

#include "base/error.h"

namespace soci {
class session;
}

namespace luze::store {

// Call it in a catch block: the exception in flight, as an Error. `doing` names the statement or
// step. `session` may be null when there is no connection.
[[nodiscard]] Error explain_failure(soci::session* session, std::string_view doing);

// By SQLite's extended result code, and by PostgreSQL's SQLSTATE.
[[nodiscard]] Error sqlite_error(int extended_code, std::string_view doing,
                                 std::string_view detail);
[[nodiscard]] Error postgresql_error(std::string_view sqlstate, std::string_view doing,
                                     std::string_view detail);

}  // namespace luze::store
