// Files that prove a record: kept by their digest, named in an entry.
#pragma once

#include <string>

#include "ops/desk.h"

namespace luze::ops {

struct EvidenceWish {
    RecordId record;
    std::string name;  // as its owner called it: no folders
    std::string bytes;
};

struct EvidenceFile {
    std::string name;
    std::string type;
    std::string bytes;
};

// The digest, hex. Taken are pictures, PDF, office documents, text and archives whose content is
// what their ending says. ErrorKind: missing, invalid (empty, odd name, content unlike its name),
// limit, refused (no part in the record).
[[nodiscard]] Result<std::string> attach_evidence(Desk& desk, const EvidenceWish& wish,
                                                  const Asker& asker, Instant now);

// Only through a record that the asker may see. ErrorKind: missing, corrupt.
[[nodiscard]] Result<EvidenceFile> evidence_of(Desk& desk, RecordId record,
                                               const std::string& digest, const Asker& asker,
                                               Instant now);

}  // namespace luze::ops
