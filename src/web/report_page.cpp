#include <array>
#include <string_view>

#include "web/pages.h"
#include "web/parts.h"

namespace luze::web {
namespace {

using report::Block;
using report::BlockKind;

Markup shown_span(const report::Span& span) {
    Markup text = span.text;
    if (!span.figure.empty()) {
        text = anchor("/figures/" + encoded(span.figure), text, "figure");
    }
    return span.emphasised ? element("strong", {}, text) : text;
}

Markup shown_block(const Block& paragraph) {
    Markup text;
    for (const report::Span& span : paragraph.spans) {
        text += shown_span(span);
    }
    switch (paragraph.kind) {
        case BlockKind::heading1:
            return element("h2", {}, text);
        case BlockKind::heading2:
            return element("h3", {}, text);
        case BlockKind::heading3:
            return element("h4", {}, text);
        case BlockKind::gap:
            return element("p", {{"class", "gap"}}, text);
        case BlockKind::prose:
            return element("p", {{"class", "prose"}}, text);
        case BlockKind::body:
            break;
    }
    return element("p", {}, text);
}

Markup article(const report::Document& document) {
    Markup title;
    for (const std::string& line : document.title) {
        title += span("", line);
    }
    Markup out = paragraph(title, "title");
    if (!document.recipient.empty()) {
        out += paragraph(document.recipient, "recipient");
    }
    for (const Block& paragraph : document.blocks) {
        out += shown_block(paragraph);
    }
    if (!document.attachments.empty()) {
        Markup items;
        for (const std::string& name : document.attachments) {
            items += element("li", {}, name);
        }
        out += block("attachments", {"附件：", element("ol", {}, items)});
    }
    out += block("signature", {paragraph(document.issuer), paragraph(document.date)});
    return element("article", {{"class", "report"}, {"lang", "zh-CN"}}, out);
}

Markup beside(const Asked& asked) {
    Markup files;
    for (const char* ending : {"docx", "pdf", "html", "xlsx"}) {
        files += anchor(std::string("/report/annual.") + ending, std::string(".") + ending, "file");
    }
    Markup out =
        block("card", {element("h2", {}, asked.say("下载", "Download")), block("files", {files})});
    out += block(
        "card",
        {element("h2", {}, asked.say("怎样读", "How to read it")),
         paragraph(asked.say("带下划线的数字可以点开，看由哪些记录算出；灰色段落是账里没有的。",
                             "Underlined figures open their records; grey paragraphs say "
                             "what the books do not hold."))});
    if (const auto& proof = asked.view->document().proof) {
        out += block("card",
                     {element("h2", {}, asked.say("核验", "Verification")), paragraph(proof->note),
                      element("pre", {{"class", "note"}}, proof->checkpoint)});
    }
    return out;
}

struct Form {
    std::string_view ending;
    const char* type;
    std::string ops::ReportBytes::* bytes;
};
const std::array<Form, 4> forms{{
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     &ops::ReportBytes::docx},
    {"pdf", "application/pdf", &ops::ReportBytes::pdf},
    {"html", "text/html; charset=utf-8", &ops::ReportBytes::html},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     &ops::ReportBytes::xlsx},
}};

}  // namespace

Response report_page(const Asked& asked) {
    const report::Document& document = asked.view->document();
    Markup text = document.blocks.empty()
                      ? nothing(asked.say("账里的规则包没有报告文字。",
                                          "The rules in this book have no text for a report."))
                      : article(document);
    return page(asked,
                {asked.say("年度报告", "The annual report"),
                 asked.say("这一年履责的情况怎样？", "How was the year?"), "report"},
                block("two report-page", {block("paper", {text}), block("side", {beside(asked)})}));
}

Response report_file(const Asked& asked) {
    const std::string& name = asked.request.segments[1];
    for (const Form& form : forms) {
        if (name != "annual." + std::string(form.ending)) {
            continue;
        }
        const auto& bytes = asked.view->report();
        if (!bytes) {
            return problem_page(asked, bytes.error());
        }
        std::string file = std::to_string(asked.snapshot().year()) + "年度主体责任落实情况报告." +
                           std::string(form.ending);
        // Opened from the disk; the browser must not run it as a page of ours.
        return {
            200,
            form.type,
            {{"Content-Disposition",
              "attachment; filename=\"" + name + "\"; filename*=UTF-8''" + encoded(file)},
             {"Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'"}},
            (*bytes).*form.bytes};
    }
    return problem_page(asked, 404, asked.say("没有找到", "Not found"),
                        asked.say("报告有 .docx、.pdf、.html 和 .xlsx 四种。",
                                  "The report comes as .docx, .pdf, .html and .xlsx."));
}

}  // namespace luze::web
