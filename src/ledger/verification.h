// The steps of verify(), and what they hand on to each other.
#pragma once

#include <map>
#include <set>
#include <string>

#include "ledger/recomputed_tree.h"
#include "ledger/verify.h"

namespace luze::ledger {

class Verification {
public:
    Verification(store::Session& session, std::string book, const VerifyOptions& options)
        : session_(&session), book_(std::move(book)), options_(&options) {}

    Result<VerifyReport> run();

private:
    struct Row;

    void fault(FaultKind kind, std::int64_t sequence, std::string zh, std::string en);
    Result<void> check_engine();
    Result<void> check_entries();
    void check_entry(const Row& row);
    void check_order(const Row& row);
    void check_seal(const Row& row);
    void note_evidence(std::int64_t sequence, const std::string& kind, const Json& body);
    void check_erasures();
    Result<void> check_head();
    Result<void> check_nodes();
    Result<void> check_checkpoints();
    void check_checkpoint(std::int64_t size, const std::string& root, const std::string& note);
    Result<void> check_outside();
    Result<void> check_stray_rows();
    Result<void> check_evidence();
    Result<void> check_extras();

    store::Session* session_;
    std::string book_;
    const VerifyOptions* options_;
    VerifyReport report_;
    RecomputedTree tree_;
    bool gapless_ = true;                      // false: the tree says nothing any more
    std::int64_t previous_ = 0;                // sequence of the row before
    std::int64_t recorded_at_ = 0;             // … and its moment
    std::int64_t last_good_ = 0;               // entries vouched for by a sound checkpoint
    std::set<std::int64_t> bare_;              // entries without a body
    std::set<std::int64_t> erased_;            // … that an erasure names
    std::map<Digest, std::int64_t> evidence_;  // digest → the entry that names it first
};

}  // namespace luze::ledger
