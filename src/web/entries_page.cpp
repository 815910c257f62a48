#include <fmt/format.h>

#include <charconv>

#include "base/limits.h"
#include "ops/show_entry.h"
#include "web/pages.h"
#include "web/parts.h"

namespace luze::web {
namespace {

constexpr std::size_t sealed_shown = 20'000;  // bytes; the rules that were adopted are longer
constexpr std::int64_t page_step = static_cast<std::int64_t>(limits::page_size);

// A sequence as written in an address; -1 when it is none.
std::int64_t number_in(const std::string& text) {
    std::int64_t number = -1;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : -1;
}

Cells row_of(const Asked& asked, const ops::EntryLine& line) {
    if (line.restricted) {
        return {entry_link(line.sequence), "", "", "", restricted_mark(asked, line.digest)};
    }
    Markup what =
        line.erased ? span("quiet", asked.say("（内容已清除）", "(erased)")) : Markup(line.summary);
    return {entry_link(line.sequence), shown_moment(line.recorded_at, asked.snapshot().book().zone),
            line.actor, asked.say(line.kind_name), what};
}

Markup steps(const Asked& asked, std::int64_t after, std::int64_t size) {
    if (size <= page_step) {
        return {};
    }
    Markup out;
    if (after > 0) {
        std::int64_t before = std::max<std::int64_t>(after - page_step, 0);
        out += anchor(link("/entries", {{"after", before == 0 ? "" : std::to_string(before)}}),
                      asked.say("← 上一页", "← Previous"));
    }
    std::int64_t end = std::min(after + page_step, size);
    out += span("", asked.say(fmt::format("第 {}–{} 条，共 {} 条", after + 1, end, size),
                              fmt::format("{}–{} of {}", after + 1, end, size)));
    if (end < size) {
        out += anchor(link("/entries", {{"after", std::to_string(end)}}),
                      asked.say("下一页 →", "Next →"));
    }
    return element("nav", {{"class", "pager"}, {"aria-label", asked.say("翻页", "Pages")}}, out);
}

Markup fact(const std::string& name, const Markup& value) {
    return block("fact", {element("dt", {}, name), element("dd", {}, value)});
}

Markup versions_of(const ops::EntryAnswer& answer) {
    Markup out;
    for (std::int64_t version : answer.versions) {
        if (!out.empty()) {
            out += " → ";
        }
        out += version == answer.line.sequence
                   ? element("strong", {}, "#" + std::to_string(version))
                   : entry_link(version);
    }
    return out;
}

Markup told(const Asked& asked, const ops::EntryAnswer& answer) {
    const ops::EntryLine& line = answer.line;
    Markup facts = fact(asked.say("类别", "Kind"), asked.say(line.kind_name)) +
                   fact(asked.say("记账时间", "Recorded"),
                        shown_moment(line.recorded_at, asked.snapshot().book().zone)) +
                   fact(asked.say("记账人", "By"), line.actor);
    if (!answer.source.file.empty()) {
        facts += fact(asked.say("来源", "Source"), shown_source(asked, answer.source));
    }
    if (answer.versions.size() > 1) {
        facts += fact(asked.say("历次更正", "Versions"), versions_of(answer));
    }
    for (const ops::EntryField& field : answer.fields) {
        facts += fact(asked.say(field.name), field.value);
    }
    Markup out = element("dl", {{"class", "facts"}}, facts);
    if (!answer.cells.empty()) {
        std::vector<Cells> rows;
        for (const auto& [heading, text] : answer.cells) {
            rows.push_back({heading, text});
        }
        out +=
            element("h2", {}, asked.say("原表的这一行", "The row as it was")) +
            table(shown_source(asked, answer.source),
                  {{asked.say("列", "Column"), ""}, {asked.say("单元格", "Cell"), ""}}, rows, {});
    }
    return out;
}

Markup code_line(const std::string& text) { return element("code", {{"class", "digest"}}, text); }

Markup proof_of(const Asked& asked, const ops::EntryAnswer& answer) {
    Markup path;
    for (const std::string& digest : answer.path) {
        path += element("li", {}, code_line(digest));
    }
    Markup facts = fact(asked.say("承诺值", "Commitment"), code_line(answer.line.digest)) +
                   fact(asked.say("叶哈希", "Leaf hash"), code_line(answer.leaf)) +
                   fact(asked.say("路径", "Path"), element("ol", {{"class", "path"}}, path)) +
                   fact(asked.say(fmt::format("前 {} 条的树根", answer.size),
                                  fmt::format("Root of {} entries", answer.size)),
                        code_line(answer.root));
    std::string how = asked.say(
        "怎样核验：承诺值 = HMAC-SHA256(盐, 封存字节)；叶哈希 = SHA-256(00 ‖ 承诺值)；从叶哈希起与路径"
        "逐个合并，SHA-256(01 ‖ 左 ‖ 右)，应得到树根（RFC 9162）。树根应与另存的检查点一致。"
        "整本账可运行 luze verify。",
        "To verify: commitment = HMAC-SHA256(salt, sealed bytes); leaf = SHA-256(00 ‖ commitment); "
        "joined with the path step by step, SHA-256(01 ‖ left ‖ right), it gives the root "
        "(RFC 9162), which must be that of a checkpoint kept elsewhere. luze verify does it for "
        "the whole book.");
    return element("h2", {}, asked.say("这一条在账里的证明", "Proof that it is in the book")) +
           element("dl", {{"class", "facts proof"}}, facts) + paragraph(how, "quiet");
}

Markup sealed_of(const Asked& asked, const ops::EntryAnswer& answer) {
    if (answer.sealed.empty()) {
        return {};
    }
    Markup body =
        answer.sealed.size() <= sealed_shown
            ? element("pre", {{"class", "sealed"}}, answer.sealed)
            : paragraph(asked.say("内容较长，完整字节见 ", "Long: the whole is at ") +
                        anchor("/api/v1/entries/" + std::to_string(answer.line.sequence), "JSON"));
    return element("details", {},
                   {element("summary", {}, asked.say("封存字节和盐", "Sealed bytes and salt")),
                    element("p", {}, asked.say("盐 ", "Salt ") + code_line(answer.salt)), body});
}

Markup neighbours(const Asked& asked, std::int64_t sequence, std::int64_t size) {
    Markup out = anchor(
        link("/entries", {{"after", std::to_string((sequence - 1) / page_step * page_step)}}),
        asked.say("← 账目", "← Entries"));
    if (sequence > 1) {
        out += " · " +
               anchor("/entries/" + std::to_string(sequence - 1), asked.say("上一条", "Previous"));
    }
    if (sequence < size) {
        out +=
            " · " + anchor("/entries/" + std::to_string(sequence + 1), asked.say("下一条", "Next"));
    }
    return paragraph(out);
}

Result<ops::EntryAnswer> wanted_entry(const Asked& asked) {
    auto site = asked.reader.borrow();
    if (!site) {
        return std::unexpected(site.error());
    }
    return ops::show_entry(**site, asked.snapshot(), number_in(asked.request.segments.back()),
                           ops::View::scope());
}

}  // namespace

Response entries_page(const Asked& asked) {
    auto site = asked.reader.borrow();
    if (!site) {
        return problem_page(asked, site.error());
    }
    std::int64_t size = asked.snapshot().book().size;
    std::int64_t after = number_in(asked.request.asked("after"));
    after = after < 0 || after >= size ? 0 : after;
    auto lines = ops::list_entries(**site, asked.snapshot(), after, page_step, ops::View::scope());
    if (!lines) {
        return problem_page(asked, lines.error());
    }
    std::vector<Cells> rows;
    for (const ops::EntryLine& line : *lines) {
        rows.push_back(row_of(asked, line));
    }
    Markup content =
        table(asked.say(fmt::format("共 {} 条，只增不改", size),
                        fmt::format("{} entries, only ever added to", size)),
              {{asked.say("序号", "No."), ""},
               {asked.say("记账时间", "Recorded"), ""},
               {asked.say("记账人", "By"), ""},
               {asked.say("类别", "Kind"), ""},
               {asked.say("摘要", "Summary"), ""}},
              rows, nothing(asked.say("账里还没有条目。", "The book has no entries yet."))) +
        steps(asked, after, size);
    return page(asked,
                {asked.say("账目", "Entries"),
                 asked.say("什么时候，谁，记了什么？", "Who recorded what, and when?"), "entries"},
                content);
}

Response entry_page(const Asked& asked) {
    auto answer = wanted_entry(asked);
    if (!answer) {
        return problem_page(asked, answer.error());
    }
    const ops::EntryLine& line = answer->line;
    Markup content = neighbours(asked, line.sequence, asked.snapshot().book().size);
    if (line.restricted) {
        content += nothing(asked.say("这是限制查阅的记录，这里只列编号和摘要值。",
                                     "This record is restricted: only its number and digest are "
                                     "shown here."));
    } else if (line.erased) {
        content += nothing(asked.say("这一条的内容已依法清除，摘要值还在，其余账目的证明不受影响。",
                                     "The content of this entry has been erased; its digest stays, "
                                     "and every other proof with it."));
    } else {
        content += told(asked, *answer);
    }
    content += proof_of(asked, *answer) + sealed_of(asked, *answer);
    std::string number = std::to_string(line.sequence);
    return page(asked,
                {asked.say("第 " + number + " 条", "Entry " + number),
                 line.restricted ? "" : line.summary, "entries"},
                content);
}

}  // namespace luze::web
