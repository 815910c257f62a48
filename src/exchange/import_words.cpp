// What is wrong with a row, and what to do about it, in words.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "exchange/import_row.h"

namespace luze::exchange {
namespace {

using norms::Field;
using norms::FieldType;

const Column* column_of(const ReadRow& row, std::string_view field) {
    const auto& columns = row.table->table.columns;
    auto at = std::ranges::find_if(columns, [&](const Column& column) {
        return column.field != nullptr && column.field->id == field;
    });
    return at == columns.end() ? nullptr : &*at;
}

RowProblem problem_at(const ReadRow& row, std::string_view field, RowProblem::Kind kind,
                      Phrase what) {
    RowProblem problem{kind, row.source, {}, {}, std::move(what)};
    if (const Column* column = column_of(row, field)) {
        problem.column = column->heading;
        problem.cell = cell_name(static_cast<std::size_t>(row.source.row), column->number);
    }
    return problem;
}

bool month_and_day(std::string_view raw) {
    std::string plain = without_spaces(raw);
    return plain.find("月") != std::string::npos && plain.find("年") == std::string::npos;
}

Phrase unreadable_date(const std::string& raw, int year) {
    if (year == 0 && month_and_day(raw)) {
        return {fmt::format(
                    "“{}”没有年份，标题里也没有；请在标题写明年度，如“2021年度”，再导入一次", raw),
                fmt::format("“{}” has no year, nor has the title: write the year into the title "
                            "and import again",
                            raw)};
    }
    return {fmt::format("“{}”不是一个日期；请核对后改成如 2021-03-05 的写法，再导入一次", raw),
            fmt::format("“{}” is no date: correct it, for example to 2021-03-05, and import again",
                        raw)};
}

Phrase unreadable(const Field& field, const std::string& raw, int year) {
    switch (field.type) {
        case FieldType::date:
        case FieldType::deadline:
            return unreadable_date(raw, year);
        case FieldType::integer:
        case FieldType::decimal:
            return {fmt::format("“{}”不是{}；请只写数字，再导入一次", raw,
                                field.type == FieldType::integer ? "整数" : "数字"),
                    fmt::format("“{}” is not a {}: write digits only and import again", raw,
                                field.type == FieldType::integer ? "whole number" : "number")};
        default:
            break;
    }
    std::vector<std::string> zh;
    std::vector<std::string> en;
    for (const norms::Choice& choice : field.choices) {
        zh.push_back(choice.name.zh);
        en.push_back(choice.name.en);
    }
    std::string allowed_zh = zh.empty() ? "是、否" : join(zh, "、");
    std::string allowed_en = en.empty() ? "yes, no" : join(en, ", ");
    return {
        fmt::format("“{}”不在可选的说法之内（{}）；请改成其中之一，再导入一次", raw, allowed_zh),
        fmt::format("“{}” is none of the known words ({}): use one of them and import again", raw,
                    allowed_en)};
}

Phrase name_trouble(const NameRef& name) {
    if (name.ambiguous) {
        return {fmt::format("“{}”在名册上有同名者，分不清是哪一位；请在姓名后用括号注明科室或支部",
                            name.raw),
                fmt::format("“{}” fits several people on the roster: add the department or branch "
                            "in brackets",
                            name.raw)};
    }
    return {fmt::format("“{}”不在人员名册上；请核对姓名，或把此人补进名册", name.raw),
            fmt::format("“{}” is not on the roster: check the name, or add the person", name.raw)};
}

Phrase not_kept(const Field& field) {
    return {"“" + field.name.zh + "”按规定不录入，这一格没有入账，其余照录；请把台账里的这一格清空",
            "'" + field.name.en +
                "' is not to be kept: the row is recorded without it, empty the "
                "cell in the ledger"};
}

void add_names(const ReadRow& row, const std::string& field, const std::vector<NameRef>& names,
               std::vector<RowProblem>& out) {
    for (const NameRef& name : names) {
        if (!name.person) {
            auto kind =
                name.ambiguous ? RowProblem::Kind::ambiguous_name : RowProblem::Kind::unknown_name;
            out.push_back(problem_at(row, field, kind, name_trouble(name)));
        }
    }
}

}  // namespace

std::vector<RowProblem> problems_of(const ReadRow& row, const Fields& fields, bool names_too) {
    std::vector<RowProblem> out;
    for (const auto& [id, value] : fields) {
        const Field* field = row.table->table.form->field(id);
        if (const Unreadable* bad = std::get_if<Unreadable>(&value); bad != nullptr && field) {
            out.push_back(problem_at(row, id, RowProblem::Kind::unreadable,
                                     unreadable(*field, bad->raw, row.source.year)));
        }
        if (const People* people = std::get_if<People>(&value); people != nullptr && names_too) {
            add_names(row, id, people->named, out);
            add_names(row, id, people->except, out);
        }
    }
    for (const Field* field : row.left_out) {
        out.push_back(problem_at(row, field->id, RowProblem::Kind::held, not_kept(*field)));
    }
    return out;
}

RowProblem held_problem(const ReadRow& row) {
    std::vector<std::string> zh;
    std::vector<std::string> en;
    for (const Field* field : row.missing) {
        zh.push_back("“" + field->name.zh + "”");
        en.push_back("“" + field->name.en + "”");
    }
    Phrase what{
        fmt::format("这一行缺少{}，暂未入账；请补上后再导入一次", join(zh, "、")),
        fmt::format("the row lacks {} and is held: fill it in and import again", join(en, ", "))};
    return problem_at(row, row.missing.empty() ? "" : row.missing.front()->id,
                      RowProblem::Kind::held, std::move(what));
}

RowProblem duplicate_problem(const ReadRow& row, const Source& first) {
    bool same_sheet = first.file == row.source.file && first.sheet == row.source.sheet;
    std::string where = same_sheet ? "" : fmt::format("{} / {} ", first.file, first.sheet);
    Phrase what{
        fmt::format("与{}第 {} 行重复，只算一次；如确是两件事，请写明区别", where, first.row),
        fmt::format("repeats {}row {} and counts once: if these are two matters, say what "
                    "differs",
                    where, first.row)};
    return {RowProblem::Kind::duplicate, row.source, {}, {}, std::move(what)};
}

}  // namespace luze::exchange
