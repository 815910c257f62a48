// What a list of records is asked for: conditions on columns, and an order.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "norms/pack.h"
#include "ops/record_tables.h"

namespace luze::ops {

// What somebody types over a column, by its kind:
//   text    contains it, whatever the case or width; of a record its number: 17, #17
//   number  5 · >=3 · <10 · 1..9
//   day     2021 · 2021-03 · 2021.3.1..2021-04 (either end may be left out)
//   choice  values, any of them: missed,due
// = alone: nothing is there; <> alone: something is.
enum class ColumnKind { text, number, day, choice };

[[nodiscard]] ColumnKind column_kind(norms::FieldType type);

struct Condition {
    std::string has;                  // folded_text
    std::vector<std::string> any_of;  // values
    std::optional<PartialDate> from;  // days: not wholly before
    std::optional<PartialDate> to;    // … not wholly after
    std::optional<Decimal> least;     // numbers
    std::optional<Decimal> most;
    bool over = false;  // more than least, not as much
    bool under = false;
    std::optional<bool> empty;
};

// ErrorKind::usage names the column and what is not understood.
[[nodiscard]] Result<Condition> read_condition(const std::string& column, ColumnKind kind,
                                               const std::string& text);

[[nodiscard]] bool holds_text(const Condition& condition, const std::string& text);
[[nodiscard]] bool holds_number(const Condition& condition, const Decimal& number);
[[nodiscard]] bool holds_day(const Condition& condition, const std::optional<PartialDate>& day);
// `place`: the field's, in its form.
[[nodiscard]] bool holds(const Condition& condition, const norms::Field& field, std::size_t place,
                         const RecordRow& row);

// Texts that sort as the field's values do: days, numbers, choices in the order of the pack, people
// and units in that of the roster. Empty where there is nothing.
[[nodiscard]] std::string sort_key(const norms::Field& field, const RecordRow& row,
                                   std::size_t place, const Roster& roster);
// A whole number so that texts sort as numbers do.
[[nodiscard]] std::string sort_key(std::int64_t number);

}  // namespace luze::ops
