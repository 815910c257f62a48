// Notices about the books as a whole (DECISIONS 2, 4 and 6): worth saying, not wrong.
#include <algorithm>
#include <map>
#include <set>

#include "report/fault_kit.h"
#include "report/figures.h"
#include "report/template_text.h"

namespace luze::report {
namespace {

using Word = std::optional<std::string>;

// The forms that a duty looks into.
std::vector<std::string> forms_of(const norms::Duty& duty) {
    std::vector<std::string> forms;
    for (const norms::Filter& filter : duty.records) {
        forms.push_back(filter.form);
    }
    forms.push_back(duty.trigger.form);
    return forms;
}

}  // namespace

void note_late_import(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out) {
    struct Imported {
        std::int64_t rows = 0;
        Evidence entries;
    };
    std::map<Date, Imported> by_day;
    for (const ImportBatch& batch : kit.context.book.imports) {
        Imported& day = by_day[batch.at.day_at(kit.context.book.zone)];
        day.rows += batch.rows;
        day.entries.push_back(batch.entry);
    }
    for (const auto& [day, imported] : by_day) {
        if (imported.rows == 0) {
            continue;  // corrections only
        }
        Fault fault;
        fault.rule = &rule;
        fault.entries = imported.entries;
        fault.note = fill(rule.note, [&](std::string_view name) {
            return name == "rows"  ? Word(std::to_string(imported.rows))
                   : name == "day" ? Word(day.iso())
                                   : kit.general(name);
        });
        out.push_back(std::move(fault));
    }
}

void note_no_ledger(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out) {
    std::set<std::string> seen;  // kept, or said already
    for (const auto& [id, record] : kit.context.book.records) {
        seen.insert(record.form);
    }
    for (const norms::Duty& duty : kit.context.pack.duties) {
        if (standing::kept(kit.context, duty)) {
            continue;  // another form serves it
        }
        for (const std::string& id : forms_of(duty)) {
            const norms::Form* form = kit.context.pack.form(id);
            if (form == nullptr || !seen.insert(id).second) {
                continue;
            }
            Fault fault;
            fault.rule = &rule;
            fault.about = form->name.zh;
            fault.bearer_key = "form:" + id;
            fault.note = fill(rule.note, [&](std::string_view name) {
                return name == "form" ? Word(form->name.zh) : kit.general(name);
            });
            out.push_back(std::move(fault));
        }
    }
}

void note_no_calendar(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out) {
    bool asked = std::ranges::any_of(kit.context.pack.duties, [](const norms::Duty& duty) {
        return duty.trigger.kind == norms::TriggerKind::holiday;
    });
    if (asked && !kit.context.pack.calendar.announced(kit.year)) {
        Fault fault;
        fault.rule = &rule;
        fault.note = fill(rule.note, [&](std::string_view name) { return kit.general(name); });
        out.push_back(std::move(fault));
    }
}

}  // namespace luze::report
