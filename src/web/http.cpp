#include "web/http.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"
#include "base/text.h"

namespace luze::web {
namespace {

constexpr std::size_t max_parameters = 64;

std::unexpected<Refusal> bad_target(std::string zh, std::string en) {
    return std::unexpected(Refusal{400, {std::move(zh), std::move(en)}});
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Empty for bad escapes, control characters and what is not UTF-8.
std::optional<std::string> decoded(std::string_view text, bool plus_is_space, bool lines = false) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
            int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return std::nullopt;
            }
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus_is_space) {
            c = ' ';
        }
        auto byte = static_cast<unsigned char>(c);
        bool line = lines && (c == '\n' || c == '\r' || c == '\t');
        if (!line && (byte < 0x20 || byte == 0x7F)) {
            return std::nullopt;
        }
        out.push_back(c);
    }
    return is_utf8(out) ? std::optional(std::move(out)) : std::nullopt;
}

bool climbs(std::string_view segment) {
    return segment == "." || segment == ".." || segment.find_first_of("/\\") != segment.npos;
}

std::optional<Refusal> read_path(std::string_view path, Request& request) {
    std::vector<std::string> parts = split(path.substr(1), "/");
    if (!parts.empty() && parts.back().empty()) {
        parts.pop_back();  // /figures/ is /figures
    }
    for (const std::string& part : parts) {
        auto segment = decoded(part, false);
        if (!segment || climbs(*segment)) {
            return Refusal{400, {"网址写得不对", "malformed path"}};
        }
        request.segments.push_back(std::move(*segment));
    }
    return std::nullopt;
}

std::optional<Refusal> read_query(std::string_view query, Request& request) {
    for (const std::string& part : split(query, "&")) {
        if (part.empty()) {
            continue;
        }
        std::size_t equals = part.find('=');
        auto name = decoded(std::string_view(part).substr(0, equals), true);
        auto value = equals == std::string::npos
                         ? std::optional<std::string>("")
                         : decoded(std::string_view(part).substr(equals + 1), true);
        if (!name || !value || request.query.size() >= max_parameters) {
            return Refusal{400, {"网址里的查询条件写得不对", "malformed query"}};
        }
        request.query[*name] = std::move(*value);
    }
    return std::nullopt;
}

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

const std::string* find_header(const Headers& headers, std::string_view name) {
    auto at = std::ranges::find_if(
        headers, [&](const Header& header) { return same_word(header.name, name); });
    return at == headers.end() ? nullptr : &at->value;
}

std::string Request::path() const {
    std::string out;
    for (const std::string& segment : segments) {
        out += "/" + encoded(segment);
    }
    return out.empty() ? "/" : out;
}

std::string Request::asked(const std::string& name) const {
    auto at = query.find(name);
    return at == query.end() ? "" : at->second;
}

std::expected<Request, Refusal> read_target(std::string_view target) {
    if (target.size() > limits::request_target_bytes) {
        return std::unexpected(Refusal{414, {"网址太长", "the address is too long"}});
    }
    auto plain = [](char c) { return c > 0x20 && c < 0x7F && c != '#'; };
    if (!target.starts_with('/') || !std::ranges::all_of(target, plain)) {
        return bad_target("网址写得不对，应以 / 开头", "the target must begin with /");
    }
    Request request;
    std::size_t mark = target.find('?');
    auto refusal = read_path(target.substr(0, mark), request);
    if (!refusal && mark != std::string_view::npos) {
        refusal = read_query(target.substr(mark + 1), request);
    }
    if (refusal) {
        return std::unexpected(std::move(*refusal));
    }
    return request;
}

std::optional<std::map<std::string, std::string>> read_form(std::string_view body) {
    std::map<std::string, std::string> fields;
    for (const std::string& part : split(body, "&")) {
        std::size_t equals = std::min(part.find('='), part.size());
        auto name = decoded(std::string_view(part).substr(0, equals), true);
        auto value =
            decoded(std::string_view(part).substr(std::min(equals + 1, part.size())), true, true);
        if (!name || !value) {
            return std::nullopt;
        }
        fields[*name] = std::move(*value);
    }
    return fields;
}

std::string encoded(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (char c : text) {
        auto byte = static_cast<unsigned char>(c);
        bool unreserved = (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
                          std::string_view("-._~").find(c) != std::string_view::npos;
        if (unreserved) {
            out.push_back(c);
        } else {
            out += {'%', digits[byte >> 4U], digits[byte & 15U]};
        }
    }
    return out;
}

std::string link(std::string_view path, const std::map<std::string, std::string>& query) {
    std::string out(path);
    char mark = '?';
    for (const auto& [name, value] : query) {
        if (!value.empty()) {
            out += mark + encoded(name) + "=" + encoded(value);
            mark = '&';
        }
    }
    return out;
}

std::string_view reason(int status) {
    static const std::map<int, std::string_view> reasons{
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {302, "Found"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {409, "Conflict"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {417, "Expectation Failed"},
        {421, "Misdirected Request"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {503, "Service Unavailable"},
    };
    auto at = reasons.find(status);
    return at == reasons.end() ? "Unknown" : at->second;
}

Headers complete_headers(const Response& response) {
    static const std::array<Header, 8> everywhere{{
        {"Content-Security-Policy",
         "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; "
         "form-action 'self'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        // Not no-referrer: the public page's form would come with an origin of "null".
        {"Referrer-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
        {"Cache-Control", "no-store"},
    }};
    Headers out{{"Content-Type", response.type}};
    out.insert(out.end(), response.headers.begin(), response.headers.end());
    for (const Header& header : everywhere) {
        if (find_header(out, header.name) == nullptr) {
            out.push_back(header);
        }
    }
    for (Header& header : out) {  // no value can begin another header
        std::erase_if(header.value, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    }
    return out;
}

}  // namespace luze::web
