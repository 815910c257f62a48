// The Merkle tree of RFC 9162 §2.1: leaf SHA-256(0x00 ‖ data), node SHA-256(0x01 ‖ left ‖ right).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/error.h"

namespace luze::ledger {

[[nodiscard]] Digest leaf_hash(std::string_view data);
[[nodiscard]] Digest node_hash(const Digest& left, const Digest& right);
[[nodiscard]] Digest empty_root();

// The right edge of a tree: all that is needed to append. The roots of the full subtrees that make
// up its `size` leaves, largest first: one per binary digit 1 of the size.
class Frontier {
public:
    Frontier() = default;

    // A full subtree of 2^level leaves has come about, the place-th of its level from the left.
    using OnNode = std::function<void(int level, std::int64_t place, const Digest& hash)>;

    void append(const Digest& leaf, const OnNode& on_node = {});
    [[nodiscard]] Digest root() const;
    [[nodiscard]] std::int64_t size() const { return size_; }
    [[nodiscard]] const std::vector<Digest>& peaks() const { return peaks_; }

    [[nodiscard]] std::string text() const;  // the peaks in hex, one after the other
    [[nodiscard]] static std::optional<Frontier> parse(std::int64_t size, std::string_view text);

private:
    std::int64_t size_ = 0;
    std::vector<Digest> peaks_;
};

// Root of the full subtree of 2^level leaves that begins at leaf place × 2^level (0-based).
using SubtreeRoot = std::function<Result<Digest>(int level, std::int64_t place)>;

using Proof = std::vector<Digest>;  // from the leaf's side upwards

// That the leaf `index` (0-based) is in the tree of `size` leaves (§2.1.3.1).
[[nodiscard]] Result<Proof> inclusion_proof(std::int64_t index, std::int64_t size,
                                            const SubtreeRoot& subtree);
// That the tree of `earlier` leaves is a beginning of the tree of `size` leaves (§2.1.4.1).
[[nodiscard]] Result<Proof> consistency_proof(std::int64_t earlier, std::int64_t size,
                                              const SubtreeRoot& subtree);

[[nodiscard]] bool verify_inclusion(const Digest& leaf, std::int64_t index, std::int64_t size,
                                    const Proof& proof, const Digest& root);
[[nodiscard]] bool verify_consistency(std::int64_t earlier, const Digest& earlier_root,
                                      std::int64_t size, const Digest& root, const Proof& proof);

}  // namespace luze::ledger
