#include <algorithm>
#include <cctype>
#include <functional>

#include "store/engines.h"

namespace luze::store {
namespace {

bool in_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// Passes on plain text and parameters' names in turn; texts in quotes and casts (::) are plain.
void scan(std::string_view sql, const std::function<void(std::string_view)>& plain,
          const std::function<void(std::string_view)>& parameter) {
    bool quoted = false;
    std::size_t start = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        quoted = quoted != (sql[i] == '\'');
        if (quoted || sql[i] != ':') {
            continue;
        }
        if (sql.substr(i, 2) == "::") {
            ++i;
            continue;
        }
        std::size_t end = i + 1;
        while (end < sql.size() && in_name(sql[end])) {
            ++end;
        }
        plain(sql.substr(start, i - start));
        parameter(sql.substr(i + 1, end - i - 1));
        start = end;
        i = end - 1;
    }
    plain(sql.substr(start));
}

}  // namespace

std::vector<std::string> parameter_names(std::string_view sql) {
    std::vector<std::string> names;
    scan(
        sql, [](std::string_view) {},
        [&](std::string_view name) {
            if (std::ranges::find(names, name) == names.end()) {
                names.emplace_back(name);
            }
        });
    return names;
}

std::string numbered(std::string_view sql) {
    std::vector<std::string> names = parameter_names(sql);
    std::string out;
    scan(
        sql, [&](std::string_view text) { out += text; },
        [&](std::string_view name) {
            out += '$' + std::to_string(std::ranges::find(names, name) - names.begin() + 1);
        });
    return out;
}

}  // namespace luze::store
