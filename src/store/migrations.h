// The permanent tables, as numbered steps. A step is never edited once released.
#pragma once

#include <span>
#include <string_view>

#include "base/error.h"

namespace luze::store {

class Session;

struct Migration {
    int number;            // 1, 2, 3 …
    std::string_view sql;  // as Session::run_script reads it
};

[[nodiscard]] std::span<const Migration> migrations();
[[nodiscard]] int newest_version();

// Runs the steps after `version`, in the caller's transaction.
Result<void> migrate(Session& session, int version);

}  // namespace luze::store
