// What cannot be answered, as HTTP says it.
#pragma once

#include "web/http.h"

namespace luze::web {

[[nodiscard]] int status_of(ErrorKind kind);
// To programs: {"error":{"zh","en"}}.
[[nodiscard]] Response problem_answer(const Error& error);

}  // namespace luze::web
