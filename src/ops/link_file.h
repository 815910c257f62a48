// Set-up links that are not used yet, in a file of the data directory that only its owner reads:
// what the terminal has shown once can be looked up there.
#pragma once

#include <string>
#include <vector>

#include "ops/site.h"

namespace luze::ops {

struct SetUpLink {
    std::string account;
    std::string role;  // as people read it
    std::string secret;
};

[[nodiscard]] std::filesystem::path link_file(const Place& place);
// Beside those that are there; of each account only the newest.
[[nodiscard]] Result<void> keep_links(const Place& place, const std::vector<SetUpLink>& links);
[[nodiscard]] std::vector<SetUpLink> kept_links(const Place& place);
// Used, or replaced. The file goes with the last one.
[[nodiscard]] Result<void> drop_link(const Place& place, const std::string& account);

}  // namespace luze::ops
