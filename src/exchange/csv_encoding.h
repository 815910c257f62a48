// Which encoding and which separator a text file uses.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace luze::exchange {

// The text in UTF-8: by its mark (UTF-8, UTF-16), else UTF-8 if it is valid, else GB 18030.
// Refuses what is neither, and anything with NUL bytes.
[[nodiscard]] Result<std::string> decode_text(std::string_view bytes);

// The head of a longer file, cut behind its last whole line so that no character is halved.
[[nodiscard]] std::string_view cut_for_sniffing(std::string_view head, std::size_t file_bytes);

// Comma, tab or semicolon, whichever parts the first lines most evenly; empty when none does.
[[nodiscard]] std::optional<char> guess_separator(std::string_view text);

}  // namespace luze::exchange
