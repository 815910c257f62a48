// The annual report in its forms, from one snapshot and one checkpoint.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/scope.h"
#include "ops/site.h"
#include "report/document.h"
#include "report/html.h"

namespace luze::ops {

struct ReportBytes {
    std::string docx;
    std::string pdf;
    std::string html;  // with its evidence on the same page
    std::string xlsx;  // every figure and the entries behind it
};

// The report as a document; `checkpoint` is the signed note that it is computed at (or empty).
[[nodiscard]] report::Document report_document(const Snapshot& snapshot,
                                               const std::string& checkpoint, Scope scope);

// The evidence of every figure that the document names, or of all.
[[nodiscard]] std::vector<report::FigureEvidence> report_evidence(const Snapshot& snapshot,
                                                                  Scope scope);

// The same book, fonts and libraries give the same bytes.
[[nodiscard]] Result<ReportBytes> render_report(const Snapshot& snapshot,
                                                const std::string& checkpoint, Scope scope);

// Writes NAME.docx, .pdf, .html and .xlsx into a folder; returns their paths.
[[nodiscard]] Result<std::vector<std::filesystem::path>> write_report(
    Site& site, const Snapshot& snapshot, const std::filesystem::path& folder, Scope scope);

}  // namespace luze::ops
