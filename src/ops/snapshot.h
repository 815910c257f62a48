// A book as one question sees it: folded to an instant, with its rules, people and parameters.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "model/book.h"
#include "model/scope.h"
#include "norms/groups.h"
#include "norms/pack.h"
#include "norms/parameters.h"
#include "report/faults.h"
#include "report/figures.h"
#include "standing/obligation.h"

namespace luze::ops {

// When a question is asked, and about when.
struct Moment {
    Date today;                 // the civil day of the asking, in the book's zone
    std::optional<Date> as_of;  // --as-of
    std::optional<int> year;    // --year
};

// Everything derived from a folded book. Immutable; its parts refer to each other.
class Snapshot {
public:
    // Errors: missing (no pack adopted), corrupt (the adopted pack cannot be read).
    [[nodiscard]] static Result<std::shared_ptr<const Snapshot>> of(Book book,
                                                                    const Moment& moment);
    // The same over a book that several look at, with its rules read by whoever keeps them.
    using Rules =
        std::function<Result<std::shared_ptr<const norms::Pack>>(const PackAdoption& adopted)>;
    [[nodiscard]] static Result<std::shared_ptr<const Snapshot>> of(
        std::shared_ptr<const Book> book, const Moment& moment, const Rules& rules);

    // As if the organisation were the units of that scope: its records, its people, and what they
    // owe by the whole book.
    [[nodiscard]] std::shared_ptr<const Snapshot> within(const Scope& scope) const;

    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    [[nodiscard]] const Book& book() const { return *book_; }
    [[nodiscard]] const norms::Pack& pack() const { return *pack_; }
    [[nodiscard]] const Roster& roster() const { return roster_; }
    [[nodiscard]] const norms::Parameters& parameters() const { return parameters_; }
    [[nodiscard]] const standing::Context& context() const { return context_; }
    [[nodiscard]] int year() const { return year_; }
    [[nodiscard]] Date as_of() const { return context_.as_of.day; }
    [[nodiscard]] Date today() const { return today_; }

    [[nodiscard]] const std::vector<standing::Obligation>& obligations() const {
        return obligations_;
    }
    // Counted when first asked for.
    [[nodiscard]] const report::Figures& figures() const;
    // The same figures for the year before, as of the same day of it; null where the books hold
    // none of its records.
    [[nodiscard]] const report::Figures* last_year() const;

    // The years that the book's ledgers are about.
    [[nodiscard]] const std::set<int>& held_years() const { return held_years_; }

private:
    Snapshot(std::shared_ptr<const Book> book, std::shared_ptr<const norms::Pack> pack,
             const Moment& moment);

    std::shared_ptr<const Book> book_;
    std::shared_ptr<const norms::Pack> pack_;
    Roster roster_;
    norms::Parameters parameters_;
    norms::Groups groups_;
    Date today_;
    int year_;
    standing::Context context_;
    std::vector<standing::Obligation> obligations_;
    std::set<int> held_years_;
    mutable std::once_flag counted_;
    mutable report::Figures figures_;
    mutable std::once_flag compared_;
    mutable std::optional<report::Figures> last_year_;
};

// A pack as the book adopted it. ErrorKind::corrupt names the line.
[[nodiscard]] Result<std::shared_ptr<const norms::Pack>> adopted_rules(const PackAdoption& adopted);

// The years that ledgers say they are of, and those of records entered by hand.
[[nodiscard]] std::set<int> years_held(const Book& book, const norms::Pack& pack);

// The year that the books speak of most: of the dated records, the latest year holding at least a
// quarter of them; this year when there are none.
[[nodiscard]] int main_year(const Book& book, const norms::Pack& pack, Date today);

}  // namespace luze::ops
