#include "report/pdf_text.h"

#include <pango/pangocairo.h>

#include <map>
#include <tuple>

#include "base/text.h"
#include "report/fonts.h"
#include "report/layout_marks.h"

namespace luze::report {
namespace {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

// The free 楷体 has clumsy Latin letters and centres its commas: 宋体 lends it both.
Face drawn_face(std::string_view text, Face face) {
    const auto points = to_utf32(text);
    if (face != Face::kai || points.empty()) {
        return face;
    }
    const char32_t c = points.front();
    return !fills_cell(c) || never_first(c) || never_last(c) ? Face::song : face;
}

}  // namespace

struct PdfText::Kept {
    using Key = std::tuple<std::string, Face, double>;

    cairo_t* cairo = nullptr;
    Owned<PangoFontMap> fonts;
    Owned<PangoContext> context;
    std::map<Key, Owned<PangoLayout>> layouts;

    PangoLayoutLine* line(std::string_view text, Face face, double size) {
        auto& layout = layouts[{std::string(text), face, size}];
        if (!layout) {
            layout = shaped(text, drawn_face(text, face), size);
        }
        return pango_layout_get_line_readonly(layout.get(), 0);
    }

    Owned<PangoLayout> shaped(std::string_view text, Face face, double size) const {
        Owned<PangoLayout> layout(pango_layout_new(context.get()));
        PangoFontDescription* font = pango_font_description_new();
        pango_font_description_set_family(font, font_families(face).c_str());
        pango_font_description_set_weight(font,
                                          is_bold(face) ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
        pango_layout_set_font_description(layout.get(), font);
        pango_font_description_free(font);
        pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
        pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
        return layout;
    }
};

PdfText::PdfText(cairo_t* cairo) : kept_(std::make_unique<Kept>()) {
    kept_->cairo = cairo;
    // A font map of one's own: the default one is shared by the thread.
    kept_->fonts.reset(pango_cairo_font_map_new());
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(kept_->fonts.get()), 72);
    kept_->context.reset(pango_font_map_create_context(kept_->fonts.get()));
    pango_cairo_update_context(cairo, kept_->context.get());
    pango_context_set_language(kept_->context.get(), pango_language_from_string("zh-cn"));
    pango_context_set_base_dir(kept_->context.get(), PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(kept_->context.get(), FALSE);
}

PdfText::~PdfText() = default;

double PdfText::width(std::string_view text, Face face, double size) {
    PangoRectangle logical;
    pango_layout_line_get_extents(kept_->line(text, face, size), nullptr, &logical);
    return pango_units_to_double(logical.width);
}

void PdfText::show(std::string_view text, Face face, double size, double x, double baseline) {
    cairo_move_to(kept_->cairo, x, baseline);
    pango_cairo_show_layout_line(kept_->cairo, kept_->line(text, face, size));
}

}  // namespace luze::report
