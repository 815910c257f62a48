// What is due, as one person, one calendar or one mail shows it.
#pragma once

#include "casework/reminders.h"
#include "ops/desk.h"

namespace luze::ops {

// The asker's own; whoever holds the data directory may ask for another's or, with no person, all.
[[nodiscard]] std::vector<casework::Reminder> reminders_for(const Desk& desk, PersonId person,
                                                            const Asker& asker, Date day);

// All that the asker is asked for in the next weeks, and what waits for them without a day.
[[nodiscard]] std::vector<casework::Reminder> asked_of(const Desk& desk, const Asker& asker,
                                                       Date day, int weeks);

// One line that says what is waited for: 督办：档案室漏水 —— 报送销号（2021-05-31，已逾期3天）.
// Outside the program
// (`outside`) a restricted matter is its number and nothing else.
[[nodiscard]] Phrase line_of(const Desk& desk, const casework::Reminder& reminder, Date day,
                             bool outside);

// [{"kind","person","on"?,"late","text"}] and, of a step or a proposal, "record","title","form",
// "form_name","act"?,"act_name"?,"rung"?,"rung_name"?; of a duty "duty","duty_name","bearer",
// "whose","window_name","from","to","subject"?,"form"?,"form_name"?,"values": the record by which
// it would be done (none: of a record, "subject", whose own step it is), and what is plain of it.
[[nodiscard]] Json reminders_json(const Desk& desk,
                                  const std::vector<casework::Reminder>& reminders, Date day);

// iCalendar of whoever the secret address stands for. ErrorKind::missing.
[[nodiscard]] Result<std::string> calendar_of(Desk& desk, std::string_view secret, Instant now);

}  // namespace luze::ops
