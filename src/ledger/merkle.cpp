#include "ledger/merkle.h"

#include <algorithm>
#include <array>
#include <bit>

namespace luze::ledger {
namespace {

std::uint64_t bits(std::int64_t number) { return static_cast<std::uint64_t>(number); }

// The largest power of two smaller than size (size > 1), as its exponent.
int split_level(std::int64_t size) { return static_cast<int>(std::bit_width(bits(size - 1))) - 1; }

// Root of the leaves [begin, begin + size); begin is a multiple of every power of two up to size.
Result<Digest> range_root(std::int64_t begin, std::int64_t size, const SubtreeRoot& subtree) {
    if (std::has_single_bit(bits(size))) {
        int level = std::countr_zero(bits(size));
        return subtree(level, begin >> level);
    }
    int level = split_level(size);
    std::int64_t half = std::int64_t{1} << level;
    Result<Digest> left = subtree(level, begin >> level);
    Result<Digest> right = range_root(begin + half, size - half, subtree);
    if (!left || !right) {
        return left ? right : left;
    }
    return node_hash(*left, *right);
}

// PATH of §2.1.3.1 over the leaves [begin, begin + size).
Result<void> add_path(std::int64_t index, std::int64_t begin, std::int64_t size,
                      const SubtreeRoot& subtree, Proof& proof) {
    if (size == 1) {
        return {};
    }
    std::int64_t half = std::int64_t{1} << split_level(size);
    bool left = index < half;
    Result<void> below = left ? add_path(index, begin, half, subtree, proof)
                              : add_path(index - half, begin + half, size - half, subtree, proof);
    if (!below) {
        return below;
    }
    Result<Digest> sibling =
        left ? range_root(begin + half, size - half, subtree) : range_root(begin, half, subtree);
    if (!sibling) {
        return std::unexpected(sibling.error());
    }
    proof.push_back(*sibling);
    return {};
}

// SUBPROOF of §2.1.4.1; `whole` says that the earlier tree's root is known to the verifier.
Result<void> add_subproof(std::int64_t earlier, std::int64_t begin, std::int64_t size, bool whole,
                          const SubtreeRoot& subtree, Proof& proof) {
    Result<Digest> added = Digest();
    if (earlier == size) {
        if (whole) {
            return {};
        }
        added = range_root(begin, size, subtree);
    } else {
        std::int64_t half = std::int64_t{1} << split_level(size);
        bool left = earlier <= half;
        Result<void> below =
            left ? add_subproof(earlier, begin, half, whole, subtree, proof)
                 : add_subproof(earlier - half, begin + half, size - half, false, subtree, proof);
        if (!below) {
            return below;
        }
        added = left ? range_root(begin + half, size - half, subtree)
                     : range_root(begin, half, subtree);
    }
    if (!added) {
        return std::unexpected(added.error());
    }
    proof.push_back(*added);
    return {};
}

std::unexpected<Error> no_such_tree() {
    return fail(ErrorKind::missing, "账本没有这么多条目", "the book has not that many entries");
}

}  // namespace

Digest leaf_hash(std::string_view data) {
    std::string bytes(1, '\0');
    bytes += data;
    return sha256(bytes);
}

Digest node_hash(const Digest& left, const Digest& right) {
    std::array<char, 65> bytes{};
    bytes[0] = 1;
    std::ranges::copy(left.view(), bytes.begin() + 1);
    std::ranges::copy(right.view(), bytes.begin() + 33);
    return sha256({bytes.data(), bytes.size()});
}

Digest empty_root() { return sha256(""); }

void Frontier::append(const Digest& leaf, const OnNode& on_node) {
    Digest hash = leaf;
    int level = 0;
    for (std::uint64_t rest = bits(size_); (rest & 1U) != 0; rest >>= 1U) {
        hash = node_hash(peaks_.back(), hash);
        peaks_.pop_back();
        ++level;
        if (on_node) {
            on_node(level, size_ >> level, hash);
        }
    }
    peaks_.push_back(hash);
    ++size_;
}

Digest Frontier::root() const {
    if (peaks_.empty()) {
        return empty_root();
    }
    Digest hash = peaks_.back();
    for (std::size_t i = peaks_.size() - 1; i > 0; --i) {
        hash = node_hash(peaks_[i - 1], hash);
    }
    return hash;
}

std::string Frontier::text() const {
    std::string out;
    for (const Digest& peak : peaks_) {
        out += peak.hex();
    }
    return out;
}

std::optional<Frontier> Frontier::parse(std::int64_t size, std::string_view text) {
    Frontier frontier;
    frontier.size_ = size;
    if (size < 0 || text.size() != 64 * static_cast<std::size_t>(std::popcount(bits(size)))) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < text.size(); i += 64) {
        std::optional<Digest> peak = Digest::parse_hex(text.substr(i, 64));
        if (!peak) {
            return std::nullopt;
        }
        frontier.peaks_.push_back(*peak);
    }
    return frontier;
}

Result<Proof> inclusion_proof(std::int64_t index, std::int64_t size, const SubtreeRoot& subtree) {
    if (index < 0 || index >= size) {
        return no_such_tree();
    }
    Proof proof;
    Result<void> done = add_path(index, 0, size, subtree, proof);
    return done ? Result<Proof>(std::move(proof)) : std::unexpected(done.error());
}

Result<Proof> consistency_proof(std::int64_t earlier, std::int64_t size,
                                const SubtreeRoot& subtree) {
    if (earlier < 0 || earlier > size) {
        return no_such_tree();
    }
    Proof proof;
    if (earlier == 0) {
        return proof;  // an empty book is a beginning of every book
    }
    Result<void> done = add_subproof(earlier, 0, size, true, subtree, proof);
    return done ? Result<Proof>(std::move(proof)) : std::unexpected(done.error());
}

// §2.1.3.2, step by step.
bool verify_inclusion(const Digest& leaf, std::int64_t index, std::int64_t size, const Proof& proof,
                      const Digest& root) {
    if (index < 0 || index >= size) {
        return false;
    }
    std::int64_t fn = index;
    std::int64_t sn = size - 1;
    Digest r = leaf;
    for (const Digest& p : proof) {
        if (sn == 0) {
            return false;
        }
        if ((fn & 1) != 0 || fn == sn) {
            r = node_hash(p, r);
            while ((fn & 1) == 0 && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            r = node_hash(r, p);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && r == root;
}

// §2.1.4.2, step by step.
bool verify_consistency(std::int64_t earlier, const Digest& earlier_root, std::int64_t size,
                        const Digest& root, const Proof& proof) {
    if (earlier < 0 || earlier > size) {
        return false;
    }
    if (earlier == size || earlier == 0) {
        return proof.empty() && earlier_root == (earlier == 0 ? empty_root() : root);
    }
    Proof path = proof;
    if (std::has_single_bit(bits(earlier))) {
        path.insert(path.begin(), earlier_root);
    }
    if (path.empty()) {
        return false;
    }
    std::int64_t fn = earlier - 1;
    std::int64_t sn = size - 1;
    while ((fn & 1) != 0) {
        fn >>= 1;
        sn >>= 1;
    }
    Digest fr = path.front();
    Digest sr = path.front();
    for (std::size_t i = 1; i < path.size(); ++i) {
        const Digest& c = path[i];
        if (sn == 0) {
            return false;
        }
        if ((fn & 1) != 0 || fn == sn) {
            fr = node_hash(c, fr);
            sr = node_hash(c, sr);
            while ((fn & 1) == 0 && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            sr = node_hash(sr, c);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && fr == earlier_root && sr == root;
}

}  // namespace luze::ledger
