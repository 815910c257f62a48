// An entry: one immutable fact of a book, and the commitment that seals it.
//
// What is sealed is the canonical JSON (RFC 8785) of
//   {"actor":"…","body":{…},"kind":"…","recorded_at":"2021-12-31T08:00:00.000Z","seq":7}
// The leaf data of the Merkle tree is d = HMAC-SHA256(salt, those bytes) and the leaf's hash is
// SHA-256(0x00 ‖ d) (RFC 9162 §2.1.1). Erasing personal data destroys body and salt and keeps d:
// the tree stands, and nobody can try out what the body may have said.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/digest.h"
#include "base/json.h"

namespace luze {

using Salt = std::array<std::uint8_t, 32>;

// What somebody wants to put into the book.
struct Draft {
    std::string kind;   // a name of `kinds` (model/book.h)
    std::string actor;  // account name; who says so
    Json body;
};

struct Entry {
    std::int64_t sequence = 0;  // 1, 2, 3 … in its book, without gaps
    Instant recorded_at;        // set by the writer; never goes back
    std::string actor;
    std::string kind;
    Json body;                 // null once erased
    std::optional<Salt> salt;  // none once erased
    Digest commitment;         // leaf data d

    [[nodiscard]] bool erased() const { return !salt.has_value(); }
    // The leaf's hash in the Merkle tree.
    [[nodiscard]] Digest leaf() const;
};

// The sealed bytes; `body_text` is the body's canonical JSON.
[[nodiscard]] std::string sealed_bytes(const Entry& entry, std::string_view body_text);
[[nodiscard]] std::string sealed_bytes(const Entry& entry);

// Leaf data: what the book promises never to change.
[[nodiscard]] Digest commitment(const Salt& salt, std::string_view sealed);

// Book names stand in keys, origins and paths: 1 to 64 of a-z 0-9 - _, a letter or digit first.
[[nodiscard]] bool is_book_name(std::string_view name);

}  // namespace luze
