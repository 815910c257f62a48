#include "ops/show_plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "ops/enter_record.h"

namespace luze::ops {
namespace {

using casework::PlanLine;
using standing::Context;

Json phrase_json(const Phrase& phrase) {
    return Json::Object{{"zh", phrase.zh}, {"en", phrase.en.empty() ? phrase.zh : phrase.en}};
}

Json names_json(const Context& context, const std::vector<PersonId>& people) {
    Json::Array out;
    for (PersonId id : people) {
        const Person* person = context.roster.find(id);
        out.push_back(
            Json::Object{{"id", id.value}, {"name", person == nullptr ? "" : person->name}});
    }
    return out;
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
                     {"window", line.window_name},
                     {"from", line.window.first.iso()},
                     {"to", line.window.last.iso()},
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
    if (!line.reason.empty()) {
        out["reason"] = line.reason;
    }
    return out;
}

// With one decimal; nothing of nobody.
std::string ratio(double of, double by) { return by > 0 ? fmt::format("{:.1f}", of / by) : "0.0"; }

int people_in(const Context& context, const std::string& unit, Date day) {
    return static_cast<int>(
        std::ranges::count_if(context.roster.people(), [&](const Person& person) {
            return person.in_office(day) &&
                   (unit.empty() || person.unit_on(UnitKind::branch, day) == unit ||
                    person.unit_on(UnitKind::department, day) == unit);
        }));
}

constexpr double months = 12;

Json figures(int sittings, double attendances, int people) {
    return Json::Object{{"sittings", sittings},
                        {"per_person_month", ratio(attendances / months, people)}};
}

Result<std::vector<Draft>> item_drafts(Desk& desk, const std::vector<PlanLine>& lines,
                                       RecordId plan, const Asker& asker, Instant now) {
    std::vector<Draft> drafts;
    for (const PlanLine& line : lines) {
        Typed values{{"title", line.duty->name.zh + "（" + line.window_name + "）"},
                     {"plan", std::to_string(plan.value)},
                     {"duty", line.duty->id},
                     {"planned_on", line.by.iso()},
                     {"month", std::to_string(line.by.month())}};
        if (line.duty->bearer.unit == UnitKind::branch && !line.unit.empty()) {
            values["branch"] = line.unit;
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
    int apart = 0;
    int least = 0;
    double apart_people = 0;
    double least_people = 0;
    Json::Array calendar;
    for (const casework::Shared& shared : casework::shared_sittings(context, year)) {
        const int people = people_in(context, shared.unit, day);
        apart += shared.apart();
        least += static_cast<int>(shared.sittings.size());
        apart_people += static_cast<double>(shared.apart()) * people;
        least_people += static_cast<double>(shared.sittings.size()) * people;
        for (const casework::Sitting& sitting : shared.sittings) {
            Json::Array serves;
            for (const norms::Duty* duty : sitting.serves) {
                serves.push_back(
                    Json::Object{{"duty", duty->id}, {"name", phrase_json(duty->name)}});
            }
            calendar.push_back(Json::Object{{"day", sitting.day.iso()},
                                            {"unit", shared.unit},
                                            {"sharing", shared.sharing->id},
                                            {"name", phrase_json(shared.sharing->name)},
                                            {"serves", std::move(serves)}});
        }
    }
    std::ranges::stable_sort(calendar, {}, [](const Json& item) { return item.text("day"); });
    casework::Held held = casework::held_sittings(context, year);
    const int people = people_in(context, "", day);
    return Json::Object{
        {"year", year},
        {"required", figures(apart, apart_people, people)},
        {"least", figures(least, least_people, people)},
        {"held", Json::Object{{"sittings", held.sittings},
                              {"per_person_month", ratio(held.attendances / months, held.people)},
                              {"duties_per_sitting", ratio(held.services, held.sittings)}}},
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
