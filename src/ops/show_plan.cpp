#include "ops/show_plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "ops/answer_parts.h"
#include "ops/enter_record.h"

namespace luze::ops {
namespace {

using casework::PlanLine;
using standing::Context;

Json names_json(const Context& context, const std::vector<PersonId>& people) {
    Json::Array out;
    for (PersonId id : people) {
        const Person* person = context.roster.find(id);
        out.push_back(
            Json::Object{{"id", id.value}, {"name", person == nullptr ? "" : person->name}});
    }
    return out;
}

const char* kind_word(UnitKind kind) {
    return kind == UnitKind::branch       ? "branch"
           : kind == UnitKind::department ? "department"
                                          : "bureau";
}

Json line_json(const Context& context, const PlanLine& line) {
    Json::Array records;
    for (RecordId id : line.records) {
        records.emplace_back(id.value);
    }
    Json::Object out{{"month", line.by.month()},
                     {"by", line.by.iso()},
                     {"duty", line.duty->id},
                     {"name", phrase_json(line.duty->name)},
                     {"bearer", line.bearer},
                     {"bearer_key", line.bearer_key},
                     {"unit", line.unit},
                     {"unit_kind", kind_word(line.duty->bearer.unit)},
                     {"window", line.window_name},
                     {"from", line.window.first.iso()},
                     {"to", line.window.last.iso()},
                     {"time", line.time},
                     {"times", line.times},
                     {"target", line.target},
                     {"before", line.before},
                     {"owed", line.owed},
                     {"done", line.done},
                     {"missed", line.missed},
                     {"records", std::move(records)},
                     {"moved", line.moved},
                     {"who", names_json(context, line.who)},
                     {"missed_before", line.missed_before}};
    if (line.item) {
        out["item"] = line.item.value;
    }
    if (line.plan) {
        out["plan"] = line.plan.value;
    }
    if (!line.reason.empty()) {
        out["reason"] = line.reason;
    }
    return out;
}

// With one decimal; nothing of nobody.
std::string ratio(double of, double by) { return by > 0 ? fmt::format("{:.1f}", of / by) : "0.0"; }

Json load_json(const casework::Load& load, int people, double months = 12) {
    const double hours =
        static_cast<double>(load.hours.units()) / static_cast<double>(Decimal::whole(1).units());
    return Json::Object{{"sittings", load.sittings},
                        {"per_person_month", ratio(load.attendances / months, people)},
                        {"hours_per_person_month", ratio(hours / months, people)},
                        {"duties_per_sitting", ratio(load.services, load.sittings)}};
}

void add(const casework::Months& more, casework::Months& months) {
    for (std::size_t i = 0; i < months.size(); ++i) {
        months.at(i) += more.at(i);
    }
}

Json sitting_json(const casework::Shared& shared, const casework::Sitting& sitting) {
    Json::Array serves;
    for (const norms::Duty* duty : sitting.serves) {
        serves.push_back(Json::Object{{"duty", duty->id}, {"name", phrase_json(duty->name)}});
    }
    return Json::Object{{"day", sitting.day.iso()},
                        {"unit", shared.unit},
                        {"sharing", shared.sharing->id},
                        {"name", phrase_json(shared.sharing->name)},
                        {"serves", std::move(serves)}};
}

// 党风廉政专题学习（2022年第2次，共4次；上年5次，不少于上年）.
std::string title_of(const PlanLine& line) {
    std::string which = line.of_record ? line.bearer : line.window_name;
    if (line.times > 1) {
        which += fmt::format("第{}次，共{}次", line.time, line.times);
    }
    if (line.target > line.times && line.duty->bearer.kind != norms::BearerKind::person) {
        which += fmt::format("；上年{}次，不少于上年", line.before);
    }
    return line.duty->name.zh + "（" + which + "）";
}

Result<std::vector<Draft>> item_drafts(Desk& desk, const std::vector<PlanLine>& lines,
                                       RecordId plan, const Asker& asker, Instant now) {
    std::vector<Draft> drafts;
    for (const PlanLine& line : lines) {
        Typed values{{"title", title_of(line)},
                     {"plan", std::to_string(plan.value)},
                     {"duty", line.duty->id},
                     {"planned_on", line.by.iso()},
                     {"month", std::to_string(line.by.month())}};
        if (line.duty->bearer.unit == UnitKind::branch && !line.unit.empty()) {
            values["branch"] = line.unit;
        }
        if (line.of_record) {
            values["bearer"] = line.bearer_key;
        }
        if (!line.who.empty()) {
            values["owner"] = "#" + std::to_string(line.who.front().value);
        }
        auto draft = record_draft(desk, {"plan_item", "", std::nullopt, values}, asker, now);
        if (!draft) {
            return std::unexpected(draft.error());
        }
        drafts.push_back(std::move(*draft));
    }
    return drafts;
}

}  // namespace

Json plan_json(const Desk& desk, int year, const Asker& asker, Date day) {
    Context context = desk.context(day);
    const Scope scope = asker.scope();
    Json::Array items;
    for (const PlanLine& line : casework::plan_of(context, year)) {
        const bool own = std::ranges::find(line.who, scope.self) != line.who.end();
        if (scope.reaches(line.unit) || (scope.self && own)) {
            items.push_back(line_json(context, line));
        }
    }
    return Json::Object{{"year", year}, {"items", std::move(items)}};
}

Json burden_json(const Desk& desk, int year, Date day) {
    Context context = desk.context(day);
    casework::Months apart;
    casework::Months together;
    Json::Array calendar;
    for (const casework::Shared& shared : casework::shared_sittings(context, year)) {
        add(shared.apart, apart);
        add(shared.together, together);
        for (const casework::Sitting& sitting : shared.sittings) {
            calendar.push_back(sitting_json(shared, sitting));
        }
    }
    std::ranges::stable_sort(calendar, {}, [](const Json& item) { return item.text("day"); });
    const int people = casework::burdened(context, year);
    const casework::Months held = casework::held_sittings(context, year);
    Json::Array months;
    for (std::size_t i = 0; i < held.size(); ++i) {
        months.push_back(Json::Object{{"month", i + 1},
                                      {"required", load_json(apart.at(i), people, 1)},
                                      {"least", load_json(together.at(i), people, 1)},
                                      {"held", load_json(held.at(i), people, 1)}});
    }
    return Json::Object{{"year", year},
                        {"people", people},
                        {"required", load_json(casework::total(apart), people)},
                        {"least", load_json(casework::total(together), people)},
                        {"held", load_json(casework::total(held), people)},
                        {"months", std::move(months)},
                        {"calendar", std::move(calendar)}};
}

Result<RecordId> draft_plan(Desk& desk, int year, const std::string& kind, const Asker& asker,
                            Instant now) {
    const Date day = desk.day(now);
    auto lines = casework::plan_of(desk.context(day), year);
    std::erase_if(lines, [](const PlanLine& line) { return line.item || line.owed == 0; });
    if (lines.empty()) {
        return fail(ErrorKind::refused,
                    fmt::format("{}年没有还要列入计划的要求：都已列入，或者还没有建账", year),
                    fmt::format("nothing of {} is left to plan", year));
    }
    const Person* owner = desk.roster().find(asker.person);
    auto plan =
        enter_record(desk,
                     {"plan",
                      "draft",
                      std::nullopt,
                      {{"kind", kind},
                       {"title", fmt::format("{}年度工作计划", year)},
                       {"owner", owner == nullptr ? "" : "#" + std::to_string(owner->id.value)},
                       {"items", std::to_string(lines.size())}}},
                     asker, now);
    if (!plan) {
        return plan;
    }
    auto drafts = item_drafts(desk, lines, *plan, asker, now);
    if (!drafts) {
        return std::unexpected(drafts.error());
    }
    auto kept = desk.append(std::move(*drafts), now);
    return kept ? plan : std::unexpected(kept.error());
}

}  // namespace luze::ops
