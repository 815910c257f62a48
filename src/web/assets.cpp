#include "web/assets.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/digest.h"
#include "base/embedded.h"

namespace luze::web {

std::span<const EmbeddedFile> embedded_files();  // src/CMakeLists.txt

namespace {

constexpr std::size_t version_digits = 16;

std::string version(const EmbeddedFile& file) {
    return sha256(file.bytes).hex().substr(0, version_digits);
}

const EmbeddedFile* find_asset(std::string_view name) {
    auto files = embedded_files();
    auto at = std::ranges::find(files, name, &EmbeddedFile::name);
    return at == files.end() ? nullptr : &*at;
}

std::string type_of(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, const char*>, 3> types{{
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".txt", "text/plain; charset=utf-8"},
    }};
    for (const auto& [ending, type] : types) {
        if (name.ends_with(ending)) {
            return type;
        }
    }
    return "application/octet-stream";
}

}  // namespace

std::string asset_url(std::string_view name) {
    const EmbeddedFile* file = find_asset(name);
    return link("/static/" + std::string(name), {{"v", file == nullptr ? "" : version(*file)}});
}

Response asset(const Request& request) {
    const EmbeddedFile* file =
        request.segments.size() == 2 ? find_asset(request.segments[1]) : nullptr;
    if (file == nullptr) {
        return {404, "text/plain; charset=utf-8", {}, "没有这个文件。\nNo such file.\n"};
    }
    std::string tag = "\"" + version(*file) + "\"";
    bool named = request.asked("v") == version(*file);
    Headers headers{{"ETag", tag},
                    {"Cache-Control", named ? "public, max-age=31536000, immutable" : "no-cache"}};
    const std::string* held = find_header(request.headers, "if-none-match");
    if (held != nullptr && held->find(tag) != std::string::npos) {
        return {304, type_of(file->name), std::move(headers), ""};
    }
    return {200, type_of(file->name), std::move(headers), std::string(file->bytes)};
}

}  // namespace luze::web
