// One function per measure of the pack: what a figure is, and the entries behind it.
#pragma once

#include <vector>

#include "report/figures.h"
#include "report/query.h"

namespace luze::report {

// What a measure found. Ratios and totals are put together from other figures' values.
struct Measured {
    bool held = true;
    bool kept = true;
    Decimal value;
    Evidence entries;
    std::vector<std::string> names;
};

[[nodiscard]] Measured measure(const norms::Figure& figure, const Query& query,
                               const std::vector<standing::Obligation>& obligations);

}  // namespace luze::report
