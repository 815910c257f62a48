// The rules of docs/STYLE.md that a machine can check. Each returns one line per fault:
// "src/base/date.h:12: what is wrong".
#pragma once

#include <string>
#include <vector>

#include "tidy_source.h"

namespace tidy {

using Faults = std::vector<std::string>;
using Sources = std::vector<Source>;

inline constexpr int max_line = 100;     // code points
inline constexpr int max_file = 500;     // lines
inline constexpr int max_function = 70;  // lines
inline constexpr int max_median = 250;   // lines, of the files of src/ that are no tests

// A folder includes only itself and folders above it; web and app only what they may call.
[[nodiscard]] Faults layer_faults(const Source& source);
// Third-party libraries only where they live, in headers none but fmt.
[[nodiscard]] Faults library_faults(const Sources& sources);
// Pure folders know no clock, files, network or environment.
[[nodiscard]] Faults purity_faults(const Source& source);
// #pragma once, no using namespace, x.cpp includes x.h first (which shows that x.h stands alone).
[[nodiscard]] Faults header_faults(const Source& source, const Sources& all);
// Long lines, files and functions.
[[nodiscard]] Faults size_faults(const Source& source);
// Words that mean "unfinished", <regex>, identifiers that are not ASCII.
[[nodiscard]] Faults word_faults(const Source& source);
// Headers that nobody includes.
[[nodiscard]] Faults dead_faults(const Sources& sources);

// Libraries in pure folders that touch the machine all the same, with the reason.
[[nodiscard]] std::vector<std::string> stated_exceptions();

}  // namespace tidy
