// Whom the day's digest of reminders has been sent, so that nobody gets it twice.
#pragma once

#include <set>
#include <string>

#include "base/date.h"
#include "store/session.h"

namespace luze::store {

class SentDigests {
public:
    SentDigests(Session& session, std::string book) : session_(&session), book_(std::move(book)) {}

    // Numbers of people.
    [[nodiscard]] Result<std::set<std::int64_t>> on(Date day) const;
    [[nodiscard]] Result<void> add(std::int64_t person, Date day, Instant now);

private:
    Session* session_;
    std::string book_;
};

}  // namespace luze::store
