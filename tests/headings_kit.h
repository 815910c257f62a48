// What other offices write over the same columns and on the same tabs.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace luze::test {

using Headings = std::map<std::string, std::vector<std::string>>;

// By the sample's tab, then by its heading.
[[nodiscard]] const std::map<std::string, Headings>& usual_headings();
// By the sample's tab.
[[nodiscard]] const std::map<std::string, std::vector<std::string>>& usual_tabs();

}  // namespace luze::test
