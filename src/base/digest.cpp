#include "base/digest.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <memory>

namespace luze {
namespace {

constexpr std::size_t block = 64;  // of SHA-256, in bytes

using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

// Fetching an algorithm and a context costs more than hashing a short entry: both are kept.
Digest hash(std::initializer_list<std::string_view> parts) {
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    thread_local Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    bool ok = algorithm != nullptr && EVP_DigestInit_ex2(context.get(), algorithm, nullptr) == 1;
    for (std::string_view part : parts) {
        ok = ok && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
    }
    Digest result;
    ok = ok && EVP_DigestFinal_ex(context.get(), result.bytes.data(), nullptr) == 1;
    if (!ok) {
        std::abort();  // no SHA-256 means no OpenSSL: nothing here can be trusted any more
    }
    return result;
}

int nibble(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

std::string to_hex(std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (char c : bytes) {
        auto byte = static_cast<std::uint8_t>(c);
        out.push_back(digits[byte >> 4U]);
        out.push_back(digits[byte & 0xFU]);
    }
    return out;
}

std::optional<std::string> from_hex(std::string_view hex) {
    if (hex.size() % 2 != 0) {
        return std::nullopt;
    }
    std::string out;
    out.reserve(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        int high = nibble(hex[i]);
        int low = nibble(hex[i + 1]);
        if (high < 0 || low < 0) {
            return std::nullopt;
        }
        out.push_back(static_cast<char>(high * 16 + low));
    }
    return out;
}

std::string to_base64(std::string_view bytes) {
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');  // EVP adds a NUL
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                    reinterpret_cast<const unsigned char*>(bytes.data()),
                    static_cast<int>(bytes.size()));
    out.pop_back();
    return out;
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) {
        return std::nullopt;
    }
    std::string out(text.size() / 4 * 3, '\0');
    int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                 reinterpret_cast<const unsigned char*>(text.data()),
                                 static_cast<int>(text.size()));
    if (length < 0) {
        return std::nullopt;
    }
    auto padding = static_cast<std::size_t>(std::ranges::count(text, '='));
    if (padding > 2) {
        return std::nullopt;
    }
    out.resize(static_cast<std::size_t>(length) - padding);
    // One text per value: white space, stray padding and loose trailing bits are refused.
    return to_base64(out) == text ? std::optional(out) : std::nullopt;
}

std::string Digest::hex() const { return to_hex(view()); }

std::string Digest::base64() const { return to_base64(view()); }

std::optional<Digest> Digest::of_bytes(std::string_view bytes) {
    Digest result;
    if (bytes.size() != result.bytes.size()) {
        return std::nullopt;
    }
    std::ranges::copy(bytes, result.bytes.begin());
    return result;
}

std::optional<Digest> Digest::parse_hex(std::string_view hex) {
    std::optional<std::string> bytes = from_hex(hex);
    return bytes ? of_bytes(*bytes) : std::nullopt;
}

std::optional<Digest> Digest::parse_base64(std::string_view text) {
    std::optional<std::string> bytes = from_base64(text);
    return bytes ? of_bytes(*bytes) : std::nullopt;
}

Digest sha256(std::string_view bytes) { return hash({bytes}); }

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
    Digest short_key;
    if (key.size() > block) {
        short_key = sha256(key);
        key = short_key.view();
    }
    std::array<char, block> inner{};
    std::array<char, block> outer{};
    std::ranges::copy(key, inner.begin());
    std::ranges::copy(key, outer.begin());
    for (char& byte : inner) {
        byte = static_cast<char>(byte ^ 0x36);
    }
    for (char& byte : outer) {
        byte = static_cast<char>(byte ^ 0x5c);
    }
    Digest first = hash({{inner.data(), block}, bytes});
    return hash({{outer.data(), block}, first.view()});
}

}  // namespace luze
