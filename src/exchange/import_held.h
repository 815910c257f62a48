// Rows that an earlier import held back: which of them the book knows by now.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/book.h"

namespace luze::exchange {

// Asked for one row after the other; what it looks up is gathered when first asked for. The book
// outlives it.
class HeldRows {
public:
    using Cells = std::vector<std::pair<std::string, std::string>>;  // heading, text

    explicit HeldRows(const Book& book) : book_(book) {}

    // Is a row with these cells, serials aside, held in the book?
    [[nodiscard]] bool held(const std::string& form, const Cells& cells);
    // Was such a row completed in the book: does a record say all that it says, and more?
    [[nodiscard]] bool mended(const std::string& form, const Fields& fields);

private:
    using Key = std::pair<std::string, Cells>;                          // form, cells
    using Holders = std::map<std::string, std::vector<const Record*>>;  // what a field says

    [[nodiscard]] const Holders& holders(const std::string& form);

    const Book& book_;
    bool gathered_ = false;
    std::set<Key> held_;
    std::map<std::string, Holders> by_form_;
};

}  // namespace luze::exchange
