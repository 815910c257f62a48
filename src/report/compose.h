// Puts a report together from the pack's text, the figures, the faults and the office's prose.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "report/document.h"
#include "report/faults.h"
#include "report/figures.h"

namespace luze::report {

struct ReportInput {
    const standing::Context& context;
    int year;
    const Figures& figures;
    const Figures* last_year = nullptr;  // where the books hold it
    const std::vector<Fault>& faults;
};

// Every sentence is a line of the pack (the block's id) over figures; a sentence whose figures the
// books do not hold gives way to its gap. Title, issuer and date come from the book.
[[nodiscard]] Document compose(const ReportInput& input);

// 1 → 一, 12 → 十二, 21 → 二十一; up to 99.
[[nodiscard]] std::string chinese_number(int number);

}  // namespace luze::report
