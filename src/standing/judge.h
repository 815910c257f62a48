// The state of one obligation from the records that serve it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "standing/bearers.h"
#include "standing/match.h"
#include "standing/windows.h"

namespace luze::standing {

// How much a window asks, and of what.
struct Demand {
    Decimal owed = Decimal::whole(1);
    Decimal percent = Decimal::whole(100);  // coverage: enough is so much of `owed`
    bool coverage = false;
    std::vector<PersonId> people;  // coverage: who is to be covered, sorted
    std::string sum;               // quota: of this number field

    // Records, the sum of a field, or people covered.
    [[nodiscard]] Decimal measure(const std::vector<const Served*>& records) const;
    [[nodiscard]] bool enough(Decimal done) const;
};

// What a duty asks of the bearer in the window; none when it asks nothing (no rule in force,
// nobody to cover).
[[nodiscard]] std::optional<Demand> demand(const Context& context, const norms::Duty& duty,
                                           const Bearer& bearer, const Window& window);

// All records that may serve one duty, found again by bearer.
class Docket {
public:
    Docket(const Context& context, const Ledgers& ledgers, const norms::Duty& duty, int year,
           Date since);

    struct Weighed {
        std::vector<const Served*> inside;  // count within the window
        std::vector<const Served*> after;   // make it up, by day
    };
    [[nodiscard]] Weighed weigh(const Slot& slot, const Bearer& bearer) const;

private:
    struct Linked {
        Window window;
        Served served;
    };
    [[nodiscard]] const std::vector<const Served*>& of(const Bearer& bearer) const;
    [[nodiscard]] bool serves(const Served& served, const Bearer& bearer) const;
    void take_links(const Context& context);

    const norms::Duty& duty_;
    const norms::Calendar& calendar_;
    std::vector<Served> served_;
    std::vector<Linked> linked_;
    std::vector<const Served*> all_;
    std::map<std::string, std::vector<const Served*>, std::less<>> by_host_;
    std::map<PersonId, std::vector<const Served*>> by_person_;
};

[[nodiscard]] inline bool passed(Date day, const AsOf& as_of) {
    return as_of.over ? day <= as_of.day : day < as_of.day;
}

// Waived, missed, due, open or upcoming: what is not done. Window and bearer are set already.
void settle_undone(const Context& context, Obligation& obligation);

// Everything from done to the flags. Duty, bearer and window are set already.
void settle(const Context& context, const Docket::Weighed& weighed, const Demand& asked,
            Obligation& obligation);

}  // namespace luze::standing
