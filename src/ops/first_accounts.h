// The accounts of a new book: three administrators and a first clerk, each with a one-time set-up
// link, so that everything else is done in the browser.
#pragma once

#include "ops/desk.h"

namespace luze::ops {

// The links are kept beside the keys (link_file.h) until they are used. Nothing where the book has
// accounts already.
[[nodiscard]] Result<void> first_accounts(Desk& desk, const Asker& asker, Instant now);

}  // namespace luze::ops
