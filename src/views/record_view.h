// The table of live records: rebuildable from the entries at any time, written only here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "model/book.h"
#include "model/entry.h"
#include "model/scope.h"
#include "store/session.h"

namespace luze::views {

// Makes the tables anew where one is missing or their version is another: then they are empty and
// `position` is 0.
Result<void> prepare(store::Session& session);

// The entry up to which the views of a book are written.
[[nodiscard]] Result<std::int64_t> position(store::Session& session, const std::string& book);

// Writes the next entries into the views, in the caller's transaction: the one that appends them.
// `folded` is the book with these entries already folded in.
Result<void> apply(store::Session& session, const std::string& book,
                   const std::vector<Entry>& entries, const Book& folded);

// Drops the book's rows and writes them anew, in the caller's transaction.
Result<void> rebuild(store::Session& session, const std::string& book, const Book& folded);

// Every way in which the views differ from what the entries say; empty when they agree.
[[nodiscard]] Result<std::vector<Phrase>> compare(store::Session& session, const std::string& book,
                                                  const Book& folded);

// One row of a list of records. Where the scope does not reach, id and form are all there is.
struct RecordRow {
    RecordId id;
    std::string form;
    std::string file;
    std::string sheet;
    std::int64_t row = 0;
    std::string fields;  // canonical JSON
};

struct RecordQuery {
    std::string form;                           // empty = all
    std::vector<std::string> restricted_forms;  // of the pack: hidden without the right
    std::int64_t after = 0;                     // id to continue after
};

// At most limits::page_size rows, by id.
[[nodiscard]] Result<std::vector<RecordRow>> list(store::Session& session, const std::string& book,
                                                  const RecordQuery& query, Scope scope);

}  // namespace luze::views
