// The records of a book as rows of text, kept from question to question: what lists, searches and
// exports read. Nothing here is the truth; it is made from the folded book and follows it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/procedure.h"
#include "standing/obligation.h"

namespace luze::ops {

struct RecordRow {
    RecordId id;
    const Record* record = nullptr;  // in the book
    std::size_t version = 0;         // how many entries and pieces of evidence it was made from
    std::vector<std::string> texts;  // of each field of the form, as people read them
    std::string title;
    std::string folded;  // all of that in one, for searching (folded_text)
};

// How a row stands on a day.
struct RowState {
    std::optional<casework::CaseState> state;  // none: no procedure
    PersonId owner;                            // who bears it now
};

// Not for several threads at once. Must be cleared when the book's pack or the book itself is
// replaced by another.
class RecordTables {
public:
    // Every live record of the form, duplicates among them, by number.
    [[nodiscard]] const std::vector<RecordRow>& rows(const standing::Context& context,
                                                     const norms::Form& form);
    // In step with the rows; worked out anew when the book has grown or the day is another.
    [[nodiscard]] const std::vector<RowState>& states(const standing::Context& context,
                                                      const norms::Form& form);
    void clear() { tables_.clear(); }

private:
    struct Table {
        std::int64_t size = -1;  // entries of the book that the rows were made from
        std::vector<RecordRow> rows;
        std::int64_t judged_size = -1;
        Date judged_on;
        std::vector<RowState> states;
    };
    [[nodiscard]] Table& table(const standing::Context& context, const norms::Form& form);

    std::map<std::string, Table, std::less<>> tables_;
};

// How the record stands on the context's day.
[[nodiscard]] RowState row_state(const standing::Context& context, const Record& record);

// For comparing what people type: half width, lower case, no spaces.
[[nodiscard]] std::string folded_text(std::string_view text);
// Does every word of the first stand in one of the texts?
[[nodiscard]] bool says_all(std::string_view words, const std::vector<std::string>& texts);

}  // namespace luze::ops
