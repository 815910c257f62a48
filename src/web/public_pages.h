// The pages that anybody may read, and the form for opinions.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "ops/book_writer.h"
#include "web/http.h"
#include "web/page.h"

namespace luze::web {

// How many opinions come from one address, and from everybody, within an hour. Safe from several
// threads.
class OpinionGate {
public:
    // Counts one more when it may come.
    [[nodiscard]] bool admit(const std::string& address, Instant now);

private:
    struct Hour {
        std::int64_t number = -1;
        std::map<std::string, int> by_address;
        int all = 0;
    };
    std::mutex mutex_;
    Hour hour_;
};

// /public, /public/N, and POST /public/N/opinions.
[[nodiscard]] bool is_public(const Request& request);
[[nodiscard]] Response public_answer(const Asked& asked, ops::BookWriter& writer,
                                     OpinionGate& gate);

}  // namespace luze::web
