#include "ledger/verify.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/date.h"
#include "ledger/verification.h"
#include "store/blobs.h"

namespace luze::ledger {
namespace {

using store::Statement;

constexpr Statement every_book{
    "verify.books",
    "SELECT book FROM entry UNION SELECT book FROM tree_node UNION SELECT book FROM checkpoint "
    "UNION SELECT book FROM blob EXCEPT SELECT book FROM head ORDER BY book"};

}  // namespace

const char* name_of(FaultKind kind) {
    switch (kind) {
        case FaultKind::engine:
            return "engine";
        case FaultKind::entry:
            return "entry";
        case FaultKind::head:
            return "head";
        case FaultKind::tree:
            return "tree";
        case FaultKind::checkpoint:
            return "checkpoint";
        case FaultKind::outside:
            return "outside";
        case FaultKind::evidence:
            return "evidence";
        case FaultKind::extra:
            return "extra";
    }
    return "";
}

void Verification::fault(FaultKind kind, std::int64_t sequence, std::string zh, std::string en) {
    constexpr std::size_t kept = 100;
    ++report_.fault_count;
    if (report_.faults.size() < kept) {
        report_.faults.push_back({kind, sequence, {std::move(zh), std::move(en)}});
    }
}

Result<void> Verification::check_engine() {
    auto problems = session_->integrity_problems();
    if (!problems) {
        return std::unexpected(problems.error());
    }
    for (const std::string& problem : *problems) {
        fault(FaultKind::engine, 0, "数据库文件自检不通过：" + problem,
              "the database's own check complains: " + problem);
    }
    return {};
}

// A row whose book was edited belongs to no book that has a head.
Result<void> Verification::check_stray_rows() {
    auto books = session_->read<std::tuple<std::string>>(every_book);
    if (!books) {
        return std::unexpected(books.error());
    }
    for (const auto& [name] : *books) {
        fault(FaultKind::head, 0, "有些行属于没有账首的账本“" + name + "”：账首被删，或账名被改",
              "rows belong to a book without a head, '" + name +
                  "': its head was removed, or the "
                  "book's name changed");
    }
    return {};
}

Result<void> Verification::check_outside() {
    if (!options_->outside) {
        return {};
    }
    const Checkpoint& outside = *options_->outside;
    std::string size = std::to_string(outside.size);
    std::string count = std::to_string(report_.entries);
    if (outside.book != book_) {
        fault(FaultKind::outside, 0, "外存的检查点是另一本账“" + outside.book + "”的",
              "the checkpoint kept elsewhere is of another book, '" + outside.book + "'");
    } else if (outside.size > report_.entries) {
        std::string first = std::to_string(report_.entries + 1);
        fault(FaultKind::outside, report_.entries + 1,
              "外存的检查点记有 " + size + " 条，账本只剩 " + count + " 条：第 " + first +
                  " 条起被删去，或数据库是旧备份",
              "the checkpoint kept elsewhere has " + size + " entries, the book only " + count +
                  ": entry " + first + " and later were removed, or this is an old backup");
    } else if (gapless_ && tree_.root(outside.size) != outside.root) {
        std::string good = std::to_string(last_good_ + 1);
        fault(FaultKind::outside, last_good_ + 1,
              "前 " + size + " 条与外存的检查点不符：第 " + good + " 至 " + size +
                  " 条之间有改动，账本被改写过",
              "the first " + size +
                  " entries differ from the checkpoint kept elsewhere: something "
                  "between entries " +
                  good + " and " + size + " was changed; the book was rewritten");
    }
    return {};
}

Result<void> Verification::check_evidence() {
    store::Blobs blobs(*session_, book_);
    auto rows = blobs.list();
    if (!rows) {
        if (rows.error().kind != ErrorKind::corrupt) {
            return std::unexpected(rows.error());
        }
        fault(FaultKind::evidence, 0, rows.error().message.zh, rows.error().message.en);
        return {};
    }
    std::set<Digest> held;
    for (const store::BlobRow& row : *rows) {
        held.insert(row.digest);
        ++report_.evidence;
        Result<std::string> bytes = blobs.get(row.digest);
        std::int64_t named = evidence_.contains(row.digest) ? evidence_.at(row.digest) : 0;
        if (!bytes) {
            fault(FaultKind::evidence, named, bytes.error().message.zh, bytes.error().message.en);
        } else if (std::ssize(*bytes) != row.size) {
            fault(FaultKind::evidence, named, "证据 " + row.digest.hex() + " 登记的大小被改动过",
                  "the size noted for evidence " + row.digest.hex() + " was changed");
        }
    }
    for (const auto& [digest, sequence] : evidence_) {
        if (!held.contains(digest)) {
            std::string number = std::to_string(sequence);
            fault(FaultKind::evidence, sequence,
                  "第 " + number + " 条所附的证据 " + digest.hex() + " 不在证据表中",
                  "evidence " + digest.hex() + " of entry " + number + " is not in the table");
        }
    }
    return {};
}

Result<void> Verification::check_extras() {
    for (const auto& check : options_->extra_checks) {
        Result<std::vector<Phrase>> found = check();
        if (!found) {
            return std::unexpected(found.error());
        }
        for (Phrase& phrase : *found) {
            fault(FaultKind::extra, 0, std::move(phrase.zh), std::move(phrase.en));
        }
    }
    return {};
}

Result<VerifyReport> Verification::run() {
    for (auto step :
         {&Verification::check_engine, &Verification::check_entries, &Verification::check_head,
          &Verification::check_nodes, &Verification::check_checkpoints,
          &Verification::check_outside, &Verification::check_stray_rows,
          &Verification::check_evidence, &Verification::check_extras}) {
        if (Result<void> done = (this->*step)(); !done) {
            return std::unexpected(done.error());
        }
    }
    return std::move(report_);
}

Result<VerifyReport> verify(store::Session& session, const std::string& book,
                            const VerifyOptions& options) {
    auto transaction = store::Transaction::begin(session, store::Access::read);
    if (!transaction) {
        return std::unexpected(transaction.error());
    }
    return Verification(session, book, options).run();
}

}  // namespace luze::ledger
