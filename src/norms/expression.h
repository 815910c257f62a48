// The small language in which a pack says which records or people are meant.
//
//   type = 'party_group' and present * 3 >= due * 2
//   known(closed_on) and closed_on <= as_of and not done_on > deadline
//   in_group(last(speaking_order), 'head') and share($quorum_ordinary, present, due)
//
// Values: number, text, date, choices, people, list, flag, none. A comparison with none is false.
// Dates compare definitely: 2021-06 <= 2021-06-30 holds, 2021-06 <= 2021-06-15 does not, nor does
// its opposite. `=` on choices means "has this choice"; `in ('a','b')` any of them.
// Names: a field of the form; as_of, year_start, year_end, ledger_year; tenure_limit, the first day
//   on which the record's post is held too long; $id for a parameter.
// Operators, loosest first: or, and, not, comparison (= != < <= > >= in), + -, *.
// Functions: known(x); has(x,'id'); count(list|people|choices); days(from,to) = to − from;
//   working_days(from,to), likewise; days_after(date,n), working_days_after(date,n),
//   months_after(date,n), years_after(date,n); one_person(people) = exactly one, resolved;
//   shares_person(people,people); first(people), last(people); in_group(people,'group') = the
//   first of them belongs to the group on the record's day; any_in_group(people,'group');
//   without(people,people) = the first less those whom the second names;
//   share($rule,part,whole) where the rule reads 实到 > 应到/2 or 实到 ≥ 应到×2/3;
//   in_year(date) = year_start <= date <= year_end; until(date) = the date while it has not passed.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/error.h"
#include "model/value.h"

namespace luze::norms {

struct Calendar;

struct None {};
using Operand = std::variant<None, bool, Decimal, std::string, PartialDate, Choices, People, List>;

// What an expression may ask of its surroundings. Null functions answer none / false.
struct Surroundings {
    std::function<Operand(std::string_view name)> name;              // fields, as_of, figures …
    std::function<Operand(std::string_view id)> parameter;           // $id
    std::function<bool(PersonId, std::string_view group)> in_group;  // on the record's day
    const Calendar* calendar = nullptr;                              // for working days
};

// The operand that a field's value is (Unreadable and absent are none; UnitName is its text).
[[nodiscard]] Operand operand_of(const Value* value);

class Expression {
public:
    // `names` lists the identifiers allowed, `parameters` those after $, `groups` the group ids:
    // another one is an error with the nearest right word. An empty text is "always true".
    struct Vocabulary {
        std::vector<std::string> names;
        std::vector<std::string> parameters;
        std::vector<std::string> groups;
    };
    [[nodiscard]] static Result<Expression> parse(std::string_view text,
                                                  const Vocabulary& vocabulary);

    Expression() = default;  // always true
    [[nodiscard]] bool holds(const Surroundings& around) const;
    [[nodiscard]] Operand value(const Surroundings& around) const;
    [[nodiscard]] bool always() const { return root_ == nullptr; }
    [[nodiscard]] const std::string& text() const { return text_; }
    // The identifiers it names (fields or figures), each once.
    [[nodiscard]] std::vector<std::string> names() const;

    struct Node;

private:
    std::shared_ptr<const Node> root_;
    std::string text_;
};

}  // namespace luze::norms
