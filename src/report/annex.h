// The spreadsheet beside the report: every figure, and every entry behind it.
#pragma once

#include <string>

#include "base/error.h"
#include "model/scope.h"
#include "report/faults.h"
#include "report/figures.h"

namespace luze::report {

// Sheets: figures (id, label, value, how counted), evidence (figure, entry, matter, file, sheet,
// row), faults. Same book, same bytes.
[[nodiscard]] Result<std::string> write_annex(const standing::Context& context,
                                              const Figures& figures,
                                              const std::vector<Fault>& faults, Scope scope);

}  // namespace luze::report
