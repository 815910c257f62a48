#include "ops/standing_matrix.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "ops/answer_parts.h"
#include "ops/duty_ways.h"
#include "ops/record_tables.h"
#include "report/summary.h"

namespace luze::ops {
namespace {

using standing::Obligation;
using standing::State;

constexpr const char* bureau = "-";

std::string unit_id(const std::string& unit) { return unit.empty() ? bureau : unit; }

const Phrase& bureau_name() {
    static const Phrase name{"本级", "the bureau"};
    return name;
}

Phrase unit_name(const std::string& unit) {
    return unit.empty() ? bureau_name() : Phrase{unit, unit};
}

void add(StandingLine& to, const StandingLine& line) {
    to.owed += line.owed;
    to.met += line.met;
    to.made_up += line.made_up;
    to.waived += line.waived;
    to.missed += line.missed;
    to.running += line.running;
    to.upcoming += line.upcoming;
}

// `out` with the numbers of the line.
Json counts_json(const StandingLine& line, Json::Object out = {}) {
    out["owed"] = line.owed;
    out["done"] = line.owed - line.balance();
    out["balance"] = line.balance();
    out["met"] = line.met;
    out["made_up"] = line.made_up;
    out["waived"] = line.waived;
    out["missed"] = line.missed;
    out["running"] = line.running;
    out["upcoming"] = line.upcoming;
    return Json(std::move(out));
}

const char* kind_of(const Roster& roster, const std::string& unit) {
    auto among = [&](const std::vector<std::string>& units) {
        return std::ranges::find(units, unit) != units.end();
    };
    return unit.empty()                  ? "bureau"
           : among(roster.departments()) ? "department"
           : among(roster.branches())    ? "branch"
                                         : "other";
}

const char* kind_id(norms::DutyKind kind) {
    using norms::DutyKind;
    switch (kind) {
        case DutyKind::quota:
            return "quota";
        case DutyKind::coverage:
            return "coverage";
        case DutyKind::window:
            return "window";
        case DutyKind::tenure:
            return "tenure";
        case DutyKind::once:
            return "once";
    }
    return "";
}

Json norm_json(const norms::Pack& pack, const std::string& id) {
    auto norm = std::ranges::find(pack.norms, id, &norms::Norm::id);
    return norm == pack.norms.end() ? Json{}
                                    : Json(Json::Object{{"id", norm->id},
                                                        {"name", phrase_json(norm->name)},
                                                        {"number", norm->number}});
}

bool is_done(const Obligation& owed) {
    return owed.state == State::met || owed.state == State::made_up || owed.state == State::waived;
}

bool in_state(const Obligation& owed, const std::string& wanted) {
    if (wanted == "done") {
        return is_done(owed);
    }
    if (wanted == "balance") {
        return !is_done(owed) && owed.state != State::upcoming;
    }
    if (wanted == "running") {
        return owed.state == State::open || owed.state == State::due;
    }
    return wanted.empty() || standing::state_id(owed.state) == wanted;
}

std::vector<std::string> names_of(const Obligation& owed, bool named) {
    std::vector<std::string> names{owed.duty->name.zh, owed.unit};
    if (named) {
        names.insert(names.end(), {owed.bearer_name, owed.window_name});
    }
    return names;
}

int urgency(const Obligation& owed) {
    switch (owed.state) {
        case State::missed:
            return 0;
        case State::due:
            return 1;
        case State::open:
            return 2;
        case State::upcoming:
            return 4;
        default:
            return 3;
    }
}

// The record that opened it, those that count towards it, the one that made it up: each once.
std::vector<RecordId> records_of(const Obligation& owed) {
    std::vector<RecordId> all{owed.subject};
    all.insert(all.end(), owed.records.begin(), owed.records.end());
    all.push_back(owed.made_up_by);
    std::vector<RecordId> out;
    for (RecordId id : all) {
        if (id && std::ranges::find(out, id) == out.end()) {
            out.push_back(id);
        }
    }
    return out;
}

Json record_json(const View& view, RecordId id) {
    auto said = report::summarise(view.snapshot().context(), id.value, View::scope());
    if (said.restricted) {
        return Json::Object{{"id", id.value}, {"restricted", true}};
    }
    return Json::Object{{"id", id.value}, {"text", said.text}, {"form_name", said.form}};
}

void put_details(const View& view, const Obligation& owed, bool named, Json::Object& out) {
    Json::Array records;
    for (RecordId id : records_of(owed)) {
        records.push_back(record_json(view, id));
    }
    out["records"] = std::move(records);
    out["unproven"] = owed.unproven;
    out["recorded_late"] = owed.recorded_late;
    out["late_days"] = owed.late_days;
    if (owed.made_up_by) {
        out["made_up_by"] = owed.made_up_by.value;
        out["made_up_on"] = owed.made_up_on.iso();
    }
    if (named && !owed.waived_for.empty()) {
        out["waived_for"] = owed.waived_for;
    }
}

Json obligation_json(const View& view, const Obligation& owed, const Scope& scope) {
    const bool named = may_name(view.snapshot(), owed, scope);
    Decimal balance = is_done(owed) || owed.owed < owed.done ? Decimal{} : owed.owed - owed.done;
    Json::Object window{{"first", owed.window.first.iso()}, {"last", owed.window.last.iso()}};
    Json::Object out{{"duty", owed.duty->id},
                     {"name", phrase_json(owed.duty->name)},
                     {"restricted", !named},
                     {"unit", unit_id(owed.unit)},
                     {"unit_name", phrase_json(unit_name(owed.unit))},
                     {"state", standing::state_id(owed.state)},
                     {"state_name", phrase_json(standing::state_name(owed.state))},
                     {"owed", owed.owed.text()},
                     {"done", owed.done.text()},
                     {"balance", balance.text()}};
    if (named || scope.restricted) {
        out["bearer"] = owed.bearer_key;
        out["subject"] = owed.subject ? Json(owed.subject.value) : Json{};
    }
    if (named) {
        out["bearer_name"] = owed.bearer_name;
        out["person"] = owed.person ? Json(owed.person.value) : Json{};
        window["name"] = owed.window_name;
        out["ways"] = ways_json(view.snapshot().pack(), view.snapshot().roster(), *owed.duty,
                                {owed.bearer_key, owed.bearer_name});
    }
    out["window"] = std::move(window);
    put_details(view, owed, named, out);
    return Json(std::move(out));
}

Json years_json(const Snapshot& snapshot) {
    Json::Array out;
    for (int year : snapshot.held_years()) {
        out.emplace_back(year);
    }
    return Json(std::move(out));
}

}  // namespace

bool reaches(const Scope& scope, const Obligation& owed) {
    return scope.reaches(owed.unit) || (owed.person && owed.person == scope.self);
}

Json matrix_json(const View& view, const Scope& scope, const std::string& known_at) {
    const Snapshot& snapshot = view.snapshot();
    std::map<std::string, StandingLine> by_unit;
    std::map<const norms::Duty*, StandingLine> by_duty;
    std::vector<std::string> units;
    StandingLine total;
    Json::Array cells;
    for (const StandingLine& line : view.standing().by_unit) {
        if (!scope.reaches(line.unit)) {
            continue;
        }
        if (!by_unit.contains(line.unit)) {
            units.push_back(line.unit);
        }
        add(by_unit[line.unit], line);
        add(by_duty[line.duty], line);
        add(total, line);
        cells.push_back(counts_json(line, {{"unit", unit_id(line.unit)}, {"duty", line.duty->id}}));
    }
    Json::Array unit_lines;
    for (const std::string& unit : units) {
        unit_lines.push_back(
            counts_json(by_unit[unit], {{"unit", unit_id(unit)},
                                        {"name", phrase_json(unit_name(unit))},
                                        {"kind", kind_of(snapshot.roster(), unit)}}));
    }
    Json::Array duty_lines;
    for (const norms::Duty& duty : snapshot.pack().duties) {
        if (auto at = by_duty.find(&duty); at != by_duty.end()) {
            duty_lines.push_back(
                counts_json(at->second, {{"duty", duty.id},
                                         {"name", phrase_json(duty.name)},
                                         {"kind", kind_id(duty.kind)},
                                         {"norm", norm_json(snapshot.pack(), duty.norm)}}));
        }
    }
    const auto& not_kept = view.standing().not_kept;
    return Json::Object{{"year", snapshot.year()},
                        {"as_of", snapshot.as_of().iso()},
                        {"today", snapshot.today().iso()},
                        {"known_at", known_at.empty() ? Json{} : Json(known_at)},
                        {"years", years_json(snapshot)},
                        {"units", std::move(unit_lines)},
                        {"duties", std::move(duty_lines)},
                        {"cells", std::move(cells)},
                        {"total", counts_json(total)},
                        {"not_kept", Json::Array(not_kept.begin(), not_kept.end())}};
}

Json trend_json(const View& view, const Scope& scope, const std::string& unit,
                const std::string& duty) {
    Json::Array months;
    for (const MonthStanding& month : view.trend()) {
        StandingLine sum;
        for (const StandingLine& line : month.lines) {
            if (scope.reaches(line.unit) && (unit.empty() || unit_id(line.unit) == unit) &&
                (duty.empty() || line.duty->id == duty)) {
                add(sum, line);
            }
        }
        months.push_back(counts_json(sum, {{"day", month.day.iso()}}));
    }
    return Json::Object{{"year", view.snapshot().year()}, {"months", std::move(months)}};
}

std::vector<const Obligation*> find_obligations(const View& view, const ObligationQuery& query,
                                                const Scope& scope) {
    std::vector<const Obligation*> found;
    for (const Obligation& owed : view.snapshot().obligations()) {
        bool named = may_name(view.snapshot(), owed, scope);
        bool asked = (query.duty.empty() || owed.duty->id == query.duty) &&
                     (query.unit.empty() || unit_id(owed.unit) == query.unit) &&
                     (query.bearer.empty() || (named && owed.bearer_key == query.bearer)) &&
                     (!query.person || (named && owed.person == query.person));
        if (asked && in_state(owed, query.state) && reaches(scope, owed) &&
            (query.words.empty() || says_all(query.words, names_of(owed, named)))) {
            found.push_back(&owed);
        }
    }
    // The order of the roster would tell who the unnamed are: theirs is that of their records.
    std::ranges::stable_sort(found, {}, [&](const Obligation* owed) {
        bool named = may_name(view.snapshot(), *owed, scope);
        RecordId record = named || owed->records.empty() ? RecordId{} : owed->records.front();
        return std::tuple(urgency(*owed), owed->window.last, record);
    });
    return found;
}

Json obligations_json(const View& view, const ObligationQuery& query, const Scope& scope) {
    auto found = find_obligations(view, query, scope);
    Json::Array items;
    std::size_t end = std::min(found.size(), query.after + query.count);
    for (std::size_t i = query.after; i < end; ++i) {
        items.push_back(obligation_json(view, *found[i], scope));
    }
    bool more = end < found.size() && query.after < found.size();
    return Json::Object{{"year", view.snapshot().year()},
                        {"as_of", view.snapshot().as_of().iso()},
                        {"items", std::move(items)},
                        {"total", found.size()},
                        {"next", more ? Json(std::to_string(end)) : Json{}}};
}

exchange::SheetTable obligations_table(const View& view, const ObligationQuery& query,
                                       const Scope& scope, Language language) {
    auto say = [&](const char* zh, const char* en) { return language == Language::zh ? zh : en; };
    exchange::SheetTable table;
    table.name = say("应尽职责", "Obligations");
    table.headers = {say("职责", "Duty"),         say("单位", "Unit"), say("谁", "Who"),
                     say("期次", "Window"),       say("自", "From"),   say("至", "To"),
                     say("状态", "State"),        say("应", "Owed"),   say("已", "Done"),
                     say("晚（天）", "Days late")};
    for (const Obligation* owed : find_obligations(view, query, scope)) {
        const bool named = may_name(view.snapshot(), *owed, scope);
        const std::string hidden = say("（限制查阅）", "(restricted)");
        table.rows.push_back({owed->duty->name.in(language), unit_name(owed->unit).in(language),
                              named ? owed->bearer_name : hidden,
                              named ? owed->window_name : std::string(), owed->window.first,
                              owed->window.last, standing::state_name(owed->state).in(language),
                              owed->owed, owed->done, std::int64_t{owed->late_days}});
    }
    return table;
}

}  // namespace luze::ops
