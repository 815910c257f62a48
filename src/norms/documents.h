// The documents and ledgers that a pack writes besides its yearly report: minutes, letters,
// circulars, sheets per leader, what stands at a quarter's end (docs/PACKS.md has the grammar).
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "norms/expression.h"

namespace luze::norms {

// What a document is asked for: one record, one person of a group, a quarter, or the year.
enum class DocumentOf { record, person, quarter, year };

// Where its rows come from.
enum class RowSource { records, obligations, clauses };

// How many records of the rows satisfy a condition; a name of the rows.
struct NamedCount {
    std::string id;
    std::string label;  // for the evidence; empty: that of the rows
    Expression where;
};
// What a record's row says besides its fields: days = "days(deadline, as_of)".
struct NamedValue {
    std::string id;
    Expression value;
};

// Things that a document goes through one by one, or counts.
struct DocumentRows {
    std::string id;
    std::string label;  // in Chinese, for the evidence of its counts
    RowSource source = RowSource::records;
    std::string in;    // rows of which each has these within it; empty: the document
    std::string form;  // records of it …
    Expression where;  // … that are so
    std::string by;    // record field: naming the record that the document (or outer row) is about
    bool same_day = false;  // or, naming none: of the same day as the document's record, …
    Expression beside;      // … which is so, and the only such record of its day
    std::vector<std::string> people;  // of = person: any of these fields names them
    bool any_day = false;             // else those of the document's span only
    std::string order;                // field by which they stand
    std::string per;                  // a row for each value of this field; obligations: duty, unit
    std::vector<NamedCount> counts;
    std::vector<NamedValue> adds;
    std::vector<std::string> states;  // obligations in these states only
    bool next = false;                // obligations of the period after
    std::string text;                 // the row as part of another sentence: {ROWS} there
    std::string joint = "；";         // between those
};

struct DocumentSentence {
    std::string id;
    std::string text;
    Expression when;  // over the names of the part
};

struct DocumentPart {
    std::string id;
    std::string heading;
    int level = 1;            // of the heading: 一、 （一） 1.
    std::string rows;         // its sentences are said of each of these; empty: once
    std::string row_heading;  // one level below, numbered
    bool numbered = false;    // each row's paragraph opens with its number
    std::vector<DocumentSentence> sentences;
    std::string none;    // said when there are no rows
    bool prose = false;  // a marked place for a person's own words …
    std::string blank;   // … and what stands there until they are written
};

struct DocumentText {
    std::string id;
    Phrase name;
    DocumentOf of = DocumentOf::year;
    std::string form;  // of = record
    Expression where;
    std::string group;      // of = person
    bool everyone = false;  // for the public: choices, days and numbers only, nothing restricted
    std::string title;      // lines by \n
    std::string recipient;
    std::string issuer;
    std::string dated;   // date field of the record; empty: its as-of day, or of the newest entry
    std::string about;   // letters: record field, whose fields are {about.FIELD}
    std::string ladder;  // … and the fields that name ladder and rung: {rung.text}, {rung.ask}
    std::string rung;
    std::string late_from;  // … date field of the record it is about: {late_days} since then
    std::vector<DocumentRows> rows;
    std::vector<DocumentPart> parts;

    [[nodiscard]] const DocumentRows* find(std::string_view rows_id) const;
};

// A ledger as an office keeps it: its columns, in order.
struct LedgerColumn {
    std::string heading;
    std::string field;    // empty with `number` false: a column left to be filled in by hand
    bool number = false;  // 1, 2, 3 …
    double width = 0;     // in characters; 0: by the type
};
struct LedgerText {
    std::string id;
    Phrase name;
    std::string title;  // {bureau}, {year}
    std::string sheet;  // the tab's name; empty: the name
    std::string form;
    Expression where;
    std::string order;     // field; empty: as recorded
    bool any_day = false;  // of all years
    std::vector<LedgerColumn> columns;
};

// Names that every document may use beside its rows and its record's fields.
[[nodiscard]] const std::vector<std::string>& document_names();
// What rows of obligations and of clauses say.
[[nodiscard]] const std::vector<std::string>& obligation_names();
[[nodiscard]] const std::vector<std::string>& clause_names();

}  // namespace luze::norms
