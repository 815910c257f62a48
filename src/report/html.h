// Documents as one HTML page, and the evidence behind every figure below it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/document.h"

namespace luze::report {

// One entry behind a figure.
struct EvidenceEntry {
    std::string id;
    std::string summary;
    std::string source;  // file, sheet, row
    std::string digest;
    bool restricted = false;  // only id and digest are written (DECISIONS 23)
    bool late = false;        // shown in seal red, with the word
};

struct FigureEvidence {
    std::string id;
    std::string label;
    std::string value;
    std::string how;  // how it is counted
    std::string num;  // of a percentage, else empty
    std::string den;
    std::vector<EvidenceEntry> entries;
};

struct HtmlOptions {
    // Served: the style sheet's address. Empty: the style is written into the page, which then
    // needs nothing beside it.
    std::string stylesheet;
    // Before "#figure-ID" in links; empty when the evidence is on the same page.
    std::string figures_url;
    // The article alone, to be put into a page of somebody else's.
    bool fragment = false;
};

[[nodiscard]] std::string write_html(const Document& document,
                                     const std::vector<FigureEvidence>& evidence,
                                     const HtmlOptions& options = {});

// The style of these pages, also served as /static/report.css.
[[nodiscard]] std::string_view html_style();

}  // namespace luze::report
