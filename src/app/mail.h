// Mail by SMTP.
#pragma once

#include <string>

#include "ops/send_reminders.h"

namespace luze::app {

struct MailServer {
    std::string url;   // smtp://host:25, smtps://host:465
    std::string from;  // address
    std::string user;  // empty: none is asked for
    std::string password;
};

// One connection per mail, dated `now`, over TLS where the server offers it (smtps: always). Errors
// say what the server answered; never the password.
[[nodiscard]] ops::Mailer mailer_of(const MailServer& server, Instant now);

}  // namespace luze::app
