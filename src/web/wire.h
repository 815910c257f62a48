// What the server says by itself: heads of responses, and why it cannot begin.
#pragma once

#include <string>

#include "web/gate.h"

namespace luze::web {

[[nodiscard]] std::string wire_head(const Response& response, bool keep, bool secure);
// Does the client want the connection for another request?
[[nodiscard]] bool wants_to_stay(const RawHead& head);

// A port that cannot be had: taken by others, not for us, or for the reason given.
[[nodiscard]] Error port_trouble(std::uint16_t port, bool taken, bool denied,
                                 const std::string& why);
[[nodiscard]] Error tls_trouble(const std::string& why);

}  // namespace luze::web
