#include "ops/init_book.h"

#include <sys/stat.h>

#include <system_error>
#include <utility>

#include "ledger/ledger.h"
#include "views/record_view.h"

namespace luze::ops {
namespace {

// An existing database may hold other books; a fresh place gets a new one.
Result<store::Database> database_at(const std::string& where) {
    auto existing = store::Database::open(where);
    if (existing || existing.error().kind != ErrorKind::missing) {
        return existing;
    }
    return store::Database::create(where);
}

std::vector<Draft> first_entries(const NewBook& wanted, const norms::Pack& pack, Date today) {
    Json::Object files;
    for (const auto& [path, text] : wanted.pack) {
        files[path] = text;
    }
    std::string name = wanted.name.empty() ? "本单位" : wanted.name;
    // A book opened today speaks of past years as well: the rules hold from the earliest day on.
    return {{kinds::book_opened, wanted.actor, Json::Object{{"name", name}, {"zone", 480}}},
            {kinds::pack_adopted, wanted.actor,
             Json::Object{{"id", pack.id},
                          {"version", pack.version},
                          {"from", today.iso()},
                          {"files", std::move(files)}}}};
}

Result<void> make_key(const Place& place) {
    auto key = ledger::SigningKey::generate(place.book);
    if (!key) {
        return std::unexpected(key.error());
    }
    std::filesystem::path path = place.keys() / (place.book + ".key");
    std::error_code error;
    if (std::filesystem::exists(path, error)) {
        return fail(
            ErrorKind::refused,
            "已有签名密钥“" + path.string() +
                "”，可能属于另一本账；请先把它移到别处，或用 --book 换一个账本名",
            "there is a signing key '" + path.string() +
                "' already, perhaps of another book: move it away, or choose another --book");
    }
    mode_t before = umask(0077);
    auto written = write_file(path, key->text());
    umask(before);
    return written;
}

}  // namespace

Result<void> init_book(const Place& place, const NewBook& wanted, Instant now) {
    auto pack = norms::read_pack(wanted.pack);
    if (!pack) {
        const norms::PackFault& fault = pack.error().front();
        return fail(ErrorKind::invalid,
                    "规则包有错（" + fault.file + " 第" + std::to_string(fault.line) + "行）：" +
                        fault.what.zh + "。可用 luze pack check 查看全部",
                    "the pack has faults (" + fault.file + ":" + std::to_string(fault.line) +
                        "): " + fault.what.en + ". luze pack check shows all");
    }
    auto database = database_at(place.where);
    if (!database) {
        return std::unexpected(database.error());
    }
    auto session = database->session();
    if (!session) {
        return std::unexpected(session.error());
    }
    ledger::Ledger ledger(**session, place.book);
    auto head = ledger.head();
    if (!head) {
        return std::unexpected(head.error());
    }
    if (head->size != 0) {
        return fail(ErrorKind::refused,
                    "“" + place.shown() + "”里已经有账本“" + place.book + "”，可直接 luze import",
                    "'" + place.shown() + "' holds a book '" + place.book + "' already");
    }
    if (auto key = make_key(place); !key) {
        return key;
    }
    if (auto ready = views::prepare(**session); !ready) {
        return ready;
    }
    Date today = now.day_at(480);
    return store::transact(**session, [&]() -> Result<void> {
        auto entries = ledger.append(first_entries(wanted, *pack, today), now, 1);
        if (!entries) {
            return std::unexpected(entries.error());
        }
        Book book;
        for (const Entry& entry : *entries) {
            if (auto applied = apply(book, entry); !applied) {
                return applied;
            }
        }
        return views::apply(**session, place.book, *entries, book);
    });
}

}  // namespace luze::ops
