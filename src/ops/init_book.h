// Starting a book: its name, its rules, its key.
#pragma once

#include <map>
#include <string>

#include "base/date.h"
#include "ops/check_pack.h"
#include "ops/site.h"

namespace luze::ops {

struct NewBook {
    std::string name;  // the organisation's; 本单位 when not said
    PackFiles pack;    // checked here
    std::string actor;
};

// ErrorKind: refused (a book is there already), invalid (the pack has faults: the first is named).
[[nodiscard]] Result<void> init_book(const Place& place, const NewBook& wanted, Instant now);

}  // namespace luze::ops
