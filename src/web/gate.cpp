#include "web/gate.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"

namespace luze::web {
namespace {

std::unexpected<Refusal> refuse(int status, std::string zh, std::string en) {
    return std::unexpected(Refusal{status, {std::move(zh), std::move(en)}});
}

std::ptrdiff_t count(const Headers& headers, std::string_view name) {
    return std::ranges::count_if(
        headers, [&](const Header& header) { return same_word(header.name, name); });
}

bool own_name(std::string_view host, const Door& door) {
    static constexpr std::array<std::string_view, 3> names{"127.0.0.1", "localhost", "[::1]"};
    const std::string ending = ":" + std::to_string(door.port);
    const bool plain = door.port == (door.secure ? 443 : 80);  // browsers leave it out
    auto is = [&](std::string_view name) {
        return same_word(host, std::string(name) + ending) || (plain && same_word(host, name));
    };
    return std::ranges::any_of(names, is) || std::ranges::any_of(door.names, is);
}

// The largest body that an address takes.
std::size_t body_limit(const Request& request) {
    const std::vector<std::string>& path = request.segments;
    if (path.size() < 2 || path.front() != "api") {
        return limits::request_body_bytes;
    }
    bool to_import = path.size() == 5 && path[2] == "imports" && path[4] == "files";
    return to_import                   ? limits::file_bytes
           : path.back() == "evidence" ? limits::upload_bytes
                                       : limits::request_body_bytes;
}

// Digits and nothing else: no sign, no list, no space.
std::optional<std::size_t> read_length(const std::string& text) {
    constexpr std::size_t most_digits = 9;
    bool digits = !text.empty() && text.size() <= most_digits &&
                  std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    return digits ? std::optional<std::size_t>(std::stoul(text)) : std::nullopt;
}

// How many bytes follow the head, when it says so clearly.
std::expected<std::size_t, Refusal> length_of(const Headers& headers) {
    if (count(headers, "transfer-encoding") > 0) {
        return refuse(400, "请用 Content-Length 说明内容的长度",
                      "say the length with Content-Length (Transfer-Encoding is not taken)");
    }
    if (count(headers, "content-length") > 1) {
        return refuse(400, "Content-Length 重复", "Content-Length is given twice");
    }
    const std::string* written = find_header(headers, "content-length");
    auto length = written == nullptr ? std::optional<std::size_t>(0) : read_length(*written);
    if (!length) {
        return refuse(400, "Content-Length 看不懂", "Content-Length cannot be read");
    }
    return *length;
}

// Browsers say where a page comes from: only our own pages may send anything here.
bool own_origin(const Headers& headers, const Door& door) {
    const std::string* origin = find_header(headers, "origin");
    if (origin == nullptr) {
        return true;
    }
    const std::string_view scheme = door.secure ? "https://" : "http://";
    return count(headers, "origin") == 1 && origin->starts_with(scheme) &&
           own_name(std::string_view(*origin).substr(scheme.size()), door);
}

std::optional<Refusal> refuse_method(const RawHead& head, std::size_t length, const Door& door) {
    if (head.method != "GET" && head.method != "HEAD" && head.method != "POST") {
        return Refusal{405, {"这里只用 GET、HEAD、POST", "only GET, HEAD and POST are used here"}};
    }
    if (head.method != "POST" && length > 0) {
        return Refusal{413, {"GET、HEAD 不带内容", "no body is taken with GET and HEAD"}};
    }
    if (head.method == "POST" && !own_origin(head.headers, door)) {
        return Refusal{403, {"别处的网页不能往这里写", "pages from elsewhere may not write here"}};
    }
    const std::string* expect = find_header(head.headers, "expect");
    if (expect != nullptr && !same_word(*expect, "100-continue")) {
        return Refusal{417, {"Expect 看不懂", "this expectation cannot be met"}};
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
    return admit(head, Door{port, {}, false});
}

std::expected<Request, Refusal> admit(const RawHead& head, const Door& door) {
    if (count(head.headers, "host") != 1) {
        return refuse(400, "请求头里应有且只有一个 Host", "exactly one Host header is wanted");
    }
    const std::string& host = *find_header(head.headers, "host");
    if (!own_name(host, door)) {
        const std::string name = (door.names.empty() ? "127.0.0.1" : door.names.front()) + ":" +
                                 std::to_string(door.port);
        return refuse(421, "这里只以 " + name + " 等自己的名字提供服务",
                      "this server answers only to its own names, such as " + name);
    }
    auto length = length_of(head.headers);
    if (!length) {
        return std::unexpected(length.error());
    }
    if (auto refusal = refuse_method(head, *length, door)) {
        return std::unexpected(std::move(*refusal));
    }
    auto request = read_target(head.target);
    if (!request) {
        return request;
    }
    if (*length > body_limit(*request)) {
        return refuse(413, "内容太大，超过 " + std::to_string(body_limit(*request)) + " 字节",
                      "the body is larger than " + std::to_string(body_limit(*request)) + " bytes");
    }
    request->method = head.method;
    request->headers = head.headers;
    request->length = *length;
    request->secure = door.secure;
    return request;
}

Response refused(const Refusal& refusal) {
    Response response{refusal.status, "text/plain; charset=utf-8", {}, ""};
    response.body = refusal.why.zh + "。\n" + refusal.why.en + ".\n";
    if (refusal.status == 405) {
        response.headers.push_back({"Allow", "GET, HEAD, POST"});
    }
    return response;
}

}  // namespace luze::web
