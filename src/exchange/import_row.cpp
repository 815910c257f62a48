#include "exchange/import_row.h"

#include <algorithm>

#include "base/text.h"
#include "exchange/cells.h"
#include "exchange/names_split.h"

namespace luze::exchange {
namespace {

using norms::Field;
using norms::FieldType;

// The pack may say which words mean "empty": （非党员） in a column of branches.
bool means_none(const Field& field, std::string_view text) {
    auto plain = [](std::string_view words) { return without_spaces(fold_width(words)); };
    std::string said = plain(text);
    return std::ranges::any_of(field.none,
                               [&](const std::string& word) { return plain(word) == said; });
}

bool of_people(FieldType type) { return type == FieldType::person || type == FieldType::people; }

bool holds(const norms::Expression& condition, const Fields& fields) {
    norms::Surroundings around;
    around.name = [&](std::string_view name) {
        auto at = fields.find(name);
        return norms::operand_of(at == fields.end() ? nullptr : &at->second);
    };
    return condition.holds(around);
}

class RowReader {
public:
    RowReader(const SourceTable& source, std::size_t row, const NameReader& names)
        : source_(source), table_(source.table), row_(row), names_(names) {
        out_.table = &source;
        out_.source = {source.file, source.grid->sheet, static_cast<int>(row), table_.year};
    }

    ReadRow read();

private:
    [[nodiscard]] const Cell& cell(const Column& column) const {
        return source_.grid->value_through_merge(row_, column.number);
    }
    void keep_cells();
    void read_units();
    void read_host();
    void read_plain();
    void derive();
    void read_people();
    void put(const std::string& field, std::optional<Value> value) {
        if (value) {
            out_.fields.insert_or_assign(field, std::move(*value));
        }
    }
    [[nodiscard]] RowContext context() const;

    const SourceTable& source_;
    const Table& table_;
    std::size_t row_;
    const NameReader& names_;
    ReadRow out_;
};

void RowReader::keep_cells() {
    for (const Column& column : table_.columns) {
        std::string text(trim(cell(column).text()));
        if (!text.empty()) {
            out_.cells.emplace_back(column.heading, std::move(text));
        }
    }
}

void RowReader::read_units() {
    for (const Column& column : table_.columns) {
        if (column.field == nullptr || column.field->type != FieldType::unit) {
            continue;
        }
        std::string text(trim(cell(column).text()));
        if (text.empty() || means_none(*column.field, text)) {
            continue;
        }
        auto value = names_.read_unit(column.field->unit, text);
        // The roster's own rows say what the units are called.
        if (value && table_.form->id == "person") {
            value = UnitName{without_spaces(text)};
        }
        put(column.field->id, std::move(value));
    }
    read_host();
}

// A branch's own sheet need not repeat the branch in each row.
void RowReader::read_host() {
    const Field* host = table_.form->host.empty() ? nullptr : table_.form->field(table_.form->host);
    if (host == nullptr || host->type != FieldType::unit || out_.fields.contains(host->id)) {
        return;
    }
    std::vector<std::string> places{source_.grid->sheet};
    places.insert(places.end(), table_.titles.begin(), table_.titles.end());
    places.push_back(source_.path);
    for (const std::string& place : places) {
        if (std::string unit = names_.unit_named_in(host->unit, place); !unit.empty()) {
            put(host->id, UnitName{std::move(unit)});
            return;
        }
    }
}

void RowReader::read_plain() {
    for (const Column& column : table_.columns) {
        const Field* field = column.field;
        if (field == nullptr || field->type == FieldType::unit || of_people(field->type)) {
            continue;
        }
        if (!field->none.empty() && means_none(*field, cell(column).text())) {
            continue;
        }
        auto value = read_cell(*field, cell(column), table_.year);
        if (value && table_.form->id == "person" && field->id == "name") {
            value = Text{without_spaces(cell(column).text())};
        }
        put(field->id, std::move(value));
    }
}

void RowReader::derive() {
    for (const Field& field : table_.form->fields) {
        if (field.from.empty() || out_.fields.contains(field.id)) {
            continue;
        }
        auto from = std::ranges::find_if(table_.columns, [&](const Column& column) {
            return column.field != nullptr && column.field->id == field.from;
        });
        if (from != table_.columns.end()) {
            put(field.id, derive_field(field, cell(*from).text()));
        }
    }
}

RowContext RowReader::context() const {
    RowContext row;
    for (const auto& [id, value] : out_.fields) {
        if (const UnitName* unit = std::get_if<UnitName>(&value)) {
            row.units.push_back(unit->name);
        }
    }
    if (const UnitName* host = get<UnitName>(out_.fields, table_.form->host)) {
        row.host = host->name;
    }
    if (const Day* day = get<Day>(out_.fields, table_.form->date)) {
        row.day = day->date.last;
    }
    if (table_.form->id == "movement") {
        for (std::string_view id : {"from", "to"}) {
            const Text* text = get<Text>(out_.fields, id);
            for (UnitKind kind : {UnitKind::department, UnitKind::branch}) {
                std::string unit = text == nullptr ? "" : names_.unit_named_in(kind, text->text);
                if (!unit.empty()) {
                    row.units.push_back(std::move(unit));
                }
            }
        }
    }
    return row;
}

void RowReader::read_people() {
    RowContext row = context();
    for (const Column& column : table_.columns) {
        if (column.field == nullptr || !of_people(column.field->type)) {
            continue;
        }
        std::string text(trim(cell(column).text()));
        if (!text.empty() && !means_none(*column.field, text)) {
            put(column.field->id, names_.read(text, row));
        }
    }
}

ReadRow RowReader::read() {
    keep_cells();
    read_units();
    read_plain();
    derive();
    read_people();
    for (const Field& field : table_.form->fields) {
        auto at = out_.fields.find(field.id);
        const People* people = at == out_.fields.end() ? nullptr : std::get_if<People>(&at->second);
        bool nobody = people != nullptr && *people == People{};
        if (field.required && (at == out_.fields.end() || nobody)) {
            out_.missing.push_back(&field);
        }
    }
    return std::move(out_);
}

void leave_out(const norms::Expression& condition, ReadRow& row) {
    for (const std::string& id : condition.names()) {
        const Field* field = row.table->table.form->field(id);
        if (field == nullptr || field->type != FieldType::text || !row.fields.contains(id) ||
            holds(condition, row.fields)) {
            continue;
        }
        Fields without = row.fields;
        without.erase(id);
        if (!holds(condition, without)) {
            continue;
        }
        row.fields = std::move(without);
        row.left_out.push_back(field);
        for (const Column& column : row.table->table.columns) {
            if (column.field == field) {
                std::erase_if(row.cells,
                              [&](const auto& cell) { return cell.first == column.heading; });
            }
        }
    }
}

}  // namespace

ReadRow read_row(const SourceTable& table, std::size_t row, const NameReader& names) {
    return RowReader(table, row, names).read();
}

void leave_out(const norms::Pack& pack, ReadRow& row) {
    const Table& table = row.table->table;
    if (!table.form->restricted) {
        return;
    }
    for (const norms::Procedure& procedure : pack.procedures) {
        for (const norms::Act& act : procedure.acts) {
            if (procedure.form != table.form->id || !act.from.empty()) {
                continue;
            }
            for (const norms::Requirement& condition : act.conditions) {
                leave_out(condition.when, row);
            }
        }
    }
}

std::vector<std::pair<std::string, std::string>> without_serials(
    const std::vector<std::pair<std::string, std::string>>& cells) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& [heading, text] : cells) {
        if (!is_serial_heading(heading)) {
            out.emplace_back(plain_heading(heading), without_spaces(text));
        }
    }
    return out;
}

}  // namespace luze::exchange
