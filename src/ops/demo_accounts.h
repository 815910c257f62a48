// One account for each role on a book of samples, so that every part can be tried; nothing in them
// is fixed, each is set up by a link of its own.
#pragma once

#include <vector>

#include "ops/desk.h"
#include "ops/link_file.h"

namespace luze::ops {

// Makes those that are missing, named after their roles, and links for those not set up yet.
[[nodiscard]] Result<std::vector<SetUpLink>> demo_accounts(Desk& desk, const Asker& asker,
                                                           Instant now);

}  // namespace luze::ops
