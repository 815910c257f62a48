#include "report/summary.h"

#include "base/text.h"
#include "report/faults.h"

namespace luze::report {

EntrySummary summarise(const standing::Context& context, std::int64_t entry, Scope scope) {
    EntrySummary out;
    out.entry = entry;
    auto at = context.book.records.find(RecordId{entry});
    if (at == context.book.records.end()) {
        out.form = "规则";
        out.text = "规则包 " + context.pack.name.zh + " " + context.pack.version;
        return out;
    }
    const Record& record = at->second;
    const norms::Form* form = context.pack.form(record.form);
    out.form = form == nullptr ? record.form : form->name.zh;
    out.restricted = form == nullptr || form->restricted;
    out.digest = record.commitment.hex();
    if (out.restricted && !scope.restricted) {
        return out;
    }
    out.source = record.source;
    if (form == nullptr) {
        return out;
    }
    std::vector<std::string> parts;
    for (const std::string& key : form->key) {
        if (std::string text = shown(*form, key, record); !text.empty()) {
            parts.push_back(std::move(text));
        }
    }
    out.text = join(parts, "，");
    return out;
}

std::string value_text(const FigureValue& value) {
    return value.held   ? value.value.text() + value.figure->unit
           : value.kept ? std::string("—")
                        : std::string("未建账");
}

}  // namespace luze::report
