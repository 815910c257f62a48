// What the public may read: disclosures from the day they are published until they are withdrawn,
// and the replies to what people said of them. Nothing else of the books.
#pragma once

#include <string>
#include <vector>

#include "ops/desk.h"

namespace luze::ops {

struct Notice {
    RecordId id;
    std::string title;
    std::string department;
    std::string summary;
    std::string url;
    Date published_on;
    std::int64_t version = 1;
    std::vector<std::string> replies;  // the office's answers; never what people wrote
};

// The newest first, each as it was last published: a new version is not seen before it is. Reads
// forms `disclosure` and `opinion`, and the procedure's state `published`.
[[nodiscard]] std::vector<Notice> public_notices(const Book& book, const norms::Pack& pack,
                                                 Date day);

// Keeps an opinion: no account, no name asked. ErrorKind: missing (no such notice is public),
// invalid (nothing written, or longer than limits::opinion_characters).
[[nodiscard]] Result<void> take_opinion(Desk& desk, RecordId about, const std::string& text,
                                        Instant now);

}  // namespace luze::ops
