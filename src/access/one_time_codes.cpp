#include "access/one_time_codes.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "access/secrets.h"

namespace luze::access {
namespace {

constexpr std::int64_t step_ms = 30'000;
constexpr std::size_t factor_bytes = 20;
constexpr int recovery_codes = 10;

bool unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

std::string percent(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += unreserved(c) ? std::string(1, c)
                             : std::string{'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return out;
}

}  // namespace

std::string code_of(std::string_view secret, std::int64_t step) {
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i) {
        counter[7 - i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * i));
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
    unsigned length = 0;
    HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(),
         sum.data(), &length);
    const std::size_t at = sum[length - 1] & 15U;
    const std::uint32_t number = ((sum[at] & 0x7FU) << 24U) | (std::uint32_t{sum[at + 1]} << 16U) |
                                 (std::uint32_t{sum[at + 2]} << 8U) | sum[at + 3];
    std::string digits = std::to_string(number % 1'000'000);
    return std::string(6 - digits.size(), '0') + digits;
}

std::optional<std::int64_t> step_of(std::string_view secret, std::string_view code, Instant now,
                                    std::int64_t last_used) {
    const std::int64_t step = now.ms / step_ms;
    for (std::int64_t near : {step, step - 1, step + 1}) {
        if (near > last_used && same_secret(code_of(secret, near), code)) {
            return near;
        }
    }
    return std::nullopt;
}

Result<std::string> new_factor() {
    auto bytes = random_bytes(factor_bytes);
    return bytes ? Result<std::string>(to_base32(*bytes)) : std::unexpected(bytes.error());
}

std::string factor_uri(std::string_view secret, std::string_view account, std::string_view issuer) {
    return "otpauth://totp/" + percent(issuer) + ":" + percent(account) +
           "?secret=" + std::string(secret) + "&issuer=" + percent(issuer) +
           "&algorithm=SHA1&digits=6&period=30";
}

Result<std::vector<std::string>> new_recovery_codes() {
    std::vector<std::string> codes;
    for (int i = 0; i < recovery_codes; ++i) {
        auto bytes = random_bytes(10);
        if (!bytes) {
            return std::unexpected(bytes.error());
        }
        std::string text = to_base32(*bytes);
        codes.push_back(text.substr(0, 4) + "-" + text.substr(4, 4) + "-" + text.substr(8, 4) +
                        "-" + text.substr(12));
    }
    return codes;
}

std::string plain_recovery_code(std::string_view written) {
    return to_base32(from_base32(written));
}

}  // namespace luze::access
