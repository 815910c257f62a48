// A document of the pack put together: minutes, a letter, a circular, a leader's sheet, what stands
// at the quarter's end, the answer to the clauses. Nothing is said that the books do not hold.
#pragma once

#include <string>
#include <vector>

#include "report/document.h"
#include "report/paper_rows.h"

namespace luze::report {

struct Paper {
    Document document;
    std::vector<PaperFigure> figures;  // counted for this document; others are the pack's
};

// A sentence that names what is not recorded is left out; 〔clauses〕 give way as in the report.
[[nodiscard]] Paper compose_paper(const PaperInput& input);

// Under which name the own words of a document lie in Book::prose: performance:17:2021.
[[nodiscard]] std::string prose_key(const PaperInput& input);

}  // namespace luze::report
