#include "web/duty_rows.h"

#include <fmt/format.h>

namespace luze::web {
namespace {

bool may_name(const Asked& asked, const standing::Obligation& owed) {
    return ops::may_name(asked.snapshot(), owed, ops::View::scope());
}

}  // namespace

std::string duty_link(const norms::Duty& duty, const std::string& unit, const std::string& state) {
    return link("/standing/" + encoded(duty.id), {{"unit", unit}, {"state", state}});
}

std::string unit_word(const std::string& unit) { return unit.empty() ? "-" : unit; }

std::string unit_name(const Asked& asked, const std::string& unit) {
    return unit.empty() ? asked.say("本级", "the bureau") : unit;
}

// A matter of its own (a document, a finding) is owed by its unit, and is what its window is about.
Markup bearer_name(const Asked& asked, const standing::Obligation& owed) {
    if (!may_name(asked, owed)) {
        return span("quiet", asked.say("（限制查阅）", "(restricted)"));
    }
    return owed.bearer_name == owed.window_name ? unit_name(asked, owed.unit) : owed.bearer_name;
}

std::string window_text(const Asked& asked, const standing::Obligation& owed) {
    std::string days = owed.window.first == owed.window.last
                           ? owed.window.last.iso()
                           : owed.window.first.iso() + " – " + owed.window.last.iso();
    return may_name(asked, owed) && !owed.window_name.empty() ? owed.window_name : days;
}

std::vector<Column> overdue_columns(const Asked& asked) {
    return {{asked.say("职责", "Duty"), ""},
            {asked.say("谁", "Who"), ""},
            {asked.say("期次或事项", "Window"), ""},
            {asked.say("到期", "Due"), "n"},
            {asked.say("已过（天）", "Days late"), "n"}};
}

Cells overdue_cells(const Asked& asked, const standing::Obligation& owed) {
    Markup mark = element("span", {{"class", "state missed bare"}, {"aria-hidden", "true"}});
    int late = asked.snapshot().as_of() - owed.window.last;
    return {mark + anchor(duty_link(*owed.duty, unit_word(owed.unit), "missed"),
                          asked.say(owed.duty->name)),
            bearer_name(asked, owed), window_text(asked, owed), owed.window.last.iso(), late};
}

}  // namespace luze::web
