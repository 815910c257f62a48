// The pages, one function each, in the order of the navigation; and the same answers as JSON.
#pragma once

#include "web/page.h"

namespace luze::web {

[[nodiscard]] Response overview_page(const Asked& asked);  // /
[[nodiscard]] Response standing_page(const Asked& asked);  // /standing
[[nodiscard]] Response duty_page(const Asked& asked);      // /standing/DUTY
[[nodiscard]] Response report_page(const Asked& asked);    // /report
[[nodiscard]] Response report_file(const Asked& asked);    // /report/annual.docx
[[nodiscard]] Response figures_page(const Asked& asked);   // /figures
[[nodiscard]] Response figure_page(const Asked& asked);    // /figures/ID
[[nodiscard]] Response faults_page(const Asked& asked);    // /faults
[[nodiscard]] Response entries_page(const Asked& asked);   // /entries
[[nodiscard]] Response entry_page(const Asked& asked);     // /entries/N

[[nodiscard]] Response figures_answer(const Asked& asked);   // /api/v1/figures
[[nodiscard]] Response faults_answer(const Asked& asked);    // /api/v1/faults
[[nodiscard]] Response standing_answer(const Asked& asked);  // /api/v1/standing
[[nodiscard]] Response entry_answer(const Asked& asked);     // /api/v1/entries/N
[[nodiscard]] Response problem_answer(const Error& error);   // any of them

}  // namespace luze::web
