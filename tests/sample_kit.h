// The sample bureau's year, and what a correct reading of it yields (expected.json beside it).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/json.h"
#include "program_kit.h"

namespace luze::test {

// samples/yunxi-2021, an absolute path.
[[nodiscard]] const std::string& sample_folder();
[[nodiscard]] const Json& expected();

// One line for every figure that differs from the expected one in value, num, den, names, or the
// value if an unreadable date were counted. Only figures that `wanted` accepts are looked at.
using Wanted = std::function<bool(const std::string& id)>;
[[nodiscard]] Words figure_differences(const Json& figures, const Wanted& wanted = {});

// Whether a figure adds up hours, attendance or days: one entry behind it may carry more than one.
[[nodiscard]] bool adds_up(const std::string& id);
// One line for every figure whose evidence does not number what the figure says (DECISIONS 10).
[[nodiscard]] Words evidence_differences(const Json& figures);

// kind, class, file, sheet, row of each fault (— and 0 where there is none), sorted. What need not
// be expected (notices of late recording, of ledgers not kept, of years without a calendar) is left
// out of `faults`.
[[nodiscard]] Words fault_lines(const Json& faults);
[[nodiscard]] Words expected_fault_lines();
[[nodiscard]] std::size_t count_kind(const Json& faults, const std::string& kind);

// What one list has and the other has not, as "+ …" and "- …".
[[nodiscard]] Words differences(const Words& actual, const Words& wanted);
[[nodiscard]] std::string listed(const Words& lines);

}  // namespace luze::test
