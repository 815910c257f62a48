#include "ops/past_imports.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <utility>

#include "base/limits.h"
#include "exchange/table_match.h"
#include "ops/answer_parts.h"
#include "ops/enter_record.h"

namespace luze::ops {
namespace {

// Has somebody worked on it since?
bool under_way(const Record& record) { return record.steps.size() > 1 || record.merged_into; }

Json cells_json(const HeldRow& row) {
    Json::Array out;
    for (const auto& [heading, text] : row.cells) {
        out.push_back(Json::Object{{"heading", heading}, {"text", text}});
    }
    return Json(std::move(out));
}

// Which field each cell speaks to, by its heading.
Json values_json(const exchange::FormMatcher& matcher, const norms::Form& form,
                 const HeldRow& row) {
    std::vector<exchange::Heading> headings;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const std::string& shown = row.cells[i].first;
        std::size_t slash = shown.find('/');
        bool nested = slash != std::string::npos;
        headings.push_back({i + 1, nested ? shown.substr(0, slash) : "",
                            nested ? shown.substr(slash + 1) : shown});
    }
    Json::Object out;
    for (const exchange::FormMatch& match : matcher.match(headings, {})) {
        for (std::size_t i = 0; match.form == &form && i < match.field_of.size(); ++i) {
            if (match.field_of[i] != nullptr) {
                out[match.field_of[i]->id] = row.cells[i].second;
            }
        }
    }
    return Json(std::move(out));
}

// A held row has no fields yet: whoever may see any record of the form may see it.
bool may_see(const Desk& desk, const HeldRow& row, const Asker& asker, Date day) {
    const norms::Form* form = desk.pack().form(row.form);
    Record record;
    record.form = row.form;
    return form == nullptr || !form->restricted || desk.may_see(record, asker, day);
}

Result<const HeldRow*> held_row(const Desk& desk, std::int64_t entry, const Asker& asker,
                                Date day) {
    auto at = desk.book().held.find(entry);
    if (at == desk.book().held.end() || !may_see(desk, at->second, asker, day)) {
        return fail(ErrorKind::missing, fmt::format("没有第{}条未收的行，可能已补记", entry),
                    fmt::format("no row is held as entry {}; it may have been mended", entry));
    }
    return &at->second;
}

}  // namespace

Json imports_json(const Desk& desk) {
    std::map<std::int64_t, std::pair<std::size_t, std::size_t>> live;
    for (const auto& [id, record] : desk.book().records) {
        if (record.import != 0) {
            auto& [there, busy] = live[record.import];
            ++there;
            busy += under_way(record) ? 1 : 0;
        }
    }
    Json::Array out;
    for (const ImportBatch& batch : desk.book().imports | std::views::reverse) {
        out.push_back(Json::Object{{"entry", batch.entry},
                                   {"at", batch.at.rfc3339()},
                                   {"files", Json::Array(batch.files.begin(), batch.files.end())},
                                   {"rows", batch.rows},
                                   {"live", live[batch.entry].first},
                                   {"under_way", live[batch.entry].second}});
    }
    return Json(std::move(out));
}

Result<std::size_t> withdraw_imported(Desk& desk, const std::vector<RecordId>& records,
                                      const std::string& reason, const Asker& asker, Instant now) {
    if (reason.empty()) {
        return fail(ErrorKind::invalid, "撤回要写明原因", "a withdrawal states its reason");
    }
    std::vector<Draft> drafts;
    for (RecordId id : records) {
        auto at = desk.book().records.find(id);
        if (at == desk.book().records.end()) {
            continue;
        }
        if (under_way(at->second)) {
            return fail(ErrorKind::refused,
                        fmt::format("第{}号记录已经在办，不能撤回；请按步骤办结", id.value),
                        fmt::format("record {} is under way: finish it instead", id.value));
        }
        drafts.push_back(
            {kinds::withdrawal, asker.account, Json::Object{{"of", id.value}, {"reason", reason}}});
    }
    const std::size_t count = drafts.size();
    for (std::size_t at = 0; at < count; at += limits::entries_per_batch) {
        auto end = std::min(at + limits::entries_per_batch, count);
        std::vector<Draft> batch(std::make_move_iterator(drafts.begin() + std::ptrdiff_t(at)),
                                 std::make_move_iterator(drafts.begin() + std::ptrdiff_t(end)));
        if (auto kept = desk.append(std::move(batch), now); !kept) {
            return std::unexpected(kept.error());
        }
    }
    return count;
}

Result<std::size_t> withdraw_import(Desk& desk, std::int64_t entry, const std::string& reason,
                                    const Asker& asker, Instant now) {
    if (std::ranges::find(desk.book().imports, entry, &ImportBatch::entry) ==
        desk.book().imports.end()) {
        return fail(ErrorKind::missing, "没有这次导入", "there is no such import");
    }
    std::vector<RecordId> records;
    for (const auto& [id, record] : desk.book().records) {
        if (record.import == entry && !under_way(record)) {
            records.push_back(id);
        }
    }
    return withdraw_imported(desk, records, reason, asker, now);
}

Json held_json(const Desk& desk, const Asker& asker, Date day) {
    const exchange::FormMatcher matcher(desk.pack());
    Json::Array out;
    for (const auto& [entry, row] : desk.book().held) {
        if (!may_see(desk, row, asker, day)) {
            continue;
        }
        const norms::Form* form = desk.pack().form(row.form);
        out.push_back(Json::Object{
            {"entry", entry},
            {"form", row.form},
            {"form_name", form == nullptr ? Json{} : phrase_json(form->name)},
            {"file", row.source.file},
            {"sheet", row.source.sheet},
            {"row", row.source.row},
            {"cells", cells_json(row)},
            {"problem", phrase_json(row.problem)},
            {"values", form == nullptr ? Json(Json::Object{}) : values_json(matcher, *form, row)}});
    }
    return Json(std::move(out));
}

Result<RecordId> mend_held(Desk& desk, std::int64_t entry,
                           const std::map<std::string, std::string>& values, const Asker& asker,
                           Instant now) {
    auto row = held_row(desk, entry, asker, desk.day(now));
    if (!row) {
        return std::unexpected(row.error());
    }
    // It is what the ledger says: no step is taken, whoever may import may complete it.
    const norms::Form* form = desk.pack().form((*row)->form);
    if (form == nullptr) {
        return fail(ErrorKind::invalid, "这一行不知道属于哪个台账，请改好原表再导入",
                    "it is not known which ledger this row is of: mend the sheet and import it");
    }
    auto fields =
        read_typed(desk, form->fields, values, asker, desk.day(now), form->id == "person");
    if (!fields) {
        return std::unexpected(fields.error());
    }
    for (const norms::Field& field : form->fields) {
        if (field.required && !fields->contains(field.id)) {
            return fail(ErrorKind::invalid, "“" + form->name.zh + "”要填写“" + field.name.zh + "”",
                        "'" + form->name.en + "' wants '" + field.name.en + "'");
        }
    }
    Json::Array cells;
    for (const auto& [heading, text] : (*row)->cells) {
        cells.push_back(Json::Array{heading, text});
    }
    const Source& source = (*row)->source;
    Json::Object from{{"file", source.file}, {"sheet", source.sheet}, {"row", source.row}};
    if (source.year != 0) {
        from["year"] = source.year;
    }
    Json::Object body{{"form", form->id},
                      {"fields", to_json(*fields)},
                      {"source", std::move(from)},
                      {"cells", std::move(cells)},
                      {"mends", entry}};
    auto id = desk.append({{kinds::record, asker.account, std::move(body)}}, now);
    return id ? Result<RecordId>(RecordId{*id}) : std::unexpected(id.error());
}

Result<void> drop_held(Desk& desk, std::int64_t entry, const std::string& reason,
                       const Asker& asker, Instant now) {
    auto row = held_row(desk, entry, asker, desk.day(now));
    if (!row) {
        return std::unexpected(row.error());
    }
    if (reason.empty()) {
        return fail(ErrorKind::invalid, "不收这一行要写明原因", "leaving a row out wants a reason");
    }
    auto kept = desk.append(
        {{kinds::withdrawal, asker.account, Json::Object{{"of", entry}, {"reason", reason}}}}, now);
    return kept ? Result<void>{} : std::unexpected(kept.error());
}

}  // namespace luze::ops
