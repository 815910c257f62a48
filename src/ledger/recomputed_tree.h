// The verifier's own hashing: written from the definitions of RFC 9162 and RFC 2104 alone, and
// with other calls of the library than the writer's.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/digest.h"

namespace luze::ledger {

[[nodiscard]] Digest recomputed_seal(std::string_view salt, std::string_view sealed);

// Keeps every leaf (32 bytes) and the full subtrees over them (as many again).
class RecomputedTree {
public:
    // The leaf data as stored; hashed here.
    void add(const Digest& leaf_data);
    [[nodiscard]] std::int64_t size() const;
    // MTH(D[0:size]); size must not exceed size().
    [[nodiscard]] Digest root(std::int64_t size) const;
    // The full subtree of 2^level leaves, the place-th from the left.
    [[nodiscard]] const Digest& node(std::size_t level, std::int64_t place) const;
    // How many full subtrees of that level there are.
    [[nodiscard]] std::int64_t nodes(std::size_t level) const;

private:
    [[nodiscard]] Digest range(std::int64_t begin, std::int64_t end) const;

    std::vector<std::vector<Digest>> levels_;
};

}  // namespace luze::ledger
