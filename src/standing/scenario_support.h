// Reads and runs the worked examples of docs/PACKS.md and tests/scenarios: a pack, records, a day,
// the standing expected. Tests only. The dialect is described at the head of scenario_test.cpp.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "standing/obligation.h"

namespace luze::standing::scenario {

// One statement: its line in the file, its words, and the table below it (first row: columns).
struct Statement {
    int line = 0;
    std::string text;
    struct Row {
        int line = 0;
        std::vector<std::string> cells;
    };
    std::vector<Row> table;
};

struct Scenario {
    std::string file;
    int line = 0;
    std::string base;  // text of base.toml
    std::string pack;  // text of pack.toml
    std::vector<Statement> statements;
};

struct Complaint {
    int line = 0;
    std::string what;
};

// The fenced blocks of a markdown file, in order. `base` is in force until a block replaces it.
[[nodiscard]] std::vector<Scenario> scenarios_in(const std::string& file, const std::string& text,
                                                 std::string base);

// Everything that does not come out as the scenario expects.
[[nodiscard]] std::vector<Complaint> run(const Scenario& scenario);

// What is to be entered into a book: named, so that later statements can speak of it.
struct Draft {
    int line = 0;
    Instant recorded;
    std::string kind;  // of kinds::
    std::string label;
    std::string form;
    std::map<std::string, std::string> cells;   // field id → as typed
    std::map<std::string, std::string> values;  // the other parts of the entry's body
    int evidence = 0;                           // pieces
};

// A field's value as typed in a cell; empty when the cell gives none.
[[nodiscard]] std::optional<Value> typed(const norms::Pack& pack, const Roster& names,
                                         const norms::Field& field, const std::string& cell);

// The book that these drafts make when entered by the order of (recorded, line), as known at the
// end of a day. Labels come out as the ids of their records.
struct Entered {
    Book book;
    std::map<std::string, RecordId> labels;
    std::vector<Complaint> complaints;
};
[[nodiscard]] Entered enter(const norms::Pack& pack, std::vector<Draft> drafts,
                            std::optional<Date> known_at);

}  // namespace luze::standing::scenario
