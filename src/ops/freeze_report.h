// The year's report as it is issued: written once, kept as evidence of its record, bound to the
// checkpoint that it was computed at.
#pragma once

#include <string>
#include <vector>

#include "ops/desk.h"

namespace luze::ops {

struct Frozen {
    std::vector<std::string>
        blobs;                    // docx, pdf, html, xlsx; the annexes to the clauses as docx, pdf
    std::vector<Draft> evidence;  // an entry for each
    Fields fields;                // figures_digest, file_digest, checkpoint: those the form has
};

// The year is the one that the record's field `period` names, else the year before its first day.
// Restricted records stay id and digest in it. Errors as those of writing the report.
[[nodiscard]] Result<Frozen> freeze_report(Desk& desk, const Record& record, const Asker& asker,
                                           Instant now);

}  // namespace luze::ops
