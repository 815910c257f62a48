// The office's own paragraphs, in marked places of a report (DECISIONS 11).
#pragma once

#include <string>
#include <vector>

#include "ops/desk.h"

namespace luze::ops {

struct ProsePlace {
    std::string id;       // of the pack's paragraph
    std::string heading;  // under which it stands
    std::string text;     // empty: nothing written yet
    std::string section;
    std::vector<std::string> after;  // paragraphs of the section before it, the nearest first
};

[[nodiscard]] std::vector<ProsePlace> prose_places(const norms::Pack& pack, const Book& book);
[[nodiscard]] std::vector<ProsePlace> prose_places(const Snapshot& snapshot);

// ErrorKind missing: no such place. An empty text takes the paragraph away.
[[nodiscard]] Result<void> write_prose(Site& site, const std::string& place,
                                       const std::string& text, const std::string& actor,
                                       Instant now);
[[nodiscard]] Result<void> write_prose(Desk& desk, const std::string& place,
                                       const std::string& text, const Asker& asker, Instant now);

}  // namespace luze::ops
