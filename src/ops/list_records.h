// Records as a table: those that are asked for and may be seen, in order, a page at a time.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ops/desk.h"
#include "ops/record_filter.h"

namespace luze::ops {

struct ListQuery {
    std::string form;   // empty: every form with a procedure; *: every form
    std::string words;  // all of them stand somewhere in the record
    // Column → what is typed over it (record_filter.h). Columns are the form's fields and, where
    // the form has no such field: id, title, form, state, owner, due, late, unit.
    std::map<std::string, std::string> filters;
    bool open = false;  // in a state that does not end
    bool late = false;
    PersonId owner;
    std::string sort;        // a column; - before it: the last first
    std::string after;       // `next` of the page before …
    std::size_t offset = 0;  // … or so many are passed over
    std::size_t count = 50;
};

struct ListedRecord {
    const norms::Form* form = nullptr;
    const RecordRow* row = nullptr;
    RowState state;
};

struct StateCount {
    const norms::ProcedureState* state = nullptr;
    std::size_t count = 0;
};

struct RecordPage {
    const norms::Form* form = nullptr;  // null: of several
    std::vector<ListedRecord> items;
    std::size_t total = 0;
    std::string next;                // empty: the last page
    std::vector<StateCount> states;  // of all that fits but for the states asked for
};

// ErrorKind: missing (no such form), usage (a condition, order or cursor that is not understood).
// The page refers to the desk and is good until the next append or catch_up.
[[nodiscard]] Result<RecordPage> list_records(const Desk& desk, const ListQuery& query,
                                              const Asker& asker, Date day);
// Everything that is asked for, on one page.
[[nodiscard]] Result<RecordPage> all_records(const Desk& desk, ListQuery query, const Asker& asker,
                                             Date day);

}  // namespace luze::ops
