#include "web/gate.h"

#include <algorithm>
#include <array>
#include <utility>

namespace luze::web {
namespace {

std::unexpected<Refusal> refuse(int status, std::string zh, std::string en) {
    return std::unexpected(Refusal{status, {std::move(zh), std::move(en)}});
}

std::ptrdiff_t count(const Headers& headers, std::string_view name) {
    return std::ranges::count_if(
        headers, [&](const Header& header) { return same_word(header.name, name); });
}

bool own_name(std::string_view host, std::uint16_t port) {
    static constexpr std::array<std::string_view, 3> names{"127.0.0.1", "localhost", "[::1]"};
    std::string ending = ":" + std::to_string(port);
    return std::ranges::any_of(names, [&](std::string_view name) {
        return same_word(host, std::string(name) + ending) || (port == 80 && same_word(host, name));
    });
}

// Nothing when the head says clearly that no body follows.
std::optional<Refusal> refuse_body(const Headers& headers) {
    if (count(headers, "transfer-encoding") > 0) {
        return Refusal{400, {"这里不接收内容", "no body is taken here (Transfer-Encoding)"}};
    }
    if (count(headers, "content-length") > 1) {
        return Refusal{400, {"Content-Length 重复", "Content-Length is given twice"}};
    }
    const std::string* length = find_header(headers, "content-length");
    if (length != nullptr && *length != "0") {
        return Refusal{413, {"这里不接收内容", "no body is taken here"}};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Refusal> refuse_bytes(std::string_view head) {
    for (std::size_t i = 0; i < head.size(); ++i) {
        auto byte = static_cast<unsigned char>(head[i]);
        bool pair = (byte == '\r' && i + 1 < head.size() && head[i + 1] == '\n') ||
                    (byte == '\n' && i > 0 && head[i - 1] == '\r');
        bool folded =
            byte == '\n' && i + 1 < head.size() && (head[i + 1] == ' ' || head[i + 1] == '\t');
        bool control = (byte < 0x20 && byte != '\t') || byte == 0x7F;
        if (folded || (control && !pair)) {
            return Refusal{400, {"请求头写得不对", "malformed header"}};
        }
    }
    return std::nullopt;
}

std::expected<Request, Refusal> admit(const RawHead& head, std::uint16_t port) {
    if (count(head.headers, "host") != 1) {
        return refuse(400, "请求头里应有且只有一个 Host", "exactly one Host header is wanted");
    }
    const std::string& host = *find_header(head.headers, "host");
    if (!own_name(host, port)) {
        return refuse(
            421, "这里只以 127.0.0.1:" + std::to_string(port) + " 或 localhost 的名字提供服务",
            "this server answers only to 127.0.0.1:" + std::to_string(port) + " and localhost");
    }
    auto body = refuse_body(head.headers);
    if (body && body->status == 400) {
        return std::unexpected(std::move(*body));
    }
    if (head.method != "GET" && head.method != "HEAD") {
        return refuse(405, "这里只供查看（GET、HEAD）", "this server is read-only: GET and HEAD");
    }
    if (body) {
        return std::unexpected(std::move(*body));
    }
    auto request = read_target(head.target);
    if (request) {
        request->method = head.method;
        request->headers = head.headers;
    }
    return request;
}

Response refused(const Refusal& refusal) {
    Response response{refusal.status, "text/plain; charset=utf-8", {}, ""};
    response.body = refusal.why.zh + "。\n" + refusal.why.en + ".\n";
    if (refusal.status == 405) {
        response.headers.push_back({"Allow", "GET, HEAD"});
    }
    return response;
}

}  // namespace luze::web
