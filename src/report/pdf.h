// Documents as PDF in the layout of GB/T 9704-2012, with free fonts embedded.
#pragma once

#include <string>

#include "base/error.h"
#include "report/document.h"

namespace luze::report {

struct PdfOptions {
    // Where figures can be opened: each links to figures_url + its id. Empty for no links.
    std::string figures_url;
};

[[nodiscard]] Result<std::string> write_pdf(const Document& document,
                                            const PdfOptions& options = {});

}  // namespace luze::report
