// Requests and responses as the pages see them: no sockets, no library.
#pragma once

#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace luze::web {

struct Header {
    std::string name;
    std::string value;
};
using Headers = std::vector<Header>;

// The first header of that name, whatever its case; null when there is none.
[[nodiscard]] const std::string* find_header(const Headers& headers, std::string_view name);
[[nodiscard]] bool same_word(std::string_view a, std::string_view b);  // ASCII, whatever the case

struct Request {
    std::string method;                 // GET, HEAD or POST
    std::vector<std::string> segments;  // of the path, decoded: /figures/vol.min → figures, vol.min
    std::map<std::string, std::string> query;
    Headers headers;
    std::size_t length = 0;  // of the body that the head announces
    std::string body;
    std::string address;  // whom it comes from
    bool secure = false;  // over TLS

    [[nodiscard]] std::string path() const;
    // A parameter of the query; empty when absent.
    [[nodiscard]] std::string asked(const std::string& name) const;
};

struct Response {
    int status = 200;
    std::string type = "text/html; charset=utf-8";
    Headers headers;
    std::string body;
};

using Handler = std::function<Response(const Request&)>;

// Why a request is not even looked at.
struct Refusal {
    int status = 400;
    Phrase why;
};

// Path and query of a target in origin form (/standing?unit=…).
[[nodiscard]] std::expected<Request, Refusal> read_target(std::string_view target);

// Fields of a form as browsers send it (application/x-www-form-urlencoded); none where it is
// malformed.
[[nodiscard]] std::optional<std::map<std::string, std::string>> read_form(std::string_view body);

// RFC 3986: everything but unreserved characters as %XX.
[[nodiscard]] std::string encoded(std::string_view text);
// /path?name=value&…; parameters without a value are left out.
[[nodiscard]] std::string link(std::string_view path,
                               const std::map<std::string, std::string>& query);

[[nodiscard]] std::string_view reason(int status);  // Not Found

// The headers that every response carries, refusals included; its own headers come first.
[[nodiscard]] Headers complete_headers(const Response& response);

}  // namespace luze::web
