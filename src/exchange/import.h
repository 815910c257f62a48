// From the files of a folder to the entries that they mean. Nothing is written: a plan is made.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "exchange/grid.h"
#include "exchange/table.h"
#include "model/book.h"
#include "norms/pack.h"

namespace luze::exchange {

struct InputFile {
    std::string name;  // relative to the folder that was handed in
    std::string bytes;
};

// What a person has said of a sheet before it is imported. Files and sheets by their names.
struct SheetHint {
    std::string file;
    std::string sheet;
    bool skip = false;                          // not read at all
    std::string form;                           // id; empty: as found
    std::size_t header_row = 0;                 // 0: as found
    std::map<std::size_t, std::string> fields;  // column → id of the field that it feeds; "": none
};
// A cell put right before it is read.
struct CellFix {
    std::string file;
    std::string sheet;
    std::size_t row = 0;
    std::size_t column = 0;
    std::string text;
};
struct ImportHints {
    std::vector<SheetHint> sheets;
    std::vector<CellFix> cells;
};

// Something in a row that a person should look at. Held rows are not taken (a held_row keeps their
// cells), nor are held cells, which nothing keeps; the others are recorded as they stand, and count
// for what can be read of them.
struct RowProblem {
    enum class Kind { held, unreadable, unknown_name, ambiguous_name, duplicate };
    Kind kind = Kind::held;
    Source source;
    std::string column;  // its heading; empty when the whole row is meant
    std::string cell;    // G82; empty when the whole row is meant
    Phrase what;         // what is wrong, and what to do
};

// An entry to append: kind and body as model/book.h says.
struct Planned {
    std::string kind;
    Json body;
};

struct SheetSummary {
    std::string sheet;
    std::string form;  // id; empty when passed over
    Phrase form_name;
    std::size_t rows = 0;  // of data
    std::size_t fresh = 0;
    std::size_t corrected = 0;
    std::size_t unchanged = 0;
    std::size_t duplicates = 0;  // repeat an earlier row; also counted in fresh or unchanged
    std::size_t repeated = 0;    // stood in another sheet of this import already
    std::size_t held = 0;
    std::optional<Phrase> passed_over;
};

struct FileSummary {
    std::string name;
    std::optional<Phrase> passed_over;  // why the whole file was not read
    std::vector<SheetSummary> sheets;
};

// A record whose sheet was imported again without it: proposed for withdrawal, never withdrawn.
struct Vanished {
    RecordId record;
    Source source;
};

// What becomes of a row.
struct RowOutcome {
    enum class Kind { fresh, corrected, unchanged, repeated, held };
    Kind kind = Kind::fresh;
    std::size_t sheet = 0;  // index into ImportPlan::sheets
    int row = 0;
    std::string form;
    RecordId record;  // corrected, unchanged: of the book; fresh: as it will be numbered
    std::optional<std::size_t> entry;  // index into ImportPlan::entries, where there is one
    bool duplicate = false;
};

// A sheet as it was read.
struct ReadSheet {
    std::string file;  // with its folders
    std::shared_ptr<const Grid> grid;
    std::vector<Table> tables;
};

struct ImportPlan {
    // Numbered from book.size + 1 in this order; RecordIds in the bodies count on that. Empty when
    // nothing changed; else the first also says which files were read ("batch").
    std::vector<Planned> entries;
    std::vector<RowProblem> problems;
    std::vector<FileSummary> files;
    std::vector<Vanished> vanished;
    std::vector<ReadSheet> sheets;     // with a table or without, in the order of the files' names
    std::vector<RowOutcome> outcomes;  // form by form, row by row
    std::size_t tables = 0;  // that some form of the pack fits; 0 = nothing here was a ledger
    std::size_t rows = 0;
    std::size_t fresh = 0;
    std::size_t corrected = 0;
    std::size_t unchanged = 0;
    std::size_t held = 0;
};

// Called now and then with the work done and all of it (in files and rows).
using Progress = std::function<void(std::size_t done, std::size_t total)>;

// Errors: no file at all (missing), more files than limits::import_files (limit). A file that
// cannot be read is no error: its summary says why.
[[nodiscard]] Result<ImportPlan> plan_import(const norms::Pack& pack, const Book& book,
                                             std::vector<InputFile> files,
                                             const Progress& progress = {},
                                             const ImportHints& hints = {});

}  // namespace luze::exchange
