// The day's reminders by mail: one digest for each person, never at night, never twice.
#pragma once

#include <functional>

#include "ops/show_reminders.h"

namespace luze::ops {

struct Mail {
    std::string to;  // address
    std::string subject;
    std::string text;
};
using Mailer = std::function<Result<void>(const Mail& mail)>;

struct Sending {
    int sent = 0;
    int before = 0;                       // have had today's
    std::vector<std::string> no_address;  // names
    std::vector<Error> failed;            // tried again by the next call
};

// Addresses are the roster's field `email`. ErrorKind::refused: it is outside $remind_from_hour …
// $remind_to_hour of the book's zone, or no working day; only whoever holds the data directory may
// send.
[[nodiscard]] Result<Sending> send_reminders(Desk& desk, const Mailer& mailer, const Asker& asker,
                                             Instant now);

}  // namespace luze::ops
