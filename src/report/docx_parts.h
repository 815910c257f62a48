// The parts of a .docx package. Only the docx writer includes this.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "report/document.h"

namespace luze::report {

// Path in the package → bytes; sorted, so that the package is always written in one order.
using DocxParts = std::map<std::string, std::string>;

// A bookmark and what it stands for.
struct DocxMark {
    std::string name;
    std::string figure;
    std::string block;
};

struct DocxBody {
    std::string xml;  // word/document.xml
    std::vector<DocxMark> marks;
};

// Twentieths of a point.
[[nodiscard]] int twips(double points);

// Of a tidied document.
[[nodiscard]] DocxBody docx_body(const Document& document, bool with_code);

// Everything but the body and the image: types, relations, styles, settings, footers, properties.
[[nodiscard]] DocxParts docx_frame(const Document& document, const std::vector<DocxMark>& marks,
                                   bool with_code);
[[nodiscard]] std::string docx_styles();
// — 1 — in 宋体 4号, one character in: odd pages at the right, even ones at the left.
[[nodiscard]] std::string docx_footer(bool odd);

}  // namespace luze::report
