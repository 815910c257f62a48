// Faults of what was written down: repeated rows, names nobody bears, values that cannot be read.
#include <set>
#include <variant>

#include "base/text.h"
#include "report/fault_kit.h"
#include "report/template_text.h"

namespace luze::report {
namespace {

using Word = std::optional<std::string>;

// The departments of the people whom a name may mean.
std::string candidates(const FaultKit& kit, const std::string& name) {
    std::vector<std::string> units;
    for (PersonId id : kit.context.roster.named(name)) {
        if (const Person* person = kit.context.roster.find(id)) {
            units.push_back(person->unit_on(UnitKind::department, kit.context.as_of.day));
        }
    }
    return join(units, "、");
}

Fault name_fault(const FaultKit& kit, const norms::FaultRule& rule, const Record& record,
                 const NameRef& name) {
    Fault fault = kit.at(rule, record);
    fault.about = name.raw;
    fault.note = fill(rule.note, [&](std::string_view key) -> Word {
        if (key == "name") {
            return name.raw;
        }
        return key == "candidates" ? Word(candidates(kit, name.raw)) : kit.field(record, key);
    });
    return fault;
}

bool is_date(norms::FieldType type) {
    return type == norms::FieldType::date || type == norms::FieldType::deadline;
}

}  // namespace

void find_duplicates(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out) {
    for (const auto& [id, record] : kit.context.book.records) {
        const Record* first = kit.record(record.duplicate_of);
        if (first == nullptr || !kit.concerns(record)) {
            continue;
        }
        Fault fault = kit.at(rule, record);
        fault.note = fill(rule.note, [&](std::string_view name) {
            return name == "other_row" ? Word(std::to_string(first->source.row))
                                       : kit.field(record, name);
        });
        out.push_back(std::move(fault));
    }
}

void find_names(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out) {
    bool ambiguous = rule.source == norms::FaultSource::ambiguous_name;
    for (const auto& [id, record] : kit.context.book.records) {
        std::set<std::string> said;
        if (!record.counts() || !kit.concerns(record)) {
            continue;
        }
        for (const auto& [field, value] : record.fields) {
            const People* people = std::get_if<People>(&value);
            if (people == nullptr) {
                continue;
            }
            for (const auto* list : {&people->named, &people->except}) {
                for (const NameRef& name : *list) {
                    bool meant = !name.person && name.ambiguous == ambiguous;
                    if (meant && said.insert(name.raw).second) {
                        out.push_back(name_fault(kit, rule, record, name));
                    }
                }
            }
        }
    }
}

void find_unreadable(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out) {
    bool dates = rule.source == norms::FaultSource::unreadable_date;
    for (const auto& [id, record] : kit.context.book.records) {
        const norms::Form* form = kit.context.pack.form(record.form);
        if (form == nullptr || !record.counts() || !kit.concerns(record)) {
            continue;
        }
        for (const auto& [field_id, value] : record.fields) {
            const Unreadable* bad = std::get_if<Unreadable>(&value);
            const norms::Field* field = form->field(field_id);
            if (bad == nullptr || field == nullptr || is_date(field->type) != dates) {
                continue;
            }
            Fault fault = kit.at(rule, record);
            fault.note = fill(rule.note, [&](std::string_view name) {
                return name == "raw"     ? Word(bad->raw)
                       : name == "field" ? Word(field->name.zh)
                                         : kit.field(record, name);
            });
            out.push_back(std::move(fault));
        }
    }
}

void find_held_rows(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out) {
    for (const auto& [entry, row] : kit.context.book.held) {
        if (row.source.year != 0 && row.source.year != kit.year) {
            continue;
        }
        Fault fault;
        fault.rule = &rule;
        fault.file = row.source.file;
        fault.sheet = row.source.sheet;
        fault.row = row.source.row;
        fault.entries = {entry};
        const norms::Form* form = kit.context.pack.form(row.form);
        fault.restricted = form == nullptr || form->restricted;
        fault.note = fill(rule.note, [&](std::string_view name) {
            return name == "problem" ? Word(row.problem.zh) : kit.general(name);
        });
        out.push_back(std::move(fault));
    }
}

}  // namespace luze::report
