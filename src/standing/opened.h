// Obligations that a record opens: a document received, a finding with its deadline, a post taken.
#pragma once

#include <vector>

#include "standing/match.h"
#include "standing/obligation.h"

namespace luze::standing {

// The form whose records open a duty's windows: of the trigger, or of the appointments.
[[nodiscard]] std::string opening_form(const norms::Duty& duty);

// One window for each triggering record whose window ends in the year.
void add_triggered(const Context& context, const Ledgers& ledgers, const norms::Duty& duty,
                   int year, std::vector<Obligation>& out);

// One obligation for each appointment whose limit is reached by the end of the year and that had
// not ended before it, or whose limit lies within the warning time of the as-of day.
void add_tenures(const Context& context, const Ledgers& ledgers, const norms::Duty& duty, int year,
                 std::vector<Obligation>& out);

// An obligation of the record itself, not settled yet: key, names, unit, subject, window.
[[nodiscard]] Obligation of_record(const Context& context, const norms::Duty& duty,
                                   const Record& record, const Window& window);

// Waived, when the duty's own exemption holds for the record and the duty is not done.
void excuse(const Context& context, const Record& record, int year, Obligation& obligation);

}  // namespace luze::standing
