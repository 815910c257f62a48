// What is due, as one person, one calendar or one mail shows it.
#pragma once

#include "casework/reminders.h"
#include "ops/desk.h"

namespace luze::ops {

// The asker's own; whoever holds the data directory may ask for another's or, with no person, all.
[[nodiscard]] std::vector<casework::Reminder> reminders_for(const Desk& desk, PersonId person,
                                                            const Asker& asker, Date day);

// One line that says what is waited for: 督办：档案室漏水 —— 报送销号（2021-05-31，已逾期3天）.
// Outside the program
// (`outside`) a restricted matter is its number and nothing else.
[[nodiscard]] Phrase line_of(const Desk& desk, const casework::Reminder& reminder, Date day,
                             bool outside);

// [{"kind","person","on"?,"late","text","record"?,"act"?,"rung"?,"duty"?,"bearer"?,"from"?,"to"?}]
[[nodiscard]] Json reminders_json(const Desk& desk,
                                  const std::vector<casework::Reminder>& reminders, Date day);

// iCalendar of whoever the secret address stands for. ErrorKind::missing.
[[nodiscard]] Result<std::string> calendar_of(Desk& desk, std::string_view secret, Instant now);

}  // namespace luze::ops
