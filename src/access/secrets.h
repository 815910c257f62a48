// Secrets: made at random, shown once, kept as digests.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.h"

namespace luze::access {

// So many random bytes.
[[nodiscard]] Result<std::string> random_bytes(std::size_t count);
// 43 characters of base64url: 32 random bytes.
[[nodiscard]] Result<std::string> new_secret();
// Something that can be worked out from the secret by those who have it, for one use.
[[nodiscard]] std::string derived(std::string_view secret, std::string_view use);
// Takes as long whatever differs.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b);

// RFC 4648 §6, without padding; decoding passes over spaces and takes lower case.
[[nodiscard]] std::string to_base32(std::string_view bytes);
[[nodiscard]] std::string from_base32(std::string_view text);

}  // namespace luze::access
