#include "ops/site.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

#include "ledger/ledger.h"
#include "store/blobs.h"
#include "views/record_view.h"

namespace luze::ops {
namespace {

bool is_postgresql(const std::string& where) { return where.starts_with("postgresql:"); }

// The moment up to which entries are to be known; none for "now".
Result<std::optional<Instant>> moment_of(const std::string& known_at, int zone) {
    if (known_at.empty()) {
        return std::nullopt;
    }
    if (auto instant = Instant::parse(known_at)) {
        return instant;
    }
    if (auto day = Date::parse(known_at)) {
        std::int64_t next_midnight = (day->days() + 1) * std::int64_t{86'400'000};
        return Instant{next_midnight - zone * std::int64_t{60'000} - 1};
    }
    return fail(
        ErrorKind::usage,
        "--known-at “" + known_at + "”不是日期（2021-12-31）也不是时刻（2021-12-31T08:00:00.000Z）",
        "--known-at '" + known_at + "' is neither a day nor an RFC 3339 instant in UTC");
}

Result<ledger::SigningKey> signing_key(const Place& place) {
    std::filesystem::path path = place.keys() / (place.book + ".key");
    auto text = read_file(path, 4096);
    if (!text && text.error().kind == ErrorKind::missing) {
        return fail(ErrorKind::missing,
                    "签名密钥“" + path.string() + "”不见了，没有记账；请从备份放回原处",
                    "the signing key '" + path.string() +
                        "' is gone; nothing was recorded: put it back from its backup");
    }
    if (!text) {
        return std::unexpected(text.error());
    }
    return ledger::SigningKey::parse(*text);
}

Result<void> bring_views_up(store::Session& session, const std::string& name, const Book& book) {
    if (auto prepared = views::prepare(session); !prepared) {
        return prepared;
    }
    auto position = views::position(session, name);
    if (!position) {
        return std::unexpected(position.error());
    }
    if (*position == book.size) {
        return {};
    }
    return store::transact(session, [&] { return views::rebuild(session, name, book); });
}

}  // namespace

std::filesystem::path Place::keys() const {
    if (is_postgresql(where)) {
        return std::filesystem::path("luze-keys");
    }
    std::string directory = where.starts_with("sqlite:") ? where.substr(7) : where;
    std::filesystem::path path(directory);
    return path.extension() == ".db" ? path.parent_path() : path;
}

std::string Place::shown() const {
    return is_postgresql(where) ? std::string("postgresql:…") : where;
}

Result<Site> Site::open(const Place& place, store::Access access) {
    auto database = store::Database::open(place.where);
    if (!database) {
        return std::unexpected(database.error());
    }
    auto session = database->session(access);
    if (!session) {
        return std::unexpected(session.error());
    }
    Site site(place, std::move(*session));
    auto head = ledger::Ledger(site.session(), place.book).head();
    if (!head) {
        return std::unexpected(head.error());
    }
    if (head->size == 0) {
        return fail(ErrorKind::missing,
                    "“" + place.shown() + "”里没有账本“" + place.book +
                        "”，请先运行 luze init --data " + place.shown(),
                    "there is no book '" + place.book + "' in '" + place.shown() +
                        "': run luze init --data " + place.shown());
    }
    return site;
}

Result<Site> Site::open_to_read(const Place& place) { return open(place, store::Access::read); }

Result<Site> Site::open_to_write(const Place& place) {
    auto site = open(place, store::Access::write);
    if (!site) {
        return site;
    }
    auto book = site->fold();
    if (!book) {
        return std::unexpected(book.error());
    }
    if (auto ready = bring_views_up(site->session(), place.book, *book); !ready) {
        return std::unexpected(ready.error());
    }
    return site;
}

Result<Book> Site::fold(const std::string& known_at) {
    ledger::Ledger ledger(*session_, place_.book);
    Book book;
    auto moment = moment_of(known_at, book.zone);
    if (!moment) {
        return std::unexpected(moment.error());
    }
    bool over = false;
    auto read = ledger.for_each(1, [&](const Entry& entry) -> Result<void> {
        if (entry.sequence == 2) {
            moment = moment_of(known_at, book.zone);  // the first entry says the zone
        }
        over = over || (*moment && entry.recorded_at > **moment);
        return over ? Result<void>{} : apply(book, entry);
    });
    if (!read) {
        return std::unexpected(read.error());
    }
    return book;
}

Result<void> Site::append(std::vector<Draft> drafts, Instant now, Book& book,
                          const std::vector<std::string>& blobs) {
    auto transaction = store::Transaction::begin(*session_);
    if (!transaction) {
        return std::unexpected(transaction.error());
    }
    store::Blobs kept_blobs(*session_, place_.book);
    for (const std::string& blob : blobs) {
        if (auto put = kept_blobs.put(blob); !put) {
            return std::unexpected(put.error());
        }
    }
    ledger::Ledger ledger(*session_, place_.book);
    auto kept = ledger.append(std::move(drafts), now, book.size + 1);
    if (!kept) {
        return std::unexpected(kept.error());
    }
    for (const Entry& entry : *kept) {
        if (auto applied = apply(book, entry); !applied) {
            return applied;
        }
    }
    if (auto viewed = views::apply(*session_, place_.book, *kept, book); !viewed) {
        return viewed;
    }
    return transaction->commit();
}

Result<void> Site::can_sign() const {
    auto key = signing_key(place_);
    return key ? Result<void>{} : std::unexpected(key.error());
}

Result<std::string> Site::sign() {
    auto key = signing_key(place_);
    if (!key) {
        return std::unexpected(key.error());
    }
    auto note = store::transact(*session_, [&]() -> Result<std::string> {
        return ledger::Ledger(*session_, place_.book).sign_checkpoint(*key);
    });
    if (!note) {
        return note;
    }
    auto written = write_file(place_.keys() / (place_.book + ".checkpoint"), *note);
    return written ? note : std::unexpected(written.error());
}

Result<std::shared_ptr<const Snapshot>> look(Site& site, const Question& question) {
    auto book = site.fold(question.known_at);
    if (!book) {
        return std::unexpected(book.error());
    }
    return Snapshot::of(std::move(*book), question.moment);
}

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit) {
    std::ifstream in(path, std::ios::binary);
    std::error_code error;
    if (!in || std::filesystem::is_directory(path, error)) {
        std::string why = std::strerror(errno);
        return fail(std::filesystem::exists(path, error) ? ErrorKind::io : ErrorKind::missing,
                    "打不开文件“" + path.string() + "”：" + why,
                    "cannot open '" + path.string() + "': " + why);
    }
    std::string bytes;
    std::string block(1U << 16U, '\0');
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
        bytes.append(block, 0, static_cast<std::size_t>(in.gcount()));
        if (bytes.size() > limit) {
            return fail(ErrorKind::limit,
                        fmt::format("文件“{}”超过 {} 字节的上限", path.string(), limit),
                        fmt::format("'{}' is over the limit of {} bytes", path.string(), limit));
        }
    }
    return bytes;
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
    std::error_code error;
    if (path.has_parent_path()) {
        std::filesystem::create_directories(path.parent_path(), error);
    }
    std::filesystem::path beside = path;
    beside += ".part";
    {
        std::ofstream out(beside, std::ios::binary | std::ios::trunc);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        out.flush();
        if (!out) {
            std::string why = std::strerror(errno);
            return fail(ErrorKind::io, "写不了文件“" + path.string() + "”：" + why,
                        "cannot write '" + path.string() + "': " + why);
        }
    }
    std::filesystem::rename(beside, path, error);
    if (error) {
        return fail(ErrorKind::io, "写不了文件“" + path.string() + "”：" + error.message(),
                    "cannot write '" + path.string() + "': " + error.message());
    }
    return {};
}

}  // namespace luze::ops
