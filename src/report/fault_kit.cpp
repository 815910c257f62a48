#include "report/fault_kit.h"

#include "base/text.h"
#include "report/query.h"

namespace luze::report {

const Record* FaultKit::record(RecordId id) const {
    auto at = context.book.records.find(id);
    return at == context.book.records.end() ? nullptr : &at->second;
}

bool FaultKit::concerns(const Record& record) const {
    const norms::Form* form = context.pack.form(record.form);
    if (form == nullptr || form->date.empty()) {
        return of_ledger_year(record, year);
    }
    auto date = standing::occurred(context.pack, record, context.book.zone);
    return date ? date->first.year() <= year && year <= date->last.year()
                : of_ledger_year(record, year);
}

Fault FaultKit::at(const norms::FaultRule& rule, const Record& record) const {
    Fault fault;
    fault.rule = &rule;
    fault.file = record.source.file;
    fault.sheet = record.source.sheet;
    fault.row = record.source.row;
    fault.entries = {record.id.value};
    const norms::Form* form = context.pack.form(record.form);
    fault.restricted = form == nullptr || form->restricted;
    return fault;
}

std::optional<std::string> FaultKit::general(std::string_view name) const {
    if (name == "as_of") {
        return context.as_of.day.iso();
    }
    if (name == "year") {
        return std::to_string(year);
    }
    if (name == "next_year") {
        return std::to_string(year + 1);
    }
    if (name.starts_with("$")) {
        return context.parameters.text(name.substr(1), year_window(year).first);
    }
    return std::nullopt;
}

std::optional<std::string> FaultKit::field(const Record& record, std::string_view name) const {
    if (name.starts_with("$")) {
        auto date = standing::occurred(context.pack, record, context.book.zone);
        return context.parameters.text(name.substr(1),
                                       date ? date->first : year_window(year).first);
    }
    if (auto value = general(name)) {
        return value;
    }
    if (name == "matter") {
        return matter(record);
    }
    const norms::Form* form = context.pack.form(record.form);
    if (form == nullptr || form->field(name) == nullptr) {
        return std::nullopt;
    }
    return shown(*form, name, record);
}

std::string FaultKit::matter(const Record& record) const {
    std::vector<std::string> parts;
    if (const norms::Form* form = context.pack.form(record.form)) {
        for (const std::string& key : form->key) {
            if (std::string text = shown(*form, key, record); !text.empty()) {
                parts.push_back(std::move(text));
            }
        }
    }
    return join(parts, "，");
}

}  // namespace luze::report
