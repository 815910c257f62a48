// Documents as .docx (ECMA-376 transitional) in the layout of GB/T 9704-2012. The official faces
// are named, not embedded: WPS and Word supply them.
#pragma once

#include <string>

#include "base/error.h"
#include "report/document.h"

namespace luze::report {

// Every span that shows a figure is a bookmark; customXml/item1.xml says which figure and which
// line of the pack each bookmark stands for.
[[nodiscard]] Result<std::string> write_docx(const Document& document);

}  // namespace luze::report
