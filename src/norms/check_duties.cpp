#include <fmt/format.h>

#include <algorithm>

#include "norms/check.h"
#include "norms/read_scalar.h"

namespace luze::norms {
namespace {

const char* kind_word(DutyKind kind) {
    static constexpr const char* words[] = {"quota", "coverage", "window", "tenure", "once"};
    return words[static_cast<std::size_t>(kind)];
}

// A key without which this kind of duty says nothing.
void need(TableReader& in, const Duty& duty, std::string_view key, bool there) {
    if (there) {
        return;
    }
    in.fault("", {fmt::format("职责 {}（{}）缺少“{}”", duty.id, kind_word(duty.kind), key),
                  fmt::format("duty {} ({}) lacks “{}”", duty.id, kind_word(duty.kind), key)});
}

void need_form(TableReader& in, const Duty& duty, const char* form) {
    if (in.pack().form(form) != nullptr) {
        return;
    }
    in.fault("bearer", {fmt::format("职责 {} 要有表单 {}", duty.id, form),
                        fmt::format("duty {} needs the form {}", duty.id, form)});
}

void check_bearer(TableReader& in, const Duty& duty) {
    switch (duty.bearer.kind) {
        case BearerKind::unit:
            break;
        case BearerKind::person:
            need_form(in, duty, "person");
            break;
        case BearerKind::appointment:
            if (duty.trigger.form.empty()) {
                need_form(in, duty, "appointment");
            }
            break;
        case BearerKind::record:
            need(in, duty, "trigger", duty.trigger.kind == TriggerKind::record);
            break;
    }
}

void check_window(TableReader& in, const Duty& duty) {
    const Trigger& trigger = duty.trigger;
    need(in, duty, "trigger", trigger.kind != TriggerKind::none);
    if (trigger.kind == TriggerKind::holiday) {
        need(in, duty, "opens", in.has("opens"));
        need(in, duty, "closes", in.has("closes"));
        need(in, duty, "records", !duty.records.empty());
        if (in.pack().calendar.holidays.empty()) {
            in.fault("trigger", {fmt::format("职责 {} 按节日触发，但没有 [[holiday]]", duty.id),
                                 fmt::format("duty {} waits for holidays, and there is no "
                                             "[[holiday]]",
                                             duty.id)});
        }
    }
    if (trigger.kind == TriggerKind::record) {
        need(in, duty, "closes / limit / trigger.until",
             in.has("closes") || !duty.limit.empty() || !trigger.until.empty());
        const Form* form = in.pack().form(trigger.form);
        bool dated = form == nullptr || !form->date.empty();
        need(in, duty, "trigger.date", dated || !trigger.date.empty() || !trigger.until.empty());
        need(in, duty, "records / trigger.done", !duty.records.empty() || !trigger.done.empty());
    }
    if (duty.opens.unit == duty.closes.unit && duty.limit.empty() && in.has("closes") &&
        duty.closes.count < duty.opens.count) {
        in.fault("closes", {fmt::format("职责 {} 的窗口先关后开", duty.id),
                            fmt::format("the window of duty {} closes before it opens", duty.id)});
    }
}

void check_day_parameter(TableReader& in, const std::string& id) {
    Words days;
    for (const Parameter& parameter : in.pack().parameters) {
        if (parameter.type == ParameterType::day) {
            days.push_back(parameter.id);
        }
    }
    in.refers("due_day", id, days, {"日期类参数", "parameter of type day"});
}

void check_once(TableReader& in, const Duty& duty) {
    need(in, duty, "records", !duty.records.empty());
    need(in, duty, "due_day", !duty.due_day.empty());
    if (duty.due_day.empty() || is_day_of_year(duty.due_day)) {
        return;
    }
    if (duty.due_day.starts_with('$')) {
        return check_day_parameter(in, duty.due_day.substr(1));
    }
    in.fault("due_day", {fmt::format("职责 {} 的“due_day”应当写作 03-31 或 next-03-31", duty.id),
                         fmt::format("“due_day” of duty {} must be 03-31 or next-03-31", duty.id)});
}

void check_kind(TableReader& in, const Duty& duty) {
    switch (duty.kind) {
        case DutyKind::quota:
            return need(in, duty, "records", !duty.records.empty());
        case DutyKind::coverage:
            need(in, duty, "records", !duty.records.empty());
            return need(in, duty, "group", in.has("group"));
        case DutyKind::window:
            return check_window(in, duty);
        case DutyKind::tenure:
            need(in, duty, "bearer.kind = \"appointment\"",
                 duty.bearer.kind == BearerKind::appointment);
            return need(in, duty, "years", !duty.years.empty());
        case DutyKind::once:
            return check_once(in, duty);
    }
}

// Whose doing is it? A person's duty must know whom a record names.
void check_people(TableReader& in, const Duty& duty) {
    bool personal = duty.bearer.kind == BearerKind::person || duty.kind == DutyKind::coverage;
    if (!personal) {
        return;
    }
    for (const Filter& filter : duty.records) {
        const Form* form = in.pack().form(filter.form);
        if (form == nullptr || !filter.people.empty() || !form->present.empty()) {
            continue;
        }
        in.fault(in.has("records") ? "records" : "record",
                 {fmt::format("职责 {} 看不出表单 {} 里是谁做的：给它 people，或给表单 present",
                              duty.id, filter.form),
                  fmt::format("duty {} cannot tell whom the form {} names: give the "
                              "filter people, or the form present",
                              duty.id, filter.form)});
    }
}

// The fields of those types in any of the forms that serve the duty.
Words fields_of(const Pack& pack, const Duty& duty, const std::vector<FieldType>& types) {
    Words ids;
    for (const Filter& filter : duty.records) {
        const Form* form = pack.form(filter.form);
        if (form == nullptr) {
            continue;
        }
        for (const Field& field : form->fields) {
            if (std::ranges::find(types, field.type) != types.end()) {
                ids.push_back(field.id);
            }
        }
    }
    return ids;
}

void check_record_field(TableReader& in, const Duty& duty, std::string_view key,
                        const std::string& id, const std::vector<FieldType>& types) {
    Words ids = fields_of(in.pack(), duty, types);
    in.refers(key, id, ids, {"合用的字段", "fitting field"});
}

}  // namespace

void check_duty(TableReader& in, const Duty& duty) {
    check_bearer(in, duty);
    check_kind(in, duty);
    check_duty_keys(in);
    check_people(in, duty);
    check_record_field(in, duty, "sum", duty.sum, {FieldType::integer, FieldType::decimal});
    check_record_field(in, duty, "names_window", duty.names_window,
                       {FieldType::text, FieldType::choice, FieldType::choices, FieldType::list});
}

}  // namespace luze::norms
