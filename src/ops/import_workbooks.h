// Files and folders into the book.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/json.h"
#include "exchange/import.h"
#include "ops/site.h"

namespace luze::ops {

struct ImportWish {
    std::vector<std::string> paths;
    bool dry_run = false;
    std::string actor;
    Instant now;
    exchange::Progress reading;  // files and rows read
    exchange::Progress writing;  // entries committed: those are safe whatever happens next
};

struct ImportOutcome {
    exchange::ImportPlan plan;  // what was found, row by row
    std::int64_t first = 0;     // sequence of the first entry written; 0 = none
    std::int64_t written = 0;
};

// Reads every file below the paths, plans, and appends in batches of limits::import_batch, each a
// transaction. An import cut short leaves whole batches; the same import again does the rest.
// ErrorKind: missing (no such path, or nothing to read), invalid (nothing there is a ledger).
[[nodiscard]] Result<ImportOutcome> import_workbooks(Site& site, const ImportWish& wish);

[[nodiscard]] Json import_json(const ImportOutcome& outcome, Language language);

}  // namespace luze::ops
