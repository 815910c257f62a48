#include "ledger/recomputed_tree.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdlib>
#include <string>

namespace luze::ledger {
namespace {

const unsigned char* octets(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Digest hash(std::string_view bytes) {
    Digest result;
    if (EVP_Digest(bytes.data(), bytes.size(), result.bytes.data(), nullptr, EVP_sha256(),
                   nullptr) != 1) {
        std::abort();
    }
    return result;
}

Digest pair(const Digest& left, const Digest& right) {
    return hash(std::string("\x01").append(left.view()).append(right.view()));
}

}  // namespace

Digest recomputed_seal(std::string_view salt, std::string_view sealed) {
    Digest result;
    unsigned int length = 0;
    if (HMAC(EVP_sha256(), salt.data(), static_cast<int>(salt.size()), octets(sealed),
             sealed.size(), result.bytes.data(), &length) == nullptr) {
        std::abort();
    }
    return result;
}

void RecomputedTree::add(const Digest& leaf_data) {
    Digest node = hash(std::string(1, '\0').append(leaf_data.view()));
    for (std::size_t level = 0;; ++level) {
        if (level == levels_.size()) {
            levels_.emplace_back();
        }
        std::vector<Digest>& row = levels_[level];
        row.push_back(node);
        if (row.size() % 2 != 0) {
            return;
        }
        node = pair(row[row.size() - 2], row.back());
    }
}

std::int64_t RecomputedTree::size() const { return nodes(0); }

std::int64_t RecomputedTree::nodes(std::size_t level) const {
    return level < levels_.size() ? std::ssize(levels_[level]) : 0;
}

const Digest& RecomputedTree::node(std::size_t level, std::int64_t place) const {
    return levels_.at(level).at(static_cast<std::size_t>(place));
}

Digest RecomputedTree::root(std::int64_t size) const {
    return size == 0 ? hash("") : range(0, size);
}

// MTH(D[begin:end]) = H(1 ‖ MTH(left) ‖ MTH(right)), the left part being the largest power of two
// smaller than the whole; full subtrees are taken from the levels.
Digest RecomputedTree::range(std::int64_t begin, std::int64_t end) const {
    std::int64_t k = 1;
    std::size_t level = 0;
    while (k * 2 < end - begin) {
        k *= 2;
        ++level;
    }
    if (end - begin == 1) {
        return node(0, begin);
    }
    if (end - begin == 2 * k) {
        return node(level + 1, begin / (2 * k));
    }
    return pair(node(level, begin / k), range(begin + k, end));
}

}  // namespace luze::ledger
