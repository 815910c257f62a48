#include "ledger/ledger.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "ledger/entry_rows.h"

namespace luze::ledger {
namespace {

using store::Statement;

constexpr Statement select_head{"head.select",
                                "SELECT size, recorded_at, frontier FROM head WHERE book = :book"};
constexpr Statement insert_head{"head.insert",
                                "INSERT INTO head (book, size, recorded_at, root, frontier) "
                                "VALUES (:book, :size, :recorded_at, :root, :frontier)"};
constexpr Statement update_head{
    "head.update",
    "UPDATE head SET size = :size, recorded_at = :recorded_at, root = :root, frontier = :frontier "
    "WHERE book = :book AND size = :before"};
constexpr Statement insert_entry{
    "entry.insert",
    "INSERT INTO entry (book, sequence, recorded_at, actor, kind, body, salt, commitment) "
    "VALUES (:book, :sequence, :recorded_at, :actor, :kind, :body, :salt, :commitment)"};
constexpr Statement insert_node{
    "tree_node.insert",
    "INSERT INTO tree_node (book, level, place, hash) VALUES (:book, :level, :place, :hash)"};
constexpr Statement select_entries{
    "entry.page",
    "SELECT sequence, recorded_at, actor, kind, body, salt, commitment FROM entry "
    "WHERE book = :book AND sequence >= :from ORDER BY sequence LIMIT :count"};
constexpr Statement select_moment{
    "entry.recorded_at",
    "SELECT recorded_at FROM entry WHERE book = :book AND sequence = :sequence"};

constexpr std::int64_t page = 500;  // entries read at a time
constexpr int node_levels = 8;      // every eighth level of the tree is kept

std::unexpected<Error> overtaken() {
    return fail(ErrorKind::conflict, "别人刚刚写入了这本账，请重新读取后再试",
                "somebody else has just written to this book: read again and retry");
}

bool is_label(std::string_view text) {
    bool printable = std::ranges::none_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    return !text.empty() && text.size() <= 200 && printable && is_utf8(text);
}

// The body's canonical text, once the draft is found fit to be kept.
Result<std::string> checked_body(const Draft& draft) {
    if (!is_label(draft.kind) || !is_label(draft.actor)) {
        return fail(ErrorKind::invalid, "条目的种类或记录人为空、过长或含控制字符",
                    "an entry's kind or actor is empty, too long or has control characters");
    }
    if (draft.body.object() == nullptr) {
        return fail(ErrorKind::invalid, "条目内容须是一个 JSON 对象",
                    "an entry's body must be a JSON object");
    }
    Result<std::string> text = checked_canonical(draft.body);
    if (text && text->size() > limits::entry_bytes) {
        std::string most = std::to_string(limits::entry_bytes >> 20U);
        return fail(ErrorKind::limit, "一条内容超过 " + most + " MB，请拆分后再记",
                    "an entry is larger than " + most + " MB: split it");
    }
    return text;
}

}  // namespace

struct Ledger::State {
    Frontier frontier;
    Instant recorded_at;
};

Ledger::Ledger(store::Session& session, std::string book, Random random)
    : session_(&session), book_(std::move(book)), random_(std::move(random)) {}

Result<Ledger::State> Ledger::state() const {
    using Row = std::tuple<std::int64_t, std::int64_t, std::string>;
    auto row = session_->read_one<Row>(select_head, book_);
    if (!row) {
        return std::unexpected(row.error());
    }
    if (!*row) {
        return State{};
    }
    auto [size, recorded_at, text] = **row;
    std::optional<Frontier> frontier = Frontier::parse(size, text);
    if (!frontier) {
        return fail(ErrorKind::corrupt, "账本的账首已损坏，请执行 luze verify",
                    "the book's head is damaged: run luze verify");
    }
    return State{*frontier, Instant{recorded_at}};
}

Result<Head> Ledger::head() const {
    Result<State> now = state();
    if (!now) {
        return std::unexpected(now.error());
    }
    return Head{now->frontier.size(), now->recorded_at, now->frontier.root()};
}

Result<std::vector<Entry>> Ledger::append(std::vector<Draft> drafts, Instant now,
                                          std::optional<std::int64_t> expected_next) {
    if (drafts.size() > limits::entries_per_batch) {
        std::string most = std::to_string(limits::entries_per_batch);
        return fail(ErrorKind::limit, "一次最多记 " + most + " 条",
                    "at most " + most + " entries at a time");
    }
    Result<State> before = state();
    if (!before) {
        return std::unexpected(before.error());
    }
    if (expected_next && *expected_next != before->frontier.size() + 1) {
        return overtaken();
    }
    State after = *before;
    after.recorded_at = std::max(now, before->recorded_at);
    std::vector<Entry> entries;
    store::Rows rows;
    store::Rows nodes;
    for (Draft& draft : drafts) {
        Result<std::string> body = checked_body(draft);
        if (!body) {
            return std::unexpected(body.error());
        }
        Entry& entry = entries.emplace_back();
        entry.sequence = after.frontier.size() + 1;
        entry.recorded_at = after.recorded_at;
        entry.actor = std::move(draft.actor);
        entry.kind = std::move(draft.kind);
        entry.body = std::move(draft.body);
        Digest salt;
        if (Result<void> filled = random_(salt.bytes.data(), salt.bytes.size()); !filled) {
            return std::unexpected(filled.error());
        }
        entry.salt = salt.bytes;
        entry.commitment = commitment(salt.bytes, sealed_bytes(entry, *body));
        after.frontier.append(entry.leaf(), [&](int level, std::int64_t place, const Digest& hash) {
            if (level % node_levels == 0) {
                nodes.add(book_, level, place, hash.hex());
            }
        });
        rows.add(book_, entry.sequence, entry.recorded_at.ms, entry.actor, entry.kind,
                 std::move(*body), salt.hex(), entry.commitment.hex());
    }
    Result<void> done = session_->insert(insert_entry, rows);
    if (done) {
        done = session_->insert(insert_node, nodes);
    }
    if (done && !entries.empty()) {
        done = keep_head(*before, after);
    }
    return done ? Result<std::vector<Entry>>(std::move(entries)) : std::unexpected(done.error());
}

Result<void> Ledger::keep_head(const State& before, const State& after) {
    const Frontier& tree = after.frontier;
    bool first = before.frontier.size() == 0;
    auto touched =
        first ? session_->execute(insert_head, book_, tree.size(), after.recorded_at.ms,
                                  tree.root().hex(), tree.text())
              : session_->execute(update_head, tree.size(), after.recorded_at.ms, tree.root().hex(),
                                  tree.text(), book_, before.frontier.size());
    if (!touched) {
        return std::unexpected(touched.error());
    }
    return *touched == 1 ? Result<void>() : overtaken();
}

Result<std::vector<Entry>> Ledger::read(std::int64_t from, std::int64_t count) const {
    auto rows = session_->read<EntryRow>(select_entries, book_, from, count);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    std::vector<Entry> entries;
    for (EntryRow& row : *rows) {
        Result<Entry> entry = entry_from_row(std::move(row));
        if (!entry) {
            return std::unexpected(entry.error());
        }
        entries.push_back(std::move(*entry));
    }
    return entries;
}

Result<Entry> Ledger::read(std::int64_t sequence) const {
    Result<std::vector<Entry>> entries = read(sequence, 1);
    if (!entries) {
        return std::unexpected(entries.error());
    }
    if (entries->empty() || entries->front().sequence != sequence) {
        std::string number = std::to_string(sequence);
        return fail(ErrorKind::missing, "账本里没有第 " + number + " 条",
                    "the book has no entry " + number);
    }
    return std::move(entries->front());
}

Result<void> Ledger::for_each(std::int64_t from,
                              const std::function<Result<void>(const Entry&)>& visitor) const {
    for (;;) {
        Result<std::vector<Entry>> entries = read(from, page);
        if (!entries) {
            return std::unexpected(entries.error());
        }
        for (const Entry& entry : *entries) {
            if (Result<void> go_on = visitor(entry); !go_on) {
                return go_on;
            }
        }
        if (std::ssize(*entries) < page) {
            return {};
        }
        from = entries->back().sequence + 1;
    }
}

Result<std::int64_t> Ledger::known_at(Instant moment) const {
    Result<State> now = state();
    if (!now) {
        return std::unexpected(now.error());
    }
    // recorded_at never goes back: halve.
    std::int64_t known = 0;
    std::int64_t unknown = now->frontier.size() + 1;
    while (unknown - known > 1) {
        std::int64_t middle = known + (unknown - known) / 2;
        auto row = session_->read_one<std::tuple<std::int64_t>>(select_moment, book_, middle);
        if (!row) {
            return std::unexpected(row.error());
        }
        bool by_then = *row && Instant{std::get<0>(**row)} <= moment;
        (by_then ? known : unknown) = middle;
    }
    return known;
}

}  // namespace luze::ledger
