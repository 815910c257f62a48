// Dense counters [record kind][month][subject], from which quota duties are compared and rolled up
// (DESIGN §4, Standing). They know nothing of thresholds and windows: a changed parameter counts no
// record again. Made up and waived windows are the exceptions that obligations() adds.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "standing/bearers.h"
#include "standing/match.h"
#include "standing/obligation.h"
#include "standing/subjects.h"

namespace luze::standing {

// The counters serve "now": one book under one pack and roster. When either changes, rebuild; other
// instants fold the log. The pack outlives the tally.
class Tally {
public:
    // How many bearers of a unit owe a window, and how many of them have met it.
    struct Count {
        int owed = 0;
        int met = 0;
        bool operator==(const Count&) const = default;
    };

    explicit Tally(const Context& context) { rebuild(context); }
    Tally(const Tally&) = delete;  // views point at scopes
    Tally& operator=(const Tally&) = delete;
    Tally(Tally&&) = default;
    Tally& operator=(Tally&&) = default;

    // One pass over the book's records.
    void rebuild(const Context& context);
    // A record just recorded; the cost is that of the duties it serves, not of the history.
    void add(const Context& context, const Record& record);
    // The record as it was when added: a correction removes the old and adds the new.
    void remove(const Context& context, const Record& record);
    // A later day: what was recorded ahead of its day now counts, scopes are looked at anew.
    void advance(const Context& context);

    // A quota duty in one of its windows, at a unit and all below it; empty: the whole bureau.
    // Whether the duty's ledger is kept at all is not asked here.
    [[nodiscard]] Count count(const Context& context, const norms::Duty& duty, const Window& window,
                              std::string_view unit);
    // What one subject has done in a window: records, or the sum of the duty's field.
    [[nodiscard]] Decimal done(const norms::Duty& duty, const Window& window,
                               PersonId person) const;
    [[nodiscard]] Decimal done(const norms::Duty& duty, const Window& window,
                               std::string_view unit) const;

    // Does it count this duty?
    [[nodiscard]] static bool counts(const norms::Duty& duty);
    [[nodiscard]] std::size_t bytes() const;

private:
    using Number = Subjects::Number;

    // One month's cells of one kind.
    struct Plane {
        std::vector<std::uint16_t> counts;
        std::vector<std::int64_t> sums;  // ten-thousandths; only where a duty sums
    };
    // A fact that no single month holds surely (2021年).
    struct Vague {
        PartialDate when;
        std::int64_t sum;
        bool operator==(const Vague&) const = default;
    };
    struct Kind {
        const norms::Duty* like = nullptr;  // any duty with these filters
        bool by_branch = false;
        std::map<int, Plane> months;  // year × 12 + month − 1
        std::map<std::pair<int, Number>, std::int64_t> overflow;
        std::unordered_map<Number, std::vector<Vague>> vague;
    };
    // Who owes a window: a bitmap over subjects, and how many they are by unit (0 = the bureau).
    struct Scope {
        std::vector<std::uint64_t> bits;
        std::vector<int> owed;
    };
    // What decides it: by branch or department, whose duty, the days looked at.
    using ScopeKey = std::tuple<bool, norms::BearerKind, UnitKind, std::string, int, Window>;
    // One duty in one window, compared; kept up to date while it is looked at.
    struct View {
        const norms::Duty* duty = nullptr;
        Window window;
        std::size_t kind = 0;
        Date day;                        // that decides about scope
        const Scope* scope = nullptr;    // none: nothing is owed
        std::vector<std::uint64_t> met;  // a bitmap over subjects
        Decimal owed;                    // of everybody, unless it differs:
        std::vector<Decimal> own;        // by subject
        std::vector<Count> units;        // by unit, 0 = the bureau
    };
    struct Fact {
        std::size_t kind;
        Number subject;
        PartialDate when;
        std::int64_t sum;
    };

    [[nodiscard]] const Subjects& subjects(const Kind& kind) const {
        return kind.by_branch ? by_branch_ : by_department_;
    }
    void number_kinds(const Context& context);
    [[nodiscard]] std::vector<Fact> facts_of(const Context& context, const Record& record,
                                             const PartialDate& when) const;
    void apply(const Context& context, const Record& record, const PartialDate& when, int sign);
    void bump(Kind& kind, const Fact& fact, int sign);
    [[nodiscard]] Decimal value(const Kind& kind, Number subject, const Window& window) const;
    [[nodiscard]] static std::int64_t vaguely(const std::vector<Vague>& facts, bool summing,
                                              const Window& window);
    [[nodiscard]] std::vector<std::int64_t> values(const Kind& kind, const Window& window) const;
    [[nodiscard]] View build(const Context& context, const norms::Duty& duty, const Window& window);
    [[nodiscard]] const Scope& scope_of(const Context& context, const View& view);
    [[nodiscard]] Scope scope_of_units(const Context& context, const View& view) const;
    [[nodiscard]] Scope scope_of_people(const Context& context, const View& view) const;
    void prorate(const Context& context, View& view) const;
    void compare(const Context& context, View& view) const;
    void forget_views();
    void refresh(const Context& context, View& view, Number subject) const;

    Date day_;
    Subjects by_department_;
    Subjects by_branch_;
    std::vector<Kind> kinds_;
    std::map<std::string, std::size_t> kind_of_duty_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> kinds_of_form_;
    std::multimap<Date, RecordId> ahead_;  // recorded ahead of their day
    std::map<ScopeKey, Scope> scopes_;
    std::map<std::pair<std::string, Window>, View> views_;
    std::vector<std::vector<View*>> views_of_kind_;
};

// Obligations by unit and duty, all states; the empty unit is the whole bureau.
struct RollUp {
    int owed = 0;
    int upcoming = 0;
    int open = 0;
    int due = 0;
    int met = 0;
    int made_up = 0;
    int missed = 0;
    int waived = 0;
    int unproven = 0;
    int recorded_late = 0;
    bool operator==(const RollUp&) const = default;
};

// (unit, duty id) → its share; the empty duty id is all duties.
[[nodiscard]] std::map<std::pair<std::string, std::string>, RollUp> roll_up(
    const std::vector<Obligation>& obligations);

}  // namespace luze::standing
