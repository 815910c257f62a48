// SHA-256 digests and keyed digests (FIPS 180-4, RFC 2104).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace luze {

[[nodiscard]] std::string to_hex(std::string_view bytes);  // lower case
[[nodiscard]] std::optional<std::string> from_hex(std::string_view hex);
[[nodiscard]] std::string to_base64(std::string_view bytes);  // RFC 4648 §4, padded
// Strict: no white space, padding where it belongs and nowhere else.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

struct Digest {
    std::array<std::uint8_t, 32> bytes{};

    [[nodiscard]] std::string hex() const;     // 64 lower-case digits
    [[nodiscard]] std::string base64() const;  // RFC 4648 §4, padded
    [[nodiscard]] std::string_view view() const {
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    [[nodiscard]] static std::optional<Digest> of_bytes(std::string_view bytes);  // 32 of them
    [[nodiscard]] static std::optional<Digest> parse_hex(std::string_view hex);
    [[nodiscard]] static std::optional<Digest> parse_base64(std::string_view text);
    auto operator<=>(const Digest&) const = default;
};

[[nodiscard]] Digest sha256(std::string_view bytes);
[[nodiscard]] Digest hmac_sha256(std::string_view key, std::string_view bytes);

}  // namespace luze
