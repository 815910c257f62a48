#include "standing/bearers.h"

#include <algorithm>

namespace luze::standing {
namespace {

bool belongs(const Context& context, const Person& person, std::string_view group, Date day) {
    return group.empty() ? person.in_office(day) : context.groups.holds(person, group, day);
}

// First days on which anything about the person may differ from the day before, within a span.
std::vector<Date> changes(const Person& person, const Window& span) {
    std::vector<Date> days{span.first};
    auto add = [&](Date day) {
        if (span.first < day && day <= span.last) {
            days.push_back(day);
        }
    };
    add(person.joined);
    add(person.left.value_or(span.first));
    add(person.party_since.value_or(span.first));
    for (const auto* stays : {&person.departments, &person.branches}) {
        for (const Membership& stay : *stays) {
            add(stay.from);
            add(stay.until);
        }
    }
    std::ranges::sort(days);
    return days;
}

Bearer unit_bearer(UnitKind kind, const std::string& name) {
    return {"unit:" + name, name, name, kind, nullptr};
}

}  // namespace

std::vector<Bearer> possible_bearers(const Context& context, const norms::Duty& duty) {
    std::vector<Bearer> bearers;
    if (duty.bearer.kind == norms::BearerKind::person) {
        for (const Person& person : context.roster.people()) {
            bearers.push_back({"person:" + std::to_string(person.id.value),
                               person.name,
                               {},
                               UnitKind::bureau,
                               &person});
        }
        return bearers;
    }
    switch (duty.bearer.unit) {
        case UnitKind::bureau:
            return {{"unit:bureau", context.book.name, {}, UnitKind::bureau, nullptr}};
        case UnitKind::party_group:
            return {{"unit:party_group", "党组", {}, UnitKind::party_group, nullptr}};
        case UnitKind::department:
        case UnitKind::branch: {
            bool branch = duty.bearer.unit == UnitKind::branch;
            for (const std::string& name :
                 branch ? context.roster.branches() : context.roster.departments()) {
                bearers.push_back(unit_bearer(duty.bearer.unit, name));
            }
        }
    }
    return bearers;
}

int days_in_scope(const Context& context, const Person& person, std::string_view group,
                  const Window& window) {
    const Date day = scope_day(context, window);
    int days = 0;
    if (window.first <= day) {
        const Window known{window.first, day};
        std::vector<Date> starts = changes(person, known);
        starts.push_back(known.last + 1);
        for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
            if (belongs(context, person, group, starts[i])) {
                days += starts[i + 1] - starts[i];
            }
        }
    }
    if (belongs(context, person, group, day)) {
        days += window.last - std::max(day, window.first - 1);
    }
    return days;
}

bool in_scope(const Context& context, const norms::Duty& duty, const Bearer& bearer,
              const Window& window) {
    const Date day = scope_day(context, window);
    if (bearer.person != nullptr) {
        const std::string& group = duty.bearer.group;
        return belongs(context, *bearer.person, group, day) &&
               (duty.bearer.min_days == 0 ||
                days_in_scope(context, *bearer.person, group, window) >= duty.bearer.min_days);
    }
    return bearer.host.empty() ||
           std::ranges::any_of(context.roster.people(), [&](const Person& person) {
               return person.in_office(day) && person.unit_on(bearer.kind, day) == bearer.host;
           });
}

std::string unit_of(const Context& context, const norms::Duty& duty, const Person& person,
                    Date day) {
    UnitKind kind = duty.bearer.unit;
    if (kind == UnitKind::bureau || kind == UnitKind::party_group) {
        const norms::Group* group = context.pack.group(duty.bearer.group);
        kind = group == nullptr ? UnitKind::department : group->within;
    }
    return person.unit_on(kind, day);
}

}  // namespace luze::standing
