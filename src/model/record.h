// A record: something that was done, found or is in force, as entered or imported.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/digest.h"
#include "model/value.h"

namespace luze {

// Where an imported record came from: the cell a person can open.
struct Source {
    std::string file;  // base name, as it was called at import
    std::string sheet;
    int row = 0;   // as the spreadsheet numbers it; 0 = entered by hand
    int year = 0;  // the year that the sheet's title, sheet or file name states; 0 = none
    bool operator==(const Source&) const = default;
};

// One step of a record's procedure: who took it on which day, and what it said.
struct Step {
    std::int64_t entry = 0;
    std::string act;  // of the pack's procedure
    Date on;          // the day it happened
    PersonId by;
    Instant recorded_at;
    Fields fields;             // that it gave the record
    Fields with;               // what belongs to the step alone: a reason, the day asked for
    std::size_t evidence = 0;  // pieces that the record had before it
};

struct Record {
    RecordId id;
    std::string form;
    Fields fields;
    Source source;
    RecordId duplicate_of;    // repeats that row of the same import
    RecordId merged_into;     // found to be the same matter as that record
    bool divided = false;     // taken apart: its parts count instead
    std::int64_t import = 0;  // sequence of its import's first entry; 0 = entered by hand
    Instant recorded_at;      // of its first version
    Digest commitment;        // of its first entry: all that the uninitiated may see of it
    std::vector<std::int64_t> entries;  // sequences: first version, corrections
    std::vector<std::string> evidence;  // digests of its evidence, hex
    std::vector<Step> steps;            // in the order recorded, the opening one first

    // Duplicates, merged and divided records are kept and count nowhere.
    [[nodiscard]] bool counts() const { return !duplicate_of && !merged_into && !divided; }
};

// A row that could not be taken, kept with its cells to be mended in place.
struct HeldRow {
    std::int64_t entry = 0;
    std::string form;  // empty when even that is not known
    Source source;
    std::vector<std::pair<std::string, std::string>> cells;  // heading, text
    Phrase problem;
};

}  // namespace luze
