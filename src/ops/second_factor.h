// One's own second factor: a code on the telephone, and recovery codes on paper.
#pragma once

#include <string>

#include "base/json.h"
#include "ops/desk.h"

namespace luze::ops {

// A new one, of use only when confirmed. ErrorKind::refused: there is one already.
// {"secret","uri","qr":["0110…"]}: rows of the QR code of the address, 1 = dark.
[[nodiscard]] Result<Json> begin_second_factor(Desk& desk, const Asker& asker);
// By a code that it gives. {"recovery":["ABCD-…"]}: ten, shown this once.
[[nodiscard]] Result<Json> confirm_second_factor(Desk& desk, const Asker& asker,
                                                 const std::string& code,
                                                 const std::string& address, Instant now);

}  // namespace luze::ops
