#include "exchange/import_held.h"

#include <algorithm>

#include "exchange/align.h"
#include "exchange/import_row.h"

namespace luze::exchange {
namespace {

std::string said(const std::string& field, const Value& value) {
    return field + "\x1e" + fingerprint(value);
}

bool says(const Record& record, const Fields& fields) {
    return std::ranges::all_of(fields, [&](const auto& field) {
        auto at = record.fields.find(field.first);
        return at != record.fields.end() && fingerprint(at->second) == fingerprint(field.second);
    });
}

}  // namespace

bool HeldRows::held(const std::string& form, const Cells& cells) {
    if (!gathered_) {
        gathered_ = true;
        for (const auto& [entry, row] : book_.held) {
            held_.emplace(row.form, without_serials(row.cells));
        }
    }
    return held_.contains({form, without_serials(cells)});
}

const HeldRows::Holders& HeldRows::holders(const std::string& form) {
    auto [at, fresh] = by_form_.try_emplace(form);
    if (fresh) {
        for (const auto& [id, record] : book_.records) {
            if (record.form == form) {
                for (const auto& [field, value] : record.fields) {
                    at->second[said(field, value)].push_back(&record);
                }
            }
        }
    }
    return at->second;
}

bool HeldRows::mended(const std::string& form, const Fields& fields) {
    if (fields.size() < 2) {
        return false;
    }
    // Only those that say the rarest thing of the row need looking at.
    const std::vector<const Record*>* few = nullptr;
    for (const auto& [field, value] : fields) {
        const Holders& all = holders(form);
        auto at = all.find(said(field, value));
        if (at == all.end()) {
            return false;
        }
        few = few == nullptr || at->second.size() < few->size() ? &at->second : few;
    }
    return std::ranges::any_of(*few, [&](const Record* one) { return says(*one, fields); });
}

}  // namespace luze::exchange
