// The ledger as pages show it: entries, the newest first, and the proof of each. Restricted ones
// and those beyond the asker's units are a number and a digest.
#pragma once

#include "ops/book_reader.h"
#include "ops/show_entry.h"

namespace luze::ops {

// Entries before that one (0: the newest), `count` of them: {"items":[{"sequence","recorded_at",
// "actor","kind","kind_name","summary","digest","restricted","erased"}],"total","next"}.
[[nodiscard]] Result<Json> entries_json(Site& site, const View& view, std::int64_t before,
                                        std::int64_t count, const Scope& scope);
// What entry_json has, and "fields":[{"name","value"}], "source", "cells", "versions".
[[nodiscard]] Result<Json> entry_page_json(Site& site, const View& view, std::int64_t sequence,
                                           const Scope& scope);

// {"size","checkpoint","origin"?}: what was last signed, as the note says.
[[nodiscard]] Json checkpoint_json(const View& view);

}  // namespace luze::ops
