// Figures: each a query of the pack over the book, with the entries behind it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/json.h"
#include "norms/pack.h"
#include "standing/obligation.h"

namespace luze::report {

// Entry sequences. Behind a count they number exactly the count (a row that counts for two people
// stands twice); what is owed by a rule alone is evidenced by the entry that adopted the rules.
using Evidence = std::vector<std::int64_t>;

struct FigureValue {
    std::string id;  // as reported: branch2.committee
    const norms::Figure* figure = nullptr;
    std::string label;  // {unit} filled in
    bool held =
        true;  // false: there is no value: no such ledger, or nobody and nothing to divide by
    bool kept = true;  // false: the books keep no such ledger
    Decimal value;
    std::optional<Decimal> numerator;  // of a ratio whose two figures are held
    std::optional<Decimal> denominator;
    Evidence entries;
    Evidence denominator_entries;
    std::vector<std::string> names;  // of the windows counted, where the figure asks for them
    // What it would be if rows whose dates cannot be read counted; only when it differs.
    std::optional<Decimal> if_unreadable_counted;
};

class Figures {
public:
    // Every figure of the pack for the year, in its order; `each` figures once per unit.
    [[nodiscard]] static Figures of(const standing::Context& context, int year,
                                    const std::vector<standing::Obligation>& obligations);

    [[nodiscard]] const std::vector<FigureValue>& all() const { return values_; }
    [[nodiscard]] const FigureValue* find(std::string_view id) const;

private:
    std::vector<FigureValue> values_;
    std::map<std::string, std::size_t, std::less<>> index_;
};

// {"id":{"value":3,"label_zh":…,"how":…,"unit":…,"num":…,"den":…,"entries":[…]}}; a figure that
// is not held has "value":null and "held":false. Whole numbers are numbers, others strings of
// digits written as JSON numbers by figures_text.
[[nodiscard]] std::string figures_json(const Figures& figures, int year, Date as_of);

}  // namespace luze::report
