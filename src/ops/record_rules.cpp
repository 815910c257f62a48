#include "ops/record_rules.h"

#include "casework/roles.h"

namespace luze::ops {

using norms::Form;
using standing::Context;

std::unexpected<Error> refused(const Phrase& why) {
    return fail(ErrorKind::refused, why.zh, why.en);
}

bool is_roster(const std::string& form) { return form == "person"; }

Result<void> check_required(const Form& form, const Fields& fields) {
    for (const norms::Field& field : form.fields) {
        if (field.required && !fields.contains(field.id)) {
            return fail(ErrorKind::invalid, "“" + form.name.zh + "”要填写“" + field.name.zh + "”",
                        "'" + form.name.en + "' wants '" + field.name.en + "'");
        }
    }
    return {};
}

Result<void> check_mandate(const norms::Pack& pack, const std::string& form, const Fields& fields) {
    const auto* role = form == "mandate" ? get<Text>(fields, "role") : nullptr;
    if (role == nullptr) {
        return {};
    }
    Phrase only;
    for (const norms::Role& known : pack.roles) {
        if (known.id == role->text || known.name.zh == role->text) {
            return {};
        }
        if (known.field.empty() && known.group.empty() && known.unit.empty()) {
            only.zh += (only.zh.empty() ? "" : "、") + known.name.zh;
            only.en += (only.en.empty() ? "" : ", ") + known.id;
        }
    }
    return fail(
        ErrorKind::invalid, "规则包里没有“" + role->text + "”这个角色；靠授权指定的有：" + only.zh,
        "the pack has no role '" + role->text + "'; by mandate alone are given: " + only.en);
}

std::unexpected<Error> only_by(const Context& context, const Form& form,
                               const std::vector<std::string>& roles, const Record& record,
                               Date day) {
    Phrase who = casework::who_could(context, roles, &record, day);
    return refused({"登记、更正“" + form.name.zh + "”的可以是" +
                        (who.zh.empty() ? "在职的本单位人员" : who.zh),
                    "'" + form.name.en + "' is recorded and corrected by " +
                        (who.en.empty() ? "somebody in office" : who.en)});
}

Result<void> may_enter(const Context& context, const Form& form, const Record& record,
                       const Asker& asker, Date day) {
    bool anybody = form.entered_by.empty() && !form.restricted;
    std::vector<std::string> roles = form.entered_by.empty() ? form.seen_by : form.entered_by;
    const Person* person = context.roster.find(asker.person);
    // The first people are entered by nobody that the books know.
    bool founding = context.roster.people().empty();
    if (founding || asker.whole_book || (anybody && person != nullptr && person->in_office(day)) ||
        casework::has_any_role(context, asker.person, roles, &record, day)) {
        return {};
    }
    return only_by(context, form, roles, record, day);
}

}  // namespace luze::ops
