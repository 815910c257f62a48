// The transition tables of a pack's procedures, as a page: docs/PROCEDURES.md.
#pragma once

#include <string>

#include "norms/pack.h"

namespace luze::casework {

// Markdown, Chinese with the English names beside it. `folder` is what the page's command names.
[[nodiscard]] std::string transition_tables(const norms::Pack& pack, const std::string& folder);

}  // namespace luze::casework
