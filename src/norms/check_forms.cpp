#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "norms/check.h"

namespace luze::norms {
namespace {

struct ReservedField {
    const char* form;
    const char* field;
    std::vector<FieldType> types;
    bool required;
};

// model/roster.h and standing/ read these fields by name.
const std::vector<ReservedField>& reserved_fields() {
    static const std::vector<ReservedField> fields = {
        {"person", "name", {FieldType::text}, true},
        {"person", "department", {FieldType::unit}, true},
        {"person", "joined", {FieldType::date}, true},
        {"person", "left", {FieldType::date}, true},
        {"person", "branch", {FieldType::unit}, false},
        {"person", "title", {FieldType::text}, false},
        {"person", "party_joined", {FieldType::date}, false},
        {"movement", "person", {FieldType::person, FieldType::people}, true},
        {"movement", "kind", {FieldType::choice}, true},
        {"movement", "date", {FieldType::date}, true},
        {"movement", "from", {FieldType::text}, true},
        {"movement", "to", {FieldType::text}, true},
        {"appointment", "post", {FieldType::text}, true},
        {"appointment", "department", {FieldType::unit}, true},
        {"appointment", "person", {FieldType::person, FieldType::people}, true},
        {"appointment", "key_post", {FieldType::flag}, true},
        {"appointment", "from", {FieldType::date}, true},
        {"appointment", "to", {FieldType::date}, true}};
    return fields;
}

const Words& movement_kinds() {
    static const Words kinds = {"joined", "left", "moved", "admitted"};
    return kinds;
}

void check_reserved_field(TableReader& in, const Form& form, const ReservedField& reserved) {
    const Field* field = form.field(reserved.field);
    if (field == nullptr && !reserved.required) {
        return;
    }
    if (field == nullptr) {
        in.fault("",
                 {fmt::format("表单 {} 必须有字段“{}”", form.id, reserved.field),
                  fmt::format("the form {} must have the field “{}”", form.id, reserved.field)});
        return;
    }
    if (std::ranges::find(reserved.types, field->type) != reserved.types.end()) {
        return;
    }
    in.fault("field",
             {fmt::format("表单 {} 的字段“{}”类型不对", form.id, reserved.field),
              fmt::format("the field “{}” of the form {} is of a type that cannot serve there",
                          reserved.field, form.id)});
}

std::string heading(std::string_view column) { return fold_width(without_spaces(column)); }

}  // namespace

void check_reserved_form(TableReader& in, const Form& form) {
    for (const ReservedField& reserved : reserved_fields()) {
        if (form.id == reserved.form) {
            check_reserved_field(in, form, reserved);
        }
    }
    const Field* kind = form.id == "movement" ? form.field("kind") : nullptr;
    if (kind == nullptr) {
        return;
    }
    for (const Choice& choice : kind->choices) {
        in.refers("field", choice.id, movement_kinds(), {"变动类型", "kind of movement"});
    }
}

void check_columns(TableReader& in, const Form& form) {
    std::map<std::string, std::string> seen;
    for (const Field& field : form.fields) {
        for (const std::string& column : field.columns) {
            auto [at, fresh] = seen.emplace(heading(column), field.id);
            if (fresh || at->second == field.id) {
                continue;
            }
            in.fault("", {fmt::format("表单 {} 的字段“{}”和“{}”都叫“{}”；要从同一栏取两样，用 from",
                                      form.id, at->second, field.id, column),
                          fmt::format("the fields “{}” and “{}” of the form {} both read the "
                                      "column “{}”; to take two things from one column use from",
                                      at->second, field.id, form.id, column)});
        }
    }
}

}  // namespace luze::norms
