#include "report/layout_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.h"

namespace luze::report {
namespace {

constexpr int blanks_before_signature = 2;

Row blank_row() { return {}; }

void centre(Line& line, double width) {
    const double shift = std::max(0.0, (width - line.width) / 2);
    for (auto& piece : line.pieces) {
        piece.x += shift;
    }
}

void shift_to(Line& line, double x) {
    for (auto& piece : line.pieces) {
        piece.x += x;
    }
}

class Composer {
public:
    Composer(const Document& document, const Measure& measure)
        : document_(document), measure_(measure) {}

    Layout compose() {
        add_title();
        for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
            add_block(i);
        }
        add_attachments();
        add_signature();
        add_proof();
        paginate();
        return std::move(layout_);
    }

private:
    void add(RowKind kind, std::vector<Line> lines, std::size_t block = no_block) {
        bool first = true;
        for (auto& line : lines) {
            rows_.push_back({kind, std::move(line), block, std::exchange(first, false), false});
        }
    }

    void add_title() {
        for (const auto& text : document_.title) {
            auto lines = title_lines(text, measure_);
            for (auto& line : lines) {
                centre(line, grid::width);
            }
            add(RowKind::title, std::move(lines));
        }
        if (!rows_.empty()) {
            rows_.push_back(blank_row());
        }
        if (!document_.recipient.empty()) {
            add(RowKind::text, break_lines({{document_.recipient, Face::song}}, {}, measure_));
        }
    }

    void add_block(std::size_t index) {
        const Block& block = document_.blocks[index];
        std::vector<Run> runs;
        for (const auto& span : block.spans) {
            runs.push_back({span.text, face_of(block.kind, span.emphasised)});
        }
        const Frame frame{.first_indent = 2 * grid::pitch};
        const auto begin = rows_.size();
        add(RowKind::text, break_lines(runs, frame, measure_), index);
        const bool heading = block.kind == BlockKind::heading1 ||
                             block.kind == BlockKind::heading2 || block.kind == BlockKind::heading3;
        for (auto i = begin; heading && i < rows_.size(); ++i) {
            rows_[i].keeps_next = true;
        }
    }

    void add_attachments() {
        for (std::size_t i = 0; i < document_.attachments.size(); ++i) {
            if (i == 0) {
                rows_.push_back(blank_row());
            }
            const auto label = attachment_label(document_, i);
            Frame frame{.first_indent = (i == 0 ? 2 : 5) * grid::pitch};
            frame.other_indent = frame.first_indent + line_width(label, frame, measure_);
            add(RowKind::attachment,
                break_lines({{label + document_.attachments[i], Face::song}}, frame, measure_));
        }
    }

    void add_signature() {
        if (document_.issuer.empty() && document_.date.empty()) {
            return;
        }
        // No page may hold the signature alone (GB/T 9704 forbids 此页无正文).
        for (std::size_t back = 1; back <= 2 && back <= rows_.size(); ++back) {
            rows_[rows_.size() - back].keeps_next = true;
        }
        for (int i = 0; i < blanks_before_signature; ++i) {
            rows_.push_back(blank_row());
            rows_.back().keeps_next = true;
        }
        const auto place = place_signature(line_width(document_.issuer, {}, measure_),
                                           line_width(document_.date, {}, measure_));
        add_signature_line(document_.issuer, place.issuer);
        rows_.back().keeps_next = !document_.date.empty();
        add_signature_line(document_.date, place.date);
    }

    void add_signature_line(const std::string& text, double x) {
        auto lines = break_lines({{text, Face::song}}, {.justified = false}, measure_);
        for (auto& line : lines) {
            shift_to(line, x);
        }
        add(RowKind::signature, std::move(lines));
    }

    void add_proof() {
        if (!document_.proof) {
            return;
        }
        const Proof& proof = *document_.proof;
        Frame frame{.width = grid::width,
                    .pitch = proof_box::size,
                    .size = proof_box::size,
                    .justified = false};
        if (!proof.qr.empty()) {
            frame.width -= proof_box::code + proof_box::gap;
        }
        for (auto& line : break_lines({{proof.note, Face::song}}, frame, measure_)) {
            layout_.proof.push_back(std::move(line));
        }
        for (const auto& text : split(proof.checkpoint, "\n")) {
            for (auto& line : break_lines({{text, Face::mono}}, frame, measure_)) {
                layout_.proof.push_back(std::move(line));
            }
        }
        const double text = static_cast<double>(layout_.proof.size()) * proof_box::leading;
        const double height = std::max(text, proof.qr.empty() ? 0.0 : proof_box::code);
        const double needed = height + 2 * proof_box::padding;
        const int rows = static_cast<int>(std::ceil(needed / grid::line));
        rows_.push_back(blank_row());
        for (int i = 0; i < std::min(rows, grid::lines); ++i) {
            rows_.push_back({RowKind::proof, {}, no_block, i == 0, true});
        }
        rows_.back().keeps_next = false;
    }

    void paginate() {
        std::size_t begin = 0;
        while (begin < rows_.size()) {
            if (rows_[begin].kind == RowKind::blank && !rows_[begin].keeps_next) {
                ++begin;  // a page does not open with the gap before something
                continue;
            }
            const std::size_t end = page_end(begin);
            Page page;
            for (std::size_t i = begin; i < end; ++i) {
                page.rows.push_back(std::move(rows_[i]));
            }
            layout_.pages.push_back(std::move(page));
            begin = end;
        }
        if (layout_.pages.empty()) {
            layout_.pages.emplace_back();
        }
    }

    std::size_t page_end(std::size_t begin) const {
        const std::size_t full = begin + grid::lines;
        if (full >= rows_.size()) {
            return rows_.size();
        }
        std::size_t end = full;
        while (end > begin && rows_[end - 1].keeps_next) {
            --end;
        }
        return end == begin ? full : end;
    }

    const Document& document_;
    const Measure& measure_;
    std::vector<Row> rows_;
    Layout layout_;
};

}  // namespace

std::vector<Line> title_lines(const std::string& text, const Measure& measure) {
    Frame frame{.pitch = grid::title_size, .size = grid::title_size, .justified = false};
    const std::vector<Run> runs{{text, Face::bold}};
    auto lines = break_lines(runs, frame, measure);
    const auto wanted = lines.size();
    if (wanted > 1) {
        frame.width = line_width(text, frame, measure) / static_cast<double>(wanted);
        do {
            lines = break_lines(runs, frame, measure);
            frame.width += frame.pitch / 2;
        } while (lines.size() > wanted);
    }
    return lines;
}

SignaturePlace place_signature(double issuer_width, double date_width) {
    const double right = std::max(4 * grid::pitch, (issuer_width - date_width) / 2);
    const double date = std::max(0.0, grid::width - right - date_width);
    return {std::max(0.0, date + (date_width - issuer_width) / 2), date};
}

std::string attachment_label(const Document& document, std::size_t index) {
    const std::string head = index == 0 ? "附件：" : "";
    return document.attachments.size() == 1 ? head : fmt::format("{}{}. ", head, index + 1);
}

Face face_of(BlockKind kind, bool emphasised) {
    switch (kind) {
        case BlockKind::heading1:
            return Face::hei;
        case BlockKind::heading2:
        case BlockKind::gap:
            return Face::kai;
        case BlockKind::heading3:
        case BlockKind::body:
        case BlockKind::prose:
            break;
    }
    return emphasised ? Face::bold : Face::song;
}

Layout lay_out(const Document& document, const Measure& measure) {
    return Composer(document, measure).compose();
}

}  // namespace luze::report
