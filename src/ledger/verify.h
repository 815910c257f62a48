// Recomputes everything that a book claims about itself, by code that shares nothing with append:
// its own reading of the rows, its own sealing, hashing and tree.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/error.h"
#include "base/json.h"
#include "ledger/checkpoint.h"
#include "store/session.h"

namespace luze::ledger {

enum class FaultKind {
    engine,      // the database's own check complains
    entry,       // an entry was changed, removed, inserted or moved
    head,        // what the book says of itself as a whole
    tree,        // a kept part of the tree
    checkpoint,  // a checkpoint kept in the book
    outside,     // the checkpoint kept elsewhere
    evidence,    // a blob
    extra,       // what the caller had checked besides (views)
};

struct Fault {
    FaultKind kind;
    std::int64_t sequence = 0;  // the first entry concerned; 0 = none in particular
    Phrase message;
};

// "entry", "head" …: for programs.
[[nodiscard]] const char* name_of(FaultKind kind);

struct VerifyReport {
    std::int64_t entries = 0;
    std::int64_t checkpoints = 0;
    std::int64_t evidence = 0;
    Digest root;  // recomputed
    // In the order of the checks, entries first by sequence; at most a hundred are kept.
    std::vector<Fault> faults;
    std::int64_t fault_count = 0;

    [[nodiscard]] bool sound() const { return fault_count == 0; }
};

struct VerifyOptions {
    // The book's own key; without it signatures go unchecked (and the roots are compared all the
    // same).
    std::optional<VerifierKey> key;
    // A checkpoint kept elsewhere, its signature already checked: the only witness against one who
    // may rewrite everything here.
    std::optional<Checkpoint> outside;
    // Digests of the evidence that an entry names. By default: `digest` of entries of the kind
    // `evidence`.
    std::function<std::vector<Digest>(const std::string& kind, const Json& body)> evidence_of;
    // What else to compare with the entries; run last, in the same reading transaction.
    std::vector<std::function<Result<std::vector<Phrase>>()>> extra_checks;
    // Called now and then with entries done and the number that the head announces.
    std::function<void(std::int64_t done, std::int64_t total)> progress;
};

// Reads in one transaction of its own. An Error means that it could not be carried through; what is
// wrong with the book stands in the report.
[[nodiscard]] Result<VerifyReport> verify(store::Session& session, const std::string& book,
                                          const VerifyOptions& options = {});

}  // namespace luze::ledger
