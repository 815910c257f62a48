// Standing as pages draw it: units by duties, how it went month by month, and the obligations
// behind a number with their records.
#pragma once

#include <string>
#include <vector>

#include "exchange/sheet_writer.h"
#include "ops/book_reader.h"

namespace luze::ops {

// A unit's obligations, or those that its bearer owes personally.
[[nodiscard]] bool reaches(const Scope& scope, const standing::Obligation& owed);

// {"year","as_of","today","known_at","years":[…],"units":[{"unit","name","kind",COUNTS}],"duties":
// [{"duty","name","kind","norm",COUNTS}],"cells":[{"unit","duty",COUNTS}],"total":{COUNTS},
// "not_kept"}. COUNTS are windows: "owed","done","balance" and, by state, "met","made_up","waived",
// "missed","running","upcoming" (not owed yet). The bureau's own unit is "-".
[[nodiscard]] Json matrix_json(const View& view, const Scope& scope, const std::string& known_at);

// {"year","months":[{"day",COUNTS}]}; empty: every unit, every duty.
[[nodiscard]] Json trend_json(const View& view, const Scope& scope, const std::string& unit,
                              const std::string& duty);

struct ObligationQuery {
    std::string duty;    // empty: any; so with all of them
    std::string unit;    // as in the matrix
    std::string state;   // id, or done (met, made up or waived) or balance (owed and not done)
    std::string bearer;  // key
    PersonId person;
    std::string words;      // all of them in the duty's, the bearer's or the window's name
    std::size_t after = 0;  // so many are passed over
    std::size_t count = 50;
};

// What is missed first, then what runs out, then what is done.
[[nodiscard]] std::vector<const standing::Obligation*> find_obligations(
    const View& view, const ObligationQuery& query, const Scope& scope);
// {"items":[{"duty","name","bearer","unit","window","state","owed","done","balance","late_days",
// "unproven","recorded_late","records","subject","ways",…}],"total","next"}; ways: duty_ways.h.
[[nodiscard]] Json obligations_json(const View& view, const ObligationQuery& query,
                                    const Scope& scope);
[[nodiscard]] exchange::SheetTable obligations_table(const View& view, const ObligationQuery& query,
                                                     const Scope& scope, Language language);

}  // namespace luze::ops
