// A document's pages: every row of the grid with what stands on it.
#pragma once

#include <cstddef>
#include <vector>

#include "report/document.h"
#include "report/layout.h"

namespace luze::report {

enum class RowKind { blank, title, text, attachment, signature, proof };

inline constexpr std::size_t no_block = static_cast<std::size_t>(-1);

// One line of the grid. A piece's run is the index of its span in the row's block.
struct Row {
    RowKind kind = RowKind::blank;
    Line line;
    std::size_t block = no_block;
    bool first = false;       // of its block (a proof takes several rows, drawn at its first)
    bool keeps_next = false;  // never the last row of a page
};

struct Page {
    std::vector<Row> rows;  // at most grid::lines
};

struct Layout {
    std::vector<Page> pages;
    std::vector<Line> proof;  // small lines beside the code
};

// The proof stands below the text in small type, the code at its left.
namespace proof_box {
inline constexpr double size = 9;
inline constexpr double leading = 13;
inline constexpr double code = 28 * grid::mm;
inline constexpr double gap = 12;
inline constexpr double padding = 12;  // above, below the rule
}  // namespace proof_box

// Where issuer and date begin: the date ends four characters from the right edge (further in when
// the issuer is much wider), the issuer is centred above it.
struct SignaturePlace {
    double issuer = 0;
    double date = 0;
};
[[nodiscard]] SignaturePlace place_signature(double issuer_width, double date_width);

// A title too long for one line, broken into lines of about the same length.
[[nodiscard]] std::vector<Line> title_lines(const std::string& text, const Measure& measure);

// 附件： before the first name, numbers where there are several.
[[nodiscard]] std::string attachment_label(const Document& document, std::size_t index);

[[nodiscard]] Face face_of(BlockKind kind, bool emphasised);

// Of a tidied document.
[[nodiscard]] Layout lay_out(const Document& document, const Measure& measure);

}  // namespace luze::report
