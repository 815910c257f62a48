// Style sheet and icon, built into the program (src/web/assets, cmake/Embed.cmake).
#pragma once

#include <string>
#include <string_view>

#include "web/http.h"

namespace luze::web {

// /static/NAME?v=…: another address for every version, so that it can be kept for ever.
[[nodiscard]] std::string asset_url(std::string_view name);
// 404 where there is no such file, 304 where the browser has it.
[[nodiscard]] Response asset(const Request& request);

}  // namespace luze::web
