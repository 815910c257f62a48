#include "web/wire.h"

#include <array>
#include <ctime>

namespace luze::web {
namespace {

std::string http_date() {
    std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 40> text{};
    std::size_t size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text.data(), size};
}

}  // namespace

std::string wire_head(const Response& response, bool keep, bool secure) {
    std::string out = "HTTP/1.1 " + std::to_string(response.status) + " " +
                      std::string(reason(response.status)) + "\r\n";
    for (const Header& header : complete_headers(response)) {
        out += header.name + ": " + header.value + "\r\n";
    }
    if (response.status != 304) {
        out += "Content-Length: " + std::to_string(response.body.size()) + "\r\n";
    }
    if (secure) {
        out += "Strict-Transport-Security: max-age=31536000\r\n";
    }
    out += "Date: " + http_date() + "\r\n";
    return out + (keep ? "Connection: keep-alive" : "Connection: close") + "\r\n\r\n";
}

bool wants_to_stay(const RawHead& head) {
    const std::string* connection = find_header(head.headers, "connection");
    return head.version == 11 && (connection == nullptr || !same_word(*connection, "close"));
}

Error port_trouble(std::uint16_t number, bool taken, bool denied, const std::string& why) {
    const std::string port = std::to_string(number);
    if (taken) {
        return {ErrorKind::io,
                {"端口 " + port + " 已被别的程序占用，请用 --port 换一个（--port 0 自动选一个）",
                 "port " + port +
                     " is in use: choose another with --port (--port 0 takes a free one)"}};
    }
    if (denied) {
        return {ErrorKind::io,
                {"没有权限使用端口 " + port + "，请用 --port 换一个 1024 以上的",
                 "no permission for port " + port + ": choose one above 1024 with --port"}};
    }
    return {ErrorKind::io,
            {"打不开端口 " + port + "（" + why + "），请用 --port 换一个",
             "cannot open port " + port + " (" + why + "): choose another with --port"}};
}

Error tls_trouble(const std::string& why) {
    return {
        ErrorKind::io,
        {"证书或私钥读不出来（" + why + "）：要 PEM 格式，两者相配",
         "certificate or key cannot be used (" + why + "): both as PEM, and belonging together"}};
}

}  // namespace luze::web
