// One figure with what stands behind it.
#pragma once

#include <string>
#include <vector>

#include "ops/site.h"
#include "report/summary.h"

namespace luze::ops {

struct EvidenceLine {
    report::EntrySummary said;  // of a restricted entry nothing but its sequence
    std::string digest;         // restricted: its commitment
};

struct FigureAnswer {
    const report::FigureValue* value = nullptr;
    const report::FigureValue* last_year = nullptr;  // null: the books do not hold it
    std::vector<std::string> names;         // of the windows counted, where they may be named
    std::vector<EvidenceLine> entries;      // the page asked for
    std::vector<EvidenceLine> denominator;  // likewise
};

// ErrorKind: missing. At most `count` entries from `offset` on.
[[nodiscard]] Result<FigureAnswer> show_figure(Site& site, const Snapshot& snapshot,
                                               std::string_view id, std::size_t offset,
                                               std::size_t count, Scope scope);

}  // namespace luze::ops
