#include "standing/opened.h"

#include "standing/judge.h"

namespace luze::standing {

std::string opening_form(const norms::Duty& duty) {
    if (!duty.trigger.form.empty()) {
        return duty.trigger.form;
    }
    return duty.records.empty() ? "appointment" : duty.records.front().form;
}

Obligation of_record(const Context& context, const norms::Duty& duty, const Record& record,
                     const Window& window) {
    Obligation obligation;
    obligation.duty = &duty;
    obligation.bearer_key = "record:" + std::to_string(record.id.value);
    obligation.bearer_name = title_of(context.pack, record);
    obligation.window_name = obligation.bearer_name;
    obligation.subject = record.id;
    obligation.window = window;
    obligation.unit = host(context.pack, record);
    const norms::Form* form = context.pack.form(record.form);
    for (const norms::Field& field : form == nullptr ? std::vector<norms::Field>{} : form->fields) {
        const UnitName* unit = get<UnitName>(record.fields, field.id);
        if (obligation.unit.empty() && unit != nullptr) {
            obligation.unit = unit->name;
        }
    }
    return obligation;
}

void excuse(const Context& context, const Record& record, int year, Obligation& obligation) {
    const norms::Expression& waived = obligation.duty->waived;
    bool done = obligation.state == State::met || obligation.state == State::made_up;
    if (done || waived.always() || !waived.holds(around(context, record, year))) {
        return;
    }
    obligation.state = State::waived;
    for (const std::string& name : waived.names()) {
        if (const Text* reason = get<Text>(record.fields, name)) {
            obligation.waived_for = reason->text;
            return;
        }
    }
}

}  // namespace luze::standing
