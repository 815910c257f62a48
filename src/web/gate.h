// The gate: which requests are let in at all. Parsers differ in what they make of odd requests, so
// whatever is odd is refused and the connection closed. The server answers to its own names only (a
// foreign name would be DNS rebinding). GET and HEAD come without a body, POST with one of
// a stated length.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/http.h"

namespace luze::web {

// A request's head as a parser has read it.
struct RawHead {
    std::string method;
    std::string target;
    int version = 11;  // 10 or 11
    Headers headers;
};

// Before parsing: folded headers, bare CR or LF, control characters.
[[nodiscard]] std::optional<Refusal> refuse_bytes(std::string_view head);

// Where the server is reached.
struct Door {
    std::uint16_t port = 8090;
    std::vector<std::string> names = {};  // by which others know this machine
    bool secure = false;                  // over TLS
};

// After parsing.
[[nodiscard]] std::expected<Request, Refusal> admit(const RawHead& head, const Door& door);
[[nodiscard]] std::expected<Request, Refusal> admit(const RawHead& head, std::uint16_t port);

// What the refused are told: a plain sentence in both languages.
[[nodiscard]] Response refused(const Refusal& refusal);

}  // namespace luze::web
