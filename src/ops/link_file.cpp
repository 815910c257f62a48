#include "ops/link_file.h"

#include <sys/stat.h>

#include <algorithm>
#include <system_error>

#include "base/limits.h"
#include "base/text.h"

namespace luze::ops {
namespace {

constexpr std::size_t columns = 3;

Result<void> write(const Place& place, const std::vector<SetUpLink>& links) {
    std::error_code error;
    if (links.empty()) {
        std::filesystem::remove(link_file(place), error);
        return {};
    }
    std::string text;
    for (const SetUpLink& link : links) {
        text += "/setup/" + link.secret + "\t" + link.account + "\t" + link.role + "\n";
    }
    const mode_t before = umask(0077);
    auto written = write_file(link_file(place), text);
    umask(before);
    return written;
}

}  // namespace

std::filesystem::path link_file(const Place& place) {
    return place.keys() / (place.book + ".setup-links");
}

std::vector<SetUpLink> kept_links(const Place& place) {
    std::vector<SetUpLink> links;
    auto text = read_file(link_file(place), limits::request_body_bytes);
    if (!text) {
        return links;
    }
    for (const std::string& line : split(*text, "\n")) {
        std::vector<std::string> parts = split(line, "\t");
        if (parts.size() == columns && parts[0].starts_with("/setup/")) {
            links.push_back({parts[1], parts[2], parts[0].substr(std::string("/setup/").size())});
        }
    }
    return links;
}

Result<void> keep_links(const Place& place, const std::vector<SetUpLink>& links) {
    std::vector<SetUpLink> all = kept_links(place);
    for (const SetUpLink& link : links) {
        std::erase_if(all, [&](const SetUpLink& other) { return other.account == link.account; });
        all.push_back(link);
    }
    return write(place, all);
}

Result<void> drop_link(const Place& place, const std::string& account) {
    std::vector<SetUpLink> all = kept_links(place);
    const auto dropped =
        std::erase_if(all, [&](const SetUpLink& link) { return link.account == account; });
    return dropped == 0 ? Result<void>{} : write(place, all);
}

}  // namespace luze::ops
