// Faults that the standing shows: what was owed and not done, or done too late.
#include <algorithm>
#include <map>

#include "report/fault_kit.h"
#include "report/template_text.h"

namespace luze::report {
namespace {

using standing::Obligation;

// A condition may name the obligation's own figures, then the fields of the record it is about.
norms::Surroundings surroundings(const FaultKit& kit, const Obligation& owed) {
    norms::Surroundings around;
    if (const Record* subject = kit.record(owed.subject)) {
        around = standing::around(kit.context, *subject, kit.year);
    }
    around.name = [&owed, inner = around.name](std::string_view name) -> norms::Operand {
        if (name == "done") {
            return owed.done;
        }
        if (name == "owed") {
            return owed.owed;
        }
        if (name == "late_days") {
            return Decimal::whole(owed.late_days);
        }
        return inner ? inner(name) : norms::Operand{norms::None{}};
    };
    return around;
}

std::optional<std::string> word(const FaultKit& kit, const Obligation& owed,
                                std::string_view name) {
    const std::map<std::string_view, std::string> words{
        {"bearer", owed.bearer_name},
        {"unit", owed.unit},
        {"window", owed.window_name},
        {"first", owed.window.first.iso()},
        {"last", owed.window.last.iso()},
        {"next_day", (owed.window.last + 1).iso()},
        {"done", owed.done.text()},
        {"owed", owed.owed.text()},
        {"late_days", std::to_string(owed.late_days)},
        {"made_up_on", owed.made_up_by ? owed.made_up_on.iso() : ""},
        {"reason", owed.waived_for},
    };
    if (auto at = words.find(name); at != words.end()) {
        return at->second;
    }
    if (name.starts_with("$")) {
        // A post is under the rule in force when we look (standing/tenure.cpp).
        bool tenure = owed.duty->kind == norms::DutyKind::tenure;
        return kit.context.parameters.text(name.substr(1),
                                           tenure ? kit.context.as_of.day : owed.window.first);
    }
    if (const Record* subject = kit.record(owed.subject)) {
        return kit.field(*subject, name);
    }
    return kit.general(name);
}

struct Place {
    std::string file;
    std::string sheet;
    auto operator<=>(const Place&) const = default;
};

// The sheet that most of the duty's records of the year come from; failing that, most of its
// forms'.
Place home(const FaultKit& kit, const norms::Duty& duty) {
    std::map<Place, int> matching;
    std::map<Place, int> any;
    for (const norms::Filter& filter : duty.records) {
        for (const auto& [id, record] : kit.context.book.records) {
            if (record.form != filter.form || record.source.file.empty()) {
                continue;
            }
            Place place{record.source.file, record.source.sheet};
            ++any[place];
            if (kit.concerns(record) &&
                filter.where.holds(standing::around(kit.context, record, kit.year))) {
                ++matching[place];
            }
        }
    }
    const auto& counts = matching.empty() ? any : matching;
    auto most = std::ranges::max_element(counts, {}, [](const auto& c) { return c.second; });
    return most == counts.end() ? Place{} : most->first;
}

bool restricted(const FaultKit& kit, const norms::Duty& duty) {
    auto is_restricted = [&](const std::string& id) {
        const norms::Form* form = kit.context.pack.form(id);
        return form != nullptr && form->restricted;
    };
    return is_restricted(duty.trigger.form) ||
           std::ranges::any_of(duty.records, is_restricted, &norms::Filter::form);
}

Fault missing(const norms::FaultRule& rule, const Obligation& owed, const Place& place) {
    Fault fault;
    fault.rule = &rule;
    fault.file = place.file;
    fault.sheet = place.sheet;
    for (RecordId id : owed.records) {
        fault.entries.push_back(id.value);
    }
    return fault;
}

}  // namespace

void find_in_obligations(const FaultKit& kit, const norms::FaultRule& rule, FaultList& out) {
    std::optional<Place> place;  // found once: it takes a look at every record
    for (const Obligation& owed : kit.obligations) {
        bool in_state =
            std::ranges::find(rule.states, standing::state_id(owed.state)) != rule.states.end();
        if (owed.duty->id != rule.duty || !in_state || !rule.when.holds(surroundings(kit, owed))) {
            continue;
        }
        const Record* record = kit.record(owed.made_up_by);
        if (record == nullptr) {
            record = kit.record(owed.subject);
        }
        if (record == nullptr && !place) {
            place = home(kit, *owed.duty);
        }
        Fault fault = record != nullptr ? kit.at(rule, *record) : missing(rule, owed, *place);
        fault.restricted = fault.restricted || restricted(kit, *owed.duty);
        fault.bearer_key = owed.bearer_key;
        fault.about = owed.bearer_name;
        fault.note = fill(rule.note, [&](std::string_view name) { return word(kit, owed, name); });
        out.push_back(std::move(fault));
    }
}

}  // namespace luze::report
