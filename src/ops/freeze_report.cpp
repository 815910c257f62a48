#include "ops/freeze_report.h"

#include <algorithm>
#include <cctype>

#include "base/digest.h"
#include "base/text.h"
#include "ops/show_figures.h"
#include "ops/write_documents.h"
#include "ops/write_report.h"

namespace luze::ops {
namespace {

int year_of(const Record& record, int zone) {
    const auto* period = get<Text>(record.fields, "period");
    std::string text = period == nullptr ? "" : fold_width(period->text);
    for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
        bool digits = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                                  text.begin() + static_cast<std::ptrdiff_t>(at) + 4,
                                  [](unsigned char c) { return std::isdigit(c) != 0; });
        if (digits) {
            return std::stoi(text.substr(at, 4));
        }
    }
    return standing::register_year(record, zone) - 1;
}

// Size and root, without the signature: what the report says it was computed at.
std::string state_of(const std::string& note) {
    std::vector<std::string> lines = split(note, "\n");
    return lines.size() < 3 ? std::string() : lines[1] + " " + lines[2];
}

void keep(const Record& record, const Asker& asker, const std::string& name,
          const std::string& type, std::string bytes, Frozen& frozen) {
    frozen.evidence.push_back({kinds::evidence, asker.account,
                               Json::Object{{"of", record.id.value},
                                            {"digest", sha256(bytes).hex()},
                                            {"name", name},
                                            {"type", type},
                                            {"size", bytes.size()}}});
    frozen.blobs.push_back(std::move(bytes));
}

// The documents of the year that answer the clauses of the benchmark document.
Result<void> keep_annexes(const Snapshot& snapshot, const Record& record, const Asker& asker,
                          Frozen& frozen) {
    for (const norms::DocumentText& text : snapshot.pack().documents) {
        bool annex = text.of == norms::DocumentOf::year &&
                     std::ranges::any_of(text.rows, [](const norms::DocumentRows& rows) {
                         return rows.source == norms::RowSource::clauses;
                     });
        for (FileType type :
             annex ? std::vector{FileType::docx, FileType::pdf} : std::vector<FileType>{}) {
            DocumentWish wish;
            wish.kind = text.id;
            wish.type = type;
            auto file = write_document(snapshot, wish, Scope::open_records());
            if (!file) {
                return std::unexpected(file.error());
            }
            keep(record, asker, file->name, file->media_type, std::move(file->bytes), frozen);
        }
    }
    return {};
}

}  // namespace

Result<Frozen> freeze_report(Desk& desk, const Record& record, const Asker& asker, Instant now) {
    Moment moment{desk.day(now), std::nullopt, year_of(record, desk.book().zone)};
    auto snapshot = Snapshot::of(desk.book(), moment);
    if (!snapshot) {
        return std::unexpected(snapshot.error());
    }
    auto note = desk.site().sign();
    if (!note) {
        return std::unexpected(note.error());
    }
    const Scope open = Scope::open_records();
    auto bytes = render_report(**snapshot, *note, open);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    Frozen frozen;
    std::string title = report_document(**snapshot, "", open).title.back();
    const std::string figures = sha256(figures_json(**snapshot)).hex();
    const std::string file = sha256(bytes->docx).hex();
    keep(record, asker, title + ".docx",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         std::move(bytes->docx), frozen);
    keep(record, asker, title + ".pdf", "application/pdf", std::move(bytes->pdf), frozen);
    keep(record, asker, title + ".html", "text/html", std::move(bytes->html), frozen);
    keep(record, asker, title + ".xlsx",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         std::move(bytes->xlsx), frozen);
    if (auto kept = keep_annexes(**snapshot, record, asker, frozen); !kept) {
        return std::unexpected(kept.error());
    }
    const norms::Form& form = *desk.pack().form(record.form);
    for (const auto& [field, text] :
         {std::pair("figures_digest", figures), std::pair("file_digest", file),
          std::pair("checkpoint", state_of(*note))}) {
        if (form.field(field) != nullptr) {
            frozen.fields.insert_or_assign(field, Text{text});
        }
    }
    return frozen;
}

}  // namespace luze::ops
