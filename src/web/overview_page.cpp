#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "web/duty_rows.h"
#include "web/pages.h"
#include "web/parts.h"

namespace luze::web {
namespace {

constexpr std::size_t overdue_here = 8;

struct Totals {
    int owed = 0;
    int done = 0;
    int missed = 0;
    int running = 0;
};

Totals totals_of(const ops::StandingAnswer& standing) {
    Totals totals;
    for (const ops::StandingLine& line : standing.by_duty) {
        totals.owed += line.owed;
        totals.done += line.owed - line.balance();
        totals.missed += line.missed;
        totals.running += line.running;
    }
    return totals;
}

Markup big_number(const std::string& href, const std::string& word, int number,
                  const std::string& below, const std::string& css) {
    return element("a", {{"href", href}, {"class", css}},
                   {span("word", word), span("value", number), span("below", below)});
}

Markup numbers(const Asked& asked) {
    Totals totals = totals_of(asked.view->standing());
    int balance = totals.owed - totals.done;
    std::string missed = std::to_string(totals.missed);
    std::string running = std::to_string(totals.running);
    return block("numbers",
                 {big_number("/standing", asked.say("应", "Owed"), totals.owed,
                             asked.say("到这一天该做的", "due so far"), "big"),
                  big_number("/standing?show=done", asked.say("已", "Done"), totals.done,
                             asked.say("已做、补做和豁免", "done, made up, waived"), "big"),
                  big_number("/standing?show=overdue", asked.say("差", "Balance"), balance,
                             asked.say(missed + " 项未完成，" + running + " 项还在期内",
                                       missed + " missed, " + running + " still open"),
                             totals.missed > 0 ? "big late" : "big")});
}

Markup overdue(const Asked& asked) {
    const auto& late = asked.view->standing().overdue;
    std::vector<Cells> rows;
    for (std::size_t i = 0; i < std::min(overdue_here, late.size()); ++i) {
        rows.push_back(overdue_cells(asked, *late[i]));
    }
    Markup out =
        element("h2", {}, asked.say("先看欠着的", "Overdue first")) +
        table(asked.say("到期没有完成的，最早的在前", "Missed, the oldest first"),
              overdue_columns(asked), rows,
              nothing(asked.say("到这一天没有欠着的。", "Nothing is overdue on this day.")));
    if (late.size() > overdue_here) {
        out += paragraph(anchor("/standing?show=overdue",
                                asked.say("看全部 " + std::to_string(late.size()) + " 项",
                                          "See all " + std::to_string(late.size()))));
    }
    return out;
}

Markup report_card(const Asked& asked) {
    Markup files;
    for (const char* ending : {"docx", "pdf", "html", "xlsx"}) {
        files += anchor(std::string("/report/annual.") + ending, std::string(".") + ending, "file");
    }
    return block("card",
                 {element("h2", {}, asked.say("年度报告", "The annual report")),
                  paragraph(asked.say("每个数字都能点开，看它由哪些记录算出。",
                                      "Every figure opens the records that it is made of.")),
                  paragraph(anchor("/report", asked.say("读报告", "Read it"), "button")),
                  block("files", {asked.say("下载 ", "Download "), files})});
}

Markup faults_card(const Asked& asked) {
    const auto& faults = asked.view->faults();
    auto of_class = [&](norms::FaultClass cls) {
        return std::to_string(std::ranges::count_if(
            faults, [&](const report::Fault& fault) { return fault.rule->cls == cls; }));
    };
    std::string said =
        asked.say("职责 " + of_class(norms::FaultClass::duty) + " 条，数据 " +
                      of_class(norms::FaultClass::data) + " 条，提示 " +
                      of_class(norms::FaultClass::notice) + " 条；每条指回原表原行。",
                  of_class(norms::FaultClass::duty) + " of duties, " +
                      of_class(norms::FaultClass::data) + " in the data, " +
                      of_class(norms::FaultClass::notice) + " notices; each points to its row.");
    return block("card",
                 {element("h2", {}, asked.say("问题清单", "Faults")), paragraph(said),
                  paragraph(anchor("/faults", asked.say("逐条看", "Go through them"), "button"))});
}

Markup not_kept_card(const Asked& asked) {
    const auto& missing = asked.view->standing().not_kept;
    if (missing.empty()) {
        return {};
    }
    return block("card", {element("h2", {}, asked.say("没有建的账", "Ledgers not kept")),
                          paragraph(asked.say(join(missing, "、"), join(missing, ", "))),
                          paragraph(asked.say("没有台账的事项不算欠，报告里写作未建账。",
                                              "What no ledger tells is not counted as missed."),
                                    "quiet")});
}

// How to leave the sample for books of one's own (said to those who look at the sample).
Markup own_book(const Asked& asked) {
    if (!asked.demo) {
        return {};
    }
    std::string luze = "./build/release/luze ";
    std::string data = " --data data/mine";
    Markup lines;
    for (const std::string& command :
         {"init" + data + asked.say(" --name 单位名称", " --name NAME"),
          "import" + asked.say(" 台账目录", " FOLDER") + data, "serve" + data}) {
        lines += element("code", {}, luze + command);
    }
    return block("card own",
                 {element("h2", {}, asked.say("换成本单位的台账", "Your own ledgers")),
                  paragraph(asked.say("样例不必清理，另建一本就行：",
                                      "Leave the sample as it is and start another book:")),
                  block("commands", {lines})});
}

Markup empty_book(const Asked& asked) {
    return nothing(
        asked.say("这本账里还没有记录。下一步：luze import 台账目录，把现有的 Excel 台账导进来。",
                  "This book has no records yet. Next: luze import FOLDER brings in the "
                  "ledgers that you have."));
}

}  // namespace

Response overview_page(const Asked& asked) {
    Markup content;
    if (asked.snapshot().book().records.empty()) {
        content = empty_book(asked) + own_book(asked);
    } else {
        content =
            numbers(asked) + block("two", {block("", {overdue(asked)}),
                                           block("side", {report_card(asked), faults_card(asked),
                                                          own_book(asked), not_kept_card(asked)})});
    }
    return page(asked,
                {asked.say("总览", "Overview"),
                 asked.say("该做什么，做了什么，还差什么？",
                           "What is owed, what is done, what is missing?"),
                 ""},
                content);
}

}  // namespace luze::web
