#include "report/pdf.h"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <map>
#include <memory>

#include "base/text.h"
#include "report/layout_marks.h"
#include "report/layout_pages.h"
#include "report/pdf_text.h"
#include "report/qr.h"

namespace luze::report {
namespace {

// Of the em box above the baseline, in CJK fonts.
constexpr double ascent = 0.88;
// GB/T 9704-2012 §7.5: the dashes of the page number stand 7 mm below the type area.
constexpr double folio_below = 7 * grid::mm;
constexpr double dash_height = 0.3;  // of the folio's size, above the baseline

struct SurfaceEnd {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ContextEnd {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

int outline_level(const Document& document, const Row& row) {
    if (row.block == no_block || !row.first) {
        return 0;
    }
    switch (document.blocks[row.block].kind) {
        case BlockKind::heading1:
            return 1;
        case BlockKind::heading2:
            return 2;
        case BlockKind::heading3:
            return 3;
        default:
            return 0;
    }
}

class PdfWriter {
public:
    PdfWriter(const Document& document, const PdfOptions& options)
        : document_(document), options_(options) {}

    Result<std::string> write() {
        if (document_.proof && !document_.proof->qr.empty()) {
            auto code = qr_code(document_.proof->qr);
            if (!code) {
                return std::unexpected(code.error());
            }
            code_ = std::move(*code);
        }
        surface_.reset(cairo_pdf_surface_create_for_stream(append, &bytes_, grid::page_width,
                                                           grid::page_height));
        cairo_pdf_surface_restrict_to_version(surface_.get(), CAIRO_PDF_VERSION_1_5);
        set_metadata();
        cairo_.reset(cairo_create(surface_.get()));
        text_ = std::make_unique<PdfText>(cairo_.get());
        draw_pages();
        text_.reset();
        cairo_.reset();
        cairo_surface_finish(surface_.get());
        return finished(cairo_surface_status(surface_.get()));
    }

private:
    Result<std::string> finished(cairo_status_t status) {
        if (status != CAIRO_STATUS_SUCCESS) {
            return fail(ErrorKind::io,
                        fmt::format("无法生成 PDF（{}）：请检查本机字体是否完整。",
                                    cairo_status_to_string(status)),
                        fmt::format("Cannot write the PDF ({}): check the fonts of this machine.",
                                    cairo_status_to_string(status)));
        }
        return std::move(bytes_);
    }

    void set_metadata() {
        auto set = [this](cairo_pdf_metadata_t key, const std::string& value) {
            cairo_pdf_surface_set_metadata(surface_.get(), key, value.c_str());
        };
        const Metadata& metadata = document_.metadata;
        set(CAIRO_PDF_METADATA_TITLE, plain_title(document_));
        set(CAIRO_PDF_METADATA_AUTHOR, document_.issuer);
        set(CAIRO_PDF_METADATA_KEYWORDS, versions_line(metadata));
        set(CAIRO_PDF_METADATA_CREATOR, metadata.producer);
        // Without a date cairo would take the clock's.
        const auto created = metadata.created.empty() ? "1970-01-01T00:00:00Z" : metadata.created;
        set(CAIRO_PDF_METADATA_CREATE_DATE, created);
        set(CAIRO_PDF_METADATA_MOD_DATE, created);
    }

    void draw_pages() {
        const Measure measure = [this](std::string_view text, Face face, double size) {
            return text_->width(text, face, size);
        };
        const Layout layout = lay_out(document_, measure);
        for (std::size_t page = 0; page < layout.pages.size(); ++page) {
            const auto& rows = layout.pages[page].rows;
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const double top = grid::top + static_cast<double>(i) * grid::line;
                draw_row(rows[i], layout, top, page + 1);
            }
            draw_folio(page + 1);
            cairo_show_page(cairo_.get());
        }
    }

    void draw_row(const Row& row, const Layout& layout, double top, std::size_t page) {
        if (row.kind == RowKind::proof) {
            if (row.first) {
                draw_proof(layout.proof, top);
            }
            return;
        }
        add_outline(row, top, page);
        const double size = row.kind == RowKind::title ? grid::title_size : grid::body_size;
        const double baseline = top + (grid::line - size) / 2 + ascent * size;
        draw_line(row.line, grid::left, baseline, size);
        if (row.block != no_block && !options_.figures_url.empty()) {
            link_figures(row, top);
        }
    }

    void draw_line(const Line& line, double left, double baseline, double size) {
        for (const auto& piece : line.pieces) {
            double x = left + piece.x;
            if (piece.cell && size == grid::body_size && fills_cell(to_utf32(piece.text).front())) {
                x -= (size - grid::pitch) / 2;  // the em is a little wider than its cell
            }
            text_->show(piece.text, piece.face, size, x, baseline);
        }
    }

    // A figure broken over two lines has a link on each.
    void link_figures(const Row& row, double top) {
        const auto& spans = document_.blocks[row.block].spans;
        const auto& pieces = row.line.pieces;
        for (std::size_t i = 0; i < pieces.size();) {
            std::size_t end = i + 1;
            while (end < pieces.size() && pieces[end].run == pieces[i].run) {
                ++end;
            }
            const auto& figure = spans[pieces[i].run].figure;
            if (!figure.empty()) {
                const double x = grid::left + pieces[i].x;
                const auto attributes = fmt::format("rect=[{:.2f} {:.2f} {:.2f} {:.2f}] uri='{}'",
                                                    x, top, grid::left + pieces[end - 1].end() - x,
                                                    grid::line, figure_uri(figure));
                cairo_tag_begin(cairo_.get(), CAIRO_TAG_LINK, attributes.c_str());
                cairo_tag_end(cairo_.get(), CAIRO_TAG_LINK);
            }
            i = end;
        }
    }

    std::string figure_uri(const std::string& figure) const {
        std::string uri;
        for (const char c : options_.figures_url + percent_encoded(figure)) {
            if (c == '\'' || c == '\\') {
                uri += '\\';
            }
            uri += c;
        }
        return uri;
    }

    void add_outline(const Row& row, double top, std::size_t page) {
        const int level = outline_level(document_, row);
        if (level == 0) {
            return;
        }
        int parent = CAIRO_PDF_OUTLINE_ROOT;
        const auto above = outline_.lower_bound(level);
        if (above != outline_.begin()) {
            parent = std::prev(above)->second;
        }
        outline_.erase(above, outline_.end());
        outline_[level] = cairo_pdf_surface_add_outline(
            surface_.get(), parent, plain_text(document_.blocks[row.block]).c_str(),
            fmt::format("page={} pos=[{:.2f} {:.2f}]", page, grid::left, top).c_str(),
            CAIRO_PDF_OUTLINE_FLAG_OPEN);
    }

    // Odd pages at the right, even ones at the left, one character in.
    void draw_folio(std::size_t page) {
        const auto number = std::to_string(page);
        constexpr double size = grid::folio_size;
        const double space = text_->width(" ", Face::song, size);
        const double digits = text_->width(number, Face::song, size);
        const double width = 2 * size + 2 * space + digits;
        const bool odd = page % 2 == 1;
        const double x = odd ? grid::left + grid::width - size - width : grid::left + size;
        const double baseline =
            grid::top + grid::lines * grid::line + folio_below + dash_height * size;
        text_->show("—", Face::song, size, x, baseline);
        text_->show(number, Face::song, size, x + size + space, baseline);
        text_->show("—", Face::song, size, x + size + 2 * space + digits, baseline);
    }

    void draw_proof(const std::vector<Line>& lines, double top) {
        cairo_t* cairo = cairo_.get();
        cairo_set_line_width(cairo, 0.5);
        cairo_move_to(cairo, grid::left, top);
        cairo_line_to(cairo, grid::left + grid::width, top);
        cairo_stroke(cairo);
        double left = grid::left;
        if (code_) {
            draw_code(left, top + proof_box::padding);
            left += proof_box::code + proof_box::gap;
        }
        double baseline = top + proof_box::padding + ascent * proof_box::size;
        for (const auto& line : lines) {
            draw_line(line, left, baseline, proof_box::size);
            baseline += proof_box::leading;
        }
    }

    void draw_code(double left, double top) {
        const double module = proof_box::code / code_->side;
        for (int y = 0; y < code_->side; ++y) {
            for (int x = 0; x < code_->side; ++x) {
                if (code_->at(x, y)) {
                    cairo_rectangle(cairo_.get(), left + x * module, top + y * module, module,
                                    module);
                }
            }
        }
        cairo_fill(cairo_.get());
    }

    const Document& document_;
    const PdfOptions& options_;
    std::string bytes_;
    std::optional<QrCode> code_;
    std::unique_ptr<cairo_surface_t, SurfaceEnd> surface_;
    std::unique_ptr<cairo_t, ContextEnd> cairo_;
    std::unique_ptr<PdfText> text_;
    std::map<int, int> outline_;  // the open entry of each level
};

}  // namespace

Result<std::string> write_pdf(const Document& document, const PdfOptions& options) {
    const Document tidy = tidied(document);
    return PdfWriter(tidy, options).write();
}

}  // namespace luze::report
