// The rows that a document goes through: records, what is owed, clauses; each with its names.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/scope.h"
#include "report/paper_names.h"
#include "standing/match.h"

namespace luze::report {

// What a document is asked about.
struct PaperInput {
    const standing::Context& context;  // as of the end of the document's span
    const norms::DocumentText& text;
    int year = 0;
    int quarter = 0;                 // of = quarter
    const Record* record = nullptr;  // of = record; of = person: their row of the roster
    PersonId person;                 // of = person
    const Figures& figures;          // of the year
    const std::vector<standing::Obligation>& owed;  // of the span
    const std::vector<standing::Obligation>& next;  // of the span after
    Scope scope;
};

// A number that the document counted itself, and the entries behind it.
struct PaperFigure {
    std::string id;
    std::string label;
    std::string value;
    Evidence entries;
    bool sealed = false;  // its records say more than the document's readers may know
};

struct PaperRow;
struct PaperRows {
    const norms::DocumentRows* def = nullptr;
    std::vector<PaperRow> rows;
};
struct PaperRow {
    Names names;
    std::vector<const Record*> records;                    // the row's own, or its group's
    std::vector<const standing::Obligation*> obligations;  // likewise
    std::vector<PaperRows> within;
};

// The span of the document's records: its quarter, else its year.
[[nodiscard]] Window span_of(const PaperInput& input);

// Fills in texts of rows that stand in other sentences: given by the composer.
using RowText = std::function<std::vector<Span>(const norms::DocumentRows& def, const PaperRow& row,
                                                const Names& outer)>;

// All rows of the document, those within each other nested, under one row that is the document
// itself. Every count is noted in `figures`. Records that the scope does not reach are counted
// and never shown.
[[nodiscard]] PaperRow paper_rows(const PaperInput& input, Names names, const RowText& text,
                                  std::vector<PaperFigure>& figures);

}  // namespace luze::report
