// Reads comma, tab or semicolon separated text (RFC 4180), as offices export it.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "exchange/grid.h"

namespace luze::exchange {

// Text in UTF-8 (with or without a mark), UTF-16 with a mark or GB 18030. Every cell is text,
// whatever it looks like; a leading = is a character like any other.
[[nodiscard]] Result<Grid> read_csv(std::string_view bytes, std::string name);

}  // namespace luze::exchange
