#include "ops/entry_answers.h"

#include <algorithm>

#include "base/text.h"
#include "ops/answer_parts.h"
#include "ops/record_tables.h"

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

struct Found {
    std::vector<EntryLine> lines;  // the newest first
    std::int64_t total = 0;
    bool more = false;
};

// Without conditions: the book's own order says which they are.
Result<Found> read_slice(Site& site, const View& view, const EntryQuery& query,
                         const Scope& scope) {
    const std::int64_t size = view.snapshot().book().size;
    const std::int64_t last =
        (query.before <= 0 ? size : std::min(query.before - 1, size)) - query.offset;
    const std::int64_t first = std::max<std::int64_t>(last - query.count, 0);  // not shown any more
    auto lines = list_entries(site, view.snapshot(), first, std::max<std::int64_t>(last - first, 0),
                              open_part(scope));
    if (!lines) {
        return std::unexpected(lines.error());
    }
    std::ranges::reverse(*lines);
    return Found{std::move(*lines), size, first > 0};
}

bool among(const std::vector<std::string>& kinds, const std::string& kind) {
    return std::ranges::find(kinds, kind) != kinds.end();
}

// What is not told of an entry is not looked for in it, either.
bool fits(const EntryLine& line, const EntryQuery& query) {
    return (query.kind.empty() || among(split(query.kind, ","), line.kind)) &&
           (query.words.empty() ||
            (!line.restricted &&
             says_all(query.words, {line.actor, line.kind_name.zh, line.kind_name.en, line.summary,
                                    std::to_string(line.sequence)})));
}

// Reads the whole book, some at a time.
Result<Found> pick(Site& site, const View& view, const EntryQuery& query, const Scope& scope) {
    constexpr std::int64_t at_once = 1000;
    Found found;
    std::int64_t passed = 0;
    for (std::int64_t end = view.snapshot().book().size; end > 0; end -= at_once) {
        const std::int64_t first = std::max<std::int64_t>(end - at_once, 0);
        auto lines = list_entries(site, view.snapshot(), first, end - first, open_part(scope));
        if (!lines) {
            return std::unexpected(lines.error());
        }
        for (auto line = lines->rbegin(); line != lines->rend(); ++line) {
            if (!fits(*line, query)) {
                continue;
            }
            ++found.total;
            const bool wanted =
                (query.before <= 0 || line->sequence < query.before) && ++passed > query.offset;
            if (wanted && std::ssize(found.lines) == query.count) {
                found.more = true;
            } else if (wanted) {
                found.lines.push_back(std::move(*line));
            }
        }
    }
    return found;
}

Json kinds_json() {
    Json::Array out;
    for (const EntryKind& kind : entry_kinds()) {
        out.push_back(Json::Object{{"id", kind.id}, {"name", phrase_json(kind.name)}});
    }
    return Json(std::move(out));
}

Json source_json(const Source& source) {
    return source.file.empty() ? Json{}
                               : Json(Json::Object{{"file", source.file},
                                                   {"sheet", source.sheet},
                                                   {"row", source.row},
                                                   {"year", source.year}});
}

}  // namespace

Result<Json> entries_json(Site& site, const View& view, const EntryQuery& query,
                          const Scope& scope) {
    auto found = !query.kind.empty() || !query.words.empty() ? pick(site, view, query, scope)
                                                             : read_slice(site, view, query, scope);
    if (!found) {
        return std::unexpected(found.error());
    }
    Json::Array items;
    for (const EntryLine& line : found->lines) {
        items.push_back(line_json(line));
    }
    return Json(Json::Object{
        {"items", std::move(items)},
        {"total", found->total},
        {"next", found->more ? Json(std::to_string(found->lines.back().sequence)) : Json{}},
        {"kinds", kinds_json()}});
}

Result<exchange::SheetTable> entries_table(Site& site, const View& view, const EntryQuery& query,
                                           const Scope& scope, Language language) {
    EntryQuery all = query;
    all.before = 0;
    all.offset = 0;
    all.count = view.snapshot().book().size;
    auto found = pick(site, view, all, scope);
    if (!found) {
        return std::unexpected(found.error());
    }
    auto say = [&](const char* zh, const char* en) { return language == Language::zh ? zh : en; };
    exchange::SheetTable table;
    table.name = say("账目", "Entries");
    table.headers = {say("编号", "No."),     say("录入时间", "Recorded at"),
                     say("账号", "Account"), say("种类", "Kind"),
                     say("内容", "What"),    say("摘要值", "Digest")};
    for (const EntryLine& line : found->lines) {
        const std::string what = line.restricted ? say("（限制查阅）", "(restricted)")
                                 : line.erased   ? say("（已删除）", "(erased)")
                                                 : line.summary;
        table.rows.push_back({line.sequence,
                              line.restricted ? std::string() : line.recorded_at.rfc3339(),
                              line.actor, line.kind_name.in(language), what, line.digest});
    }
    return table;
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
