// Guards in front of the XML parser, and large parts cut into small elements before parsing, so
// that a sheet of 200,000 rows never stands in memory as one tree.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/error.h"

namespace luze::exchange {

// The part in UTF-8 without a byte order mark (XML in a package is UTF-8 or UTF-16). Bytes that are
// no text become U+FFFD.
[[nodiscard]] std::string xml_as_utf8(std::string part);

// UTF-16 without its mark to UTF-8; lone surrogates become U+FFFD.
[[nodiscard]] std::string utf16_to_utf8(std::string_view bytes, bool big_endian);

// Text that any cell or document may hold: valid UTF-8, line ends as \n, no control characters
// but \n and \t.
[[nodiscard]] std::string clean_text(std::string_view text);

// An element by its own local name and that of its parent.
struct ElementPath {
    std::string_view parent;
    std::string_view name;
};

// Called with the element's local name and its whole text, from < to the last >.
using ElementVisitor = std::function<Result<void>(std::string_view name, std::string_view xml)>;

// Walks the part once and hands out each outermost wanted element. Refuses document type
// declarations (and so entities), depth over limits::xml_depth, one element over 16 MiB, and tags
// that do not close. `part` names the part in errors.
[[nodiscard]] Result<void> scan_xml(std::string_view xml, std::string_view part,
                                    std::initializer_list<ElementPath> wanted,
                                    const ElementVisitor& visit);

}  // namespace luze::exchange
