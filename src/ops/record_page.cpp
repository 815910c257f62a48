#include "ops/record_page.h"

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

SheetTable page_table(const Desk& desk, const RecordPage& page, Language language) {
    auto say = [&](const char* zh, const char* en) { return language == Language::zh ? zh : en; };
    SheetTable table;
    table.name = page.form == nullptr ? say("办理事项", "Matters") : page.form->name.in(language);
    table.headers = {say("编号", "No.")};
    if (page.form == nullptr) {
        table.headers.insert(table.headers.end(), {say("台账", "Ledger"), say("事项", "Matter")});
    } else {
        for (const norms::Field& field : page.form->fields) {
            table.headers.push_back(field.name.in(language));
        }
    }
    table.headers.insert(table.headers.end(),
                         {say("状态", "State"), say("应办日期", "Due"), say("责任人", "Owner")});
    for (const ListedRecord& item : page.items) {
        std::vector<TableCell> row{item.row->id.value};
        if (page.form == nullptr) {
            row.insert(row.end(), {item.form->name.in(language), item.row->title});
        } else {
            for (std::size_t i = 0; i < item.form->fields.size(); ++i) {
                row.push_back(cell_of(*item.row->record, item.form->fields[i], item.row->texts[i]));
            }
        }
        const Person* owner = desk.roster().find(item.state.owner);
        row.emplace_back(state_text(item.state, language));
        row.push_back(item.state.state && item.state.state->due ? TableCell{*item.state.state->due}
                                                                : TableCell{});
        row.emplace_back(owner == nullptr ? std::string() : owner->name);
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace luze::ops
