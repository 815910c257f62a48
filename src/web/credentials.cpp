#include "web/credentials.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"

namespace luze::web {
namespace {

// Over TLS the browser itself sees to it that nobody else sets the cookie; without TLS only this
// machine is served.
const char* cookie_name(const Request& request) { return request.secure ? "__Host-luze" : "luze"; }

std::string header_of(const Request& request, std::string_view name) {
    const std::string* header = find_header(request.headers, name);
    return header == nullptr ? std::string() : *header;
}

std::string token_of(const Request& request) {
    constexpr std::string_view scheme = "Bearer ";
    std::string header = header_of(request, "authorization");
    return header.size() > scheme.size() && same_word(header.substr(0, scheme.size()), scheme)
               ? header.substr(scheme.size())
               : std::string();
}

std::string cookie_of(const Request& request) {
    const std::string wanted = std::string(cookie_name(request)) + "=";
    for (const std::string& part : split(header_of(request, "cookie"), ";")) {
        std::string_view cookie = trim(part);
        if (cookie.starts_with(wanted)) {
            return std::string(cookie.substr(wanted.size()));
        }
    }
    return "";
}

// Browsers say of every POST which page it comes from; the gate has made sure of Host.
bool own_origin(const Request& request) {
    const std::string ours =
        std::string(request.secure ? "https://" : "http://") + header_of(request, "host");
    return same_word(header_of(request, "origin"), ours);
}

}  // namespace

ops::Credentials credentials_of(const Request& request) {
    const bool changes = request.method != "GET" && request.method != "HEAD";
    return {token_of(request),
            cookie_of(request),
            header_of(request, "x-luze-csrf"),
            own_origin(request),
            changes,
            request.address};
}

Header session_cookie(const Request& request, const std::string& secret) {
    return {"Set-Cookie", std::string(cookie_name(request)) + "=" + secret +
                              "; Path=/; HttpOnly; SameSite=Strict" +
                              (request.secure ? "; Secure" : "") +
                              (secret.empty() ? "; Max-Age=0" : "")};
}

Response denied(const ops::Denied& denied) {
    const bool unknown = denied.why == ops::Denied::Why::unknown;
    Response response{unknown ? 401 : 403, "application/json", {}, ""};
    Json::Object error{{"zh", denied.say.zh}, {"en", denied.say.en}};
    response.body = pretty(Json::Object{{"error", std::move(error)}}) + "\n";
    if (unknown) {
        response.headers.push_back({"WWW-Authenticate", "Bearer"});
    }
    return response;
}

}  // namespace luze::web
