// Norms with their parameters; the calendar's holidays, years and breaks.
#include <fmt/format.h>

#include <algorithm>

#include "norms/parameters.h"
#include "norms/read_parts.h"

namespace luze::norms {
namespace {

constexpr Word<ParameterType> parameter_types[] = {{"integer", ParameterType::integer},
                                                   {"decimal", ParameterType::decimal},
                                                   {"share", ParameterType::share},
                                                   {"flag", ParameterType::flag},
                                                   {"day", ParameterType::day}};

// In force from the beginning.
Date beginning() { return Date::first_of(1, 1); }

void read_version(TableReader& in, Parameter& parameter) {
    ParameterVersion version{.value = {}, .from = beginning()};
    std::optional<Date> from;
    in.scalar("value", version.value, Need::required);
    in.date("from", from, parameter.versions.empty() ? Need::optional : Need::required);
    in.finish();
    if (from) {
        version.from = *from;
    }
    if (!parameter.versions.empty() && version.from <= parameter.versions.back().from) {
        in.fault("from", {fmt::format("参数 {} 的各版本须按日期先后排列", parameter.id),
                          fmt::format("the versions of parameter {} must follow each other by date",
                                      parameter.id)});
    }
    auto checked = check_parameter(parameter, version.value);
    if (!version.value.empty() && !checked) {
        in.fault("value", checked.error().message);
    }
    parameter.versions.push_back(std::move(version));
}

void read_single_value(TableReader& in, Parameter& parameter) {
    std::string value;
    in.scalar("value", value);
    if (value.empty()) {
        return in.missing("value");
    }
    auto checked = check_parameter(parameter, value);
    if (!checked) {
        in.fault("value", checked.error().message);
    }
    parameter.versions.push_back({.value = value, .from = beginning()});
}

}  // namespace

void read_norm(TableReader& in) {
    Norm norm;
    in.text("id", norm.id, Need::required);
    in.phrase("name", norm.name, Need::required);
    in.text("number", norm.number);
    in.date("from", norm.from);
    in.date("until", norm.until);
    in.text("note", norm.note);
    in.rows(norm.rows);
    in.finish();
    if (norm.from && norm.until && *norm.until < *norm.from) {
        in.fault("until", {fmt::format("制度 {} 的失效日早于生效日", norm.id),
                           fmt::format("norm {} ends before it begins", norm.id)});
    }
    in.reading().pack.norms.push_back(std::move(norm));
}

void read_parameter(TableReader& in) {
    Parameter parameter;
    in.text("id", parameter.id, Need::required);
    in.word<ParameterType>("type", parameter.type, parameter_types);
    in.phrase("name", parameter.name, Need::required);
    in.reference("norm", parameter.norm, in.known().norms, a_norm);
    in.text("note", parameter.note);
    if (in.has("versions")) {
        for (TableReader& version : in.tables("versions")) {
            read_version(version, parameter);
        }
        if (parameter.versions.empty()) {
            in.missing("versions");
        }
    } else {
        read_single_value(in, parameter);
    }
    in.finish();
    in.reading().pack.parameters.push_back(std::move(parameter));
}

void read_holiday(TableReader& in) {
    Calendar::Holiday holiday;
    in.text("id", holiday.id, Need::required);
    in.phrase("name", holiday.name, Need::required);
    in.texts("words", holiday.words);
    in.finish();
    if (std::ranges::find(holiday.words, holiday.name.zh) == holiday.words.end()) {
        holiday.words.push_back(holiday.name.zh);
    }
    in.reading().pack.calendar.holidays.push_back(std::move(holiday));
}

void read_calendar_year(TableReader& in) {
    int year = 0;
    std::string notice;
    std::vector<Date> weekends;
    in.integer("year", year, 1949, 9'999, Need::required);
    in.text("notice", notice, Need::required);
    in.dates("working_weekends", weekends);
    in.finish();
    Calendar& calendar = in.reading().pack.calendar;
    calendar.notices[year] = notice;
    calendar.working_weekends.insert(calendar.working_weekends.end(), weekends.begin(),
                                     weekends.end());
    std::ranges::sort(calendar.working_weekends);
    for (Date day : weekends) {
        if (day.weekday() >= 6 && (day.year() == year || day.year() == year - 1)) {
            continue;
        }
        in.fault("working_weekends",
                 {fmt::format("{} 不是 {} 年的周末，不必调休上班", day.iso(), year),
                  fmt::format("{} is no weekend of {}", day.iso(), year)});
    }
}

void read_break(TableReader& in) {
    Break days;
    std::optional<Date> first;
    std::optional<Date> last;
    in.references("holidays", days.holidays, in.known().holidays, a_holiday, Need::required);
    in.date("first", first, Need::required);
    in.date("last", last, Need::required);
    in.finish();
    // One that cannot be placed still keeps its table's place for the checks that follow.
    days.days = {first.value_or(beginning()), last.value_or(first.value_or(beginning()))};
    in.reading().pack.calendar.breaks.push_back(std::move(days));
}

}  // namespace luze::norms
