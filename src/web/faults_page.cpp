#include <fmt/format.h>

#include <algorithm>

#include "web/pages.h"
#include "web/parts.h"

namespace luze::web {
namespace {

using norms::FaultClass;

struct ClassWords {
    FaultClass cls;
    const char* id;
    Phrase name;
};
const std::vector<ClassWords>& classes() {
    static const std::vector<ClassWords> all{{FaultClass::duty, "duty", {"职责", "duty"}},
                                             {FaultClass::data, "data", {"数据", "data"}},
                                             {FaultClass::notice, "notice", {"提示", "notice"}}};
    return all;
}

const ClassWords& words_of(const report::Fault& fault) {
    return *std::ranges::find(classes(), fault.rule->cls, &ClassWords::cls);
}

Cells row_of(const Asked& asked, const report::Fault& fault) {
    const ClassWords& words = words_of(fault);
    Markup entries;
    for (std::int64_t entry : fault.entries) {
        entries += entry_link(entry) + " ";
    }
    Source source{fault.file, fault.sheet, fault.row, 0};
    std::string where = shown_source(asked, source);
    if (where.empty()) {
        where = fault.rule->cls == FaultClass::notice ? "–" : asked.say("表里没有", "in no row");
    }
    return {span(std::string("class ") + words.id, asked.say(words.name)), fault.note,
            span("source", where), entries};
}

}  // namespace

Response faults_page(const Asked& asked) {
    const auto& all = asked.view->faults();
    std::string wanted = asked.request.asked("class");
    std::vector<Choice> choices{{"", asked.say("全部", "All"), all.size()}};
    for (const ClassWords& words : classes()) {
        auto count = std::ranges::count_if(
            all, [&](const report::Fault& fault) { return fault.rule->cls == words.cls; });
        choices.push_back({words.id, asked.say(words.name), static_cast<std::size_t>(count)});
    }
    std::vector<const report::Fault*> shown;
    for (const report::Fault& fault : all) {
        if (wanted.empty() || wanted == words_of(fault).id) {
            shown.push_back(&fault);
        }
    }
    std::ranges::stable_sort(shown, {},
                             [](const report::Fault* fault) { return fault->rule->cls; });
    Slice slice = slice_of(asked.request, shown.size());
    std::vector<Cells> rows;
    for (std::size_t i = slice.offset; i < slice.end(); ++i) {
        rows.push_back(row_of(asked, *shown[i]));
    }
    Markup content =
        filter(asked, "class", asked.say("类别", "Class"), choices) +
        table(asked.say("同一类里按原表的先后", "By class, in the order of the sheets"),
              {{asked.say("类别", "Class"), ""},
               {asked.say("是什么", "What"), ""},
               {asked.say("在哪里", "Where"), ""},
               {asked.say("账目", "Entries"), ""}},
              rows, nothing(asked.say("没有这一类问题。", "There are none of these."))) +
        pager(asked, slice);
    return page(asked,
                {asked.say("问题", "Faults"),
                 asked.say("哪里不对，在哪张表的哪一行？在原表改好，再导入一次即可。",
                           "What is wrong, and in which row? Mend the sheet and import it again."),
                 "faults"},
                content);
}

}  // namespace luze::web
