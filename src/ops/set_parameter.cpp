#include "ops/set_parameter.h"

#include <algorithm>

#include "base/text.h"

namespace luze::ops {
namespace {

using norms::Parameter;
using norms::ParameterType;

// Whole numbers as numbers, also where the pack allows decimals; other decimals as text.
Json value_json(const ParameterLine& line, const Parameter& parameter) {
    bool numeric =
        parameter.type == ParameterType::integer || parameter.type == ParameterType::decimal;
    auto number = Decimal::parse(line.value);
    if (numeric && number && number->units() % 10'000 == 0) {
        return number->units() / 10'000;
    }
    return parameter.type == ParameterType::flag ? Json(line.value == "true") : Json(line.value);
}

}  // namespace

std::vector<ParameterLine> show_parameters(const standing::Context& context, int year) {
    std::vector<ParameterLine> lines;
    Date day = context.as_of.day;
    for (const Parameter& parameter : context.pack.parameters) {
        ParameterLine line{
            parameter.id, parameter.name.zh, context.parameters.text(parameter.id, day),
            "",           parameter.note,    false};
        if (parameter.type == ParameterType::day) {
            auto meant = context.parameters.day(parameter.id, year);
            line.value = meant ? meant->iso() : line.value;
        }
        std::optional<Date> since;  // the newest by its day: what was entered last may be older
        for (const ParameterSetting& setting : context.book.settings) {
            if (setting.id == parameter.id && setting.from <= day) {
                since = std::max(since.value_or(setting.from), setting.from);
            }
        }
        line.own = since.has_value();
        line.since = since ? since->iso() : "";
        lines.push_back(std::move(line));
    }
    return lines;
}

Json parameters_json(const standing::Context& context, int year) {
    Json::Object out;
    auto lines = show_parameters(context, year);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const ParameterLine& line = lines[i];
        out[line.id] = Json::Object{{"value", value_json(line, context.pack.parameters[i])},
                                    {"name", line.name},
                                    {"since", line.since},
                                    {"own", line.own},
                                    {"note", line.note}};
    }
    return Json::Object{{"as_of", context.as_of.day.iso()}, {"parameters", std::move(out)}};
}

Result<const Parameter*> known_parameter(const norms::Pack& pack, const std::string& id) {
    if (const Parameter* parameter = pack.parameter(id)) {
        return parameter;
    }
    std::vector<std::string> ids;
    for (const Parameter& known : pack.parameters) {
        ids.push_back(known.id);
    }
    std::string near = nearest(id, ids);
    return fail(ErrorKind::missing,
                "没有参数“" + id + "”" + (near.empty() ? "" : "，是不是“" + near + "”") +
                    "。luze parameters 列出全部",
                "no parameter '" + id + "'" +
                    (near.empty() ? "" : "; did you mean '" + near + "'") +
                    ". luze parameters lists them");
}

Result<void> set_parameter(Desk& desk, const std::string& id, const std::string& value, Date from,
                           const Asker& asker, Instant now) {
    auto parameter = known_parameter(desk.pack(), id);
    if (!parameter) {
        return std::unexpected(parameter.error());
    }
    if (auto may = desk.may_change_rules(asker, desk.day(now)); !may) {
        return may;
    }
    if (auto checked = norms::check_parameter(**parameter, value); !checked) {
        return checked;
    }
    Json::Object body{{"id", id}, {"value", value}, {"from", from.iso()}};
    auto appended = desk.append({{kinds::parameter_set, asker.account, std::move(body)}}, now);
    return appended ? Result<void>{} : std::unexpected(appended.error());
}

}  // namespace luze::ops
