// Finding things by a few words: records, problems, papers, people, units, duties, forms, figures.
//
// There is no index. A book of ten thousand records is a few megabytes of text, which the desk
// keeps folded beside its records (record_tables.h); reading all of it takes a few milliseconds,
// finds words of any length (two characters, or one) anywhere, and cannot differ from the book.
// Bigrams in memory would save those milliseconds and cost more memory than the text; a table of
// them in views/ would have to be written with every entry and kept in step. Should a book grow to
// a hundred times the size, this is the place where an index goes.
#pragma once

#include <string>
#include <vector>

#include "ops/desk.h"

namespace luze::ops {

struct SearchQuery {
    std::string words;       // all of them, in any order
    std::string form;        // records of this form only
    std::string kind;        // record, person, unit, duty, form, figure; empty: all
    std::size_t count = 20;  // of each kind
};

// {"words":[…],"groups":[{"kind","name","total","items":[{"kind","id","title","text","form"?,
// "form_name"?,"date"?,"href"}]}]}, the best first: those whose title holds the words, then by day.
// What the asker may not see is not found. `text`: the words with what stands around them.
[[nodiscard]] Json search_json(const Desk& desk, const SearchQuery& query, const Asker& asker,
                               Date day);

// Names that begin with, or else hold, what is typed so far:
// {"items":[{"kind","id","name","text"}]} of people in office first, then units, then (kind
// "record") records of `form` by number or title. `kind`: person, unit, record; empty: people and
// units.
[[nodiscard]] Json suggest_json(const Desk& desk, const SearchQuery& query, const Asker& asker,
                                Date day);

}  // namespace luze::ops
