// Entries as people read them, and the proof that each is in the book.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "model/scope.h"
#include "ops/site.h"

namespace luze::ops {

// Where the scope does not reach, an entry is its sequence and digest, and nothing else.
struct EntryLine {
    std::int64_t sequence = 0;
    std::string digest;  // its commitment, hex
    bool restricted = false;
    bool erased = false;
    Instant recorded_at;
    std::string actor;
    std::string kind;
    Phrase kind_name;
    std::string summary;  // Chinese, as the books are
};

// The kinds of entries that have a name of their own.
struct EntryKind {
    std::string_view id;
    Phrase name;
};
[[nodiscard]] std::span<const EntryKind> entry_kinds();

struct EntryField {
    Phrase name;
    std::string value;
};

struct EntryAnswer {
    EntryLine line;
    std::vector<EntryField> fields;
    Source source;
    std::vector<std::pair<std::string, std::string>> cells;  // as the row had them
    std::vector<std::int64_t> versions;  // of the same matter: first record, corrections
    std::string sealed;                  // the bytes under the commitment
    std::string salt;                    // hex
    std::string leaf;                    // hex
    std::int64_t size = 0;               // proved against the tree of so many entries
    std::vector<std::string> path;
    std::string root;
};

// At most `count` entries after that one.
[[nodiscard]] Result<std::vector<EntryLine>> list_entries(Site& site, const Snapshot& snapshot,
                                                          std::int64_t after, std::int64_t count,
                                                          Scope scope);
// ErrorKind: missing.
[[nodiscard]] Result<EntryAnswer> show_entry(Site& site, const Snapshot& snapshot,
                                             std::int64_t sequence, Scope scope);
[[nodiscard]] Json entry_json(const EntryAnswer& answer);

}  // namespace luze::ops
