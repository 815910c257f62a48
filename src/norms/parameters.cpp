#include "norms/parameters.h"

#include <algorithm>

#include "base/text.h"
#include "norms/expression_node.h"

namespace luze::norms {
namespace {

constexpr std::string_view next_year = "next-";

std::optional<Date> day_in(std::string_view written, int year) {
    if (written.starts_with(next_year)) {
        written.remove_prefix(next_year.size());
        ++year;
    }
    std::string digits = std::to_string(year);
    return Date::parse(std::string(4 - std::min<std::size_t>(4, digits.size()), '0') + digits +
                       "-" + std::string(written));
}

const char* wanted_zh(ParameterType type) {
    switch (type) {
        case ParameterType::integer:
            return "整数，如 3";
        case ParameterType::decimal:
            return "数，如 32 或 1.5";
        case ParameterType::share:
            return "比例规则，如“实到 > 应到/2”或“实到 ≥ 应到×2/3”";
        case ParameterType::flag:
            return "true 或 false";
        case ParameterType::day:
            return "月-日，如 12-31，次年写作 next-12-31";
    }
    return "";
}

const char* wanted_en(ParameterType type) {
    switch (type) {
        case ParameterType::integer:
            return "a whole number such as 3";
        case ParameterType::decimal:
            return "a number such as 32 or 1.5";
        case ParameterType::share:
            return "a share such as 实到 > 应到/2 or 实到 ≥ 应到×2/3";
        case ParameterType::flag:
            return "true or false";
        case ParameterType::day:
            return "a month and day such as 12-31, of the next year as next-12-31";
    }
    return "";
}

bool fits(ParameterType type, std::string_view value) {
    switch (type) {
        case ParameterType::integer:
            return Decimal::parse(value) && value.find_first_of(".-") == std::string_view::npos;
        case ParameterType::decimal:
            return Decimal::parse(value) && !value.starts_with('-');
        case ParameterType::share:
            return share_holds(value, Decimal::whole(1), Decimal::whole(1)).has_value();
        case ParameterType::flag:
            return value == "true" || value == "false";
        case ParameterType::day:
            return day_in(value, 2023).has_value();  // a day of every year: no 02-29
    }
    return false;
}

}  // namespace

Parameters::Parameters(const Pack& pack, const std::vector<ParameterSetting>& settings) {
    for (const Parameter& parameter : pack.parameters) {
        versions_[parameter.id] = parameter.versions;
        types_[parameter.id] = parameter.type;
    }
    for (const ParameterSetting& setting : settings) {
        if (auto at = versions_.find(setting.id); at != versions_.end()) {
            at->second.push_back({setting.value, setting.from});
        }
    }
    // A later setting for the same day wins: the order within a day is kept.
    for (auto& [id, versions] : versions_) {
        std::ranges::stable_sort(versions, {}, &ParameterVersion::from);
    }
}

std::string Parameters::text(std::string_view id, Date day) const {
    auto at = versions_.find(id);
    if (at == versions_.end()) {
        return {};
    }
    std::string value;
    for (const ParameterVersion& version : at->second) {
        if (version.from <= day || value.empty()) {
            value = version.value;
        }
    }
    return value;
}

std::optional<Decimal> Parameters::number(std::string_view id, Date day) const {
    return Decimal::parse(text(id, day));
}

std::optional<Decimal> Parameters::amount(std::string_view written, Date day) const {
    return written.starts_with('$') ? number(written.substr(1), day) : Decimal::parse(written);
}

std::optional<Date> Parameters::day(std::string_view id, int year) const {
    return day_in(text(id, Date::first_of(year, 12) + 30), year);
}

Operand Parameters::operand(std::string_view id, Date day_in_force) const {
    auto type = types_.find(id);
    if (type == types_.end()) {
        return None{};
    }
    std::string value = text(id, day_in_force);
    switch (type->second) {
        case ParameterType::integer:
        case ParameterType::decimal:
            return Decimal::parse(value).value_or(Decimal{});
        case ParameterType::share:
            return value;
        case ParameterType::flag:
            return value == "true";
        case ParameterType::day: {
            auto meant = day(id, day_in_force.year());
            return meant ? Operand{PartialDate(*meant)} : Operand{None{}};
        }
    }
    return None{};
}

Result<void> check_parameter(const Parameter& parameter, std::string_view value) {
    if (fits(parameter.type, value)) {
        return {};
    }
    return fail(ErrorKind::invalid,
                "参数 " + parameter.id + "（" + parameter.name.zh + "）的值“" + std::string(value) +
                    "”不合要求，应为" + wanted_zh(parameter.type),
                "the value '" + std::string(value) + "' of parameter " + parameter.id +
                    " should be " + wanted_en(parameter.type));
}

}  // namespace luze::norms
