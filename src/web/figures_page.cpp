#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "ops/show_figure.h"
#include "web/pages.h"
#include "web/parts.h"

namespace luze::web {
namespace {

std::string label_of(const Asked& asked, const report::FigureValue& value) {
    const std::string& english = value.figure->label.en;
    bool usable = asked.language == Language::en && !english.empty() &&
                  english.find('{') == std::string::npos;
    return usable ? english : value.label;
}

Markup value_of(const Asked& asked, const report::FigureValue& value) {
    return value.held ? Markup(report::value_text(value))
                      : span("gap", asked.say("未建账", "not kept"));
}

bool matches(const report::FigureValue& value, const std::string& words) {
    for (const std::string& word : split(words, " ")) {
        bool found = value.id.find(word) != std::string::npos ||
                     value.label.find(word) != std::string::npos ||
                     value.figure->how.find(word) != std::string::npos ||
                     value.figure->label.en.find(word) != std::string::npos;
        if (!word.empty() && !found) {
            return false;
        }
    }
    return true;
}

Markup search_form(const Asked& asked, const std::string& words) {
    Markup field = element(
        "input",
        {{"type", "search"}, {"name", "q"}, {"id", "q"}, {"value", words}, {"maxlength", "100"}});
    return element("form", {{"class", "search"}, {"action", "/figures"}, {"role", "search"}},
                   {element("label", {{"for", "q"}}, asked.say("查找", "Find")), field,
                    element("button", {{"type", "submit"}}, asked.say("查", "Find"))});
}

Markup evidence_table(const Asked& asked, const std::string& caption,
                      const std::vector<ops::EvidenceLine>& lines) {
    std::vector<Cells> rows;
    for (const ops::EvidenceLine& line : lines) {
        const report::EntrySummary& said = line.said;
        if (said.restricted) {
            rows.push_back({entry_link(said.entry), restricted_mark(asked, line.digest), "", ""});
            continue;
        }
        rows.push_back({entry_link(said.entry), said.text, said.form,
                        span("source", shown_source(asked, said.source))});
    }
    return table(caption,
                 {{asked.say("账目", "Entry"), ""},
                  {asked.say("内容", "What"), ""},
                  {asked.say("台账", "Ledger"), ""},
                  {asked.say("来源", "Source"), ""}},
                 rows, nothing(asked.say("没有对应的记录。", "There are no records behind it.")));
}

Markup fact(const std::string& name, const Markup& value) {
    return block("fact", {element("dt", {}, name), element("dd", {}, value)});
}

// A nought that no record stands behind may as well be a ledger that was not kept then.
Markup last_year_of(const Asked& asked, const report::FigureValue* before) {
    bool told = before != nullptr && before->held &&
                (before->value != Decimal{} || !before->entries.empty());
    return told ? value_of(asked, *before)
                : span("gap", asked.say("账里没有上年的记录", "no records of last year"));
}

Markup facts_of(const Asked& asked, const ops::FigureAnswer& answer) {
    const report::FigureValue& value = *answer.value;
    Markup facts = fact(asked.say("数值", "Value"), span("value", value_of(asked, value)));
    if (value.held && value.numerator && value.denominator) {
        facts += fact(asked.say("分子 / 分母", "Of"),
                      value.numerator->text() + " / " + value.denominator->text());
    }
    facts += fact(asked.say("上年", "Last year"), last_year_of(asked, answer.last_year));
    if (value.if_unreadable_counted) {
        facts += fact(asked.say("日期不清的也算", "With unreadable dates"),
                      value.if_unreadable_counted->text() + value.figure->unit);
    }
    if (!answer.names.empty()) {
        facts += fact(asked.say("分别是", "Namely"), join(answer.names, "、"));
    }
    facts += fact(asked.say("怎样数的", "How it is counted"), value.figure->how);
    facts += fact(asked.say("编号", "Id"), element("code", {}, value.id));
    return element("dl", {{"class", "facts"}}, facts);
}

}  // namespace

Response figures_page(const Asked& asked) {
    std::string words = asked.request.asked("q");
    std::vector<const report::FigureValue*> found;
    for (const report::FigureValue& value : asked.snapshot().figures().all()) {
        if (matches(value, words)) {
            found.push_back(&value);
        }
    }
    Slice slice = slice_of(asked.request, found.size());
    std::vector<Cells> rows;
    for (std::size_t i = slice.offset; i < slice.end(); ++i) {
        const report::FigureValue& value = *found[i];
        std::string href = "/figures/" + encoded(value.id);
        rows.push_back({anchor(href, label_of(asked, value)),
                        element("a", {{"href", href}, {"class", "number"}}, value_of(asked, value)),
                        element("code", {}, value.id)});
    }
    Markup content = search_form(asked, words) +
                     table(asked.say(fmt::format("{} 个数字", found.size()),
                                     fmt::format("{} figures", found.size())),
                           {{asked.say("数字", "Figure"), ""},
                            {asked.say("数值", "Value"), "n"},
                            {asked.say("编号", "Id"), ""}},
                           rows,
                           nothing(asked.say("没有找到这样的数字，换个词试试。",
                                             "No such figure: try another word."))) +
                     pager(asked, slice);
    return page(
        asked,
        {asked.say("数字", "Figures"),
         asked.say("这个数从哪里来？点开看依据。", "Where does a number come from?"), "figures"},
        content);
}

Response figure_page(const Asked& asked) {
    auto site = asked.reader.borrow();
    if (!site) {
        return problem_page(asked, site.error());
    }
    const std::string& id = asked.request.segments[1];
    const report::FigureValue* value = asked.snapshot().figures().find(id);
    std::size_t total =
        value == nullptr ? 0 : std::max(value->entries.size(), value->denominator_entries.size());
    Slice slice = slice_of(asked.request, total);
    auto answer = ops::show_figure(**site, asked.snapshot(), id, slice.offset, limits::page_size,
                                   ops::View::scope());
    if (!answer) {
        return problem_page(asked, answer.error());
    }
    Markup content = paragraph(anchor("/figures", asked.say("← 全部数字", "← All figures"))) +
                     facts_of(asked, *answer) + element("h2", {}, asked.say("依据", "Evidence")) +
                     evidence_table(asked,
                                    asked.say(fmt::format("记录 {} 条", value->entries.size()),
                                              fmt::format("{} entries", value->entries.size())),
                                    answer->entries);
    if (!value->denominator_entries.empty()) {
        content +=
            element("h2", {}, asked.say("分母的依据", "Evidence of the denominator")) +
            evidence_table(asked,
                           asked.say(fmt::format("记录 {} 条", value->denominator_entries.size()),
                                     fmt::format("{} entries", value->denominator_entries.size())),
                           answer->denominator);
    }
    return page(asked,
                {label_of(asked, *value), asked.say("这个数从哪里来？", "Where does it come from?"),
                 "figures"},
                content + pager(asked, slice));
}

}  // namespace luze::web
