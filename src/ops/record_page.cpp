#include "ops/record_page.h"

#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "ops/answer_parts.h"

namespace luze::ops {
namespace {

const char* kind_id(norms::FieldType type) {
    switch (column_kind(type)) {
        case ColumnKind::number:
            return "number";
        case ColumnKind::day:
            return "day";
        case ColumnKind::choice:
            return "choice";
        case ColumnKind::text:
            return "text";
    }
    return "";
}

// What may be chosen: ids of the form's choices, true and false of a flag.
Json column_json(const norms::Field& field) {
    Json::Object out{
        {"id", field.id}, {"name", phrase_json(field.name)}, {"kind", kind_id(field.type)}};
    Json::Array choices;
    for (const norms::Choice& choice : field.choices) {
        choices.push_back(Json::Object{{"value", choice.id}, {"name", phrase_json(choice.name)}});
    }
    if (field.type == norms::FieldType::flag) {
        choices.push_back(Json::Object{{"value", "true"}, {"name", phrase_json({"是", "yes"})}});
        choices.push_back(Json::Object{{"value", "false"}, {"name", phrase_json({"否", "no"})}});
    }
    if (!choices.empty()) {
        out["choices"] = std::move(choices);
    }
    return Json(std::move(out));
}

void put_state(const Desk& desk, const RowState& state, Date day, Json::Object& out) {
    out["owner"] = person_json(desk.roster(), state.owner);
    if (!state.state) {
        return;
    }
    const norms::ProcedureState* now = state.state->state;
    out["procedure"] = state.state->procedure->id;
    out["state"] = now == nullptr ? "" : now->id;
    out["state_name"] = now == nullptr ? Json{} : phrase_json(now->name);
    out["ended"] = now != nullptr && now->ends;
    out["since"] = state.state->since.iso();
    out["round"] = state.state->round;
    if (state.state->due) {
        out["due"] = state.state->due->iso();
    }
    out["late"] = state.state->late(day);
}

Json item_json(const Desk& desk, const ListedRecord& item, bool texts, Date day) {
    const Record& record = *item.row->record;
    Json::Object out{{"id", record.id.value},
                     {"form", item.form->id},
                     {"form_name", phrase_json(item.form->name)},
                     {"title", item.row->title},
                     {"recorded_at", record.recorded_at.rfc3339()},
                     {"imported", record.import != 0},
                     {"evidence", record.evidence.size()}};
    if (texts) {
        Json::Object shown;
        for (std::size_t i = 0; i < item.form->fields.size(); ++i) {
            if (!item.row->texts[i].empty()) {
                shown[item.form->fields[i].id] = item.row->texts[i];
            }
        }
        out["texts"] = std::move(shown);
    }
    put_state(desk, item.state, day, out);
    return out;
}

// A value as a spreadsheet can reckon with it.
TableCell cell_of(const Record& record, const norms::Field& field, const std::string& text) {
    const auto* number = get<Number>(record.fields, field.id);
    if (number != nullptr) {
        return number->number;
    }
    const auto* day = get<Day>(record.fields, field.id);
    if (day != nullptr && day->date.exact()) {
        return day->date.first;
    }
    return text.empty() ? TableCell{} : TableCell{text};
}

std::string state_text(const RowState& state, Language language) {
    bool named = state.state && state.state->state != nullptr;
    return named ? state.state->state->name.in(language) : "";
}

// A column of a sheet.
struct Writer {
    std::string header;
    std::function<TableCell(const ListedRecord&)> cell;
};

std::vector<std::string> usual_columns(const norms::Form* form) {
    std::vector<std::string> out{"id"};
    if (form == nullptr) {
        out.insert(out.end(), {"form", "title"});
    } else {
        for (const norms::Field& field : form->fields) {
            out.push_back(field.id);
        }
    }
    for (const char* column : {"state", "due", "owner"}) {
        if (form == nullptr || form->field(column) == nullptr) {
            out.emplace_back(column);
        }
    }
    return out;
}

TableCell due_cell(const ListedRecord& item) {
    return item.state.state && item.state.state->due ? TableCell{*item.state.state->due}
                                                     : TableCell{};
}

// A field of the form goes before what every record has.
std::optional<Writer> writer_of(const Desk& desk, const norms::Form* form,
                                const std::string& column, Language language) {
    const norms::Field* field = form == nullptr ? nullptr : form->field(column);
    if (field != nullptr) {
        const auto at = static_cast<std::size_t>(field - form->fields.data());
        return Writer{field->name.in(language), [field, at](const ListedRecord& item) {
                          return cell_of(*item.row->record, *field, item.row->texts[at]);
                      }};
    }
    const std::map<std::string, std::pair<Phrase, std::function<TableCell(const ListedRecord&)>>>
        known{
            {"id", {{"编号", "No."}, [](const auto& item) { return item.row->id.value; }}},
            {"title", {{"事项", "Matter"}, [](const auto& item) { return item.row->title; }}},
            {"form",
             {{"台账", "Ledger"},
              [language](const auto& item) { return item.form->name.in(language); }}},
            {"state",
             {{"状态", "State"},
              [language](const auto& item) { return state_text(item.state, language); }}},
            {"due", {{"应办日期", "Due"}, due_cell}},
            {"owner",
             {{"责任人", "Owner"},
              [&desk](const auto& item) {
                  const Person* owner = desk.roster().find(item.state.owner);
                  return owner == nullptr ? std::string() : owner->name;
              }}},
            {"recorded",
             {{"录入日期", "Recorded"},
              [&desk](const auto& item) { return desk.day(item.row->record->recorded_at); }}},
            {"evidence",
             {{"佐证", "Evidence"},
              [](const auto& item) {
                  return static_cast<std::int64_t>(item.row->record->evidence.size());
              }}},
        };
    auto found = known.find(column);
    return found == known.end()
               ? std::nullopt
               : std::optional(Writer{found->second.first.in(language), found->second.second});
}

}  // namespace

Json page_json(const Desk& desk, const RecordPage& page, Date day) {
    Json::Array columns;
    for (const norms::Field& field :
         page.form == nullptr ? std::vector<norms::Field>{} : page.form->fields) {
        columns.push_back(column_json(field));
    }
    Json::Array items;
    for (const ListedRecord& item : page.items) {
        items.push_back(item_json(desk, item, page.form != nullptr, day));
    }
    Json::Array states;
    for (const StateCount& count : page.states) {
        states.push_back(Json::Object{{"id", count.state->id},
                                      {"name", phrase_json(count.state->name)},
                                      {"ends", count.state->ends},
                                      {"count", count.count}});
    }
    return Json::Object{{"form", page.form == nullptr ? Json{} : Json(page.form->id)},
                        {"columns", std::move(columns)},
                        {"items", std::move(items)},
                        {"total", page.total},
                        {"next", page.next.empty() ? Json{} : Json(page.next)},
                        {"states", std::move(states)}};
}

SheetTable page_table(const Desk& desk, const RecordPage& page, Language language,
                      std::vector<std::string> columns) {
    if (columns.empty()) {
        columns = usual_columns(page.form);
    }
    SheetTable table;
    table.name = page.form == nullptr ? Phrase{"办理事项", "Matters"}.in(language)
                                      : page.form->name.in(language);
    std::vector<Writer> writers;
    for (const std::string& column : columns) {
        if (auto writer = writer_of(desk, page.form, column, language)) {
            table.headers.push_back(writer->header);
            writers.push_back(std::move(*writer));
        }
    }
    for (const ListedRecord& item : page.items) {
        std::vector<TableCell> row;
        row.reserve(writers.size());
        for (const Writer& writer : writers) {
            row.push_back(writer.cell(item));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace luze::ops
