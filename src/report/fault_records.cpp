// Faults that one record shows by itself, by a condition of the pack.
#include <variant>

#include "report/fault_kit.h"
#include "report/query.h"
#include "report/template_text.h"

namespace luze::report {
namespace {

// What a list would call the record: the first of its key that is no date and no choice.
std::string about(const norms::Form& form, const Record& record) {
    for (const std::string& id : form.key) {
        auto at = record.fields.find(id);
        if (at != record.fields.end() && !std::holds_alternative<Day>(at->second) &&
            !std::holds_alternative<Choices>(at->second)) {
            return display(at->second);
        }
    }
    return {};
}

}  // namespace

void find_in_records(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out) {
    const norms::Form* form = kit.context.pack.form(rule.form);
    if (form == nullptr) {
        return;
    }
    Query query{kit.context, kit.year, "", false, false, std::nullopt};
    for (const Record* record : select(query, {rule.form, rule.where, ""})) {
        Fault fault = kit.at(rule, *record);
        fault.bearer_key = "record:" + std::to_string(record->id.value);
        fault.about = about(*form, *record);
        fault.note =
            fill(rule.note, [&](std::string_view name) { return kit.field(*record, name); });
        out.push_back(std::move(fault));
    }
}

}  // namespace luze::report
