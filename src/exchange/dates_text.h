// The text of a date cell made plain: half width, no spaces, no times, Arabic digits.
#pragma once

#include <string>
#include <string_view>

namespace luze::exchange {

[[nodiscard]] std::u32string plain_date_text(std::string_view text);

// Words for "there is no day": blank, dashes, 无, 未办结, 整改中, 至今.
[[nodiscard]] bool nothing_yet(std::string_view text);

// Is a day meant, well or badly written? (2021.11.31, 13月5日; not 长期坚持, 三个月内)
[[nodiscard]] bool looks_dated(std::u32string_view plain);

}  // namespace luze::exchange
