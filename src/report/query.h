// Selecting records for a figure: form, unit, year, condition.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "norms/pack.h"
#include "standing/obligation.h"

namespace luze::report {

struct Query {
    const standing::Context& context;
    int year;
    std::string unit;                // only records that this unit holds; empty = any
    bool undated = false;            // whatever the date
    bool unreadable_counts = false;  // rows whose date cannot be read count in this year
    std::optional<Window> within;    // only this part of the year
};

// The part of the year that has happened: until the as-of day.
[[nodiscard]] Window happened(const standing::Context& context, int year);

// May the record's ledger be of that year?
[[nodiscard]] bool of_ledger_year(const Record& record, int year);

// Records of the filter that count, in the order recorded. Duplicates never do.
[[nodiscard]] std::vector<const Record*> select(const Query& query, const norms::Filter& filter);

// Does the book hold any record of one of these filters' forms?
[[nodiscard]] bool held(const standing::Context& context,
                        const std::vector<norms::Filter>& filters);

}  // namespace luze::report
