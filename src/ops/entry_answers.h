// The ledger as pages show it: entries, the newest first, and the proof of each. Restricted ones
// and those beyond the asker's units are a number and a digest.
#pragma once

#include "exchange/sheet_writer.h"
#include "ops/book_reader.h"
#include "ops/show_entry.h"

namespace luze::ops {

struct EntryQuery {
    std::int64_t before = 0;  // entries before that one; 0: the newest
    std::int64_t offset = 0;  // so many of these are passed over
    std::int64_t count = 50;
    std::string kind;   // ids: record,correction; empty: all of them
    std::string words;  // all of them in who, what kind, or the summary
};

// The newest first: {"items":[{"sequence","recorded_at","actor","kind","kind_name","summary",
// "digest","restricted","erased"}],"total","next","kinds":[{"id","name"}]}.
[[nodiscard]] Result<Json> entries_json(Site& site, const View& view, const EntryQuery& query,
                                        const Scope& scope);
// All that are asked for, whatever the slice.
[[nodiscard]] Result<exchange::SheetTable> entries_table(Site& site, const View& view,
                                                         const EntryQuery& query,
                                                         const Scope& scope, Language language);
// What entry_json has, and "fields":[{"name","value"}], "source", "cells", "versions".
[[nodiscard]] Result<Json> entry_page_json(Site& site, const View& view, std::int64_t sequence,
                                           const Scope& scope);

// {"size","checkpoint","origin"?}: what was last signed, as the note says.
[[nodiscard]] Json checkpoint_json(const View& view);

}  // namespace luze::ops
