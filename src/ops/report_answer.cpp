#include "ops/report_answer.h"

#include "ops/figure_answers.h"
#include "ops/write_prose.h"

namespace luze::ops {
namespace {

using report::Block;
using report::BlockKind;

const char* kind_id(BlockKind kind) {
    switch (kind) {
        case BlockKind::heading1:
            return "heading1";
        case BlockKind::heading2:
            return "heading2";
        case BlockKind::heading3:
            return "heading3";
        case BlockKind::body:
            return "body";
        case BlockKind::prose:
            return "prose";
        case BlockKind::gap:
            return "gap";
    }
    return "";
}

Json span_json(const report::Span& span) {
    Json::Object out{{"text", span.text}};
    if (!span.figure.empty()) {
        out["figure"] = span.figure;
    }
    if (span.emphasised) {
        out["emphasised"] = true;
    }
    return Json(std::move(out));
}

Json block_json(const Block& block) {
    Json::Array spans;
    for (const report::Span& span : block.spans) {
        spans.push_back(span_json(span));
    }
    return Json::Object{
        {"kind", kind_id(block.kind)}, {"id", block.id}, {"spans", std::move(spans)}};
}

// A heading of the first level opens a section.
Json sections_json(const report::Document& document) {
    Json::Array sections;
    Json::Object section{{"heading", Json{}}};
    Json::Array blocks;
    auto close = [&] {
        if (!blocks.empty() || !section["heading"].is_null()) {
            section["blocks"] = std::move(blocks);
            sections.emplace_back(std::move(section));
        }
        blocks = {};
    };
    for (const Block& block : document.blocks) {
        if (block.kind == BlockKind::heading1) {
            close();
            section = {{"heading", report::plain_text(block)}, {"id", block.id}};
        } else {
            blocks.push_back(block_json(block));
        }
    }
    close();
    return Json(std::move(sections));
}

Json figures_beside(const View& view) {
    const Snapshot& snapshot = view.snapshot();
    Json::Object out;
    for (const Block& block : view.document().blocks) {
        for (const report::Span& span : block.spans) {
            const auto* value =
                span.figure.empty() ? nullptr : snapshot.figures().find(span.figure);
            if (value != nullptr && !out.contains(span.figure)) {
                const report::Figures* before = snapshot.last_year();
                out[span.figure] =
                    figure_line(*value, before == nullptr ? nullptr : before->find(span.figure));
            }
        }
    }
    return Json(std::move(out));
}

// Where the office may write its own words, and what it has written.
Json prose_json(const Snapshot& snapshot) {
    Json::Array out;
    for (const ProsePlace& place : prose_places(snapshot)) {
        out.push_back(Json::Object{{"id", place.id},
                                   {"heading", place.heading},
                                   {"section", place.section},
                                   {"after", Json::Array(place.after.begin(), place.after.end())},
                                   {"text", place.text}});
    }
    return Json(std::move(out));
}

Json texts(const std::vector<std::string>& lines) {
    return Json(Json::Array(lines.begin(), lines.end()));
}

}  // namespace

Json report_json(const View& view) {
    const report::Document& document = view.document();
    Json proof;
    if (document.proof) {
        proof = Json::Object{{"note", document.proof->note},
                             {"checkpoint", document.proof->checkpoint}};
    }
    return Json::Object{{"year", view.snapshot().year()},
                        {"as_of", view.snapshot().as_of().iso()},
                        {"title", texts(document.title)},
                        {"recipient", document.recipient},
                        {"issuer", document.issuer},
                        {"date", document.date},
                        {"attachments", texts(document.attachments)},
                        {"sections", sections_json(document)},
                        {"figures", figures_beside(view)},
                        {"prose", prose_json(view.snapshot())},
                        {"proof", std::move(proof)},
                        {"versions", report::versions_line(document.metadata)}};
}

}  // namespace luze::ops
