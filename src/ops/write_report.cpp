#include "ops/write_report.h"

#include <fmt/format.h>

#include <utility>

#include "base/text.h"
#include "ledger/ledger.h"
#include "report/annex.h"
#include "report/compose.h"
#include "report/docx.h"
#include "report/fonts.h"
#include "report/pdf.h"
#include "report/summary.h"

namespace luze::ops {
namespace {

constexpr const char* producer = "Luze 0.1.0";

report::Metadata metadata(const Snapshot& snapshot) {
    report::Metadata out;
    out.producer = producer;
    out.created = snapshot.book().last_recorded.rfc3339();
    out.versions = {{snapshot.pack().id, snapshot.pack().version}};
    for (auto& more : {report::font_versions(), report::library_versions()}) {
        out.versions.insert(out.versions.end(), more.begin(), more.end());
    }
    return out;
}

// The title's last line, without what a file name cannot hold.
std::string file_name(std::string_view title) {
    static constexpr std::u32string_view forbidden = U"/\\:*?\"<>|";
    std::u32string name;
    for (char32_t c : to_utf32(title)) {
        bool bad = c < 0x20 || c == 0x7F || forbidden.find(c) != std::u32string_view::npos;
        name.push_back(bad ? U'_' : c);
    }
    bool empty = name.empty() || name.front() == U'.';
    return (empty ? "report" : "") + to_utf8(name.substr(0, 60));
}

report::EvidenceEntry entry_of(const Snapshot& snapshot, std::int64_t entry, Scope scope) {
    report::EntrySummary said = report::summarise(snapshot.context(), entry, scope);
    std::string source;
    if (said.source.row > 0) {
        source =
            fmt::format("{} / {} 第{}行", said.source.file, said.source.sheet, said.source.row);
    }
    bool hidden = said.restricted && !scope.restricted;
    return {std::to_string(entry),
            hidden ? "" : said.form + "：" + said.text,
            source,
            said.digest,
            hidden,
            false};
}

}  // namespace

report::Document report_document(const Snapshot& snapshot, const std::string& checkpoint,
                                 Scope scope) {
    std::vector<report::Fault> faults =
        report::faults(snapshot.context(), snapshot.year(), snapshot.obligations(), scope);
    report::Document document = report::compose(
        {snapshot.context(), snapshot.year(), snapshot.figures(), snapshot.last_year(), faults});
    document.metadata = metadata(snapshot);
    if (!checkpoint.empty()) {
        document.proof = report::Proof{
            fmt::format("本报告的数字截至{}，由账本第1至第{}条账目算出，可用以下检查点核验。",
                        snapshot.as_of().iso(), snapshot.book().size),
            checkpoint, checkpoint};
    }
    return document;
}

std::vector<report::FigureEvidence> report_evidence(const Snapshot& snapshot, Scope scope) {
    std::vector<report::FigureEvidence> out;
    for (const report::FigureValue& value : snapshot.figures().all()) {
        report::FigureEvidence evidence{
            value.id, value.label, report::value_text(value), value.figure->how, "", "", {}};
        if (value.figure->percent && value.held) {
            evidence.num = value.numerator->text();
            evidence.den = value.denominator->text();
        }
        for (std::int64_t entry : value.entries) {
            evidence.entries.push_back(entry_of(snapshot, entry, scope));
        }
        out.push_back(std::move(evidence));
    }
    return out;
}

Result<ReportBytes> render_report(const Snapshot& snapshot, const std::string& checkpoint,
                                  Scope scope) {
    report::Document document = report_document(snapshot, checkpoint, scope);
    auto docx = report::write_docx(document);
    if (!docx) {
        return std::unexpected(docx.error());
    }
    auto pdf = report::write_pdf(document);
    if (!pdf) {
        return std::unexpected(pdf.error());
    }
    std::vector<report::Fault> faults =
        report::faults(snapshot.context(), snapshot.year(), snapshot.obligations(), scope);
    auto xlsx = report::write_annex(snapshot.context(), snapshot.figures(), faults, scope);
    if (!xlsx) {
        return std::unexpected(xlsx.error());
    }
    return ReportBytes{std::move(*docx), std::move(*pdf),
                       report::write_html(document, report_evidence(snapshot, scope)),
                       std::move(*xlsx)};
}

Result<std::vector<std::filesystem::path>> write_report(Site& site, const Snapshot& snapshot,
                                                        const std::filesystem::path& folder,
                                                        Scope scope) {
    auto checkpoint = ledger::Ledger(site.session(), site.book()).newest_checkpoint();
    if (!checkpoint) {
        return std::unexpected(checkpoint.error());
    }
    auto bytes = render_report(snapshot, *checkpoint, scope);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    std::string name = file_name(report_document(snapshot, "", scope).title.back());
    std::vector<std::filesystem::path> paths;
    for (const auto& [ending, content] :
         {std::pair(".docx", &bytes->docx), std::pair(".pdf", &bytes->pdf),
          std::pair(".html", &bytes->html), std::pair(".xlsx", &bytes->xlsx)}) {
        std::filesystem::path path = folder / (name + ending);
        if (auto written = write_file(path, *content); !written) {
            return std::unexpected(written.error());
        }
        paths.push_back(std::move(path));
    }
    return paths;
}

}  // namespace luze::ops
