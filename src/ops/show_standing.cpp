#include "ops/show_standing.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace luze::ops {
namespace {

using standing::Obligation;
using standing::State;

void count(StandingLine& line, const Obligation& owed) {
    if (owed.state == State::upcoming) {
        ++line.upcoming;
        return;
    }
    ++line.owed;
    switch (owed.state) {
        case State::met:
            ++line.met;
            break;
        case State::made_up:
            ++line.made_up;
            break;
        case State::waived:
            ++line.waived;
            break;
        case State::missed:
            ++line.missed;
            break;
        default:
            ++line.running;
    }
}

// Units in the order of the roster, the bureau's own lines first.
std::vector<std::string> units_in_order(const Snapshot& snapshot) {
    std::vector<std::string> units{""};
    const Roster& roster = snapshot.roster();
    units.insert(units.end(), roster.departments().begin(), roster.departments().end());
    units.insert(units.end(), roster.branches().begin(), roster.branches().end());
    return units;
}

std::vector<StandingLine> unit_lines(const Snapshot& snapshot,
                                     const std::vector<Obligation>& obligations) {
    std::map<std::pair<std::string, const norms::Duty*>, StandingLine> by_unit;
    for (const Obligation& owed : obligations) {
        count(by_unit[{owed.unit, owed.duty}], owed);
    }
    std::vector<StandingLine> out;
    for (const std::string& unit : units_in_order(snapshot)) {
        for (const norms::Duty& duty : snapshot.pack().duties) {
            if (auto at = by_unit.find({unit, &duty}); at != by_unit.end()) {
                at->second.duty = &duty;
                at->second.unit = unit;
                out.push_back(at->second);
            }
        }
    }
    return out;
}

std::vector<std::string> forms_not_kept(const Snapshot& snapshot) {
    std::set<std::string> kept;
    for (const auto& [id, record] : snapshot.book().records) {
        kept.insert(record.form);
    }
    std::vector<std::string> names;
    for (const norms::Form& form : snapshot.pack().forms) {
        if (!kept.contains(form.id)) {
            names.push_back(form.name.zh);
        }
    }
    return names;
}

Json line_json(const StandingLine& line) {
    return Json::Object{{"duty", line.duty->id},    {"name", line.duty->name.zh},
                        {"unit", line.unit},        {"owed", line.owed},
                        {"met", line.met},          {"made_up", line.made_up},
                        {"waived", line.waived},    {"missed", line.missed},
                        {"running", line.running},  {"upcoming", line.upcoming},
                        {"balance", line.balance()}};
}

Json obligation_json(const Snapshot& snapshot, const Obligation& owed, Scope scope) {
    bool named = may_name(snapshot, owed, scope);
    return Json::Object{{"duty", owed.duty->id},
                        {"name", owed.duty->name.zh},
                        {"bearer", named ? owed.bearer_name : ""},
                        {"bearer_key", named ? owed.bearer_key : ""},
                        {"unit", owed.unit},
                        {"window", named ? owed.window_name : ""},
                        {"first", owed.window.first.iso()},
                        {"last", owed.window.last.iso()},
                        {"state", standing::state_id(owed.state)},
                        {"owed", owed.owed.text()},
                        {"done", owed.done.text()},
                        {"late_days", owed.late_days}};
}

}  // namespace

StandingAnswer show_standing(const Snapshot& snapshot) {
    StandingAnswer answer;
    std::map<const norms::Duty*, StandingLine> by_duty;
    for (const Obligation& owed : snapshot.obligations()) {
        count(by_duty[owed.duty], owed);
        if (owed.state == State::missed) {
            answer.overdue.push_back(&owed);
        } else if (owed.state == State::made_up) {
            answer.late.push_back(&owed);
        }
    }
    std::ranges::stable_sort(answer.overdue, {},
                             [](const Obligation* owed) { return owed->window.last; });
    answer.by_unit = unit_lines(snapshot, snapshot.obligations());
    for (const norms::Duty& duty : snapshot.pack().duties) {
        if (auto at = by_duty.find(&duty); at != by_duty.end()) {
            at->second.duty = &duty;
            answer.by_duty.push_back(at->second);
        }
    }
    answer.not_kept = forms_not_kept(snapshot);
    return answer;
}

std::vector<MonthStanding> show_trend(const Snapshot& snapshot) {
    std::vector<MonthStanding> out;
    const Date last = snapshot.as_of();
    for (int month = 1; month <= 12; ++month) {
        Date day = std::min(Date::first_of(snapshot.year(), month + 1) - 1, last);
        standing::Context then = snapshot.context();
        if (day < last) {
            then.as_of = {day, true};
        }
        out.push_back({day, unit_lines(snapshot, standing::obligations(then, snapshot.year()))});
        if (day == last) {
            break;
        }
    }
    return out;
}

bool may_name(const Snapshot& snapshot, const Obligation& owed, Scope scope) {
    auto restricted = [&](const std::string& id) {
        const norms::Form* form = snapshot.pack().form(id);
        return form != nullptr && form->restricted;
    };
    // What a restricted record is called is read in the record, where each reading is logged.
    if (owed.duty->bearer.kind == norms::BearerKind::record &&
        restricted(owed.duty->trigger.form)) {
        return false;
    }
    return scope.restricted ||
           (!restricted(owed.duty->trigger.form) &&
            std::ranges::none_of(owed.duty->records, [&](const norms::Filter& filter) {
                return restricted(filter.form);
            }));
}

Json standing_json(const Snapshot& snapshot, const StandingAnswer& answer, Scope scope) {
    auto lines = [](const std::vector<StandingLine>& all) {
        Json::Array out;
        for (const StandingLine& line : all) {
            out.push_back(line_json(line));
        }
        return out;
    };
    auto obligations = [&](const std::vector<const Obligation*>& all) {
        Json::Array out;
        for (const Obligation* owed : all) {
            out.push_back(obligation_json(snapshot, *owed, scope));
        }
        return out;
    };
    return Json::Object{{"year", snapshot.year()},
                        {"as_of", snapshot.as_of().iso()},
                        {"duties", lines(answer.by_duty)},
                        {"units", lines(answer.by_unit)},
                        {"overdue", obligations(answer.overdue)},
                        {"late", obligations(answer.late)},
                        {"not_kept", Json::Array(answer.not_kept.begin(), answer.not_kept.end())}};
}

}  // namespace luze::ops
