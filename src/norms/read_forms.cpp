// System rows, forms with their fields, and groups of people.
#include <fmt/format.h>

#include <algorithm>

#include "norms/check.h"
#include "norms/check_expression.h"
#include "norms/read_parts.h"

namespace luze::norms {
namespace {

constexpr Word<FieldType> field_types[] = {
    {"text", FieldType::text},       {"integer", FieldType::integer},
    {"decimal", FieldType::decimal}, {"date", FieldType::date},
    {"choice", FieldType::choice},   {"choices", FieldType::choices},
    {"flag", FieldType::flag},       {"person", FieldType::person},
    {"people", FieldType::people},   {"unit", FieldType::unit},
    {"list", FieldType::list},       {"deadline", FieldType::deadline},
    {"record", FieldType::record}};

constexpr FieldType dates[] = {FieldType::date};
constexpr FieldType people[] = {FieldType::people, FieldType::person};
constexpr FieldType units[] = {FieldType::unit};

// Ids that stand in expressions must read as one word there, and not as another.
void check_name(TableReader& in, const std::string& id) {
    static const Words taken = {"and",        "or",       "not",         "in",
                                "true",       "false",    "none",        "as_of",
                                "year_start", "year_end", "ledger_year", "tenure_limit"};
    bool plain = !id.empty() && id.front() >= 'a' && id.front() <= 'z' &&
                 std::ranges::all_of(id, [](char c) {
                     return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                 });
    if (plain && std::ranges::find(taken, id) == taken.end()) {
        return;
    }
    in.fault("id",
             {fmt::format("{} 的 id “{}”不能用：须以小写字母开头，只含小写字母、数字、下划线，"
                          "且不是条件式的关键词",
                          in.name(), id),
              fmt::format("the id “{}” of {} cannot be used: a lower-case letter, then "
                          "lower-case letters, digits and _, and no word of expressions",
                          id, in.name())});
}

void add_once(Words& words, const std::string& word) {
    if (!word.empty() && std::ranges::find(words, word) == words.end()) {
        words.push_back(word);
    }
}

void read_choice(TableReader& in, Field& field) {
    Choice choice;
    in.text("id", choice.id, Need::required);
    in.phrase("name", choice.name, Need::required);
    in.texts("words", choice.words);
    in.finish();
    add_once(choice.words, choice.name.zh);
    for (const Choice& other : field.choices) {
        if (other.id == choice.id) {
            in.fault("id", {fmt::format("选项“{}”重复", choice.id),
                            fmt::format("choice “{}” stands here twice", choice.id)});
        }
        for (const std::string& word : other.words) {
            if (std::ranges::find(choice.words, word) == choice.words.end()) {
                continue;
            }
            in.fault("words",
                     {fmt::format("“{}”既是选项“{}”又是“{}”", word, other.id, choice.id),
                      fmt::format("“{}” means both {} and {}", word, other.id, choice.id)});
        }
    }
    field.choices.push_back(std::move(choice));
}

void read_form_field(TableReader& in, Form& form) {
    Field field;
    read_field(in, field);
    if (form.field(field.id) != nullptr) {
        in.fault("id", {fmt::format("表单“{}”的字段“{}”重复", form.id, field.id),
                        fmt::format("form “{}” has the field “{}” twice", form.id, field.id)});
    }
    form.fields.push_back(std::move(field));
}

Words field_ids(const Form& form) {
    Words ids;
    for (const Field& field : form.fields) {
        ids.push_back(field.id);
    }
    return ids;
}

void check_derived(std::vector<TableReader>& tables, const Form& form) {
    for (std::size_t i = 0; i < tables.size(); ++i) {
        tables[i].refers("from", form.fields[i].from, field_ids(form), {"字段", "field"});
    }
}

}  // namespace

void read_field(TableReader& in, Field& field) {
    in.text("id", field.id, Need::required);
    in.word<FieldType>("type", field.type, field_types);
    in.phrase("name", field.name, Need::required);
    in.texts("columns", field.columns);
    in.flag("required", field.required);
    for (TableReader& choice : in.tables("choices")) {
        read_choice(choice, field);
    }
    in.text("from", field.from);
    in.word<UnitKind>("unit", field.unit, unit_kinds);
    in.reference("form", field.form, in.known().forms, a_form);
    in.texts("none", field.none);
    in.finish();
    if (!field.id.empty()) {
        check_name(in, field.id);
    }
    bool chosen = field.type == FieldType::choice || field.type == FieldType::choices;
    if (chosen && field.choices.empty()) {
        in.missing("choices");
    }
    if (!chosen && !field.choices.empty()) {
        in.fault("choices", {fmt::format("字段“{}”有选项，类型就应是 choice 或 choices", field.id),
                             fmt::format("field “{}” has choices, so its type is choice or choices",
                                         field.id)});
    }
    if (!field.form.empty() && field.type != FieldType::record) {
        in.fault("form", {fmt::format("字段“{}”写了 form，类型就应是 record", field.id),
                          fmt::format("field “{}” names a form, so its type is record", field.id)});
    }
}

void read_row(TableReader& in) {
    SystemRow row;
    in.integer("number", row.number, 0, 9'999, Need::required);
    in.phrase("what", row.what, Need::required);
    in.finish();
    in.reading().pack.system.push_back(std::move(row));
}

void read_form(TableReader& in) {
    Form form;
    in.text("id", form.id, Need::required);
    in.phrase("name", form.name, Need::required);
    std::vector<TableReader> fields = in.tables("field");
    for (TableReader& field : fields) {
        read_form_field(field, form);
    }
    if (fields.empty()) {
        in.missing("field");
    }
    check_derived(fields, form);
    in.texts("sheet_words", form.sheet_words);
    read_field_name(in, "date", form.date, &form, dates);
    in.flag("yearly", form.yearly);
    read_field_name(in, "host", form.host, &form, units);
    in.references("key", form.key, field_ids(form), {"字段", "field"});
    read_field_name(in, "present", form.present, &form, people);
    read_field_name(in, "absent", form.absent, &form, people);
    in.flag("restricted", form.restricted);
    in.flag("seen_in_unit", form.seen_in_unit);
    in.references("seen_by", form.seen_by, in.known().roles, a_role);
    in.references("entered_by", form.entered_by, in.known().roles, a_role);
    in.rows(form.rows);
    in.finish();
    if (!form.id.empty()) {
        check_name(in, form.id);
    }
    check_reserved_form(in, form);
    check_columns(in, form);
    in.reading().pack.forms.push_back(std::move(form));
}

void read_group(TableReader& in) {
    Group group;
    in.text("id", group.id, Need::required);
    in.phrase("name", group.name, Need::required);
    in.texts("words", group.words);
    read_expression(in, "where", group.where, terms_of(in.pack().form("person")));
    in.references("of", group.of, in.known().groups, a_group);
    in.word<UnitKind>("within", group.within, unit_kinds);
    in.flag("of_host", group.of_host);
    in.finish();
    if (in.pack().form("person") == nullptr) {
        in.fault("", {"有人员组，就要有表单 person（人员名册）",
                      "groups need the form person (the staff roster)"});
    }
    in.reading().pack.groups.push_back(std::move(group));
}

}  // namespace luze::norms
