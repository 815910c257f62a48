// Taking a newer version of the rules into use from a day on.
#pragma once

#include "ops/check_pack.h"
#include "ops/desk.h"

namespace luze::ops {

struct Adopted {
    std::string id;
    std::string version;
    // Forms and fields that records of the book have and the new pack has not: they stay in the
    // books and are read by nothing.
    std::vector<std::string> dropped;
};

// From that day on standing and figures go by the new pack; days before keep the old one. A day in
// the past is taken (the office has long worked by the new rules), one to come is not. ErrorKind:
// invalid (the pack has faults: the first is named), refused (the very pack in force; another
// field of rules; a day to come).
[[nodiscard]] Result<Adopted> adopt_pack(Desk& desk, const PackFiles& files, Date from,
                                         const Asker& asker, Instant now);

}  // namespace luze::ops
