#include "report/html.h"

#include <fmt/format.h>

#include "base/text.h"
#include "report/layout_pages.h"
#include "report/qr.h"

namespace luze::report {
namespace {

struct Element {
    const char* name;
    const char* style;
};

Element element_of(BlockKind kind) {
    switch (kind) {
        case BlockKind::heading1:
            return {"h2", "heading"};
        case BlockKind::heading2:
            return {"h3", "heading"};
        case BlockKind::heading3:
            return {"h4", "heading"};
        case BlockKind::prose:
            return {"p", "prose"};
        case BlockKind::gap:
            return {"p", "gap"};
        case BlockKind::body:
            break;
    }
    return {"p", "body"};
}

class HtmlWriter {
public:
    HtmlWriter(const Document& document, const HtmlOptions& options)
        : document_(document), options_(options) {}

    std::string write(const std::vector<FigureEvidence>& evidence) {
        if (!options_.fragment) {
            open_page();
        }
        out_ += "<main class=\"paper\">\n<article class=\"report\">\n";
        add_head();
        for (const auto& block : document_.blocks) {
            add_block(block);
        }
        add_attachments();
        add_signature();
        out_ += "</article>\n";
        add_proof();
        add_evidence(evidence);
        out_ += "</main>\n";
        if (!options_.fragment) {
            out_ += "</body>\n</html>\n";
        }
        return std::move(out_);
    }

private:
    template <class... Values>
    void put(fmt::format_string<Values...> form, Values&&... values) {
        out_ += fmt::format(form, std::forward<Values>(values)...);
    }

    void open_page() {
        put("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<title>{}</title>\n<meta name=\"generator\" content=\"{}\">\n"
            "<meta name=\"luze-versions\" content=\"{}\">\n",
            escape_markup(plain_title(document_)), escape_markup(document_.metadata.producer),
            escape_markup(versions_line(document_.metadata)));
        if (options_.stylesheet.empty()) {
            put("<style>\n{}</style>\n", html_style());
        } else {
            put("<link rel=\"stylesheet\" href=\"{}\">\n", escape_markup(options_.stylesheet));
        }
        out_ += "</head>\n<body>\n";
    }

    void add_head() {
        out_ += "<header>\n<h1>";
        for (std::size_t i = 0; i < document_.title.size(); ++i) {
            put("{}<span>{}</span>", i == 0 ? "" : " ", escape_markup(document_.title[i]));
        }
        out_ += "</h1>\n";
        if (!document_.recipient.empty()) {
            put("<p class=\"recipient\">{}</p>\n", escape_markup(document_.recipient));
        }
        out_ += "</header>\n";
    }

    void add_block(const Block& block) {
        const auto element = element_of(block.kind);
        put("<{} class=\"{}\"", element.name, element.style);
        if (!block.id.empty()) {
            put(" data-line=\"{}\"", escape_markup(block.id));
        }
        out_ += ">";
        for (const auto& span : block.spans) {
            add_span(span);
        }
        put("</{}>\n", element.name);
    }

    void add_span(const Span& span) {
        std::string text = escape_markup(span.text);
        if (!span.figure.empty()) {
            text = fmt::format("<a class=\"figure\" href=\"{}\" data-figure=\"{}\">{}</a>",
                               escape_markup(options_.figures_url + fragment_of(span.figure)),
                               escape_markup(span.figure), text);
        }
        out_ += span.emphasised ? "<strong>" + text + "</strong>" : text;
    }

    static std::string fragment_of(const std::string& figure) {
        return "#figure-" + percent_encoded(figure);
    }

    void add_attachments() {
        if (document_.attachments.empty()) {
            return;
        }
        out_ += "<ul class=\"attachments\">\n";
        for (std::size_t i = 0; i < document_.attachments.size(); ++i) {
            put("<li>{}{}</li>\n", attachment_label(document_, i),
                escape_markup(document_.attachments[i]));
        }
        out_ += "</ul>\n";
    }

    void add_signature() {
        if (document_.issuer.empty() && document_.date.empty()) {
            return;
        }
        put("<footer class=\"signature\"><p>{}</p><p>{}</p></footer>\n",
            escape_markup(document_.issuer), escape_markup(document_.date));
    }

    void add_proof() {
        if (!document_.proof) {
            return;
        }
        out_ += "<aside class=\"proof\" aria-label=\"核验信息\">\n";
        if (const auto code = qr_code(document_.proof->qr); code && !document_.proof->qr.empty()) {
            put("<svg class=\"code\" role=\"img\" aria-label=\"核验二维码\" "
                "viewBox=\"0 0 {0} {0}\" shape-rendering=\"crispEdges\"><path d=\"{1}\"/></svg>\n",
                code->side, qr_svg_path(*code));
        }
        put("<div><p>{}</p>\n<pre>{}</pre></div>\n</aside>\n", escape_markup(document_.proof->note),
            escape_markup(document_.proof->checkpoint));
    }

    void add_evidence(const std::vector<FigureEvidence>& evidence) {
        if (evidence.empty()) {
            return;
        }
        out_ +=
            "<section class=\"evidence\" aria-label=\"数据依据\">\n<h2>数据依据</h2>\n"
            "<p class=\"about\">正文中带下划线的数字，均由下列台账记录计算得出。</p>\n";
        for (const auto& figure : evidence) {
            add_figure(figure);
        }
        out_ += "</section>\n";
    }

    void add_figure(const FigureEvidence& figure) {
        put("<section class=\"one\" id=\"figure-{}\">\n<h3>{} <b>{}</b></h3>\n",
            escape_markup(figure.id), escape_markup(figure.label), escape_markup(figure.value));
        put("<p class=\"how\"><code>{}</code>", escape_markup(figure.id));
        if (!figure.den.empty()) {
            put(" {} / {}", escape_markup(figure.num), escape_markup(figure.den));
        }
        put(" {}</p>\n", escape_markup(figure.how));
        if (figure.entries.empty()) {
            out_ += "<p class=\"none\">没有对应的记录。</p>\n";
        } else {
            add_entries(figure.entries);
        }
        out_ += "</section>\n";
    }

    void add_entries(const std::vector<EvidenceEntry>& entries) {
        put("<div class=\"scroll\"><table>\n<caption>记录 {} 条</caption>\n<thead><tr>"
            "<th scope=\"col\">编号</th><th scope=\"col\">内容</th><th scope=\"col\">来源</th>"
            "</tr></thead>\n<tbody>\n",
            entries.size());
        for (const auto& entry : entries) {
            add_entry(entry);
        }
        out_ += "</tbody></table></div>\n";
    }

    // Of a restricted entry nothing but id and digest may leave the ledger, whatever is handed in.
    void add_entry(const EvidenceEntry& entry) {
        put("<tr><td><code>{}</code></td>", escape_markup(entry.id));
        if (entry.restricted) {
            put("<td class=\"restricted\" colspan=\"2\">受限记录，仅列编号和摘要值 <code>{}</code>"
                "</td></tr>\n",
                escape_markup(entry.digest));
            return;
        }
        put("<td>{}{}</td><td class=\"source\">{}</td></tr>\n",
            entry.late ? "<span class=\"late\">逾期</span> " : "", escape_markup(entry.summary),
            escape_markup(entry.source));
    }

    const Document& document_;
    const HtmlOptions& options_;
    std::string out_;
};

}  // namespace

std::string write_html(const Document& document, const std::vector<FigureEvidence>& evidence,
                       const HtmlOptions& options) {
    const Document tidy = tidied(document);
    return HtmlWriter(tidy, options).write(evidence);
}

}  // namespace luze::report
