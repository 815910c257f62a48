// Every document and ledger that the book's pack can write, as files.
#pragma once

#include <string>
#include <vector>

#include "model/scope.h"
#include "ops/snapshot.h"
#include "report/document.h"
#include "report/paper.h"

namespace luze::ops {

enum class FileType { docx, pdf, html, xlsx };
[[nodiscard]] std::optional<FileType> parse_file_type(std::string_view word);

// What can be asked for, in the pack's order: its documents, then its ledgers (xlsx only).
struct DocumentKind {
    std::string id;
    Phrase name;
    bool ledger = false;
    norms::DocumentOf of = norms::DocumentOf::year;
    std::string form;         // of = record: whose records; ledgers: what they hold
    bool restricted = false;  // only for those who may read restricted records
    bool everyone = false;    // may be shown to the public
};
[[nodiscard]] std::vector<DocumentKind> document_kinds(const norms::Pack& pack);

// Which one: its kind, and what that kind is of.
struct DocumentWish {
    std::string kind;
    RecordId record;  // of = record
    PersonId person;  // of = person
    int quarter = 0;  // of = quarter, 1 … 4; 0: the quarter of the as-of day
    FileType type = FileType::docx;
};

struct DocumentFile {
    std::string name;  // with its ending, as people would call it
    std::string media_type;
    std::string bytes;
};

// The document itself; ErrorKind: missing (no such kind, record, person), invalid (a record that
// the kind is not of), refused (restricted, and the scope does not reach).
[[nodiscard]] Result<report::Paper> document_paper(const Snapshot& snapshot,
                                                   const DocumentWish& wish, Scope scope);

// The same book, fonts and libraries give the same bytes.
[[nodiscard]] Result<DocumentFile> write_document(const Snapshot& snapshot,
                                                  const DocumentWish& wish, Scope scope);

// Where somebody's own words of a document go: kinds::prose {"report": key, "place": id}.
struct DocumentProse {
    std::string key;
    std::vector<std::string> places;
};
[[nodiscard]] Result<DocumentProse> document_prose(const Snapshot& snapshot,
                                                   const DocumentWish& wish);

// Minutes for a meeting, a letter for a letter: the kinds that a record can be written as.
[[nodiscard]] std::vector<std::string> documents_of(const Snapshot& snapshot, const Record& record);

}  // namespace luze::ops
