// Duties, and the filters, fields and amounts that figures use as well.
#include <fmt/format.h>

#include <algorithm>

#include "norms/check.h"
#include "norms/check_expression.h"
#include "norms/read_parts.h"
#include "norms/read_scalar.h"

namespace luze::norms {
namespace {

constexpr Word<BearerKind> bearer_kinds[] = {{"unit", BearerKind::unit},
                                             {"person", BearerKind::person},
                                             {"appointment", BearerKind::appointment},
                                             {"record", BearerKind::record}};
constexpr Word<DutyKind> duty_kinds[] = {{"quota", DutyKind::quota},
                                         {"coverage", DutyKind::coverage},
                                         {"window", DutyKind::window},
                                         {"tenure", DutyKind::tenure},
                                         {"once", DutyKind::once}};
constexpr FieldType dates[] = {FieldType::date};
constexpr FieldType deadlines[] = {FieldType::date, FieldType::deadline};
constexpr FieldType people[] = {FieldType::people, FieldType::person};

const Words& states() {
    static const Words all = {"upcoming", "open", "due", "met", "made_up", "missed", "waived"};
    return all;
}

// A word such as volunteer_min or "$volunteer_min" of a numeric parameter.
void check_numeric(TableReader& in, std::string_view key, const std::string& id) {
    if (!in.refers(key, id, in.known().parameters, a_parameter)) {
        return;
    }
    const Parameter* parameter = in.pack().parameter(id);
    if (parameter == nullptr || parameter->type == ParameterType::integer ||
        parameter->type == ParameterType::decimal) {
        return;
    }
    in.fault(key, {fmt::format("{} 的“{}”要的是数，参数 {} 不是数", in.name(), key, id),
                   fmt::format("“{}” of {} must be a number; parameter {} is none", key, in.name(),
                               id)});
}

// trigger = { holiday = true } or { form = "paper", date = …, until = …, done = …, where = … }
void read_trigger(TableReader& in, Trigger& into) {
    bool holiday = false;
    in.flag("holiday", holiday);
    in.reference("form", into.form, in.known().forms, a_form);
    const Form* form = in.pack().form(into.form);
    read_field_name(in, "date", into.date, form, dates);
    read_field_name(in, "until", into.until, form, deadlines);
    read_field_name(in, "done", into.done, form, dates);
    if (in.has("where")) {
        read_expression(in, "where", into.where, terms_of(form));
    }
    in.finish();
    if (holiday) {
        into.kind = TriggerKind::holiday;
    }
    if (!holiday && in.has("form")) {
        into.kind = TriggerKind::record;
    }
    if (holiday == in.has("form")) {
        in.fault("holiday", {"trigger 要么写 holiday = true，要么写 form",
                             "a trigger is either holiday = true or a form"});
    }
}

const Form* subject_form(const Pack& pack, const Duty& duty) {
    bool tenure = duty.trigger.form.empty() && duty.bearer.kind == BearerKind::appointment;
    return pack.form(tenure ? "appointment" : duty.trigger.form);
}

void read_bearer(TableReader& in, Duty& duty) {
    Bearer& bearer = duty.bearer;
    in.word<BearerKind>("kind", bearer.kind, bearer_kinds, Need::required);
    in.word<UnitKind>("unit", bearer.unit, unit_kinds);
    in.reference("group", bearer.group, in.known().groups, a_group,
                 bearer.kind == BearerKind::person ? Need::required : Need::optional);
    if (in.has("where")) {
        read_expression(in, "where", bearer.where, terms_of(subject_form(in.pack(), duty)));
    }
    in.integer("min_days", bearer.min_days, 0, 366);
    in.finish();
}

void read_records(TableReader& in, Duty& duty) {
    for (const char* key : {"records", "record"}) {
        for (TableReader& filter : in.tables(key)) {
            read_filter(filter, duty.records.emplace_back());
            filter.finish();
        }
    }
}

}  // namespace

bool read_field_name(TableReader& in, std::string_view key, std::string& into, const Form* form,
                     std::span<const FieldType> types, Need need) {
    in.text(key, into, need);
    if (into.empty() || form == nullptr) {
        return false;
    }
    Words ids;
    for (const Field& field : form->fields) {
        bool fits = types.empty() || std::ranges::find(types, field.type) != types.end();
        if (fits) {
            ids.push_back(field.id);
        }
    }
    const Field* field = form->field(into);
    if (field != nullptr && std::ranges::find(ids, into) == ids.end()) {
        in.fault(key, {fmt::format("{} 的“{}”：字段“{}”的类型不合用", in.name(), key, into),
                       fmt::format("“{}” of {}: the field “{}” is of a type that cannot serve here",
                                   key, in.name(), into)});
        return false;
    }
    return in.refers(key, into, ids,
                     {fmt::format("“{}”字段", form->id), fmt::format("field of {}", form->id)});
}

void read_filter(TableReader& in, Filter& into) {
    in.reference("form", into.form, in.known().forms, a_form, Need::required);
    const Form* form = in.pack().form(into.form);
    read_expression(in, "where", into.where, terms_of(form));
    read_field_name(in, "people", into.people, form, people);
}

void read_filters(TableReader& in, std::string_view key, std::vector<Filter>& into) {
    for (TableReader& filter : in.tables(key)) {
        read_filter(filter, into.emplace_back());
        filter.finish();
    }
    if (in.has("form")) {
        read_filter(in, into.emplace_back());
    }
}

void read_amount(TableReader& in, std::string_view key, std::string& into) {
    in.scalar(key, into);
    if (into.starts_with('$')) {
        return check_numeric(in, key, into.substr(1));
    }
    if (into.empty() || Decimal::parse(into)) {
        return;
    }
    in.fault(key, {fmt::format("{} 的“{}”应当是数，或 \"$参数\"", in.name(), key),
                   fmt::format("“{}” of {} must be a number or \"$parameter\"", key, in.name())});
}

void read_parameter_name(TableReader& in, std::string_view key, std::string& into) {
    in.text(key, into);
    if (into.empty()) {
        return;
    }
    if (into.starts_with('$')) {
        return check_numeric(in, key, into.substr(1));
    }
    in.fault(key, {fmt::format("{} 的“{}”应当写作 \"$参数\"", in.name(), key),
                   fmt::format("“{}” of {} must be \"$parameter\"", key, in.name())});
}

void read_states(TableReader& in, Words& into, Need need) {
    in.references("states", into, states(), {"状态", "state"}, need);
}

void read_duty(TableReader& in) {
    Duty duty;
    in.text("id", duty.id, Need::required);
    in.phrase("name", duty.name, Need::required);
    in.reference("norm", duty.norm, in.known().norms, a_norm, Need::required);
    in.word<DutyKind>("kind", duty.kind, duty_kinds);
    if (auto trigger = in.table("trigger")) {
        read_trigger(*trigger, duty.trigger);
    }
    if (auto bearer = in.table("bearer")) {
        read_bearer(*bearer, duty);
    } else if (!in.has("bearer")) {
        in.missing("bearer");
    }
    in.word<Period>("period", duty.period, periods);
    read_amount(in, "at_least", duty.at_least);
    in.text("sum", duty.sum);
    in.flag("prorated", duty.prorated);
    read_records(in, duty);
    in.reference("group", duty.group, in.known().groups, a_group);
    in.span("opens", duty.opens);
    in.span("closes", duty.closes);
    read_parameter_name(in, "limit", duty.limit);
    read_parameter_name(in, "years", duty.years);
    if (in.has("waived")) {
        read_expression(in, "waived", duty.waived, terms_of(subject_form(in.pack(), duty)));
    }
    in.text("due_day", duty.due_day);
    in.span("warn", duty.warn);
    in.texts("evidence", duty.evidence);
    in.text("names_window", duty.names_window);
    in.rows(duty.rows);
    in.finish();
    check_duty(in, duty);
    in.reading().pack.duties.push_back(std::move(duty));
}

}  // namespace luze::norms
