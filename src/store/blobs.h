// Evidence, named by its digest: put it in, get the same bytes out or a complaint.
//
// With SQLite the content lies in blobs/BOOK/xx/DIGEST beside the database (written, synced and
// renamed before the row that names it); PostgreSQL holds it in the table itself.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/error.h"
#include "store/session.h"

namespace luze::store {

struct BlobRow {
    Digest digest;
    std::int64_t size = 0;  // bytes
};

class Blobs {
public:
    Blobs(Session& session, std::string book) : session_(&session), book_(std::move(book)) {}

    // Stores the bytes (once, however often they come) in the caller's transaction.
    Result<Digest> put(std::string_view bytes);
    // ErrorKind: missing, or corrupt when the bytes are not those of that digest.
    [[nodiscard]] Result<std::string> get(const Digest& digest) const;
    // What the book says it holds, in the order of digests.
    [[nodiscard]] Result<std::vector<BlobRow>> list() const;

private:
    [[nodiscard]] std::string path(const Digest& digest) const;
    [[nodiscard]] Result<std::string> content(const Digest& digest) const;

    Session* session_;
    std::string book_;
};

}  // namespace luze::store
