#include "report/ledger_book.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "report/paper_names.h"
#include "report/template_text.h"
#include "standing/match.h"

namespace luze::report {
namespace {

using exchange::TableCell;
using norms::FieldType;

// 专题学习会（党史）: what was read out of this field stands behind it in brackets, as in ledgers.
std::string choices_cell(const standing::Context& context, const norms::Form& form,
                         const norms::Field& field, const Record& record) {
    std::string text = official(context, form, field.id, record);
    std::vector<std::string> derived;
    for (const norms::Field& other : form.fields) {
        std::string words = other.from == field.id ? official(context, form, other.id, record) : "";
        if (!words.empty()) {
            derived.push_back(std::move(words));
        }
    }
    return derived.empty() ? text : text + "（" + join(derived, "、") + "）";
}

std::string list_cell(const List& list) {
    if (list.items.empty()) {
        return "无";
    }
    if (list.items.size() == 1) {
        return list.items.front();
    }
    std::string out;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        out += (i == 0 ? "" : "\n") + std::to_string(i + 1) + "." + list.items[i];
    }
    return out;
}

TableCell cell(const standing::Context& context, const norms::Form& form, const norms::Field& field,
               const Record& record) {
    auto at = record.fields.find(field.id);
    if (at == record.fields.end()) {
        return {};
    }
    const Value& value = at->second;
    if (const Day* day = std::get_if<Day>(&value)) {
        return day->date.exact() ? TableCell(day->date.first) : TableCell(in_words(day->date));
    }
    if (const Number* number = std::get_if<Number>(&value)) {
        return number->number;
    }
    if (const List* list = std::get_if<List>(&value)) {
        return list_cell(*list);
    }
    if (std::holds_alternative<Choices>(value)) {
        return choices_cell(context, form, field, record);
    }
    if (std::holds_alternative<People>(value)) {
        std::string names = official(context, form, field.id, record);
        return names.empty() ? "无" : names;  // nobody is said, and not the same as nothing said
    }
    if (const Reference* named = std::get_if<Reference>(&value)) {
        auto other = context.book.records.find(named->record);
        return other == context.book.records.end()
                   ? TableCell()
                   : TableCell(standing::title_of(context.pack, other->second));
    }
    return display(value);
}

double width_of(const norms::LedgerColumn& column, const norms::Field* field) {
    if (column.width > 0) {
        return column.width;
    }
    if (column.number) {
        return 6;
    }
    switch (field == nullptr ? FieldType::choice : field->type) {
        case FieldType::text:
        case FieldType::list:
            return 26;
        case FieldType::integer:
        case FieldType::decimal:
        case FieldType::flag:
            return 8;
        case FieldType::people:
            return 16;
        default:
            return 12;
    }
}

bool in_year(const standing::Context& context, const norms::LedgerText& ledger,
             const Record& record, int year) {
    auto when = standing::occurred(context.pack, record, context.book.zone);
    Window asked = year_window(year);
    return ledger.any_day || !when || asked.overlaps({when->first, when->last});
}

std::vector<const Record*> records_of(const standing::Context& context,
                                      const norms::LedgerText& ledger, int year) {
    std::vector<const Record*> out;
    for (const auto& [id, record] : context.book.records) {
        if (record.form == ledger.form && record.counts() &&
            in_year(context, ledger, record, year) &&
            ledger.where.holds(standing::around(context, record, year))) {
            out.push_back(&record);
        }
    }
    std::ranges::stable_sort(out, {}, [&](const Record* record) {
        const Day* day = ledger.order.empty() ? nullptr : get<Day>(record->fields, ledger.order);
        return day == nullptr ? Date() : day->date.first;
    });
    return out;
}

}  // namespace

Result<exchange::SheetTable> ledger_table(const standing::Context& context,
                                          const norms::LedgerText& ledger, int year, Scope scope) {
    const norms::Form* form = context.pack.form(ledger.form);
    if (form == nullptr) {
        return fail(ErrorKind::missing, "规则包里没有表单“" + ledger.form + "”",
                    "the pack has no form '" + ledger.form + "'");
    }
    if (form->restricted && !scope.restricted) {
        return fail(ErrorKind::refused, "“" + ledger.name.zh + "”限制查阅，请由有权查阅的人导出",
                    "'" + ledger.name.en + "' is restricted: ask somebody who may read it");
    }
    exchange::SheetTable table;
    table.name = ledger.sheet.empty() ? ledger.name.zh : ledger.sheet;
    table.title = fill(ledger.title, [&](std::string_view name) -> std::optional<std::string> {
        return name == "bureau" ? context.book.name : std::to_string(year);
    });
    table.print_landscape = true;
    for (const norms::LedgerColumn& column : ledger.columns) {
        table.headers.push_back(column.heading);
        table.column_widths.push_back(width_of(column, form->field(column.field)));
    }
    for (const Record* record : records_of(context, ledger, year)) {
        std::vector<TableCell> row;
        for (const norms::LedgerColumn& column : ledger.columns) {
            const norms::Field* field = form->field(column.field);
            row.push_back(column.number
                              ? TableCell(static_cast<std::int64_t>(table.rows.size() + 1))
                          : field == nullptr ? TableCell()
                                             : cell(context, *form, *field, *record));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

Result<std::string> write_ledger(const standing::Context& context, const norms::LedgerText& ledger,
                                 int year, Scope scope) {
    auto table = ledger_table(context, ledger, year, scope);
    if (!table) {
        return std::unexpected(table.error());
    }
    std::array tables{std::move(*table)};
    return exchange::write_workbook(tables, context.book.last_recorded.day_at(context.book.zone));
}

}  // namespace luze::report
