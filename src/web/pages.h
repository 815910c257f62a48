// The pages, one function each, in the order of the navigation.
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

[[nodiscard]] Response problem_answer(const Error& error);  // to programs

}  // namespace luze::web
