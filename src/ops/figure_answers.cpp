#include "ops/figure_answers.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "casework/sight.h"
#include "ops/answer_parts.h"
#include "ops/record_tables.h"

namespace luze::ops {
namespace {

using report::Fault;
using report::FigureValue;

Phrase label_of(const FigureValue& value) {
    const std::string& english = value.figure->label.en;
    bool usable = !english.empty() && english.find('{') == std::string::npos;
    return {value.label, usable ? english : value.label};
}

// A nought that no record stands behind may as well be a ledger that was not kept then.
Json before_json(const FigureValue* before) {
    bool told = before != nullptr && before->held &&
                (before->value != Decimal{} || !before->entries.empty());
    return told ? Json(report::value_text(*before)) : Json{};
}

const FigureValue* before_of(const Snapshot& snapshot, const std::string& id) {
    const report::Figures* last_year = snapshot.last_year();
    return last_year == nullptr ? nullptr : last_year->find(id);
}

Json next_json(std::size_t end, std::size_t total) {
    return end < total ? Json(std::to_string(end)) : Json{};
}

const Person* person_numbered(const Roster& roster, const std::string& number) {
    auto at = std::ranges::find_if(roster.people(), [&](const Person& person) {
        return std::to_string(person.id.value) == number;
    });
    return at == roster.people().end() ? nullptr : &*at;
}

// What stands behind a number and is no record are the rules.
bool reaches(const Snapshot& snapshot, const Scope& scope, std::int64_t entry) {
    auto at = snapshot.book().records.find(RecordId{entry});
    return at == snapshot.book().records.end() ||
           casework::reaches(snapshot.context(), at->second, scope);
}

Json evidence_json(const Snapshot& snapshot, const Scope& scope,
                   const std::vector<EvidenceLine>& lines, std::size_t total) {
    Json::Array items;
    for (const EvidenceLine& line : lines) {
        const report::EntrySummary& said = line.said;
        if (said.restricted || !reaches(snapshot, scope, said.entry)) {
            items.push_back(Json::Object{{"entry", said.entry},
                                         {"restricted", true},
                                         {"digest", said.restricted ? line.digest : said.digest}});
            continue;
        }
        items.push_back(
            Json::Object{{"entry", said.entry},
                         {"restricted", false},
                         {"record", snapshot.book().records.contains(RecordId{said.entry})},
                         {"text", said.text},
                         {"form_name", said.form},
                         {"file", said.source.file},
                         {"sheet", said.source.sheet},
                         {"row", said.source.row}});
    }
    return Json::Object{{"items", std::move(items)}, {"total", total}};
}

constexpr std::array<const char*, 3> class_ids{"duty", "data", "notice"};

const char* class_of(const Fault& fault) {
    return class_ids.at(static_cast<std::size_t>(fault.rule->cls));
}

// Of a unit's window: unit:第一党支部, unit:第一党支部#2.
std::string unit_of(const Fault& fault) {
    const std::string& bearer = fault.bearer_key;
    return bearer.starts_with("unit:") ? bearer.substr(5, bearer.find('#') - 5) : std::string();
}

// Faults of records within reach, and of bearers; what is of nobody in particular is of the book.
bool reaches(const View& view, const Scope& scope, const Fault& fault) {
    const Snapshot& snapshot = view.snapshot();
    const std::string& bearer = fault.bearer_key;
    if (scope.all_units) {
        return true;
    }
    if (bearer.starts_with("unit:")) {
        return scope.reaches(unit_of(fault));
    }
    if (bearer.starts_with("person:")) {
        const Person* person = person_numbered(snapshot.roster(), bearer.substr(7));
        return person != nullptr &&
               (person->id == scope.self ||
                scope.reaches(person->unit_on(UnitKind::department, snapshot.as_of())) ||
                scope.reaches(person->unit_on(UnitKind::branch, snapshot.as_of())));
    }
    return !fault.entries.empty() && std::ranges::all_of(fault.entries, [&](std::int64_t entry) {
        return reaches(snapshot, scope, entry);
    });
}

std::vector<const Fault*> find_faults(const View& view, const FaultQuery& query,
                                      const Scope& scope) {
    std::vector<const Fault*> found;
    for (const Fault& fault : view.faults()) {
        if (reaches(view, scope, fault) && (query.cls.empty() || query.cls == class_of(fault)) &&
            (query.kind.empty() || query.kind == fault.rule->kind) &&
            says_all(query.words, {fault.note, fault.file, fault.sheet})) {
            found.push_back(&fault);
        }
    }
    std::ranges::stable_sort(found, {}, [](const Fault* fault) { return fault->rule->cls; });
    return found;
}

Json fault_json(const Fault& fault) {
    Json::Array entries;
    for (std::int64_t entry : fault.entries) {
        entries.emplace_back(entry);
    }
    return Json::Object{{"kind", fault.rule->kind},
                        {"class", class_of(fault)},
                        {"note", fault.note},
                        {"file", fault.file},
                        {"sheet", fault.sheet},
                        {"row", fault.row},
                        {"restricted", fault.restricted},
                        {"duty", fault.rule->duty},
                        {"unit", unit_of(fault)},
                        {"held", fault.rule->source == norms::FaultSource::held_row},
                        {"entries", std::move(entries)}};
}

}  // namespace

Json figure_line(const FigureValue& value, const FigureValue* last_year) {
    Json::Object out{{"id", value.id},
                     {"label", phrase_json(label_of(value))},
                     {"text", report::value_text(value)},
                     {"value", value.held ? Json(value.value.text()) : Json{}},
                     {"held", value.held},
                     {"kept", value.kept},
                     {"unit", value.figure->unit},
                     {"how", value.figure->how},
                     {"last_year", before_json(last_year)},
                     {"count", value.entries.size()}};
    if (value.held && value.numerator && value.denominator) {
        out["numerator"] = value.numerator->text();
        out["denominator"] = value.denominator->text();
    }
    if (value.if_unreadable_counted) {
        out["if_unreadable_counted"] = value.if_unreadable_counted->text() + value.figure->unit;
    }
    return Json(std::move(out));
}

Json figures_json(const View& view, const FigureQuery& query) {
    const Snapshot& snapshot = view.snapshot();
    std::vector<const FigureValue*> found;
    for (const FigureValue& value : snapshot.figures().all()) {
        if ((!query.held || value.held) &&
            says_all(query.words,
                     {value.id, value.label, value.figure->how, value.figure->label.en})) {
            found.push_back(&value);
        }
    }
    Json::Array items;
    std::size_t end = std::min(found.size(), query.after + query.count);
    for (std::size_t i = query.after; i < end; ++i) {
        items.push_back(figure_line(*found[i], before_of(snapshot, found[i]->id)));
    }
    return Json::Object{{"year", snapshot.year()},
                        {"as_of", snapshot.as_of().iso()},
                        {"items", std::move(items)},
                        {"total", found.size()},
                        {"next", next_json(std::max(end, query.after), found.size())}};
}

Result<Json> figure_json(Site& site, const View& view, const std::string& id, std::size_t after,
                         std::size_t count, const Scope& scope) {
    const Snapshot& snapshot = view.snapshot();
    auto answer = show_figure(site, snapshot, id, after, count, View::scope());
    if (!answer) {
        return std::unexpected(answer.error());
    }
    const FigureValue& value = *answer->value;
    Json line = figure_line(value, answer->last_year);
    Json::Object out = std::move(*line.object());
    out["names"] = Json::Array(answer->names.begin(), answer->names.end());
    out["year"] = snapshot.year();
    out["as_of"] = snapshot.as_of().iso();
    out["entries"] = evidence_json(snapshot, scope, answer->entries, value.entries.size());
    out["denominator_entries"] =
        evidence_json(snapshot, scope, answer->denominator, value.denominator_entries.size());
    std::size_t total = std::max(value.entries.size(), value.denominator_entries.size());
    out["next"] = next_json(after + count, total);
    return Json(std::move(out));
}

Json faults_json(const View& view, const FaultQuery& query, const Scope& scope) {
    std::map<std::string, std::size_t> classes;
    for (const char* id : class_ids) {
        classes[id] = 0;
    }
    for (const Fault* fault : find_faults(view, {}, scope)) {
        ++classes[class_of(*fault)];
    }
    Json::Object counts;
    for (const auto& [id, count] : classes) {
        counts[id] = count;
    }
    auto found = find_faults(view, query, scope);
    Json::Array items;
    std::size_t end = std::min(found.size(), query.after + query.count);
    for (std::size_t i = query.after; i < end; ++i) {
        items.push_back(fault_json(*found[i]));
    }
    return Json::Object{{"year", view.snapshot().year()},
                        {"as_of", view.snapshot().as_of().iso()},
                        {"items", std::move(items)},
                        {"total", found.size()},
                        {"next", next_json(std::max(end, query.after), found.size())},
                        {"classes", std::move(counts)}};
}

exchange::SheetTable faults_table(const View& view, const FaultQuery& query, const Scope& scope,
                                  Language language) {
    auto say = [&](const char* zh, const char* en) { return language == Language::zh ? zh : en; };
    exchange::SheetTable table;
    table.name = say("账目问题", "Faults");
    table.headers = {say("类别", "Class"), say("是什么", "What"), say("文件", "File"),
                     say("表", "Sheet"), say("行", "Row")};
    const std::array<const char*, 3> names{say("职责", "duty"), say("数据", "data"),
                                           say("提示", "notice")};
    for (const Fault* fault : find_faults(view, query, scope)) {
        table.rows.push_back({std::string(names.at(static_cast<std::size_t>(fault->rule->cls))),
                              fault->note, fault->file, fault->sheet,
                              fault->row == 0 ? exchange::TableCell{}
                                              : exchange::TableCell{std::int64_t{fault->row}}});
    }
    return table;
}

}  // namespace luze::ops
