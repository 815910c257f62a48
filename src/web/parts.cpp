#include "web/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/limits.h"

namespace luze::web {

std::string shown_day(Date day, Language language) {
    return language == Language::zh
               ? fmt::format("{}年{}月{}日", day.year(), day.month(), day.day())
               : day.iso();
}

Markup table(const std::string& caption, const std::vector<std::string>& columns,
             const std::vector<Cells>& rows, const Markup& empty) {
    if (rows.empty()) {
        return empty;
    }
    Markup head;
    for (const std::string& column : columns) {
        head += element("th", {{"scope", "col"}}, column);
    }
    Markup body;
    for (const Cells& cells : rows) {
        Markup row;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string& column = columns[std::min(i, columns.size() - 1)];
            // On a phone each cell stands on a line of its own, led by its column's title.
            row += element("td", {{"data-title", column}},
                           cells[i].empty() ? Markup() : span("", cells[i]));
        }
        body += element("tr", {}, row);
    }
    Markup all =
        element("table", {{"class", "ledger"}},
                {element("caption", {}, caption), element("thead", {}, element("tr", {}, head)),
                 element("tbody", {}, body)});
    return element("div", {{"class", "scroll"}}, all);
}

Markup nothing(const std::string& said) { return paragraph(said, "nothing"); }

std::size_t Excerpt::end() const { return std::min(total, first + limits::page_size); }

Excerpt excerpt_of(const Request& request, std::size_t total) {
    std::string from = request.asked("from");
    std::size_t offset = 0;
    auto [end, error] = std::from_chars(from.data(), from.data() + from.size(), offset);
    bool good = error == std::errc() && end == from.data() + from.size() && offset < total;
    return {good ? offset - offset % limits::page_size : 0, total};
}

Markup pager(const Asked& asked, const Excerpt& excerpt) {
    if (excerpt.total <= limits::page_size) {
        return {};
    }
    auto to = [&](std::size_t offset, const char* relation, const std::string& words) {
        auto query = asked.request.query;
        query.erase("lang");
        query["from"] = offset == 0 ? "" : std::to_string(offset);
        return element("a", {{"href", link(asked.request.path(), query)}, {"rel", relation}},
                       words);
    };
    Markup out;
    if (excerpt.first > 0) {
        out += to(excerpt.first - limits::page_size, "prev", asked.say("← 上一页", "← Previous"));
    }
    out += span(
        "", asked.say(fmt::format("第 {}–{} 条，共 {} 条", excerpt.first + 1, excerpt.end(),
                                  excerpt.total),
                      fmt::format("{}–{} of {}", excerpt.first + 1, excerpt.end(), excerpt.total)));
    if (excerpt.end() < excerpt.total) {
        out += to(excerpt.first + limits::page_size, "next", asked.say("下一页 →", "Next →"));
    }
    return element("nav", {{"class", "pager"}, {"aria-label", asked.say("翻页", "Pages")}}, out);
}

}  // namespace luze::web
