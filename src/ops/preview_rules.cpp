#include "ops/preview_rules.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "ops/answer_parts.h"
#include "ops/set_parameter.h"
#include "ops/show_rules.h"
#include "standing/obligation.h"

namespace luze::ops {
namespace {

using norms::Duty;
using standing::Context;
using standing::Obligation;

constexpr std::size_t changes_shown = 200;

const char* type_id(norms::ParameterType type) {
    using norms::ParameterType;
    switch (type) {
        case ParameterType::integer:
            return "integer";
        case ParameterType::decimal:
            return "decimal";
        case ParameterType::share:
            return "share";
        case ParameterType::flag:
            return "flag";
        case ParameterType::day:
            return "day";
    }
    return "";
}

const char* period_id(Period period) {
    switch (period) {
        case Period::month:
            return "month";
        case Period::quarter:
            return "quarter";
        case Period::half_year:
            return "half-year";
        case Period::year:
            return "year";
    }
    return "";
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

// $id, and not the beginning of a longer one.
bool speaks_of(const std::string& text, const std::string& id) {
    auto goes_on = [&](std::size_t at) {
        return at < text.size() &&
               (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_');
    };
    const std::string written = "$" + id;
    for (std::size_t at = text.find(written); at != std::string::npos;
         at = text.find(written, at + 1)) {
        if (!goes_on(at + written.size())) {
            return true;
        }
    }
    return false;
}

bool uses(const Duty& duty, const std::string& parameter) {
    std::vector<std::string> texts{duty.at_least,
                                   duty.limit,
                                   duty.years,
                                   duty.due_day,
                                   duty.bearer.where.text(),
                                   duty.trigger.where.text(),
                                   duty.waived.text()};
    for (const norms::Filter& filter : duty.records) {
        texts.push_back(filter.where.text());
    }
    return std::ranges::any_of(texts,
                               [&](const std::string& text) { return speaks_of(text, parameter); });
}

Phrase bearer_name(const Context& context, const Duty& duty) {
    static const std::map<UnitKind, Phrase> units{{UnitKind::bureau, {"本单位", "the bureau"}},
                                                  {UnitKind::party_group, {"党组", "party group"}},
                                                  {UnitKind::department, {"各科室", "departments"}},
                                                  {UnitKind::branch, {"各支部", "branches"}}};
    switch (duty.bearer.kind) {
        case norms::BearerKind::unit:
            return units.at(duty.bearer.unit);
        case norms::BearerKind::person: {
            const norms::Group* group = context.pack.group(duty.bearer.group);
            return group == nullptr ? Phrase{duty.bearer.group, duty.bearer.group} : group->name;
        }
        case norms::BearerKind::appointment:
            return {"任职人员", "holders of posts"};
        case norms::BearerKind::record:
            return {"每一项", "each matter"};
    }
    return {};
}

Json duty_json(const Context& context, const Duty& duty) {
    Json::Array records;
    for (const norms::Filter& filter : duty.records) {
        const norms::Form* form = context.pack.form(filter.form);
        records.push_back(
            Json::Object{{"form", filter.form},
                         {"name", form == nullptr ? Json(filter.form) : phrase_json(form->name)}});
    }
    Json::Array parameters;
    for (const norms::Parameter& parameter : context.pack.parameters) {
        if (uses(duty, parameter.id)) {
            parameters.emplace_back(parameter.id);
        }
    }
    auto at_least = context.parameters.amount(duty.at_least, context.as_of.day);
    bool recurring = duty.kind == norms::DutyKind::quota || duty.kind == norms::DutyKind::coverage;
    const norms::Form* trigger = context.pack.form(duty.trigger.form);
    return Json::Object{{"id", duty.id},
                        {"name", phrase_json(duty.name)},
                        {"norm", duty.norm},
                        {"kind", kind_id(duty.kind)},
                        {"bearer", phrase_json(bearer_name(context, duty))},
                        {"period", recurring ? Json(period_id(duty.period)) : Json{}},
                        {"at_least", at_least ? Json(at_least->text()) : Json{}},
                        {"trigger", trigger == nullptr ? Json{} : phrase_json(trigger->name)},
                        {"before_holidays", duty.trigger.kind == norms::TriggerKind::holiday},
                        {"records", std::move(records)},
                        {"parameters", std::move(parameters)},
                        {"kept", standing::kept(context, duty)}};
}

Json norms_json(const norms::Pack& pack) {
    Json::Array out;
    for (const norms::Norm& norm : pack.norms) {
        out.push_back(Json::Object{{"id", norm.id},
                                   {"name", phrase_json(norm.name)},
                                   {"number", norm.number},
                                   {"from", norm.from ? Json(norm.from->iso()) : Json{}},
                                   {"until", norm.until ? Json(norm.until->iso()) : Json{}},
                                   {"note", norm.note}});
    }
    return Json(std::move(out));
}

// The pack's versions and the bureau's own, by day.
Json versions_json(const Context& context, const norms::Parameter& parameter) {
    Json::Array out;
    for (const norms::ParameterVersion& version : parameter.versions) {
        out.push_back(Json::Object{{"from", version.from.iso()},
                                   {"value", version.value},
                                   {"own", false},
                                   {"entry", Json{}}});
    }
    for (const ParameterSetting& setting : context.book.settings) {
        if (setting.id == parameter.id) {
            out.push_back(Json::Object{{"from", setting.from.iso()},
                                       {"value", setting.value},
                                       {"own", true},
                                       {"entry", setting.entry}});
        }
    }
    std::ranges::stable_sort(out, {}, [](const Json& version) { return version.text("from"); });
    return Json(std::move(out));
}

Json parameter_lines(const Context& context) {
    Json::Array out;
    auto lines = show_parameters(context, context.as_of.day.year());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const norms::Parameter& parameter = context.pack.parameters[i];
        Json::Array duties;
        for (const Duty& duty : context.pack.duties) {
            if (uses(duty, parameter.id)) {
                duties.emplace_back(duty.id);
            }
        }
        out.push_back(Json::Object{{"id", parameter.id},
                                   {"name", phrase_json(parameter.name)},
                                   {"type", type_id(parameter.type)},
                                   {"norm", parameter.norm},
                                   {"value", lines[i].value},
                                   {"since", lines[i].since},
                                   {"own", lines[i].own},
                                   {"note", parameter.note},
                                   {"versions", versions_json(context, parameter)},
                                   {"duties", std::move(duties)}});
    }
    return Json(std::move(out));
}

using Key = std::tuple<const Duty*, std::string, Window>;
using Owed = std::map<Key, const Obligation*>;

Owed by_window(const std::vector<Obligation>& obligations) {
    Owed out;
    for (const Obligation& owed : obligations) {
        out[{owed.duty, owed.bearer_key, owed.window}] = &owed;
    }
    return out;
}

using Counts = std::map<std::string, int>;

Json counts_json(const Counts& counts) {
    Json::Object out;
    for (const auto& [state, count] : counts) {
        out[state] = count;
    }
    return Json(std::move(out));
}

// Of two ways to judge the same books.
class Comparison {
public:
    Comparison(const View& view, const Scope& scope) : view_(view), scope_(scope) {}

    void add(const Obligation* before, const Obligation* after) {
        const Obligation& either = after == nullptr ? *before : *after;
        if (!scope_.reaches(either.unit) && (!either.person || either.person != scope_.self)) {
            return;
        }
        if (before != nullptr) {
            ++counts_[either.duty].first[std::string(standing::state_id(before->state))];
        }
        if (after != nullptr) {
            ++counts_[either.duty].second[std::string(standing::state_id(after->state))];
        }
        bool same = before != nullptr && after != nullptr && before->state == after->state &&
                    before->owed == after->owed;
        if (!same) {
            ++changed_;
            touched_.push_back(either.duty);
            if (changes_.size() < changes_shown) {
                changes_.push_back(change_json(either, before, after));
            }
        }
    }

    void put(Json::Object& out) {
        Counts before;
        Counts after;
        Json::Array duties;
        for (const Duty& duty : view_.snapshot().pack().duties) {
            auto at = counts_.find(&duty);
            if (at == counts_.end()) {
                continue;
            }
            sum(at->second.first, before);
            sum(at->second.second, after);
            if (std::ranges::find(touched_, &duty) != touched_.end()) {
                duties.push_back(Json::Object{{"duty", duty.id},
                                              {"name", phrase_json(duty.name)},
                                              {"before", counts_json(at->second.first)},
                                              {"after", counts_json(at->second.second)}});
            }
        }
        out["counts"] =
            Json::Object{{"before", counts_json(before)}, {"after", counts_json(after)}};
        out["duties"] = std::move(duties);
        out["changes"] = std::move(changes_);
        out["changed"] = changed_;
    }

private:
    static void sum(const Counts& counts, Counts& into) {
        for (const auto& [state, count] : counts) {
            into[state] += count;
        }
    }
    [[nodiscard]] Json change_json(const Obligation& either, const Obligation* before,
                                   const Obligation* after) const {
        const bool named = may_name(view_.snapshot(), either, scope_);
        auto state = [](const Obligation* owed) {
            return owed == nullptr ? Json{} : Json(standing::state_id(owed->state));
        };
        auto amount = [](const Obligation* owed) {
            return owed == nullptr ? Json{} : Json(owed->owed.text());
        };
        return Json::Object{{"duty", either.duty->id},
                            {"name", phrase_json(either.duty->name)},
                            {"unit", either.unit},
                            {"bearer_name", named ? Json(either.bearer_name) : Json{}},
                            {"window", named ? Json(either.window_name) : Json{}},
                            {"first", either.window.first.iso()},
                            {"last", either.window.last.iso()},
                            {"before", state(before)},
                            {"after", state(after)},
                            {"owed_before", amount(before)},
                            {"owed_after", amount(after)},
                            {"done", either.done.text()}};
    }

    const View& view_;
    const Scope& scope_;
    std::map<const Duty*, std::pair<Counts, Counts>> counts_;
    std::vector<const Duty*> touched_;
    Json::Array changes_;
    std::size_t changed_ = 0;
};

}  // namespace

Json rules_json(const Desk& desk, const Asker& asker, Date day) {
    Context context = desk.context(day);
    const norms::Pack& pack = desk.pack();
    Json::Array duties;
    for (const Duty& duty : pack.duties) {
        duties.push_back(duty_json(context, duty));
    }
    const PackAdoption& adopted = desk.book().packs.back();
    return Json::Object{
        {"pack", Json::Object{{"id", pack.id},
                              {"version", pack.version},
                              {"name", phrase_json(pack.name)},
                              {"since", adopted.from.iso()},
                              {"entry", adopted.entry}}},
        {"as_of", day.iso()},
        {"norms", norms_json(pack)},
        {"parameters", parameter_lines(context)},
        {"duties", std::move(duties)},
        {"conventions", Json::Array(pack.conventions.begin(), pack.conventions.end())},
        {"may_change", desk.may_change_rules(asker, day).has_value()}};
}

Result<Json> preview_rule(const View& view, const RuleChange& change, const Scope& scope) {
    const Snapshot& snapshot = view.snapshot();
    auto parameter = known_parameter(snapshot.pack(), change.id);
    if (!parameter) {
        return std::unexpected(parameter.error());
    }
    if (auto checked = norms::check_parameter(**parameter, change.value); !checked) {
        return std::unexpected(checked.error());
    }
    std::vector<ParameterSetting> settings = snapshot.book().settings;
    settings.push_back({snapshot.book().size + 1, change.id, change.value, change.from});
    const norms::Parameters supposed(snapshot.pack(), settings);
    const Context& now = snapshot.context();
    const Context context{now.book, now.pack, now.roster, supposed, now.groups, now.as_of};
    const auto obligations = standing::obligations(context, snapshot.year());
    const Owed before = by_window(snapshot.obligations());
    const Owed after = by_window(obligations);
    Comparison comparison(view, scope);
    for (const auto& [key, owed] : before) {
        auto at = after.find(key);
        comparison.add(owed, at == after.end() ? nullptr : at->second);
    }
    for (const auto& [key, owed] : after) {
        if (!before.contains(key)) {
            comparison.add(nullptr, owed);
        }
    }
    Json::Object out{{"id", change.id},
                     {"name", phrase_json((*parameter)->name)},
                     {"value", change.value},
                     {"from", change.from.iso()},
                     {"before", now.parameters.text(change.id, change.from)},
                     {"year", snapshot.year()},
                     {"as_of", snapshot.as_of().iso()}};
    comparison.put(out);
    return Json(std::move(out));
}

}  // namespace luze::ops
