#include "standing/oracle_days_support.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace luze::standing::oracle {

bool within(const PartialDate& when, const Window& window) {
    for (Date day = when.first; day <= when.last; day = day + 1) {
        if (day < window.first || day > window.last) {
            return false;
        }
    }
    return true;
}

// Every day of the year goes into the span of its number.
std::vector<Span> yearly_spans(Period period, int year) {
    static const std::map<Period, int> months{
        {Period::month, 1}, {Period::quarter, 3}, {Period::half_year, 6}, {Period::year, 12}};
    std::map<int, Span> spans;
    for (Date day = Date::of(year, 1, 1).value(); day.year() == year; day = day + 1) {
        int number = (day.month() - 1) / months.at(period) + 1;
        auto [at, fresh] = spans.try_emplace(number);
        if (fresh) {
            at->second = {{day, day}, nullptr, std::pair{period, number}};
        }
        at->second.window.last = day;
    }
    std::vector<Span> list;
    for (const auto& [number, span] : spans) {
        list.push_back(span);
    }
    return list;
}

Date move(const norms::Calendar& calendar, Date day, norms::Span by) {
    if (by.unit == 'd') {
        return day + by.count;
    }
    if (by.unit == 'm') {
        return day.plus_months(by.count);
    }
    for (int left = std::abs(by.count); left > 0;) {
        day = by.count < 0 ? day - 1 : day + 1;
        left -= calendar.working_day(day) ? 1 : 0;
    }
    return day;
}

const Title* title_of(const Record& record, const std::string& field) {
    const Text* text = get<Text>(record.fields, field);
    for (const Title& title : titles()) {
        if (text != nullptr && title.text == text->text) {
            return &title;
        }
    }
    return nullptr;
}

std::optional<PartialDate> day_of(const Record& record) {
    const Day* day = get<Day>(record.fields, "date");
    return day == nullptr ? std::nullopt : std::optional(day->date);
}

Verdict verdict_of(const Obligation& one) {
    Verdict v{one.duty->id,
              one.bearer_key,
              one.unit,
              one.window,
              std::string(state_id(one.state)),
              one.owed,
              one.done,
              {},
              one.made_up_by.value,
              one.late_days,
              one.unproven,
              one.recorded_late};
    for (RecordId record : one.records) {
        v.records.push_back(record.value);
    }
    std::ranges::sort(v.records);
    return v;
}

std::string text_of(const Verdict& v) {
    return fmt::format("{} {} [{}] {}..{} {} {}/{} records {} by {} late {}{}{}", v.duty, v.bearer,
                       v.unit, v.window.first.iso(), v.window.last.iso(), v.state, v.done.text(),
                       v.owed.text(), v.records.size(), v.made_up_by, v.late,
                       v.unproven ? " unproven" : "", v.recorded_late ? " recorded_late" : "");
}

}  // namespace luze::standing::oracle
