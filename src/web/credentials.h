// What a request shows of its sender: the token of a program, or the cookie of a browser together
// with what only our own pages can send. The one place that reads and writes the cookie.
#pragma once

#include "ops/authorise.h"
#include "web/http.h"

namespace luze::web {

[[nodiscard]] ops::Credentials credentials_of(const Request& request);

// Set-Cookie of a session; an empty secret takes it away.
[[nodiscard]] Header session_cookie(const Request& request, const std::string& secret);

// 401 or 403, with the reason in both languages.
[[nodiscard]] Response denied(const ops::Denied& denied);

}  // namespace luze::web
