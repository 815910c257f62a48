#include <algorithm>
#include <tuple>
#include <utility>

#include "ledger/verification.h"

namespace luze::ledger {
namespace {

using store::Statement;

constexpr Statement select_head{
    "verify.head", "SELECT size, recorded_at, root, frontier FROM head WHERE book = :book"};
constexpr Statement select_nodes{
    "verify.nodes",
    "SELECT level, place, hash FROM tree_node WHERE book = :book AND level = :level "
    "ORDER BY place"};
constexpr Statement count_nodes{"verify.node_count",
                                "SELECT count(*) FROM tree_node WHERE book = :book"};
constexpr Statement select_checkpoints{
    "verify.checkpoints",
    "SELECT size, root, note FROM checkpoint WHERE book = :book ORDER BY size"};

constexpr std::size_t kept_levels[] = {8, 16, 24, 32, 40, 48};

}  // namespace

Result<void> Verification::check_head() {
    using HeadRow = std::tuple<std::int64_t, std::int64_t, std::string, std::string>;
    auto row = session_->read_one<HeadRow>(select_head, book_);
    if (!row) {
        return std::unexpected(row.error());
    }
    if (!*row) {
        if (report_.entries > 0) {
            fault(FaultKind::head, 0, "账首不见了", "the book's head is gone");
        }
        return {};
    }
    auto [size, recorded_at, root, frontier] = **row;
    std::string count = std::to_string(report_.entries);
    std::string announced = std::to_string(size);
    if (size != report_.entries) {
        std::int64_t first = std::min(size, report_.entries) + 1;
        std::string number = std::to_string(first);
        fault(FaultKind::head, first,
              "账首记有 " + announced + " 条，账中却有 " + count + " 条：第 " + number +
                  " 条起有增删",
              "the head announces " + announced + " entries, the book has " + count +
                  ": from entry " + number + " on, some were removed or added");
        return {};
    }
    std::string peaks;
    for (std::size_t level = 63; gapless_ && level-- > 0;) {
        if (((size >> level) & 1) != 0) {
            peaks += tree_.node(level, (size >> level) - 1).hex();
        }
    }
    if (gapless_ && (root != report_.root.hex() || frontier != peaks)) {
        fault(FaultKind::head, 0, "账首的树根与各条重新算出的不符",
              "the head's root is not the one recomputed from the entries");
    }
    if (recorded_at != recorded_at_) {
        fault(FaultKind::head, 0, "账首的时间与最后一条不符",
              "the head's time is not that of the last entry");
    }
    return {};
}

Result<void> Verification::check_nodes() {
    std::int64_t expected = 0;
    for (std::size_t level : kept_levels) {
        auto rows = session_->read<std::tuple<std::int64_t, std::int64_t, std::string>>(
            select_nodes, book_, level);
        if (!rows) {
            return std::unexpected(rows.error());
        }
        std::int64_t wanted = tree_.nodes(level);
        expected += std::ssize(*rows);
        if (!gapless_) {
            continue;
        }
        std::int64_t place = 0;
        for (const auto& [kept_level, kept_place, hash] : *rows) {
            if (place >= wanted || kept_place != place || hash != tree_.node(level, place).hex()) {
                break;
            }
            ++place;
        }
        if (place != wanted || place != std::ssize(*rows)) {
            std::int64_t first = (place << level) + 1;
            std::string from = std::to_string(first);
            std::string to = std::to_string((place + 1) << level);
            fault(
                FaultKind::tree, first,
                "第 " + from + " 至 " + to + " 条的子树散列与重新算出的不符",
                "the kept hash over entries " + from + " to " + to + " is not the one recomputed");
        }
    }
    auto all = session_->read_one<std::tuple<std::int64_t>>(count_nodes, book_);
    if (!all) {
        return std::unexpected(all.error());
    }
    if (std::get<0>(**all) != expected) {
        fault(FaultKind::tree, 0, "子树散列表中有来历不明的行",
              "the kept tree has rows of no known level");
    }
    return {};
}

Result<void> Verification::check_checkpoints() {
    auto rows = session_->read<std::tuple<std::int64_t, std::string, std::string>>(
        select_checkpoints, book_);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    for (const auto& [size, root, note] : *rows) {
        ++report_.checkpoints;
        check_checkpoint(size, root, note);
    }
    return {};
}

void Verification::check_checkpoint(std::int64_t size, const std::string& root,
                                    const std::string& note) {
    std::string number = std::to_string(size);
    auto bad = [&](std::int64_t sequence, const std::string& zh, const std::string& en) {
        fault(FaultKind::checkpoint, sequence, number + " 条处的检查点：" + zh,
              "the checkpoint at " + number + " entries: " + en);
    };
    Result<Checkpoint> read =
        options_->key ? open_checkpoint(note, *options_->key) : read_checkpoint(note);
    if (!read) {
        bad(0, read.error().message.zh, read.error().message.en);
        return;
    }
    if (read->book != book_ || read->size != size || read->root.hex() != root) {
        bad(0, "登记的条数或树根与签名的内容不符", "its row does not say what was signed");
        return;
    }
    if (size > report_.entries) {
        std::string first = std::to_string(report_.entries + 1);
        bad(report_.entries + 1, "第 " + first + " 条起不见了",
            "entry " + first + " and later are gone");
        return;
    }
    if (!gapless_) {
        return;
    }
    if (tree_.root(size) != read->root) {
        std::string from = std::to_string(last_good_ + 1);
        bad(last_good_ + 1, "第 " + from + " 至 " + number + " 条之间有改动",
            "something between entries " + from + " and " + number + " was changed");
        return;
    }
    last_good_ = size;
}

}  // namespace luze::ledger
