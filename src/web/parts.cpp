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

std::string shown_moment(Instant moment, int zone) {
    constexpr std::int64_t minute = 60'000;
    constexpr std::int64_t minutes_of_day = 24 * 60;
    std::int64_t local = moment.ms / minute + zone;
    std::int64_t of_day = ((local % minutes_of_day) + minutes_of_day) % minutes_of_day;
    return fmt::format("{} {:02}:{:02}", moment.day_at(zone).iso(), of_day / 60, of_day % 60);
}

Markup table(const std::string& caption, const std::vector<Column>& columns,
             const std::vector<Cells>& rows, const Markup& empty) {
    if (rows.empty()) {
        return empty;
    }
    Markup head;
    for (const Column& column : columns) {
        head += element("th", {{"scope", "col"}, {"class", column.css}}, column.title);
    }
    Markup body;
    for (const Cells& cells : rows) {
        Markup row;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const Column& column = columns[std::min(i, columns.size() - 1)];
            // On a phone each cell stands on a line of its own, led by its column's title.
            row += element("td", {{"class", column.css}, {"data-title", column.title}},
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

Markup state_mark(const Asked& asked, standing::State state, int count) {
    Markup word = asked.say(standing::state_name(state));
    if (count != 1) {
        word += " " + Markup(count);
    }
    return element("span", {{"class", "state " + std::string(standing::state_id(state))}}, word);
}

Markup number_link(int number, const std::string& href, bool late) {
    if (number == 0) {
        return span("zero", "0");
    }
    return anchor(href, number, late ? "number late" : "number");
}

Markup entry_link(std::int64_t sequence) {
    std::string number = std::to_string(sequence);
    return anchor("/entries/" + number, "#" + number, "entry");
}

std::string shown_source(const Asked& asked, const Source& source) {
    std::string out = source.file;
    for (const std::string& part :
         {source.sheet, source.row == 0 ? std::string()
                                        : asked.say(fmt::format("第{}行", source.row),
                                                    fmt::format("row {}", source.row))}) {
        if (!part.empty()) {
            out += (out.empty() ? "" : " / ") + part;
        }
    }
    return out;
}

Markup restricted_mark(const Asked& asked, const std::string& digest) {
    Markup out = span("quiet", asked.say("限制查阅的记录", "restricted record"));
    if (!digest.empty()) {
        out += " " + element("code", {{"class", "digest"}}, digest);
    }
    return out;
}

Markup nothing(const std::string& said) { return paragraph(said, "nothing"); }

Markup filter(const Asked& asked, const std::string& parameter, const std::string& title,
              const std::vector<Choice>& choices) {
    std::string chosen = asked.request.asked(parameter);
    Markup links;
    for (const Choice& choice : choices) {
        auto query = asked.request.query;
        query.erase("from");
        query.erase("lang");
        query[parameter] = choice.value;
        links += element("a",
                         {{"href", link(asked.request.path(), query)},
                          {"aria-current", choice.value == chosen ? "true" : ""}},
                         Markup(choice.title) + " " + span("count", choice.count));
    }
    return element("nav", {{"class", "filter"}, {"aria-label", title}}, links);
}

std::size_t Slice::end() const { return std::min(total, offset + limits::page_size); }

Slice slice_of(const Request& request, std::size_t total) {
    std::string from = request.asked("from");
    std::size_t offset = 0;
    auto [end, error] = std::from_chars(from.data(), from.data() + from.size(), offset);
    bool good = error == std::errc() && end == from.data() + from.size() && offset < total;
    return {good ? offset - offset % limits::page_size : 0, total};
}

Markup pager(const Asked& asked, const Slice& slice) {
    if (slice.total <= limits::page_size) {
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
    if (slice.offset > 0) {
        out += to(slice.offset - limits::page_size, "prev", asked.say("← 上一页", "← Previous"));
    }
    out += span(
        "",
        asked.say(fmt::format("第 {}–{} 条，共 {} 条", slice.offset + 1, slice.end(), slice.total),
                  fmt::format("{}–{} of {}", slice.offset + 1, slice.end(), slice.total)));
    if (slice.end() < slice.total) {
        out += to(slice.offset + limits::page_size, "next", asked.say("下一页 →", "Next →"));
    }
    return element("nav", {{"class", "pager"}, {"aria-label", asked.say("翻页", "Pages")}}, out);
}

}  // namespace luze::web
