// What every kind of fault needs: pointing to a row, filling a note. Shared by the fault_*.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/faults.h"

namespace luze::report {

struct FaultKit {
    const standing::Context& context;
    int year;
    const std::vector<standing::Obligation>& obligations;

    [[nodiscard]] const Record* record(RecordId id) const;
    // Live, no duplicate, and of this year (or of no date that can be read).
    [[nodiscard]] bool concerns(const Record& record) const;
    // A fault at the record's row.
    [[nodiscard]] Fault at(const norms::FaultRule& rule, const Record& record) const;
    // Names that every note may use: as_of, year, next_year, $parameter.
    [[nodiscard]] std::optional<std::string> general(std::string_view name) const;
    // … and the record's own fields.
    [[nodiscard]] std::optional<std::string> field(const Record& record,
                                                   std::string_view name) const;
    // The record's natural key in words.
    [[nodiscard]] std::string matter(const Record& record) const;
};

using FaultList = std::vector<Fault>;

// One function per source of faults (norms::FaultSource); each appends what it finds.
void find_in_records(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out);
void find_in_obligations(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out);
void find_duplicates(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out);
void find_names(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out);
void find_unreadable(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out);
void find_held_rows(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out);
void note_late_import(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out);
void note_no_ledger(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out);
void note_no_calendar(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out);

}  // namespace luze::report
