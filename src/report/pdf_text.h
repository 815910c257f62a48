// Shaped text on a cairo page. Only the PDF writer includes this.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "report/layout.h"

using cairo_t = struct _cairo;

namespace luze::report {

// Shapes every distinct text once: a long report repeats the same 1,500 characters.
class PdfText {
public:
    explicit PdfText(cairo_t* cairo);
    ~PdfText();

    [[nodiscard]] double width(std::string_view text, Face face, double size);
    // The text's left end and baseline at the point.
    void show(std::string_view text, Face face, double size, double x, double baseline);

private:
    struct Kept;
    std::unique_ptr<Kept> kept_;
};

}  // namespace luze::report
