// A book's journal: entries are appended, read and proved; nothing is ever changed in it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "ledger/checkpoint.h"
#include "ledger/merkle.h"
#include "model/entry.h"
#include "store/session.h"

namespace luze::ledger {

struct Head {
    std::int64_t size = 0;  // entries; the next one has the sequence size + 1
    Instant recorded_at;    // of the last entry
    Digest root;            // of the tree over all entries
};

// That an entry is in the tree of `size` entries with that root.
struct InclusionProof {
    std::int64_t sequence = 0;
    std::int64_t size = 0;
    Digest leaf;
    Proof path;
    Digest root;
};

class Ledger {
public:
    // Fills with bytes nobody can guess; handed in by tests that want the same book twice.
    using Random = std::function<Result<void>(std::uint8_t* bytes, std::size_t count)>;

    Ledger(store::Session& session, std::string book, Random random = fill_random);

    [[nodiscard]] const std::string& book() const { return book_; }
    [[nodiscard]] Result<Head> head() const;

    // Appends in the caller's transaction and returns the entries as kept. recorded_at is `now`, or
    // that of the last entry where the clock has gone back. ErrorKind: conflict when another writer
    // came first, or `expected_next` is given and is not the next sequence; invalid or limit when a
    // draft cannot be kept (then nothing is written).
    [[nodiscard]] Result<std::vector<Entry>> append(
        std::vector<Draft> drafts, Instant now,
        std::optional<std::int64_t> expected_next = std::nullopt);

    // ErrorKind: missing; corrupt when the row cannot be an entry.
    [[nodiscard]] Result<Entry> read(std::int64_t sequence) const;
    // At most `count` entries from that sequence on.
    [[nodiscard]] Result<std::vector<Entry>> read(std::int64_t from, std::int64_t count) const;
    // Every entry from that sequence on, in order; stops at the visitor's error and returns it.
    [[nodiscard]] Result<void> for_each(
        std::int64_t from, const std::function<Result<void>(const Entry&)>& visitor) const;
    // How many entries were recorded by that moment: 'known at' as a sequence.
    [[nodiscard]] Result<std::int64_t> known_at(Instant moment) const;

    // Signs what the book holds now and keeps the note; in the caller's transaction. The same size
    // again gives the note already kept.
    [[nodiscard]] Result<std::string> sign_checkpoint(const SigningKey& key);
    // The note of the newest checkpoint kept; empty when there is none.
    [[nodiscard]] Result<std::string> newest_checkpoint() const;

    // In the tree of the first `size` entries.
    [[nodiscard]] Result<InclusionProof> prove(std::int64_t sequence, std::int64_t size) const;
    [[nodiscard]] Result<Proof> prove_consistency(std::int64_t earlier, std::int64_t size) const;
    [[nodiscard]] Result<Digest> root_at(std::int64_t size) const;

private:
    struct State;
    [[nodiscard]] Result<State> state() const;
    [[nodiscard]] Result<void> keep_head(const State& before, const State& after);
    [[nodiscard]] Result<Digest> subtree_root(int level, std::int64_t place) const;
    [[nodiscard]] Result<std::vector<Digest>> leaves(std::int64_t begin, std::int64_t count) const;
    [[nodiscard]] Result<std::vector<Digest>> nodes(int level, std::int64_t begin,
                                                    std::int64_t count) const;

    store::Session* session_;
    std::string book_;
    Random random_;
};

}  // namespace luze::ledger
