// The office's own paragraphs, in marked places of a report (DECISIONS 11).
#pragma once

#include <string>
#include <vector>

#include "ops/site.h"

namespace luze::ops {

struct ProsePlace {
    std::string id;       // of the pack's paragraph
    std::string heading;  // under which it stands
    std::string text;     // empty: nothing written yet
};

[[nodiscard]] std::vector<ProsePlace> prose_places(const Snapshot& snapshot);

// ErrorKind missing: no such place. An empty text takes the paragraph away.
[[nodiscard]] Result<void> write_prose(Site& site, const std::string& place,
                                       const std::string& text, const std::string& actor,
                                       Instant now);

}  // namespace luze::ops
