#include "model/entry.h"

#include <algorithm>

namespace luze {

Digest Entry::leaf() const {
    std::array<char, 33> bytes{};  // 0x00, then the leaf data
    std::ranges::copy(commitment.view(), bytes.begin() + 1);
    return sha256({bytes.data(), bytes.size()});
}

std::string sealed_bytes(const Entry& entry, std::string_view body_text) {
    // The members' names are in canonical order as they stand.
    std::string out = R"({"actor":)";
    out += canonical(Json(entry.actor));
    out += R"(,"body":)";
    out += body_text;
    out += R"(,"kind":)";
    out += canonical(Json(entry.kind));
    out += R"(,"recorded_at":")";
    out += entry.recorded_at.rfc3339();
    out += R"(","seq":)";
    out += std::to_string(entry.sequence);
    out += '}';
    return out;
}

std::string sealed_bytes(const Entry& entry) { return sealed_bytes(entry, canonical(entry.body)); }

Digest commitment(const Salt& salt, std::string_view sealed) {
    return hmac_sha256({reinterpret_cast<const char*>(salt.data()), salt.size()}, sealed);
}

bool is_book_name(std::string_view name) {
    auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !name.empty() && name.size() <= 64 && plain(name.front()) &&
           std::ranges::all_of(name, [&](char c) { return plain(c) || c == '-' || c == '_'; });
}

}  // namespace luze
