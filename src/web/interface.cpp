#include "web/interface.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/digest.h"
#include "base/text.h"

namespace luze::web {
namespace {

constexpr std::size_t tag_digits = 16;
constexpr const char* index_name = "index.html";
constexpr const char* assets_folder = "assets";

// Nothing inline and nothing from elsewhere; pictures just taken are shown before they are sent.
constexpr const char* policy =
    "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";

std::string type_of(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, const char*>, 6> types{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".woff2", "font/woff2"},
    }};
    for (const auto& [ending, type] : types) {
        if (name.ends_with(ending)) {
            return type;
        }
    }
    return "application/octet-stream";
}

std::string header_of(const Request& request, std::string_view name) {
    const std::string* value = find_header(request.headers, name);
    return value == nullptr ? "" : *value;
}

// Whether the browser takes that encoding: br, gzip;q=0.5, but not gzip;q=0.
bool takes(const Request& request, std::string_view encoding) {
    for (const std::string& part : split(header_of(request, "accept-encoding"), ",")) {
        std::vector<std::string> words = split(part, ";");
        if (!same_word(trim(words.front()), encoding)) {
            continue;
        }
        std::string_view quality = words.size() > 1 ? trim(words[1]) : "q=1";
        return quality.find_first_of("123456789") != std::string_view::npos;
    }
    return false;
}

bool is_reading(const Request& request) {
    return request.method == "GET" || request.method == "HEAD";
}

Response without_interface() {
    return {503,
            "text/plain; charset=utf-8",
            {},
            "这个程序编译时没有带上网页界面（当时没有 Node.js）。命令行和 /api/v1 照常可用。\n"
            "This program was built without its interface (there was no Node.js). The command line "
            "and /api/v1 work as ever.\n"};
}

}  // namespace

Interface::Interface(std::span<const EmbeddedFile> files) {
    for (const EmbeddedFile& file : files) {
        std::string digest = sha256(file.bytes).hex().substr(0, tag_digits);
        files_.emplace(file.name, Kept{file.bytes, "\"" + digest + "\""});
    }
}

const Interface::Kept* Interface::find(const std::string& name) const {
    auto at = files_.find(name);
    return at == files_.end() ? nullptr : &at->second;
}

std::optional<Response> Interface::file(const Request& request) const {
    const auto& segments = request.segments;
    bool asset = segments.size() == 2 && segments[0] == assets_folder;
    if (!is_reading(request) || !(asset || segments.size() == 1)) {
        return std::nullopt;
    }
    std::string name = asset ? segments[0] + "/" + segments[1] : segments[0];
    if (find(name) != nullptr) {
        return answer(name, request);
    }
    return asset ? std::optional(Response{404,
                                          "text/plain; charset=utf-8",
                                          {},
                                          "没有这个文件。\n"
                                          "No such file.\n"})
                 : std::nullopt;
}

std::optional<Response> Interface::page(const Request& request) const {
    static constexpr std::array<std::string_view, 4> others{"api", "public", "static",
                                                            assets_folder};
    const auto& segments = request.segments;
    bool elsewhere =
        !segments.empty() && std::ranges::find(others, segments.front()) != others.end();
    bool reader = header_of(request, "accept").find("text/html") != std::string::npos;
    if (!is_reading(request) || elsewhere || !reader) {
        return std::nullopt;
    }
    return find(index_name) == nullptr ? without_interface() : answer(index_name, request);
}

Response Interface::answer(const std::string& name, const Request& request) const {
    const Kept* kept = find(name);
    const char* encoding = nullptr;
    for (const auto& [word, ending] : {std::pair{"br", ".br"}, std::pair{"gzip", ".gz"}}) {
        if (const Kept* packed = find(name + ending); packed != nullptr && takes(request, word)) {
            kept = packed;
            encoding = word;
            break;
        }
    }
    bool for_ever = name.starts_with(std::string(assets_folder) + "/");
    Response response{200, type_of(name), {}, ""};
    response.headers = {
        {"ETag", kept->tag},
        {"Vary", "Accept-Encoding"},
        {"Cache-Control", for_ever ? "public, max-age=31536000, immutable" : "no-cache"},
        {"Content-Security-Policy", policy}};
    if (header_of(request, "if-none-match").find(kept->tag) != std::string::npos) {
        response.status = 304;
        return response;
    }
    if (encoding != nullptr) {
        response.headers.push_back({"Content-Encoding", encoding});
    }
    response.body = kept->bytes;
    return response;
}

}  // namespace luze::web
