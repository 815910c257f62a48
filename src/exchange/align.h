// Which row of an import is which record of the book: by content, never by row number or file
// name (DECISIONS 16).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/record.h"
#include "norms/pack.h"

namespace luze::exchange {

// A row that was read, of one form.
struct AlignRow {
    Fields fields;
    Source source;
    std::size_t sheet = 0;  // which of the import's sheets
};

struct Alignment {
    enum class Kind {
        fresh,
        unchanged,
        corrected,  // the record `of` says something else now
        repeated,   // the same row stood in another sheet of this import already: nothing to record
    };
    Kind kind = Kind::fresh;
    RecordId of;  // unchanged, corrected
    // The earlier row of this import that this one repeats, by its place in the list.
    std::optional<std::size_t> duplicate_of;
};

struct Aligned {
    std::vector<Alignment> rows;     // one for each row handed in
    std::vector<RecordId> vanished;  // of sheets that were clearly imported again
};

// `known` are the book's live records of the form. Rows take over from the book what a person has
// mended there and the file still has wrong: an unreadable cell, an unresolved name.
[[nodiscard]] Aligned align(const norms::Form& form, std::vector<AlignRow>& rows,
                            const std::vector<const Record*>& known);

// The natural key: the same for two rows about the same matter, however they are spaced.
[[nodiscard]] std::string natural_key(const norms::Form& form, const Fields& fields);
// The same with people as they were written: it stays when somebody comes onto the roster.
[[nodiscard]] std::string written_key(const norms::Form& form, const Fields& fields);
// The same for two values that say the same.
[[nodiscard]] std::string fingerprint(const Value& value);
// Share of equal fields, in percent of all that either row has.
[[nodiscard]] int similarity(const Fields& a, const Fields& b);
// Takes over what was mended in the book: see align().
void keep_mended(Fields& fields, const Fields& known);

}  // namespace luze::exchange
