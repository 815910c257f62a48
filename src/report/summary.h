// One line about an entry, for evidence lists, annexes and pages.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/scope.h"
#include "report/figures.h"

namespace luze::report {

struct EntrySummary {
    std::int64_t entry = 0;
    std::string form;    // its name, Chinese
    std::string text;    // 2021-03-05，专题学习会，学习……; empty where the scope does not reach
    Source source;       // likewise empty
    std::string digest;  // of the entry, hex; empty where the rules themselves are meant
    bool restricted = false;
};

// Any entry that a figure may point to: a record, or the entry that adopted the rules.
[[nodiscard]] EntrySummary summarise(const standing::Context& context, std::int64_t entry,
                                     Scope scope);

// A figure's value as a report prints it: 97.7%, 173人次, 未建账; — where there is nothing to
// divide by.
[[nodiscard]] std::string value_text(const FigureValue& value);

}  // namespace luze::report
