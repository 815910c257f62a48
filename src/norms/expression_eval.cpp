#include <algorithm>
#include <array>
#include <compare>

#include "base/text.h"
#include "norms/expression_node.h"
#include "norms/pack.h"

namespace luze::norms {
namespace {

using Node = Expression::Node;
using Args = std::vector<Operand>;

bool truth(const Operand& operand) {
    const bool* flag = std::get_if<bool>(&operand);
    return flag != nullptr && *flag;
}

bool is_none(const Operand& operand) { return std::holds_alternative<None>(operand); }

bool contains(const std::vector<std::string>& items, const std::string& item) {
    return std::ranges::find(items, item) != items.end();
}

// Equality as packs mean it: a choice field equals each of its choices.
bool equal(const Operand& a, const Operand& b) {
    if (const auto* choices = std::get_if<Choices>(&a)) {
        const auto* id = std::get_if<std::string>(&b);
        const auto* others = std::get_if<Choices>(&b);
        return id != nullptr ? contains(choices->ids, *id)
                             : others != nullptr && choices->ids == others->ids;
    }
    if (std::holds_alternative<Choices>(b)) {
        return equal(b, a);
    }
    if (const auto* x = std::get_if<std::string>(&a)) {
        const auto* y = std::get_if<std::string>(&b);
        return y != nullptr && *x == *y;
    }
    if (const auto* x = std::get_if<Decimal>(&a)) {
        const auto* y = std::get_if<Decimal>(&b);
        return y != nullptr && *x == *y;
    }
    if (const auto* x = std::get_if<bool>(&a)) {
        const auto* y = std::get_if<bool>(&b);
        return y != nullptr && *x == *y;
    }
    const auto* x = std::get_if<PartialDate>(&a);
    const auto* y = std::get_if<PartialDate>(&b);
    return x != nullptr && y != nullptr && x->exact() && *x == *y;
}

bool number_order(Decimal a, std::string_view sign, Decimal b) {
    return sign == "<" ? a < b : sign == "<=" ? a <= b : sign == ">" ? a > b : a >= b;
}

// Only what holds for every possible day of a partial date.
bool date_order(const PartialDate& a, std::string_view sign, const PartialDate& b) {
    return sign == "<"    ? a.last < b.first
           : sign == "<=" ? a.last <= b.last && a.first <= b.first
           : sign == ">"  ? a.first > b.last
                          : a.first >= b.first && a.last >= b.last;
}

// May the two be the same day?
bool dates_meet(const Operand& a, const Operand& b) {
    const auto* x = std::get_if<PartialDate>(&a);
    const auto* y = std::get_if<PartialDate>(&b);
    return x != nullptr && y != nullptr && x->first <= y->last && y->first <= x->last;
}

bool compare(const Operand& a, std::string_view sign, const Operand& b) {
    if (is_none(a) || is_none(b) || (sign == "!=" && dates_meet(a, b))) {
        return false;
    }
    if (sign == "=" || sign == "!=") {
        return equal(a, b) == (sign == "=");
    }
    const auto* number = std::get_if<Decimal>(&a);
    const auto* other = std::get_if<Decimal>(&b);
    if (number != nullptr && other != nullptr) {
        return number_order(*number, sign, *other);
    }
    const auto* date = std::get_if<PartialDate>(&a);
    const auto* day = std::get_if<PartialDate>(&b);
    return date != nullptr && day != nullptr && date_order(*date, sign, *day);
}

Operand arithmetic(const Operand& a, std::string_view sign, const Operand& b) {
    const auto* x = std::get_if<Decimal>(&a);
    const auto* y = std::get_if<Decimal>(&b);
    if (x == nullptr || y == nullptr) {
        return None{};
    }
    return sign == "+" ? *x + *y : sign == "-" ? *x - *y : *x * *y;
}

PersonId first_person(const Operand& operand) {
    const auto* people = std::get_if<People>(&operand);
    return people == nullptr || people->named.empty() ? PersonId{} : people->named.front().person;
}

Operand count(const Operand& operand) {
    if (const auto* list = std::get_if<List>(&operand)) {
        return Decimal::whole(static_cast<std::int64_t>(list->items.size()));
    }
    if (const auto* choices = std::get_if<Choices>(&operand)) {
        return Decimal::whole(static_cast<std::int64_t>(choices->ids.size()));
    }
    const auto* people = std::get_if<People>(&operand);
    return Decimal::whole(people == nullptr ? 0 : static_cast<std::int64_t>(people->named.size()));
}

Operand one_of(const Operand& operand, bool last) {
    const auto* people = std::get_if<People>(&operand);
    if (people == nullptr || people->named.empty()) {
        return None{};
    }
    return People{{last ? people->named.back() : people->named.front()}, {}, {}};
}

Operand days_between(const Operand& from, const Operand& to) {
    const auto* a = std::get_if<PartialDate>(&from);
    const auto* b = std::get_if<PartialDate>(&to);
    if (a == nullptr || b == nullptr || !a->exact() || !b->exact()) {
        return None{};
    }
    return Decimal::whole(b->first - a->first);
}

Operand months_after(const Operand& date, const Operand& number, int months_each) {
    const auto* from = std::get_if<PartialDate>(&date);
    const auto* count_of = std::get_if<Decimal>(&number);
    if (from == nullptr || count_of == nullptr) {
        return None{};
    }
    int months = static_cast<int>(count_of->units() / 10'000) * months_each;
    return PartialDate(from->first.plus_months(months), from->last.plus_months(months));
}

Operand working_days_between(const Operand& from, const Operand& to, const Calendar* calendar) {
    const auto* a = std::get_if<PartialDate>(&from);
    const auto* b = std::get_if<PartialDate>(&to);
    if (a == nullptr || b == nullptr || !a->exact() || !b->exact() || calendar == nullptr) {
        return None{};
    }
    Date low = std::min(a->first, b->first);
    Date high = std::max(a->first, b->first);
    int days = 0;
    for (Date day = low + 1; day <= high; day = day + 1) {
        days += calendar->working_day(day) ? 1 : 0;
    }
    return Decimal::whole(a->first <= b->first ? days : -days);
}

Operand days_after(const Operand& date, const Operand& number, const Calendar* working) {
    const auto* from = std::get_if<PartialDate>(&date);
    const auto* count_of = std::get_if<Decimal>(&number);
    if (from == nullptr || count_of == nullptr || !from->exact()) {
        return None{};
    }
    int days = static_cast<int>(count_of->units() / 10'000);
    return PartialDate(working == nullptr ? from->first + days
                                          : working->plus_working_days(from->first, days));
}

bool one_person(const Operand& operand) {
    const auto* people = std::get_if<People>(&operand);
    return people != nullptr && people->groups.empty() && people->named.size() == 1 &&
           people->named.front().person;
}

bool shares_person(const Operand& a, const Operand& b) {
    const auto* left = std::get_if<People>(&a);
    const auto* right = std::get_if<People>(&b);
    if (left == nullptr || right == nullptr) {
        return false;
    }
    return std::ranges::any_of(left->named, [&](const NameRef& x) {
        return x.person && std::ranges::any_of(right->named, [&](const NameRef& y) {
                   return x.person == y.person;
               });
    });
}

Operand without(const Operand& people, const Operand& others) {
    const auto* all = std::get_if<People>(&people);
    if (all == nullptr) {
        return None{};
    }
    People left = *all;
    std::erase_if(left.named, [&](const NameRef& name) {
        return shares_person(People{{name}, {}, {}}, others);
    });
    return left.named.empty() && left.groups.empty() ? Operand{None{}} : Operand{left};
}

bool any_in_group(const Operand& operand, const std::string& group, const Surroundings& around) {
    const auto* people = std::get_if<People>(&operand);
    return people != nullptr && around.in_group &&
           std::ranges::any_of(people->named, [&](const NameRef& name) {
               return name.person && around.in_group(name.person, group);
           });
}

std::string text_of(const Operand& operand) {
    const auto* text = std::get_if<std::string>(&operand);
    return text == nullptr ? std::string() : *text;
}

bool share(const Operand& rule, const Operand& part, const Operand& whole) {
    const auto* x = std::get_if<Decimal>(&part);
    const auto* y = std::get_if<Decimal>(&whole);
    return x != nullptr && y != nullptr && share_holds(text_of(rule), *x, *y).value_or(false);
}

bool in_year(const Operand& date, const Surroundings& around) {
    return around.name && compare(around.name("year_start"), "<=", date) &&
           compare(date, "<=", around.name("year_end"));
}

struct Function {
    std::string_view name;
    Arity arity;
    Operand (*call)(const Args&, const Surroundings&);
};

constexpr auto functions = std::to_array<Function>({
    {"known", {1, 1}, [](const Args& a, const Surroundings&) -> Operand { return !is_none(a[0]); }},
    {"has",
     {2, 2},
     [](const Args& a, const Surroundings&) -> Operand { return equal(a[0], a[1]); }},
    {"count", {1, 1}, [](const Args& a, const Surroundings&) { return count(a[0]); }},
    {"days", {2, 2}, [](const Args& a, const Surroundings&) { return days_between(a[0], a[1]); }},
    {"working_days",
     {2, 2},
     [](const Args& a, const Surroundings& around) {
         return working_days_between(a[0], a[1], around.calendar);
     }},
    {"days_after",
     {2, 2},
     [](const Args& a, const Surroundings&) { return days_after(a[0], a[1], nullptr); }},
    {"working_days_after",
     {2, 2},
     [](const Args& a, const Surroundings& around) {
         return around.calendar == nullptr ? Operand{None{}}
                                           : days_after(a[0], a[1], around.calendar);
     }},
    {"years_after",
     {2, 2},
     [](const Args& a, const Surroundings&) { return months_after(a[0], a[1], 12); }},
    {"months_after",
     {2, 2},
     [](const Args& a, const Surroundings&) { return months_after(a[0], a[1], 1); }},
    {"one_person",
     {1, 1},
     [](const Args& a, const Surroundings&) -> Operand { return one_person(a[0]); }},
    {"shares_person",
     {2, 2},
     [](const Args& a, const Surroundings&) -> Operand { return shares_person(a[0], a[1]); }},
    {"without", {2, 2}, [](const Args& a, const Surroundings&) { return without(a[0], a[1]); }},
    {"first", {1, 1}, [](const Args& a, const Surroundings&) { return one_of(a[0], false); }},
    {"last", {1, 1}, [](const Args& a, const Surroundings&) { return one_of(a[0], true); }},
    {"in_group",
     {2, 2},
     [](const Args& a, const Surroundings& around) -> Operand {
         PersonId person = first_person(a[0]);
         return person && around.in_group && around.in_group(person, text_of(a[1]));
     }},
    {"any_in_group",
     {2, 2},
     [](const Args& a, const Surroundings& around) -> Operand {
         return any_in_group(a[0], text_of(a[1]), around);
     }},
    {"share",
     {3, 3},
     [](const Args& a, const Surroundings&) -> Operand { return share(a[0], a[1], a[2]); }},
    {"in_year",
     {1, 1},
     [](const Args& a, const Surroundings& around) -> Operand { return in_year(a[0], around); }},
    {"until",
     {1, 1},
     [](const Args& a, const Surroundings& around) -> Operand {
         return around.name && compare(a[0], "<", around.name("as_of")) ? Operand{None{}} : a[0];
     }},
});

const Function* find_function(std::string_view name) {
    const auto* at = std::ranges::find(functions, name, &Function::name);
    return at == functions.end() ? nullptr : at;
}

Operand call(const Node& node, const Surroundings& around) {
    const Function* function = find_function(node.text);
    Args args;
    for (const auto& part : node.parts) {
        args.push_back(evaluate(*part, around));
    }
    return function == nullptr ? Operand{None{}} : function->call(args, around);
}

bool among(const Node& node, const Surroundings& around) {
    Operand left = evaluate(*node.parts.front(), around);
    return !is_none(left) &&
           std::any_of(node.parts.begin() + 1, node.parts.end(),
                       [&](const auto& part) { return equal(left, evaluate(*part, around)); });
}

}  // namespace

std::optional<Arity> arity_of(std::string_view function) {
    const Function* found = find_function(function);
    return found == nullptr ? std::nullopt : std::optional(found->arity);
}

std::vector<std::string> function_names() {
    std::vector<std::string> names;
    for (const Function& function : functions) {
        names.emplace_back(function.name);
    }
    return names;
}

Operand evaluate(const Node& node, const Surroundings& around) {
    auto part = [&](std::size_t i) { return evaluate(*node.parts[i], around); };
    switch (node.op) {
        case Op::either:
            return truth(part(0)) || truth(part(1));
        case Op::both:
            return truth(part(0)) && truth(part(1));
        case Op::negate:
            return !truth(part(0));
        case Op::compare:
            return compare(part(0), node.text, part(1));
        case Op::among:
            return among(node, around);
        case Op::arithmetic:
            return arithmetic(part(0), node.text, part(1));
        case Op::number:
            return Decimal::parse(node.text).value_or(Decimal{});
        case Op::text:
            return node.text;
        case Op::flag:
            return node.text == "true";
        case Op::parameter:
            return around.parameter ? around.parameter(node.text) : Operand{None{}};
        case Op::name:
            return around.name ? around.name(node.text) : Operand{None{}};
        case Op::call:
            return call(node, around);
    }
    return None{};
}

std::optional<bool> share_holds(std::string_view rule, Decimal part, Decimal whole) {
    std::string text = without_spaces(fold_width(rule));
    auto find = [&](std::string_view sign) { return text.find(sign); };
    bool or_equal = find("≥") != std::string::npos || find(">=") != std::string::npos;
    std::size_t slash = text.rfind('/');
    if (slash == std::string::npos || (!or_equal && find(">") == std::string::npos)) {
        return std::nullopt;
    }
    auto denominator = Decimal::parse(std::string_view(text).substr(slash + 1));
    std::size_t times = text.rfind("×", slash);
    std::size_t star = text.rfind('*', slash);
    Decimal numerator = Decimal::whole(1);
    std::size_t digits = times != std::string::npos  ? times + std::string_view("×").size()
                         : star != std::string::npos ? star + 1
                                                     : slash;
    if (digits != slash) {
        auto read = Decimal::parse(std::string_view(text).substr(digits, slash - digits));
        if (!read) {
            return std::nullopt;
        }
        numerator = *read;
    }
    if (!denominator) {
        return std::nullopt;
    }
    Decimal left = part * *denominator;
    Decimal right = whole * numerator;
    return or_equal ? left >= right : left > right;
}

Operand operand_of(const Value* value) {
    if (value == nullptr) {
        return None{};
    }
    if (const auto* text = std::get_if<Text>(value)) {
        return text->text;
    }
    if (const auto* number = std::get_if<Number>(value)) {
        return number->number;
    }
    if (const auto* day = std::get_if<Day>(value)) {
        return day->date;
    }
    if (const auto* choices = std::get_if<Choices>(value)) {
        return choices->ids.empty() ? Operand{None{}} : Operand{*choices};
    }
    if (const auto* flag = std::get_if<Flag>(value)) {
        return flag->on;
    }
    if (const auto* unit = std::get_if<UnitName>(value)) {
        return unit->name;
    }
    if (const auto* record = std::get_if<Reference>(value)) {
        return Decimal::whole(record->record.value);
    }
    if (const auto* list = std::get_if<List>(value)) {
        return *list;
    }
    if (const auto* people = std::get_if<People>(value)) {
        bool nobody = people->named.empty() && people->groups.empty();
        return nobody ? Operand{None{}} : Operand{*people};
    }
    return None{};
}

}  // namespace luze::norms
