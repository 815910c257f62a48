// Where a book lives, and the one way in: every use case begins here.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "ledger/checkpoint.h"
#include "model/book.h"
#include "model/entry.h"
#include "ops/snapshot.h"
#include "store/database.h"

namespace luze::ops {

// A data directory or connection string (store::Database), and the book in it. The signing key and
// the newest checkpoint lie as files in `keys`: the data directory, or luze-keys beside a
// PostgreSQL site.
struct Place {
    std::string where;
    std::string book = "main";

    [[nodiscard]] std::filesystem::path keys() const;
    // For messages: a connection string may hold a password, so only its kind is told.
    [[nodiscard]] std::string shown() const;
};

class Site {
public:
    // ErrorKind missing: there is no such book; the message says how to make one.
    [[nodiscard]] static Result<Site> open_to_read(const Place& place);
    // … and brings the views up to the entries.
    [[nodiscard]] static Result<Site> open_to_write(const Place& place);

    [[nodiscard]] store::Session& session() { return *session_; }
    [[nodiscard]] const std::string& book() const { return place_.book; }
    [[nodiscard]] const Place& place() const { return place_; }

    // The book folded from its entries; only those recorded by `known_at` (a day of the book's
    // zone, whole, or an RFC 3339 instant) when it is not empty.
    [[nodiscard]] Result<Book> fold(const std::string& known_at = "");

    // Appends drafts, keeps the blobs that they speak of and writes the views in one transaction,
    // and folds the entries into `book`, which must be as the ledger is. ErrorKind conflict:
    // somebody else wrote meanwhile. After an error nothing is kept and `book` is of no more use:
    // fold it again.
    [[nodiscard]] Result<void> append(std::vector<Draft> drafts, Instant now, Book& book,
                                      const std::vector<std::string>& blobs = {});

    // Is the signing key there? To be asked before something long is written.
    [[nodiscard]] Result<void> can_sign() const;
    // Signs a checkpoint and lays its note beside the key. Returns the note.
    [[nodiscard]] Result<std::string> sign();

private:
    [[nodiscard]] static Result<Site> open(const Place& place, store::Access access);
    Site(Place place, std::unique_ptr<store::Session> session)
        : place_(std::move(place)), session_(std::move(session)) {}

    Place place_;
    std::unique_ptr<store::Session> session_;
};

// Asks about a book: what, when, as known when.
struct Question {
    Moment moment;
    std::string known_at;  // as Site::fold takes it
};

[[nodiscard]] Result<std::shared_ptr<const Snapshot>> look(Site& site, const Question& question);

// The bytes of a file or the reason why not; over `limit` bytes is ErrorKind::limit.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit);
// Writes beside and renames, so that a reader sees the old file or the new one.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace luze::ops
