#include "ops/freeze_report.h"

#include <algorithm>
#include <cctype>

#include "base/digest.h"
#include "base/text.h"
#include "ops/show_figures.h"
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

struct File {
    const char* ending;
    const char* type;
    const std::string* bytes;
};

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
    for (const File& file :
         {File{".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
               &bytes->docx},
          File{".pdf", "application/pdf", &bytes->pdf}, File{".html", "text/html", &bytes->html},
          File{".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
               &bytes->xlsx}}) {
        frozen.evidence.push_back({kinds::evidence, asker.account,
                                   Json::Object{{"of", record.id.value},
                                                {"digest", sha256(*file.bytes).hex()},
                                                {"name", title + file.ending},
                                                {"type", file.type},
                                                {"size", file.bytes->size()}}});
        frozen.blobs.push_back(*file.bytes);
    }
    const norms::Form& form = *desk.pack().form(record.form);
    for (const auto& [field, text] :
         {std::pair("figures_digest", sha256(figures_json(**snapshot)).hex()),
          std::pair("file_digest", sha256(bytes->docx).hex()),
          std::pair("checkpoint", state_of(*note))}) {
        if (form.field(field) != nullptr) {
            frozen.fields.insert_or_assign(field, Text{text});
        }
    }
    return frozen;
}

}  // namespace luze::ops
