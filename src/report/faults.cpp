#include "report/faults.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "report/fault_kit.h"

namespace luze::report {
namespace {

using norms::FaultRule;
using norms::FaultSource;

void find(const FaultKit& kit, const FaultRule& rule, FaultList& out) {
    switch (rule.source) {
        case FaultSource::record:
            return find_in_records(kit, rule, out);
        case FaultSource::obligation:
            return find_in_obligations(kit, rule, out);
        case FaultSource::duplicate:
            return find_duplicates(kit, rule, out);
        case FaultSource::unknown_name:
        case FaultSource::ambiguous_name:
            return find_names(kit, rule, out);
        case FaultSource::unreadable_date:
        case FaultSource::unreadable_value:
            return find_unreadable(kit, rule, out);
        case FaultSource::imported_late:
            return note_late_import(kit, rule, out);
        case FaultSource::no_ledger:
            return note_no_ledger(kit, rule, out);
        case FaultSource::no_calendar:
            return note_no_calendar(kit, rule, out);
        case FaultSource::held_row:
            return find_held_rows(kit, rule, out);
    }
}

// Of one bearer, a graver fault hides the lesser ones (DECISIONS 9).
void hide(FaultList& found) {
    std::set<std::pair<std::string, std::string>> hidden;
    for (const Fault& fault : found) {
        for (const std::string& kind : fault.rule->hides) {
            if (!fault.bearer_key.empty()) {
                hidden.emplace(kind, fault.bearer_key);
            }
        }
    }
    std::erase_if(found, [&](const Fault& fault) {
        return hidden.contains({fault.rule->kind, fault.bearer_key});
    });
}

void keep_secret(Fault& fault) {
    fault.note = "（涉及限制查阅的记录）";
    fault.file.clear();
    fault.sheet.clear();
    fault.row = 0;
    fault.about.clear();
    fault.bearer_key.clear();
}

std::string_view class_id(norms::FaultClass cls) {
    static constexpr std::array<std::string_view, 3> ids{"duty", "data", "notice"};
    return ids.at(static_cast<std::size_t>(cls));
}

}  // namespace

std::string shown(const norms::Form& form, std::string_view field_id, const Record& record) {
    auto at = record.fields.find(field_id);
    if (at == record.fields.end()) {
        return {};
    }
    const norms::Field* field = form.field(field_id);
    const Choices* choices = std::get_if<Choices>(&at->second);
    if (field == nullptr || choices == nullptr) {
        return display(at->second);
    }
    std::vector<std::string> names;
    for (const std::string& id : choices->ids) {
        auto choice = std::ranges::find(field->choices, id, &norms::Choice::id);
        names.push_back(choice == field->choices.end() ? id : choice->name.zh);
    }
    return join(names, "、");
}

std::vector<Fault> faults(const standing::Context& context, int year,
                          const std::vector<standing::Obligation>& obligations, Scope scope) {
    FaultKit kit{context, year, obligations};
    FaultList found;
    for (const FaultRule& rule : context.pack.faults) {
        find(kit, rule, found);
    }
    hide(found);
    for (Fault& fault : found) {
        if (fault.restricted && !scope.restricted) {
            keep_secret(fault);
        }
    }
    std::ranges::stable_sort(found, {}, [](const Fault& fault) {
        return std::tuple(fault.file, fault.sheet, fault.row == 0, fault.row);
    });
    return found;
}

Json faults_json(const std::vector<Fault>& faults) {
    Json::Array out;
    for (const Fault& fault : faults) {
        Json::Array entries;
        for (std::int64_t entry : fault.entries) {
            entries.emplace_back(entry);
        }
        Json::Object object{{"kind", fault.rule->kind},
                            {"class", class_id(fault.rule->cls)},
                            {"file", fault.file.empty() ? Json() : Json(fault.file)},
                            {"sheet", fault.sheet.empty() ? Json() : Json(fault.sheet)},
                            {"row", fault.row == 0 ? Json() : Json(fault.row)},
                            {"note", fault.note},
                            {"entries", std::move(entries)}};
        out.emplace_back(std::move(object));
    }
    return out;
}

}  // namespace luze::report
