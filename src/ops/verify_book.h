// Recomputing everything that a book claims: entries, tree, checkpoints, evidence, views.
#pragma once

#include <functional>
#include <string>

#include "base/json.h"
#include "ledger/verify.h"
#include "ops/site.h"

namespace luze::ops {

struct VerifyWish {
    std::string checkpoint_file;  // a note kept elsewhere; empty: the one beside the key
    std::function<void(std::int64_t done, std::int64_t total)> progress;
};

// Works on books that cannot be opened otherwise. ErrorKind: missing, refused (a checkpoint that
// this book's key did not sign).
[[nodiscard]] Result<ledger::VerifyReport> verify_book(const Place& place, const VerifyWish& wish);

[[nodiscard]] Json verify_json(const ledger::VerifyReport& report, Language language);

// Drops the views and writes them anew from the entries.
[[nodiscard]] Result<std::int64_t> rebuild_views(Site& site);

}  // namespace luze::ops
