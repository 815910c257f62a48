#include <algorithm>
#include <utility>

#include "ledger/ledger.h"

namespace luze::ledger {
namespace {

using store::Statement;

constexpr Statement select_commitments{
    "entry.commitments",
    "SELECT sequence, commitment FROM entry "
    "WHERE book = :book AND sequence > :begin AND sequence <= :end ORDER BY sequence"};
constexpr Statement select_nodes{
    "tree_node.range",
    "SELECT place, hash FROM tree_node "
    "WHERE book = :book AND level = :level AND place >= :begin AND place < :end ORDER BY place"};
constexpr Statement select_note{"checkpoint.at",
                                "SELECT note FROM checkpoint WHERE book = :book AND size = :size"};
constexpr Statement select_newest_note{
    "checkpoint.newest",
    "SELECT note FROM checkpoint WHERE book = :book ORDER BY size DESC LIMIT 1"};
constexpr Statement insert_checkpoint{
    "checkpoint.insert",
    "INSERT INTO checkpoint (book, size, root, note) VALUES (:book, :size, :root, :note)"};

constexpr int node_levels = 8;  // every eighth level of the tree is kept

// Hashes neighbours together, level by level, until one is left.
Digest fold(std::vector<Digest> hashes) {
    while (hashes.size() > 1) {
        std::vector<Digest> above;
        for (std::size_t i = 0; i + 1 < hashes.size(); i += 2) {
            above.push_back(node_hash(hashes[i], hashes[i + 1]));
        }
        hashes = std::move(above);
    }
    return hashes.front();
}

// The digests of rows numbered from `first` without a gap.
Result<std::vector<Digest>> in_order(
    const Result<std::vector<std::tuple<std::int64_t, std::string>>>& rows, std::int64_t first,
    std::int64_t count) {
    if (!rows) {
        return std::unexpected(rows.error());
    }
    std::vector<Digest> digests;
    for (const auto& [number, hex] : *rows) {
        std::optional<Digest> digest = Digest::parse_hex(hex);
        if (!digest || number != first + std::ssize(digests)) {
            break;
        }
        digests.push_back(*digest);
    }
    if (std::ssize(digests) != count) {
        return fail(ErrorKind::corrupt, "账本的散列树缺了一块，请执行 luze verify",
                    "a part of the book's tree is missing: run luze verify");
    }
    return digests;
}

using NumberedHash = std::tuple<std::int64_t, std::string>;

}  // namespace

Result<std::vector<Digest>> Ledger::leaves(std::int64_t begin, std::int64_t count) const {
    auto digests =
        in_order(session_->read<NumberedHash>(select_commitments, book_, begin, begin + count),
                 begin + 1, count);
    if (digests) {
        std::ranges::transform(*digests, digests->begin(),
                               [](const Digest& data) { return leaf_hash(data.view()); });
    }
    return digests;
}

Result<std::vector<Digest>> Ledger::nodes(int level, std::int64_t begin, std::int64_t count) const {
    return in_order(session_->read<NumberedHash>(select_nodes, book_, level, begin, begin + count),
                    begin, count);
}

Result<Digest> Ledger::subtree_root(int level, std::int64_t place) const {
    int kept = level - level % node_levels;
    std::int64_t count = std::int64_t{1} << (level - kept);
    Result<std::vector<Digest>> below =
        kept == 0 ? leaves(place * count, count) : nodes(kept, place * count, count);
    return below ? Result<Digest>(fold(std::move(*below))) : std::unexpected(below.error());
}

Result<InclusionProof> Ledger::prove(std::int64_t sequence, std::int64_t size) const {
    Result<Digest> root = root_at(size);  // refuses a size that the book has not reached
    if (!root) {
        return std::unexpected(root.error());
    }
    Result<Proof> path = inclusion_proof(sequence - 1, size, [this](int level, std::int64_t place) {
        return subtree_root(level, place);
    });
    if (!path) {
        return std::unexpected(path.error());
    }
    Result<Digest> leaf = subtree_root(0, sequence - 1);
    if (!leaf) {
        return std::unexpected(leaf.error());
    }
    return InclusionProof{sequence, size, *leaf, std::move(*path), *root};
}

Result<Proof> Ledger::prove_consistency(std::int64_t earlier, std::int64_t size) const {
    if (Result<Digest> reached = root_at(size); !reached) {
        return std::unexpected(reached.error());
    }
    return consistency_proof(earlier, size, [this](int level, std::int64_t place) {
        return subtree_root(level, place);
    });
}

Result<Digest> Ledger::root_at(std::int64_t size) const {
    Result<Head> now = head();
    if (!now || size == now->size) {
        return now ? Result<Digest>(now->root) : std::unexpected(now.error());
    }
    if (size < 0 || size > now->size) {
        return fail(ErrorKind::missing, "账本没有这么多条目", "the book has not that many entries");
    }
    // The frontier of a tree of that size, largest full subtree first.
    std::optional<Digest> root;
    for (int level = 0; level < 63; ++level) {
        if (((size >> level) & 1) == 0) {
            continue;
        }
        Result<Digest> peak = subtree_root(level, (size >> level) - 1);
        if (!peak) {
            return peak;
        }
        root = root ? node_hash(*peak, *root) : *peak;
    }
    return root ? *root : empty_root();
}

Result<std::string> Ledger::sign_checkpoint(const SigningKey& key) {
    Result<Head> now = head();
    if (!now) {
        return std::unexpected(now.error());
    }
    using Row = std::tuple<std::string>;
    auto kept = session_->read_one<Row>(select_note, book_, now->size);
    if (!kept || *kept) {
        return kept ? Result<std::string>(std::get<0>(**kept)) : std::unexpected(kept.error());
    }
    Result<std::string> note = key.sign({book_, now->size, now->root});
    if (!note) {
        return note;
    }
    auto done = session_->execute(insert_checkpoint, book_, now->size, now->root.hex(), *note);
    return done ? note : std::unexpected(done.error());
}

Result<std::string> Ledger::newest_checkpoint() const {
    auto row = session_->read_one<std::tuple<std::string>>(select_newest_note, book_);
    if (!row) {
        return std::unexpected(row.error());
    }
    return *row ? std::get<0>(**row) : std::string();
}

}  // namespace luze::ledger
