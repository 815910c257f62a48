#include "ops/write_documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "report/docx.h"
#include "report/fonts.h"
#include "report/html.h"
#include "report/ledger_book.h"
#include "report/pdf.h"
#include "report/summary.h"

namespace luze::ops {
namespace {

using norms::DocumentOf;
using norms::DocumentText;

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

bool is_restricted(const norms::Pack& pack, std::string_view form_id) {
    const norms::Form* form = pack.form(form_id);
    return form != nullptr && form->restricted;
}

const DocumentText* text_of(const norms::Pack& pack, std::string_view id) {
    auto at = std::ranges::find(pack.documents, id, &DocumentText::id);
    return at == pack.documents.end() ? nullptr : &*at;
}

std::unexpected<Error> no_such_kind(const std::string& kind) {
    return fail(ErrorKind::missing, "规则包里没有文书“" + kind + "”，请从文书清单中选",
                "the pack writes no document '" + kind + "': choose one from the list");
}

// The day as of which a quarter is told: its last, or the asked day if that is earlier.
standing::AsOf as_of_quarter(const Snapshot& snapshot, const Window& quarter) {
    standing::AsOf as_of = snapshot.context().as_of;
    return quarter.last < as_of.day ? standing::AsOf{quarter.last, true} : as_of;
}

standing::Context looked_at(const Snapshot& snapshot, standing::AsOf as_of) {
    const standing::Context& now = snapshot.context();
    return {now.book, now.pack, now.roster, now.parameters, now.groups, as_of};
}

// Everything that a document leans on, in one place that outlives it.
struct Asked {
    const DocumentText* text = nullptr;
    int year = 0;
    standing::AsOf as_of;
    int quarter = 0;
    const Record* record = nullptr;
    PersonId person;
    std::vector<standing::Obligation> owed;
    std::vector<standing::Obligation> next;

    // `context` is looked_at(snapshot, as_of), and outlives the answer.
    [[nodiscard]] report::PaperInput input(const Snapshot& snapshot,
                                           const standing::Context& context, Scope scope) const {
        return {context, *text, year, quarter, record, person, snapshot.figures(),
                owed,    next,  scope};
    }
};

std::vector<standing::Obligation> owed_in(const standing::Context& context, int year, int quarter) {
    std::vector<standing::Obligation> owed = standing::obligations(context, year);
    Window span = period_window(Period::quarter, year, quarter);
    std::erase_if(owed,
                  [&](const standing::Obligation& one) { return !span.contains(one.window.last); });
    return owed;
}

Result<void> ask_quarter(const Snapshot& snapshot, const DocumentWish& wish, Asked& asked) {
    if (wish.quarter < 0 || wish.quarter > 4) {
        return fail(ErrorKind::usage, "季度只能是 1 至 4", "a quarter is one of 1 to 4");
    }
    asked.quarter =
        wish.quarter > 0 ? wish.quarter : period_number(Period::quarter, snapshot.as_of());
    Window span = period_window(Period::quarter, asked.year, asked.quarter);
    asked.as_of = as_of_quarter(snapshot, span);
    const standing::Context context = looked_at(snapshot, asked.as_of);
    asked.owed = owed_in(context, asked.year, asked.quarter);
    bool last = asked.quarter == 4;
    asked.next = owed_in(context, asked.year + (last ? 1 : 0), last ? 1 : asked.quarter + 1);
    return {};
}

Result<void> ask_record(const Snapshot& snapshot, const DocumentWish& wish, Asked& asked) {
    const DocumentText& text = *asked.text;
    auto at = snapshot.book().records.find(wish.record);
    if (at == snapshot.book().records.end()) {
        return fail(ErrorKind::missing, fmt::format("账内没有第 {} 条记录", wish.record.value),
                    fmt::format("there is no record {}", wish.record.value));
    }
    asked.record = &at->second;
    bool fits = asked.record->form == text.form &&
                text.where.holds(standing::around(snapshot.context(), *asked.record, asked.year));
    if (!fits) {
        return fail(ErrorKind::invalid,
                    fmt::format("第 {} 条记录不能写成“{}”", wish.record.value, text.name.zh),
                    fmt::format("record {} is nothing to write a '{}' of", wish.record.value,
                                text.name.en));
    }
    if (auto when = standing::occurred(snapshot.pack(), *asked.record, snapshot.book().zone)) {
        asked.year = when->first.year();
    }
    return {};
}

Result<void> ask_person(const Snapshot& snapshot, const DocumentWish& wish, Asked& asked) {
    const Person* person = snapshot.roster().find(wish.person);
    auto at = snapshot.book().records.find(RecordId{wish.person.value});
    if (person == nullptr || at == snapshot.book().records.end()) {
        return fail(ErrorKind::missing, "名册上没有这个人",
                    "there is no such person on the roster");
    }
    Date day = std::min(snapshot.as_of(), year_window(asked.year).last);
    if (!snapshot.context().groups.fits(*person, asked.text->group, day)) {
        const norms::Group* group = snapshot.pack().group(asked.text->group);
        return fail(ErrorKind::invalid,
                    fmt::format("“{}”只为{}写，{}不在其中", asked.text->name.zh, group->name.zh,
                                person->name),
                    fmt::format("'{}' is for {}; {} is none of them", asked.text->name.en,
                                group->name.en, person->name));
    }
    asked.person = wish.person;
    asked.record = &at->second;
    return {};
}

Result<Asked> ask(const Snapshot& snapshot, const DocumentWish& wish) {
    Asked asked;
    asked.text = text_of(snapshot.pack(), wish.kind);
    asked.year = snapshot.year();
    asked.as_of = snapshot.context().as_of;
    if (asked.text == nullptr) {
        return no_such_kind(wish.kind);
    }
    Result<void> done{};
    if (asked.text->of == DocumentOf::quarter) {
        done = ask_quarter(snapshot, wish, asked);
    } else {
        asked.owed = snapshot.obligations();
    }
    if (asked.text->of == DocumentOf::record) {
        done = ask_record(snapshot, wish, asked);
    } else if (asked.text->of == DocumentOf::person) {
        done = ask_person(snapshot, wish, asked);
    }
    if (!done) {
        return std::unexpected(done.error());
    }
    return asked;
}

// What a file name cannot hold becomes _.
std::string file_name(std::string_view title) {
    static constexpr std::u32string_view forbidden = U"/\\:*?\"<>|";
    std::u32string name;
    for (char32_t c : to_utf32(title)) {
        bool bad = c < 0x20 || c == 0x7F || forbidden.find(c) != std::u32string_view::npos;
        name.push_back(bad ? U'_' : c);
    }
    bool empty = name.empty() || name.front() == U'.';
    return (empty ? "document" : "") + to_utf8(name.substr(0, 60));
}

report::EvidenceEntry entry_of(const Snapshot& snapshot, std::int64_t entry, bool sealed,
                               Scope scope) {
    report::EntrySummary said = report::summarise(snapshot.context(), entry, scope);
    if (sealed) {
        return {std::to_string(entry), "", "", said.digest, true, false};
    }
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

// The figures that the document names: its own, and those of the pack.
std::vector<report::FigureEvidence> evidence(const Snapshot& snapshot, const report::Paper& paper,
                                             bool everyone, Scope scope) {
    std::vector<std::string> named;
    for (const report::Block& block : paper.document.blocks) {
        for (const report::Span& span : block.spans) {
            if (!span.figure.empty() && std::ranges::find(named, span.figure) == named.end()) {
                named.push_back(span.figure);
            }
        }
    }
    std::vector<report::FigureEvidence> out;
    for (const std::string& id : named) {
        report::FigureEvidence one;
        const report::Evidence* entries = nullptr;
        bool sealed = everyone;
        auto own = std::ranges::find(paper.figures, id, &report::PaperFigure::id);
        if (own != paper.figures.end()) {
            one = {id, own->label, own->value, "", "", "", {}};
            entries = &own->entries;
            sealed = sealed || (own->sealed && !scope.restricted);
        } else if (const report::FigureValue* value = snapshot.figures().find(id)) {
            one = {id, value->label, report::value_text(*value), value->figure->how, "", "", {}};
            entries = &value->entries;
        }
        for (std::int64_t entry : entries == nullptr ? report::Evidence{} : *entries) {
            one.entries.push_back(entry_of(snapshot, entry, sealed, scope));
        }
        out.push_back(std::move(one));
    }
    return out;
}

struct TypeWords {
    FileType type;
    const char* ending;
    const char* media;
};
constexpr std::array types{
    TypeWords{FileType::docx, "docx",
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    TypeWords{FileType::pdf, "pdf", "application/pdf"},
    TypeWords{FileType::html, "html", "text/html; charset=utf-8"},
    TypeWords{FileType::xlsx, "xlsx",
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};

DocumentFile file_of(const std::string& title, FileType type) {
    const TypeWords& words = types.at(static_cast<std::size_t>(type));
    return {file_name(title) + "." + words.ending, words.media, {}};
}

std::unexpected<Error> wrong_type(const std::string& name, bool ledger) {
    return ledger ? fail(ErrorKind::usage, "台账“" + name + "”只能导出为 xlsx",
                         "the ledger '" + name + "' is written as xlsx only")
                  : fail(ErrorKind::usage, "“" + name + "”只能写成 docx、pdf 或 html",
                         "'" + name + "' is written as docx, pdf or html");
}

Result<DocumentFile> ledger_file(const Snapshot& snapshot, const norms::LedgerText& ledger,
                                 FileType type, Scope scope) {
    if (type != FileType::xlsx) {
        return wrong_type(ledger.name.zh, true);
    }
    auto table = report::ledger_table(snapshot.context(), ledger, snapshot.year(), scope);
    auto bytes = report::write_ledger(snapshot.context(), ledger, snapshot.year(), scope);
    if (!table || !bytes) {
        return std::unexpected(table ? bytes.error() : table.error());
    }
    DocumentFile file = file_of(table->title, type);
    file.bytes = std::move(*bytes);
    return file;
}

}  // namespace

std::optional<FileType> parse_file_type(std::string_view word) {
    auto at = std::ranges::find(types, word, &TypeWords::ending);
    return at == types.end() ? std::nullopt : std::optional(at->type);
}

std::vector<DocumentKind> document_kinds(const norms::Pack& pack) {
    std::vector<DocumentKind> kinds;
    for (const DocumentText& text : pack.documents) {
        kinds.push_back({text.id, text.name, false, text.of, text.form,
                         is_restricted(pack, text.form), text.everyone});
    }
    for (const norms::LedgerText& ledger : pack.ledgers) {
        kinds.push_back({ledger.id, ledger.name, true, DocumentOf::year, ledger.form,
                         is_restricted(pack, ledger.form), false});
    }
    return kinds;
}

Result<report::Paper> document_paper(const Snapshot& snapshot, const DocumentWish& wish,
                                     Scope scope) {
    auto asked = ask(snapshot, wish);
    if (!asked) {
        return std::unexpected(asked.error());
    }
    if (is_restricted(snapshot.pack(), asked->text->form) && !scope.restricted) {
        return fail(ErrorKind::refused,
                    "“" + asked->text->name.zh + "”写的是限制查阅的记录，请由有权查阅的人办理",
                    "'" + asked->text->name.en +
                        "' is of a restricted record: ask somebody who "
                        "may read it");
    }
    const standing::Context context = looked_at(snapshot, asked->as_of);
    report::Paper paper = report::compose_paper(asked->input(snapshot, context, scope));
    paper.document.metadata = metadata(snapshot);
    return paper;
}

Result<DocumentFile> write_document(const Snapshot& snapshot, const DocumentWish& wish,
                                    Scope scope) {
    const norms::Pack& pack = snapshot.pack();
    auto ledger = std::ranges::find(pack.ledgers, wish.kind, &norms::LedgerText::id);
    if (ledger != pack.ledgers.end()) {
        return ledger_file(snapshot, *ledger, wish.type, scope);
    }
    auto paper = document_paper(snapshot, wish, scope);
    if (!paper) {
        return std::unexpected(paper.error());
    }
    const report::Document& document = paper->document;
    DocumentFile file = file_of(join(document.title, ""), wish.type);
    Result<std::string> bytes;
    const DocumentText& text = *text_of(pack, wish.kind);
    switch (wish.type) {
        case FileType::docx:
            bytes = report::write_docx(document);
            break;
        case FileType::pdf:
            bytes = report::write_pdf(document);
            break;
        case FileType::html:
            bytes = report::write_html(document, evidence(snapshot, *paper, text.everyone, scope));
            break;
        case FileType::xlsx:
            return wrong_type(text.name.zh, false);
    }
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    file.bytes = std::move(*bytes);
    return file;
}

Result<DocumentProse> document_prose(const Snapshot& snapshot, const DocumentWish& wish) {
    auto asked = ask(snapshot, wish);
    if (!asked) {
        return std::unexpected(asked.error());
    }
    const standing::Context context = looked_at(snapshot, asked->as_of);
    DocumentProse out{report::prose_key(asked->input(snapshot, context, Scope::open_records())),
                      {}};
    for (const norms::DocumentPart& part : asked->text->parts) {
        if (part.prose) {
            out.places.push_back(part.id);
        }
    }
    return out;
}

std::vector<std::string> documents_of(const Snapshot& snapshot, const Record& record) {
    std::vector<std::string> out;
    for (const DocumentText& text : snapshot.pack().documents) {
        if (text.of == DocumentOf::record && text.form == record.form &&
            text.where.holds(standing::around(snapshot.context(), record, snapshot.year()))) {
            out.push_back(text.id);
        }
    }
    return out;
}

}  // namespace luze::ops
