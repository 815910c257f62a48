#include "ops/record_tables.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "casework/ownership.h"
#include "report/faults.h"
#include "standing/match.h"

namespace luze::ops {
namespace {

std::size_t version_of(const Record& record) {
    return record.entries.size() + record.evidence.size();
}

RecordRow row_of(const norms::Pack& pack, const norms::Form& form, const Record& record) {
    RecordRow row{record.id, &record, version_of(record), {}, standing::title_of(pack, record), {}};
    row.texts.reserve(form.fields.size());
    for (const norms::Field& field : form.fields) {
        row.texts.push_back(report::shown(form, field.id, record));
        // A mark that nobody types keeps words of two cells apart.
        row.folded += folded_text(row.texts.back()) + '\x1f';
    }
    return row;
}

}  // namespace

std::string folded_text(std::string_view text) {
    std::string out = without_spaces(fold_width(text));
    for (char& c : out) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

bool says_all(std::string_view words, const std::vector<std::string>& texts) {
    return std::ranges::all_of(split(words, " "), [&](const std::string& word) {
        const std::string folded = folded_text(word);
        return std::ranges::any_of(texts, [&](const std::string& text) {
            return folded_text(text).find(folded) != std::string::npos;
        });
    });
}

RowState row_state(const standing::Context& context, const Record& record) {
    return {casework::state_of(context, record),
            casework::owner_of(context, record, context.as_of.day).person};
}

// Only what has changed since is read again: most rows never do.
RecordTables::Table& RecordTables::table(const standing::Context& context,
                                         const norms::Form& form) {
    Table& table = tables_[form.id];
    if (table.size == context.book.size) {
        return table;
    }
    std::vector<RecordRow> rows;
    auto before = table.rows.begin();
    if (auto ids = context.book.by_form.find(form.id); ids != context.book.by_form.end()) {
        rows.reserve(ids->second.size());
        for (RecordId id : ids->second) {
            const Record& record = context.book.records.at(id);
            // Records that are gone fall away; those that stay keep their place in memory.
            while (before != table.rows.end() && before->id < id) {
                ++before;
            }
            bool same = before != table.rows.end() && before->id == id &&
                        before->version == version_of(record);
            rows.push_back(same ? std::move(*before) : row_of(context.pack, form, record));
        }
    }
    table.rows = std::move(rows);
    table.size = context.book.size;
    return table;
}

const std::vector<RecordRow>& RecordTables::rows(const standing::Context& context,
                                                 const norms::Form& form) {
    return table(context, form).rows;
}

const std::vector<RowState>& RecordTables::states(const standing::Context& context,
                                                  const norms::Form& form) {
    Table& kept = table(context, form);
    if (kept.judged_size != context.book.size || kept.judged_on != context.as_of.day) {
        kept.states.clear();
        kept.states.reserve(kept.rows.size());
        for (const RecordRow& row : kept.rows) {
            kept.states.push_back(row_state(context, *row.record));
        }
        kept.judged_size = context.book.size;
        kept.judged_on = context.as_of.day;
    }
    return kept.states;
}

}  // namespace luze::ops
