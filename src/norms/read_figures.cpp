// Figures, faults, and the example of each row.
#include <fmt/format.h>

#include <algorithm>

#include "norms/check.h"
#include "norms/check_expression.h"
#include "norms/check_text.h"
#include "norms/read_parts.h"

namespace luze::norms {
namespace {

constexpr Word<Measure> measures[] = {
    {"records", Measure::records},        {"steps", Measure::steps},
    {"people", Measure::people},          {"sum", Measure::sum},
    {"distinct", Measure::distinct},      {"periods", Measure::periods},
    {"persons", Measure::persons},        {"units", Measure::units},
    {"bearers", Measure::bearers},        {"ratio", Measure::ratio},
    {"mean_days", Measure::mean_days},    {"total", Measure::total},
    {"obligations", Measure::obligations}};
constexpr Word<BearerResult> bearer_results[] = {{"total", BearerResult::total},
                                                 {"min", BearerResult::min},
                                                 {"mean", BearerResult::mean},
                                                 {"attained", BearerResult::attained}};
constexpr Word<FaultClass> fault_classes[] = {
    {"duty", FaultClass::duty}, {"data", FaultClass::data}, {"notice", FaultClass::notice}};
constexpr Word<FaultSource> fault_sources[] = {{"record", FaultSource::record},
                                               {"obligation", FaultSource::obligation},
                                               {"duplicate", FaultSource::duplicate},
                                               {"unknown_name", FaultSource::unknown_name},
                                               {"ambiguous_name", FaultSource::ambiguous_name},
                                               {"unreadable_date", FaultSource::unreadable_date},
                                               {"unreadable_value", FaultSource::unreadable_value},
                                               {"imported_late", FaultSource::imported_late},
                                               {"no_ledger", FaultSource::no_ledger},
                                               {"no_calendar", FaultSource::no_calendar},
                                               {"held_row", FaultSource::held_row}};

// What is counted. `where` belongs to the people of a `persons` figure, else to the one filter.
void read_source(TableReader& in, Figure& figure) {
    if (figure.measure == Measure::persons) {
        read_expression(in, "where", figure.where, terms_of(in.pack().form("person")));
    } else {
        read_filters(in, "from", figure.from);
        if (in.has("where") && !in.has("form")) {
            in.missing("form");
        }
    }
    in.text("field", figure.field);
    in.text("act", figure.act);
    in.text("start", figure.start);
    in.text("end", figure.end);
    in.reference("group", figure.group, in.known().groups, a_group);
    in.reference("duty", figure.duty, in.known().duties, a_duty);
    read_states(in, figure.states, Need::optional);
    in.reference("numerator", figure.numerator, in.known().figures, a_figure);
    in.reference("denominator", figure.denominator, in.known().figures, a_figure);
    in.references("parts", figure.parts, in.known().figures, a_figure);
}

void read_each(TableReader& in, Figure& figure) {
    UnitKind each = UnitKind::branch;
    in.word<UnitKind>("each", each, unit_kinds);
    if (in.has("each")) {
        figure.each = each;
    }
    bool numbered = figure.id.find("{n}") != std::string::npos;
    if (numbered == figure.each.has_value()) {
        return;
    }
    in.fault("id",
             {fmt::format("数字“{}”：写了 each，id 里就要有 {{n}}，反之亦然", figure.id),
              fmt::format("figure “{}”: each and {{n}} in the id belong together", figure.id)});
}

// The fields that an obligation's condition and note may name: of the record it is about.
const Form* subject_form(const Pack& pack, const std::string& duty_id) {
    const Duty* duty = pack.duty(duty_id);
    if (duty == nullptr) {
        return nullptr;
    }
    bool tenure = duty->trigger.form.empty() && duty->bearer.kind == BearerKind::appointment;
    return pack.form(tenure ? "appointment" : duty->trigger.form);
}

Terms obligation_terms(const Pack& pack, const std::string& duty_id) {
    Terms terms;
    if (const Form* form = subject_form(pack, duty_id)) {
        terms.forms.push_back(form);
    }
    for (const char* word : {"done", "owed", "late_days"}) {
        terms.also.emplace_back(word);
    }
    return terms;
}

Words field_ids(const Form& form) {
    Words ids;
    for (const Field& field : form.fields) {
        ids.push_back(field.id);
    }
    return ids;
}

Words note_names(const Pack& pack, const FaultRule& rule) {
    Words names = note_words(rule.source);
    auto add = [&](const Form* form) {
        if (form == nullptr) {
            return;
        }
        for (const std::string& id : field_ids(*form)) {
            names.push_back(id);
        }
    };
    if (rule.source == FaultSource::record) {
        add(pack.form(rule.form));
    } else if (rule.source == FaultSource::obligation) {
        add(subject_form(pack, rule.duty));
    } else {
        for (const Form& form : pack.forms) {
            add(&form);
        }
    }
    return names;
}

}  // namespace

void read_figure(TableReader& in) {
    Figure figure;
    in.text("id", figure.id, Need::required);
    in.phrase("label", figure.label, Need::required);
    in.text("how", figure.how);
    in.text("unit", figure.unit);
    in.word<Measure>("measure", figure.measure, measures);
    read_source(in, figure);
    in.word<Period>("period", figure.period, periods);
    int number = 0;
    in.integer("number", number, 1, periods_in_year(figure.period));
    if (number > 0) {
        figure.number = number;
    }
    read_each(in, figure);
    in.flag("undated", figure.undated);
    in.flag("ever", figure.ever);
    in.word<UnitKind>("units", figure.units, unit_kinds);
    in.word<BearerResult>("result", figure.result, bearer_results);
    read_amount(in, "reach", figure.reach);
    in.flag("percent", figure.percent);
    in.integer("decimals", figure.decimals, 0, 4);
    in.flag("names", figure.names);
    in.rows(figure.rows);
    in.finish();
    check_figure(in, figure);
    in.reading().pack.figures.push_back(std::move(figure));
}

void read_fault(TableReader& in) {
    FaultRule rule;
    in.text("kind", rule.kind, Need::required);
    in.word<FaultClass>("class", rule.cls, fault_classes);
    in.reference("form", rule.form, in.known().forms, a_form);
    in.reference("duty", rule.duty, in.known().duties, a_duty);
    if (in.has("duty")) {
        rule.source = FaultSource::obligation;
    }
    in.word<FaultSource>("source", rule.source, fault_sources);
    read_states(in, rule.states, Need::optional);
    bool of_record = rule.source == FaultSource::record;
    bool of_duty = rule.source == FaultSource::obligation;
    if (of_record && !in.has("form")) {
        in.missing("form");
    }
    if (of_duty && !in.has("duty")) {
        in.missing("duty");
    }
    if (of_duty && rule.states.empty() && !in.has("states")) {
        in.missing("states");
    }
    if (of_record && !rule.form.empty()) {
        read_expression(in, "where", rule.where, terms_of(in.pack().form(rule.form)));
    }
    if (of_duty && !rule.duty.empty()) {
        read_expression(in, "when", rule.when, obligation_terms(in.pack(), rule.duty));
    }
    in.text("note", rule.note, Need::required);
    bool subject_known = (!of_record || !rule.form.empty()) && (!of_duty || !rule.duty.empty());
    if (subject_known) {
        check_placeholders(in, "note", rule.note, note_names(in.pack(), rule));
    }
    in.references("hides", rule.hides, in.known().faults, a_fault);
    in.rows(rule.rows);
    if (subject_known) {
        in.finish();
    }
    in.reading().pack.faults.push_back(std::move(rule));
}

void read_example(TableReader& in) {
    Example example;
    in.integer("row", example.row, 0, 9'999, Need::required);
    in.refers("row", std::to_string(example.row), in.known().rows,
              {"体系行（[[row]]）", "[[row]]"});
    in.reference("form", example.form, in.known().forms, a_form, Need::required);
    const Form* form = in.pack().form(example.form);
    if (auto cells = in.table("cells")) {
        for (auto& [field, text] : cells->scalars()) {
            if (form != nullptr) {
                cells->refers(field, field, field_ids(*form), {"字段", "field"});
            }
            example.cells[field] = text;
        }
    }
    in.reference("figure", example.figure, in.known().figures, a_figure);
    in.reference("duty", example.duty, in.known().duties, a_duty);
    in.reference("sentence", example.sentence, in.known().sentences, a_sentence);
    in.finish();
    in.reading().pack.examples.push_back(std::move(example));
}

}  // namespace luze::norms
