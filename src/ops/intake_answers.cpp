#include "ops/intake_answers.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/limits.h"
#include "ops/answer_parts.h"
#include "report/faults.h"
#include "standing/match.h"

namespace luze::ops {
namespace {

using exchange::ImportPlan;
using exchange::ReadSheet;
using exchange::RowOutcome;
using exchange::RowProblem;

const char* kind_id(RowOutcome::Kind kind) {
    using Kind = RowOutcome::Kind;
    switch (kind) {
        case Kind::fresh:
            return "fresh";
        case Kind::corrected:
            return "corrected";
        case Kind::unchanged:
            return "unchanged";
        case Kind::repeated:
            return "repeated";
        case Kind::held:
            return "held";
    }
    return "";
}

const char* kind_id(RowProblem::Kind kind) {
    using Kind = RowProblem::Kind;
    switch (kind) {
        case Kind::held:
            return "held";
        case Kind::unreadable:
            return "unreadable";
        case Kind::unknown_name:
            return "unknown_name";
        case Kind::ambiguous_name:
            return "ambiguous_name";
        case Kind::duplicate:
            return "duplicate";
    }
    return "";
}

std::string base_name(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

// Problems say the file without its folders.
std::size_t sheet_of(const ImportPlan& plan, const Source& source) {
    auto at = std::ranges::find_if(plan.sheets, [&](const ReadSheet& sheet) {
        return sheet.grid->sheet == source.sheet && base_name(sheet.file) == source.file;
    });
    return static_cast<std::size_t>(at - plan.sheets.begin());
}

Json problem_json(const ImportPlan& plan, const RowProblem& problem) {
    return Json::Object{{"kind", kind_id(problem.kind)}, {"sheet", sheet_of(plan, problem.source)},
                        {"file", problem.source.file},   {"name", problem.source.sheet},
                        {"row", problem.source.row},     {"column", problem.column},
                        {"cell", problem.cell},          {"zh", problem.what.zh},
                        {"en", problem.what.en}};
}

Json table_json(const exchange::Table& table) {
    Json::Array columns;
    for (const exchange::Column& column : table.columns) {
        columns.push_back(
            Json::Object{{"number", column.number},
                         {"letter", exchange::column_name(column.number)},
                         {"heading", column.heading},
                         {"field", column.field == nullptr ? Json{} : Json(column.field->id)},
                         {"serial", column.serial}});
    }
    return Json::Object{{"form", table.form->id},
                        {"form_name", phrase_json(table.form->name)},
                        {"header_row", table.header_row},
                        {"header_rows", table.header_rows},
                        {"year", table.year == 0 ? Json{} : Json(table.year)},
                        {"rows", table.rows.size()},
                        {"columns", std::move(columns)}};
}

std::optional<Phrase> passed_over(const ImportPlan& plan, const ReadSheet& sheet) {
    for (const exchange::FileSummary& file : plan.files) {
        for (const exchange::SheetSummary& each : file.sheets) {
            if (file.name == sheet.file && each.sheet == sheet.grid->sheet && each.passed_over) {
                return each.passed_over;
            }
        }
    }
    return std::nullopt;
}

Json sheets_json(const ImportPlan& plan) {
    std::vector<std::map<std::string, std::size_t>> counts(plan.sheets.size());
    for (const RowOutcome& outcome : plan.outcomes) {
        ++counts[outcome.sheet][kind_id(outcome.kind)];
        counts[outcome.sheet]["duplicate"] += outcome.duplicate ? 1 : 0;
    }
    Json::Array out;
    for (std::size_t i = 0; i < plan.sheets.size(); ++i) {
        const ReadSheet& sheet = plan.sheets[i];
        Json::Array tables;
        for (const exchange::Table& table : sheet.tables) {
            tables.push_back(table_json(table));
        }
        Json::Object numbers;
        for (const auto& [kind, count] : counts[i]) {
            numbers[kind] = count;
        }
        auto why = passed_over(plan, sheet);
        out.push_back(Json::Object{{"sheet", i},
                                   {"file", sheet.file},
                                   {"name", sheet.grid->sheet},
                                   {"tables", std::move(tables)},
                                   {"passed_over", why ? phrase_json(*why) : Json{}},
                                   {"counts", std::move(numbers)}});
    }
    return Json(std::move(out));
}

Json vanished_json(const ImportReading& reading) {
    Json::Array out;
    const Snapshot& snapshot = reading.view->snapshot();
    for (const exchange::Vanished& gone : reading.plan.vanished) {
        auto at = snapshot.book().records.find(gone.record);
        const norms::Form* form =
            at == snapshot.book().records.end() ? nullptr : snapshot.pack().form(at->second.form);
        bool told = form != nullptr && !form->restricted;
        out.push_back(Json::Object{
            {"record", gone.record.value},
            {"title", told ? Json(standing::title_of(snapshot.pack(), at->second)) : Json{}},
            {"file", gone.source.file},
            {"name", gone.source.sheet},
            {"row", gone.source.row}});
    }
    return Json(std::move(out));
}

const Record* record_of(const ImportReading& reading, RecordId id) {
    const auto& records = reading.view->snapshot().book().records;
    auto at = records.find(id);
    return at == records.end() ? nullptr : &at->second;
}

// The row as it would be recorded, or as it is.
Record record_as_read(const ImportReading& reading, const RowOutcome& outcome) {
    Record record;
    record.form = outcome.form;
    if (outcome.entry && outcome.kind != RowOutcome::Kind::held) {
        auto fields = fields_from_json(reading.plan.entries[*outcome.entry].body["fields"]);
        record.fields = fields ? std::move(*fields) : Fields{};
    } else if (const Record* known = record_of(reading, outcome.record)) {
        record.fields = known->fields;
    }
    return record;
}

Json fields_json(const ImportReading& reading, const RowOutcome& outcome, const norms::Form& form) {
    const Record now = record_as_read(reading, outcome);
    const Record* before = outcome.kind == RowOutcome::Kind::corrected && !form.restricted
                               ? record_of(reading, outcome.record)
                               : nullptr;
    Json::Array out;
    for (const norms::Field& field : form.fields) {
        std::string text = report::shown(form, field.id, now);
        std::string was = before == nullptr ? "" : report::shown(form, field.id, *before);
        if (text.empty() && was.empty()) {
            continue;
        }
        Json::Object item{{"field", field.id}, {"name", phrase_json(field.name)}, {"text", text}};
        if (before != nullptr && was != text) {
            item["before"] = was;
        }
        out.push_back(std::move(item));
    }
    return Json(std::move(out));
}

Json outcome_json(const ImportReading& reading, const RowOutcome& outcome) {
    const norms::Form* form = reading.view->snapshot().pack().form(outcome.form);
    Json::Object out{{"kind", kind_id(outcome.kind)},
                     {"duplicate", outcome.duplicate},
                     {"sheet", outcome.sheet},
                     {"file", reading.plan.sheets[outcome.sheet].file},
                     {"name", reading.plan.sheets[outcome.sheet].grid->sheet},
                     {"row", outcome.row},
                     {"form", outcome.form},
                     {"form_name", form == nullptr ? Json{} : phrase_json(form->name)}};
    if (outcome.record && outcome.kind != RowOutcome::Kind::fresh) {
        out["record"] = outcome.record.value;
    }
    if (form != nullptr) {
        out["fields"] = fields_json(reading, outcome, *form);
    }
    if (outcome.kind == RowOutcome::Kind::held && outcome.entry) {
        out["cells"] = reading.plan.entries[*outcome.entry].body["cells"];
    }
    return Json(std::move(out));
}

}  // namespace

void put_reading(const ImportReading& reading, Json::Object& out) {
    const ImportPlan& plan = reading.plan;
    Json::Array problems;
    for (std::size_t i = 0; i < std::min(plan.problems.size(), limits::problems_shown); ++i) {
        problems.push_back(problem_json(plan, plan.problems[i]));
    }
    Json::Array unread;
    for (const exchange::FileSummary& file : plan.files) {
        if (file.passed_over) {
            unread.push_back(Json::Object{
                {"file", file.name}, {"zh", file.passed_over->zh}, {"en", file.passed_over->en}});
        }
    }
    out["sheets"] = sheets_json(plan);
    out["problems"] = std::move(problems);
    out["problem_count"] = plan.problems.size();
    out["passed_over"] = std::move(unread);
    out["vanished"] = vanished_json(reading);
    out["counts"] = Json::Object{{"rows", plan.rows},           {"fresh", plan.fresh},
                                 {"corrected", plan.corrected}, {"unchanged", plan.unchanged},
                                 {"held", plan.held},           {"vanished", plan.vanished.size()}};
}

Result<Json> sheet_answer(const ImportReading& reading, std::size_t sheet, std::size_t offset,
                          std::size_t count) {
    const ImportPlan& plan = reading.plan;
    if (sheet >= plan.sheets.size()) {
        return fail(ErrorKind::missing, "没有这张表", "there is no such sheet");
    }
    const exchange::Grid& grid = *plan.sheets[sheet].grid;
    std::map<int, const RowOutcome*> outcomes;
    for (const RowOutcome& outcome : plan.outcomes) {
        if (outcome.sheet == sheet) {
            outcomes[outcome.row] = &outcome;
        }
    }
    Json::Array rows;
    const std::size_t end = std::min(grid.row_count(), offset + count);
    for (std::size_t row = offset + 1; row <= end; ++row) {
        Json::Array cells;
        for (std::size_t column = 1; column <= grid.column_count(); ++column) {
            cells.emplace_back(grid.at(row, column).text());
        }
        Json::Object item{{"row", row}, {"cells", std::move(cells)}};
        if (auto at = outcomes.find(static_cast<int>(row)); at != outcomes.end()) {
            item["kind"] = kind_id(at->second->kind);
            item["duplicate"] = at->second->duplicate;
        }
        rows.push_back(std::move(item));
    }
    Json::Array problems;
    for (const RowProblem& problem : plan.problems) {
        auto row = static_cast<std::size_t>(problem.source.row);
        if (sheet_of(plan, problem.source) == sheet && row > offset && row <= end) {
            problems.push_back(problem_json(plan, problem));
        }
    }
    return Json(Json::Object{{"sheet", sheet},
                             {"file", plan.sheets[sheet].file},
                             {"name", grid.sheet},
                             {"columns", grid.column_count()},
                             {"total", grid.row_count()},
                             {"rows", std::move(rows)},
                             {"problems", std::move(problems)}});
}

Json rows_answer(const ImportReading& reading, const std::string& kind, std::size_t offset,
                 std::size_t count) {
    std::vector<const RowOutcome*> found;
    for (const RowOutcome& outcome : reading.plan.outcomes) {
        if (kind.empty() || kind == kind_id(outcome.kind) ||
            (kind == "duplicate" && outcome.duplicate)) {
            found.push_back(&outcome);
        }
    }
    Json::Array items;
    const std::size_t end = std::min(found.size(), offset + count);
    for (std::size_t i = offset; i < end; ++i) {
        items.push_back(outcome_json(reading, *found[i]));
    }
    bool more = offset < found.size() && end < found.size();
    return Json::Object{{"items", std::move(items)},
                        {"total", found.size()},
                        {"next", more ? Json(std::to_string(end)) : Json{}}};
}

}  // namespace luze::ops
