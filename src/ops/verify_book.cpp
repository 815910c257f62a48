#include "ops/verify_book.h"

#include <system_error>
#include <utility>

#include "ledger/ledger.h"
#include "views/record_view.h"

namespace luze::ops {
namespace {

Result<std::optional<ledger::VerifierKey>> key_of(const Place& place) {
    auto text = read_file(place.keys() / (place.book + ".key"), 4096);
    if (!text) {
        return text.error().kind == ErrorKind::missing
                   ? Result<std::optional<ledger::VerifierKey>>(std::nullopt)
                   : std::unexpected(text.error());
    }
    auto key = ledger::SigningKey::parse(*text);
    if (!key) {
        return std::unexpected(key.error());
    }
    return key->verifier();
}

// The note kept outside the database: the one asked for, or the newest laid beside the key.
Result<std::optional<ledger::Checkpoint>> outside_of(
    const Place& place, const std::string& file, const std::optional<ledger::VerifierKey>& key) {
    std::filesystem::path path =
        file.empty() ? place.keys() / (place.book + ".checkpoint") : std::filesystem::path(file);
    auto note = read_file(path, 1U << 16U);
    if (!note) {
        return file.empty() && note.error().kind == ErrorKind::missing
                   ? Result<std::optional<ledger::Checkpoint>>(std::nullopt)
                   : std::unexpected(note.error());
    }
    auto checkpoint = key ? ledger::open_checkpoint(*note, *key) : ledger::read_checkpoint(*note);
    if (!checkpoint) {
        return std::unexpected(checkpoint.error());
    }
    return *checkpoint;
}

Result<std::vector<Phrase>> compare_views(store::Session& session, const std::string& name) {
    Book book;
    auto folded = ledger::Ledger(session, name).for_each(1, [&](const Entry& entry) {
        return apply(book, entry);
    });
    if (!folded) {
        return std::vector<Phrase>{folded.error().message};
    }
    return views::compare(session, name, book);
}

}  // namespace

Result<ledger::VerifyReport> verify_book(const Place& place, const VerifyWish& wish) {
    auto database = store::Database::open(place.where);
    if (!database) {
        return std::unexpected(database.error());
    }
    auto session = database->session(store::Access::read);
    if (!session) {
        return std::unexpected(session.error());
    }
    auto key = key_of(place);
    if (!key) {
        return std::unexpected(key.error());
    }
    auto outside = outside_of(place, wish.checkpoint_file, *key);
    if (!outside) {
        return std::unexpected(outside.error());
    }
    ledger::VerifyOptions options;
    options.key = *key;
    options.outside = *outside;
    options.progress = wish.progress;
    options.extra_checks.push_back([&] { return compare_views(**session, place.book); });
    auto report = ledger::verify(**session, place.book, options);
    if (report && report->entries == 0 && report->sound()) {
        return fail(ErrorKind::missing, "“" + place.shown() + "”里没有账本“" + place.book + "”",
                    "there is no book '" + place.book + "' in '" + place.shown() + "'");
    }
    return report;
}

Json verify_json(const ledger::VerifyReport& report, Language language) {
    Json::Array faults;
    for (const ledger::Fault& fault : report.faults) {
        faults.emplace_back(Json::Object{{"kind", ledger::name_of(fault.kind)},
                                         {"entry", fault.sequence},
                                         {"message", fault.message.in(language)}});
    }
    return Json::Object{{"sound", report.sound()},           {"entries", report.entries},
                        {"checkpoints", report.checkpoints}, {"evidence", report.evidence},
                        {"root", report.root.hex()},         {"fault_count", report.fault_count},
                        {"faults", std::move(faults)}};
}

Result<std::int64_t> rebuild_views(Site& site) {
    auto book = site.fold();
    if (!book) {
        return std::unexpected(book.error());
    }
    auto rebuilt = store::transact(
        site.session(), [&] { return views::rebuild(site.session(), site.book(), *book); });
    if (!rebuilt) {
        return std::unexpected(rebuilt.error());
    }
    return static_cast<std::int64_t>(book->records.size());
}

}  // namespace luze::ops
