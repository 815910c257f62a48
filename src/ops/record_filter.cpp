#include "ops/record_filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace luze::ops {
namespace {

using norms::Field;
using norms::FieldType;

std::unexpected<Error> not_understood(const std::string& column, const std::string& text) {
    return fail(ErrorKind::usage, fmt::format("“{}”的筛选条件“{}”看不懂", column, text),
                fmt::format("the filter '{}' on '{}' is not understood", text, column));
}

// The two ends of 1..9, 1~9, 1至9; one end twice where it is no range.
std::pair<std::string, std::string> ends_of(const std::string& text) {
    for (const char* mark : {"..", "~", "至"}) {
        if (std::size_t at = text.find(mark); at != std::string::npos) {
            return {
                std::string(trim(std::string_view(text).substr(0, at))),
                std::string(trim(std::string_view(text).substr(at + std::string(mark).size())))};
        }
    }
    return {text, text};
}

// 2021.3.5, 2021/3, 2021年 as the days that they may be.
std::optional<PartialDate> read_day(const std::string& text) {
    std::string iso;
    std::string digits;
    auto close = [&] {
        if (!digits.empty()) {
            bool first = iso.empty();
            iso += (first ? "" : digits.size() == 1 ? "-0" : "-") + digits;
            digits.clear();
        }
    };
    for (char32_t c : to_utf32(text)) {
        if (c >= U'0' && c <= U'9') {
            digits.push_back(static_cast<char>(c));
        } else if (std::u32string_view(U"-./年月日").find(c) != std::u32string_view::npos) {
            close();
        } else {
            return std::nullopt;
        }
    }
    close();
    return PartialDate::parse(iso);
}

Result<Condition> read_days(const std::string& column, const std::string& text) {
    auto [from, to] = ends_of(text);
    Condition out;
    out.from = read_day(from);
    out.to = read_day(to);
    bool sound = (out.from || from.empty()) && (out.to || to.empty()) && (out.from || out.to);
    return sound ? Result<Condition>(out) : not_understood(column, text);
}

// A bound with its sign before it: >=3.
Result<Condition> read_sided(const std::string& column, const std::string& text) {
    static const std::vector<std::pair<std::string, std::pair<int, bool>>> signs{
        {">=", {1, false}}, {"<=", {-1, false}}, {"≥", {1, false}}, {"≤", {-1, false}},
        {">", {1, true}},   {"<", {-1, true}},   {"=", {0, false}}};
    for (const auto& [sign, means] : signs) {
        if (!text.starts_with(sign)) {
            continue;
        }
        auto bound = Decimal::parse(trim(std::string_view(text).substr(sign.size())));
        if (!bound) {
            return not_understood(column, text);
        }
        Condition out;
        if (means.first >= 0) {
            out.least = bound;
            out.over = means.second;
        }
        if (means.first <= 0) {
            out.most = bound;
            out.under = means.second;
        }
        return out;
    }
    return not_understood(column, text);
}

Result<Condition> read_numbers(const std::string& column, const std::string& text) {
    auto [from, to] = ends_of(text);
    Condition out;
    out.least = Decimal::parse(from);
    out.most = Decimal::parse(to);
    bool sound = (out.least || from.empty()) && (out.most || to.empty()) && (out.least || out.most);
    return sound ? Result<Condition>(out) : read_sided(column, text);
}

bool among(const Condition& condition, const std::string& word) {
    return std::ranges::find(condition.any_of, word) != condition.any_of.end();
}

bool holds_choice(const Condition& condition, const Value& value) {
    if (const auto* choices = std::get_if<Choices>(&value)) {
        return std::ranges::any_of(choices->ids,
                                   [&](const auto& id) { return among(condition, id); });
    }
    const auto* flag = std::get_if<Flag>(&value);
    return flag != nullptr && among(condition, flag->on ? "true" : "false");
}

// #17: whom a name means, where two are called the same.
bool names_person(const Condition& condition, const Value& value) {
    const auto* people = std::get_if<People>(&value);
    return people != nullptr && condition.has.starts_with('#') &&
           std::ranges::any_of(people->named, [&](const NameRef& name) {
               return "#" + std::to_string(name.person.value) == condition.has;
           });
}

// 17 or #17: the record of that number, not those whose numbers hold it.
bool names_record(const Condition& condition, const Value& value) {
    const auto* reference = std::get_if<Reference>(&value);
    std::string_view wanted = condition.has;
    wanted.remove_prefix(wanted.starts_with('#') ? 1 : 0);
    return reference != nullptr && std::to_string(reference->record.value) == wanted;
}

template <class Items>
std::int64_t place_in(const Items& items, const auto& item) {
    return std::ranges::find(items, item) - items.begin();
}

std::string unit_key(const std::string& name, const Roster& roster) {
    auto place = place_in(roster.departments(), name);
    bool branch = place == std::ssize(roster.departments());
    return sort_key(branch ? place + place_in(roster.branches(), name) : place) + name;
}

std::string people_key(const People& people, const Roster& roster, const std::string& text) {
    if (people.named.empty()) {
        return sort_key(std::ssize(roster.people())) + text;
    }
    auto place = std::ranges::find(roster.people(), people.named.front().person, &Person::id) -
                 roster.people().begin();
    return sort_key(place) + text;
}

}  // namespace

ColumnKind column_kind(FieldType type) {
    switch (type) {
        case FieldType::integer:
        case FieldType::decimal:
            return ColumnKind::number;
        case FieldType::date:
        case FieldType::deadline:
            return ColumnKind::day;
        case FieldType::choice:
        case FieldType::choices:
        case FieldType::flag:
            return ColumnKind::choice;
        default:
            return ColumnKind::text;
    }
}

Result<Condition> read_condition(const std::string& column, ColumnKind kind,
                                 const std::string& text) {
    const std::string plain(trim(fold_width(text)));
    Condition out;
    if (plain == "=" || plain == "<>") {
        out.empty = plain == "=";
        return out;
    }
    switch (kind) {
        case ColumnKind::number:
            return read_numbers(column, plain);
        case ColumnKind::day:
            return read_days(column, plain);
        case ColumnKind::choice:
            out.any_of = split(plain, ",");
            return out;
        case ColumnKind::text:
            out.has = folded_text(plain);
            return out;
    }
    return out;
}

bool holds_text(const Condition& condition, const std::string& text) {
    return (!condition.empty || *condition.empty == text.empty()) &&
           (condition.has.empty() || folded_text(text).find(condition.has) != std::string::npos) &&
           (condition.any_of.empty() || among(condition, text));
}

bool holds_number(const Condition& condition, const Decimal& number) {
    bool high = !condition.least ||
                (condition.over ? *condition.least < number : *condition.least <= number);
    bool low =
        !condition.most || (condition.under ? number < *condition.most : number <= *condition.most);
    return high && low;
}

bool holds_day(const Condition& condition, const std::optional<PartialDate>& day) {
    if (condition.empty) {
        return *condition.empty == !day.has_value();
    }
    return day && (!condition.from || condition.from->first <= day->last) &&
           (!condition.to || day->first <= condition.to->last);
}

bool holds(const Condition& condition, const Field& field, std::size_t place,
           const RecordRow& row) {
    auto at = row.record->fields.find(field.id);
    if (condition.empty) {
        return *condition.empty == row.texts[place].empty();
    }
    if (at == row.record->fields.end()) {
        return false;
    }
    switch (column_kind(field.type)) {
        case ColumnKind::number: {
            const auto* number = std::get_if<Number>(&at->second);
            return number != nullptr && holds_number(condition, number->number);
        }
        case ColumnKind::day: {
            const auto* day = std::get_if<Day>(&at->second);
            return day != nullptr && holds_day(condition, day->date);
        }
        case ColumnKind::choice:
            return holds_choice(condition, at->second);
        case ColumnKind::text:
            if (field.type == FieldType::record && !condition.has.empty()) {
                return names_record(condition, at->second);
            }
            return names_person(condition, at->second) || holds_text(condition, row.texts[place]);
    }
    return false;
}

std::string sort_key(std::int64_t number) {
    // Flipping the sign bit puts the negative ones first.
    return fmt::format("{:020}", static_cast<std::uint64_t>(number) ^ (std::uint64_t{1} << 63U));
}

std::string sort_key(const Field& field, const RecordRow& row, std::size_t place,
                     const Roster& roster) {
    auto at = row.record->fields.find(field.id);
    if (at == row.record->fields.end()) {
        return {};
    }
    if (const auto* day = std::get_if<Day>(&at->second)) {
        return day->date.first.iso() + day->date.last.iso();
    }
    if (const auto* number = std::get_if<Number>(&at->second)) {
        return sort_key(number->number.units());
    }
    if (const auto* choices = std::get_if<Choices>(&at->second); choices && !choices->ids.empty()) {
        auto choice = std::ranges::find(field.choices, choices->ids.front(), &norms::Choice::id);
        return sort_key(choice - field.choices.begin());
    }
    if (const auto* unit = std::get_if<UnitName>(&at->second)) {
        return unit_key(unit->name, roster);
    }
    if (const auto* people = std::get_if<People>(&at->second)) {
        return people_key(*people, roster, row.texts[place]);
    }
    if (const auto* reference = std::get_if<Reference>(&at->second)) {
        return sort_key(reference->record.value);
    }
    return row.texts[place];
}

}  // namespace luze::ops
