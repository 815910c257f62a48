// The report's text: sections, paragraphs, sentences, and how faults are admitted.
#include <fmt/format.h>

#include <algorithm>

#include "norms/check_expression.h"
#include "norms/check_text.h"
#include "norms/read_parts.h"

namespace luze::norms {
namespace {

constexpr Word<const char*> derivations[] = {
    {"shortfalls", "shortfalls"}, {"next_steps", "next_steps"}, {"gaps", "gaps"}};

// A text of the report with its {names} checked.
void read_prose(TableReader& in, std::string_view key, std::string& into, const Words& names,
                Need need = Need::optional) {
    in.text(key, into, need);
    check_placeholders(in, key, into, names);
}

void add_id(TableReader& in, const std::string& id, Words& ids) {
    if (!id.empty() && std::ranges::find(ids, id) != ids.end()) {
        in.fault("id", {fmt::format("“{}”重复：{} 的 id 只能用一次", id, in.name()),
                        fmt::format("“{}” stands twice: an id of {} serves once", id, in.name())});
    }
    ids.push_back(id);
}

void read_sentence(TableReader& in, Paragraph& paragraph, const Words& names) {
    Sentence sentence;
    in.text("id", sentence.id, Need::required);
    add_id(in, sentence.id, in.reading().known.sentences);
    read_prose(in, "text", sentence.text, names, Need::required);
    Terms terms{.forms = {}, .also = names};
    read_expression(in, "when", sentence.when, terms);
    read_prose(in, "gap", sentence.gap, names);
    in.rows(sentence.rows);
    in.finish();
    paragraph.sentences.push_back(std::move(sentence));
}

void read_paragraph(TableReader& in, Section& section, const Words& names) {
    Paragraph paragraph;
    in.text("id", paragraph.id, Need::required);
    read_prose(in, "heading", paragraph.heading, names);
    in.integer("level", paragraph.level, 2, 4);
    for (const char* key : {"sentences", "sentence"}) {
        for (TableReader& sentence : in.tables(key)) {
            read_sentence(sentence, paragraph, names);
        }
    }
    in.flag("enumerated", paragraph.enumerated);
    in.flag("prose", paragraph.prose);
    in.finish();
    if (paragraph.sentences.empty() && !paragraph.prose) {
        in.missing("sentences");
    }
    section.paragraphs.push_back(std::move(paragraph));
}

void read_section(TableReader& in, ReportText& report, const Words& names) {
    Section section;
    in.text("id", section.id, Need::required);
    read_prose(in, "heading", section.heading, names, Need::required);
    const char* derived = "";
    in.word<const char*>("derived", derived, derivations);
    section.derived = derived;
    for (TableReader& paragraph : in.tables("paragraph")) {
        read_paragraph(paragraph, section, names);
    }
    in.finish();
    if (std::ranges::find(report.sections, section.id, &Section::id) != report.sections.end()) {
        in.fault("id", {fmt::format("报告的部分“{}”重复", section.id),
                        fmt::format("the report has the section “{}” twice", section.id)});
    }
    report.sections.push_back(std::move(section));
}

void read_shortfall(TableReader& in, ReportText& report, Words names) {
    Shortfall shortfall;
    in.text("id", shortfall.id, Need::required);
    in.references("faults", shortfall.faults, in.known().faults, a_fault);
    in.reference("figure", shortfall.figure, in.known().figures, a_figure);
    for (const char* word : {"count", "names"}) {
        names.emplace_back(word);
    }
    if (!shortfall.figure.empty()) {
        names.emplace_back("before");
    }
    read_prose(in, "topic", shortfall.topic, names, Need::required);
    read_prose(in, "text", shortfall.text, names, Need::required);
    read_prose(in, "next", shortfall.next, names);
    in.rows(shortfall.rows);
    in.finish();
    if (!in.has("faults") && !in.has("figure")) {
        in.missing("faults");
    }
    add_id(in, shortfall.id, in.reading().known.sentences);
    report.shortfalls.push_back(std::move(shortfall));
}

// A report may be spread over files; each of its own texts stands in one of them.
void read_once(TableReader& in, std::string_view key, std::string& into, const Words& names) {
    if (in.has(key) && !into.empty()) {
        in.fault(key, {fmt::format("报告的“{}”已在别处写过", key),
                       fmt::format("“{}” of the report stands elsewhere already", key)});
    }
    read_prose(in, key, into, names);
}

}  // namespace

void read_report(TableReader& in) {
    Words names = report_words(in.pack());
    ReportText& report = in.reading().pack.report;
    read_once(in, "id", report.id, names);
    read_once(in, "title", report.title, names);
    read_once(in, "recipient", report.recipient, names);
    read_once(in, "issuer", report.issuer, names);
    read_once(in, "opening", report.opening, names);
    read_once(in, "no_shortfall", report.no_shortfall, names);
    read_once(in, "closing", report.closing, names);
    for (TableReader& section : in.tables("section")) {
        read_section(section, report, names);
    }
    for (TableReader& shortfall : in.tables("shortfall")) {
        read_shortfall(shortfall, report, names);
    }
    in.finish();
}

}  // namespace luze::norms
