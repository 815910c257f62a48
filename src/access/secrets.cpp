#include "access/secrets.h"

#include <algorithm>
#include <cstdint>

#include "base/digest.h"
#include "ledger/checkpoint.h"

namespace luze::access {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t secret_bytes = 32;

std::string url_safe(std::string text) {
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    std::erase(text, '=');
    return text;
}

}  // namespace

Result<std::string> random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    auto filled = ledger::fill_random(reinterpret_cast<std::uint8_t*>(bytes.data()), count);
    return filled ? Result<std::string>(std::move(bytes)) : std::unexpected(filled.error());
}

Result<std::string> new_secret() {
    auto bytes = random_bytes(secret_bytes);
    return bytes ? Result<std::string>(url_safe(to_base64(*bytes)))
                 : std::unexpected(bytes.error());
}

std::string derived(std::string_view secret, std::string_view use) {
    return url_safe(hmac_sha256(secret, use).base64());
}

bool same_secret(std::string_view a, std::string_view b) {
    // Digests of equal length: neither content nor length shows in the time that it takes.
    const Digest left = sha256(a);
    const Digest right = sha256(b);
    unsigned differing = 0;
    for (std::size_t i = 0; i < left.bytes.size(); ++i) {
        differing |= static_cast<unsigned>(left.bytes[i] ^ right.bytes[i]);
    }
    return differing == 0;
}

std::string to_base32(std::string_view bytes) {
    std::string out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (char c : bytes) {
        held = (held << 8U) | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            out += alphabet[(held >> bits) & 31U];
        }
    }
    if (bits > 0) {
        out += alphabet[(held << (5 - bits)) & 31U];
    }
    return out;
}

std::string from_base32(std::string_view text) {
    std::string out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (char c : text) {
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        const std::size_t at = alphabet.find(upper);
        if (at == std::string_view::npos) {
            continue;
        }
        held = (held << 5U) | static_cast<std::uint32_t>(at);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>((held >> bits) & 0xFFU);
        }
    }
    return out;
}

}  // namespace luze::access
