// Text on the grid of GB/T 9704-2012: 22 lines of 28 characters. Lengths are in points.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace luze::report {

// GB/T 9704-2012 §5: the type area of 156 mm × 225 mm on A4 and its grid.
namespace grid {
inline constexpr double mm = 72.0 / 25.4;
inline constexpr double page_width = 210 * mm;
inline constexpr double page_height = 297 * mm;
inline constexpr double top = 37 * mm;
inline constexpr double left = 28 * mm;
inline constexpr double pitch = 15.79;  // from one character to the next
inline constexpr double line = 28.95;   // from one line to the next
inline constexpr int columns = 28;
inline constexpr int lines = 22;
inline constexpr double width = columns * pitch;
inline constexpr double body_size = 16;   // 3号
inline constexpr double title_size = 22;  // 2号
inline constexpr double folio_size = 14;  // 4号, page numbers
}  // namespace grid

// The faces by their part in the document; fonts.h says which fonts stand for them.
enum class Face { song, bold, hei, kai, mono };

// Text of one face. Pieces remember the index of their run, so that a figure can be found again.
struct Run {
    std::string text;
    Face face = Face::song;
};

// What is never broken: one cell, or a run of Latin letters and digits.
struct Piece {
    std::string text;
    std::size_t run = 0;
    Face face = Face::song;
    bool cell = false;
    double x = 0;  // from the left edge of the frame
    double width = 0;

    [[nodiscard]] double end() const { return x + width; }
};

struct Line {
    std::vector<Piece> pieces;
    double width = 0;   // without marks that hang out at the right
    bool last = false;  // of its paragraph
};

// The width of Latin text.
using Measure = std::function<double(std::string_view text, Face face, double size)>;

struct Frame {
    double width = grid::width;
    double pitch = grid::pitch;
    double size = grid::body_size;
    double first_indent = 0;
    double other_indent = 0;
    bool justified = true;  // spread what is left over a line, within reason
};

// Greedy lines that obey the rules for marks at line edges. A closing mark or two may hang out at
// the right; what no frame can hold (a word longer than the line) is cut.
[[nodiscard]] std::vector<Line> break_lines(const std::vector<Run>& runs, const Frame& frame,
                                            const Measure& measure);

[[nodiscard]] std::string text_of(const Line& line);

// The width of a text on one line.
[[nodiscard]] double line_width(const std::string& text, const Frame& frame,
                                const Measure& measure);

}  // namespace luze::report
