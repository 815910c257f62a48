#include <optional>
#include <tuple>
#include <utility>

#include "base/date.h"
#include "ledger/verification.h"

namespace luze::ledger {
namespace {

using store::Statement;

constexpr Statement select_page{
    "verify.entries",
    "SELECT sequence, recorded_at, actor, kind, body, salt, commitment FROM entry "
    "WHERE book = :book AND sequence > :after ORDER BY sequence LIMIT 1000"};
constexpr Statement select_announced{"verify.announced",
                                     "SELECT size FROM head WHERE book = :book"};

using Text = std::optional<std::string>;
using PageRow =
    std::tuple<std::int64_t, std::int64_t, std::string, std::string, Text, Text, std::string>;

}  // namespace

struct Verification::Row {
    std::int64_t sequence;
    std::int64_t recorded_at;
    std::string actor;
    std::string kind;
    Text body;
    Text salt;
    std::string commitment;
};

Result<void> Verification::check_entries() {
    auto announced = session_->read_one<std::tuple<std::int64_t>>(select_announced, book_);
    if (!announced) {
        return std::unexpected(announced.error());
    }
    std::int64_t total = *announced ? std::get<0>(**announced) : 0;
    std::int64_t after = INT64_MIN;
    for (;;) {
        auto page = session_->read<PageRow>(select_page, book_, after);
        if (!page) {
            return std::unexpected(page.error());
        }
        if (page->empty()) {
            break;
        }
        for (PageRow& row : *page) {
            check_entry(std::make_from_tuple<Row>(std::move(row)));
        }
        after = previous_;
        if (options_->progress) {
            options_->progress(report_.entries, total);
        }
    }
    check_erasures();
    report_.root = tree_.root(tree_.size());
    return {};
}

void Verification::check_entry(const Row& row) {
    ++report_.entries;
    check_order(row);
    std::optional<Digest> sealed = Digest::parse_hex(row.commitment);
    if (sealed) {
        tree_.add(*sealed);
    } else {
        gapless_ = false;
    }
    check_seal(row);
    previous_ = row.sequence;
    recorded_at_ = row.recorded_at;
}

void Verification::check_order(const Row& row) {
    std::string number = std::to_string(row.sequence);
    if (row.sequence != previous_ + 1 && gapless_) {
        std::string missing = std::to_string(previous_ + 1);
        fault(FaultKind::entry, previous_ + 1,
              "缺第 " + missing + " 条：其后就是第 " + number + " 条",
              "entry " + missing + " is missing: entry " + number + " comes next");
    }
    gapless_ = gapless_ && row.sequence == previous_ + 1;
    if (row.recorded_at < recorded_at_) {
        fault(FaultKind::entry, row.sequence, "第 " + number + " 条的记录时间早于前一条",
              "entry " + number + " was recorded before the one that precedes it");
    }
}

void Verification::check_seal(const Row& row) {
    std::string number = std::to_string(row.sequence);
    auto bad = [&](std::string_view zh, std::string_view en) {
        fault(FaultKind::entry, row.sequence, "第 " + number + " 条被改动过：" + std::string(zh),
              "entry " + number + " was changed: " + std::string(en));
    };
    std::optional<Digest> sealed = Digest::parse_hex(row.commitment);
    if (!sealed) {
        bad("封存值无法识别", "its commitment cannot be read");
        return;
    }
    if (!row.body && !row.salt) {
        bare_.insert(row.sequence);
        return;
    }
    Text salt = row.salt ? from_hex(*row.salt) : std::nullopt;
    if (!row.body || !salt || salt->size() != 32) {
        bad("内容或盐值缺失", "its body or its salt is missing");
        return;
    }
    Result<Json> body = parse_json(*row.body);
    if (!body || canonical(*body) != *row.body) {
        bad("内容不是规范的 JSON", "its body is not canonical JSON");
        return;
    }
    Json whole = Json::Object{{"seq", row.sequence},
                              {"recorded_at", Instant{row.recorded_at}.rfc3339()},
                              {"kind", row.kind},
                              {"body", *body},
                              {"actor", row.actor}};
    if (recomputed_seal(*salt, canonical(whole)) != *sealed) {
        bad("内容、时间、记录人、种类、盐值与封存值不再相符",
            "its content, time, actor, kind or salt no longer matches its commitment");
        return;
    }
    note_evidence(row.sequence, row.kind, *body);
}

void Verification::note_evidence(std::int64_t sequence, const std::string& kind, const Json& body) {
    if (kind == "erasure") {
        const Json::Array* of = body["of"].array();
        for (std::size_t i = 0; of != nullptr && i < of->size(); ++i) {
            if (const std::int64_t* number = (*of)[i].integer()) {
                erased_.insert(*number);
            }
        }
    }
    std::vector<Digest> named;
    if (options_->evidence_of) {
        named = options_->evidence_of(kind, body);
    } else if (kind == "evidence") {
        if (std::optional<Digest> digest = Digest::parse_hex(body.text("digest"))) {
            named.push_back(*digest);
        }
    }
    for (const Digest& digest : named) {
        evidence_.emplace(digest, sequence);
    }
}

void Verification::check_erasures() {
    for (std::int64_t sequence : bare_) {
        if (!erased_.contains(sequence)) {
            std::string number = std::to_string(sequence);
            fault(FaultKind::entry, sequence,
                  "第 " + number + " 条的内容不见了，账中没有删除它的记载",
                  "the content of entry " + number + " is gone, and no entry says it was erased");
        }
    }
}

}  // namespace luze::ledger
