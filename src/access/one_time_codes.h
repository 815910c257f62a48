// One-time codes as second factor (RFC 6238: SHA-1, six digits, 30 seconds) and recovery codes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"

namespace luze::access {

// The code of that step (seconds since 1970 / 30); the secret as bytes.
[[nodiscard]] std::string code_of(std::string_view secret, std::int64_t step);
// The step whose code it is: now, one before or one after, and later than the last one used, since
// a code works once. None where it is none of these.
[[nodiscard]] std::optional<std::int64_t> step_of(std::string_view secret, std::string_view code,
                                                  Instant now, std::int64_t last_used);

// A new secret, in base32 as people type it into their telephone.
[[nodiscard]] Result<std::string> new_factor();
// otpauth://totp/…, which telephones read as a QR code.
[[nodiscard]] std::string factor_uri(std::string_view secret, std::string_view account,
                                     std::string_view issuer);

// Ten codes such as ABCD-EFGH, each good once.
[[nodiscard]] Result<std::vector<std::string>> new_recovery_codes();
// As it is kept: without spaces and dashes, in capitals.
[[nodiscard]] std::string plain_recovery_code(std::string_view written);

}  // namespace luze::access
