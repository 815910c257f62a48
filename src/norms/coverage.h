// Which parts of a pack carry which row of the system, as the page docs/COVERAGE.md.
#pragma once

#include <string>
#include <string_view>

#include "norms/pack.h"

namespace luze::norms {

// Markdown. `command` is what somebody types to write the page anew; it stands at its top.
[[nodiscard]] std::string coverage_page(const Pack& pack, std::string_view command);

}  // namespace luze::norms
