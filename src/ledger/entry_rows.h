// Entries as rows of the table `entry`.
#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "base/error.h"
#include "model/entry.h"
#include "store/statement.h"

namespace luze::ledger {

// sequence, recorded_at, actor, kind, body, salt, commitment
using EntryRow = std::tuple<std::int64_t, std::int64_t, std::string, std::string,
                            std::optional<std::string>, std::optional<std::string>, std::string>;

// ErrorKind::corrupt when the row cannot be an entry.
[[nodiscard]] Result<Entry> entry_from_row(EntryRow row);

}  // namespace luze::ledger
