#include "ops/entry_answers.h"

#include <algorithm>

#include "ops/answer_parts.h"

namespace luze::ops {
namespace {

Json line_json(const EntryLine& line) {
    Json::Object out{
        {"sequence", line.sequence}, {"digest", line.digest}, {"restricted", line.restricted}};
    if (!line.restricted) {
        out["recorded_at"] = line.recorded_at.rfc3339();
        out["actor"] = line.actor;
        out["kind"] = line.kind;
        out["kind_name"] = phrase_json(line.kind_name);
        out["summary"] = line.summary;
        out["erased"] = line.erased;
    }
    return Json(std::move(out));
}

// Restricted records are read one by one, where each reading is logged.
Scope open_part(Scope scope) {
    scope.restricted = false;
    return scope;
}

Json source_json(const Source& source) {
    return source.file.empty() ? Json{}
                               : Json(Json::Object{{"file", source.file},
                                                   {"sheet", source.sheet},
                                                   {"row", source.row},
                                                   {"year", source.year}});
}

}  // namespace

Result<Json> entries_json(Site& site, const View& view, std::int64_t before, std::int64_t count,
                          const Scope& scope) {
    const std::int64_t size = view.snapshot().book().size;
    const std::int64_t last = before <= 0 ? size : std::min(before - 1, size);
    const std::int64_t first = std::max<std::int64_t>(last - count, 0);  // not shown any more
    auto lines = list_entries(site, view.snapshot(), first, last - first, open_part(scope));
    if (!lines) {
        return std::unexpected(lines.error());
    }
    Json::Array items;
    for (auto line = lines->rbegin(); line != lines->rend(); ++line) {
        items.push_back(line_json(*line));
    }
    return Json(Json::Object{{"items", std::move(items)},
                             {"total", size},
                             {"next", first > 0 ? Json(std::to_string(first + 1)) : Json{}}});
}

Result<Json> entry_page_json(Site& site, const View& view, std::int64_t sequence,
                             const Scope& scope) {
    auto answer = show_entry(site, view.snapshot(), sequence, open_part(scope));
    if (!answer) {
        return std::unexpected(answer.error());
    }
    Json proof = entry_json(*answer);
    Json::Object out = std::move(*proof.object());
    if (answer->line.restricted) {
        return Json(std::move(out));
    }
    out["kind_name"] = phrase_json(answer->line.kind_name);
    out["summary"] = answer->line.summary;
    Json::Array fields;
    for (const EntryField& field : answer->fields) {
        fields.push_back(Json::Object{{"name", phrase_json(field.name)}, {"value", field.value}});
    }
    out["fields"] = std::move(fields);
    out["source"] = source_json(answer->source);
    Json::Array cells;
    for (const auto& [heading, text] : answer->cells) {
        cells.push_back(Json::Object{{"heading", heading}, {"text", text}});
    }
    out["cells"] = std::move(cells);
    out["versions"] = Json::Array(answer->versions.begin(), answer->versions.end());
    return Json(std::move(out));
}

Json checkpoint_json(const View& view) {
    return Json::Object{
        {"size", view.snapshot().book().size},
        {"checkpoint", view.checkpoint().empty() ? Json{} : Json(view.checkpoint())}};
}

}  // namespace luze::ops
