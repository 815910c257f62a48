#include "report/layout.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "report/layout_marks.h"

namespace luze::report {
namespace {

// More than this between two characters (points) looks like a fault: such a line stays ragged.
constexpr double widest_gap = 2.4;
constexpr double rounding = 0.01;
constexpr std::size_t most_hanging = 2;

char32_t first_of(const Piece& piece) { return to_utf32(piece.text).front(); }

char32_t last_of(const Piece& piece) { return to_utf32(piece.text).back(); }

bool is_space(const Piece& piece) { return piece.text == " "; }

bool is_latin_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

// Cuts runs into pieces: a cell each, spaces each, Latin words whole.
class Cutter {
public:
    Cutter(const Frame& frame, const Measure& measure) : frame_(frame), measure_(measure) {}

    std::vector<Piece> cut(const std::vector<Run>& runs) {
        for (run_ = 0; run_ < runs.size(); ++run_) {
            face_ = runs[run_].face;
            const auto text = to_utf32(runs[run_].text);
            for (std::size_t i = 0; i < text.size(); ++i) {
                take(text, i);
            }
            end_word();
        }
        return std::move(pieces_);
    }

private:
    void take(const std::u32string& text, std::size_t i) {
        const char32_t c = text[i];
        if (joins_previous(c)) {
            join(c);
        } else if (c == U' ') {
            end_word();
            add(U" ", false);
        } else if (fills_cell(c) && !is_apostrophe(text, i)) {
            end_word();
            add(std::u32string(1, c), true);
        } else {
            word_ += c;
        }
    }

    // ’ inside a Latin word is an apostrophe, no closing quotation mark.
    static bool is_apostrophe(const std::u32string& text, std::size_t i) {
        return text[i] == U'’' && i > 0 && i + 1 < text.size() && is_latin_letter(text[i - 1]) &&
               is_latin_letter(text[i + 1]);
    }

    void join(char32_t c) {
        if (!word_.empty()) {
            word_ += c;
        } else if (!pieces_.empty()) {
            pieces_.back().text += to_utf8(std::u32string_view(&c, 1));
        }
    }

    void end_word() {
        if (word_.empty()) {
            return;
        }
        const auto word = std::exchange(word_, {});
        if (width_of(word) <= frame_.width) {
            add(word, false);
            return;
        }
        for (const char32_t c : word) {  // no line holds it: it may be cut anywhere
            add(std::u32string(1, c), false);
            pieces_.back().cell = true;
        }
    }

    double width_of(const std::u32string& word) const {
        return measure_(to_utf8(word), face_, frame_.size);
    }

    void add(const std::u32string& text, bool cell) {
        const double width = cell ? frame_.pitch : width_of(text);
        pieces_.push_back({to_utf8(text), run_, face_, cell, 0, width});
    }

    const Frame& frame_;
    const Measure& measure_;
    std::vector<Piece> pieces_;
    std::size_t run_ = 0;
    Face face_ = Face::song;
    std::u32string word_;
};

bool may_break_between(const Piece& left, const Piece& right) {
    if (is_space(right)) {
        return false;  // a space ends the line that it stands on
    }
    if (is_space(left)) {
        return true;
    }
    const char32_t a = last_of(left);
    const char32_t b = first_of(right);
    const bool one_word = !left.cell && !right.cell;  // 95.7 and % of different spans
    return !one_word && !never_first(b) && !never_last(a) && !keeps_together(a, b);
}

// Pieces [begin, end) that stay on one line.
struct Unit {
    std::size_t begin;
    std::size_t end;
};

std::vector<Unit> units_of(const std::vector<Piece>& pieces) {
    std::vector<Unit> units;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (i == 0 || may_break_between(pieces[i - 1], pieces[i])) {
            units.push_back({i, i + 1});
        } else {
            units.back().end = i + 1;
        }
    }
    return units;
}

class Breaker {
public:
    Breaker(std::vector<Piece> pieces, const Frame& frame)
        : pieces_(std::move(pieces)), frame_(frame), x_(frame.first_indent) {}

    std::vector<Line> lines() {
        for (const Unit& unit : units_of(pieces_)) {
            place(unit);
        }
        if (!line_.pieces.empty()) {
            end_line(true);
        }
        return std::move(lines_);
    }

private:
    void place(const Unit& unit) {
        if (!line_.pieces.empty() && !fits(unit)) {
            end_line(false);
        }
        if (fits(unit)) {
            append(unit);
            return;
        }
        for (std::size_t i = unit.begin; i < unit.end; ++i) {  // longer than a whole line
            const Unit single{i, i + 1};
            if (!line_.pieces.empty() && !fits(single)) {
                end_line(false);
            }
            append(single);
        }
    }

    // How many marks at the unit's end would have to hang, at most the allowed number.
    bool fits(const Unit& unit) const {
        double room = frame_.width - x_ + rounding;
        std::size_t end = unit.end;
        while (end > unit.begin && is_space(pieces_[end - 1])) {
            --end;
        }
        double width = 0;
        for (std::size_t i = unit.begin; i < end; ++i) {
            width += pieces_[i].width;
        }
        for (std::size_t hung = 0; width > room; ++hung) {
            const bool can = end > unit.begin && hung < most_hanging && pieces_[end - 1].cell &&
                             may_hang(first_of(pieces_[end - 1]));
            if (!can) {
                return false;
            }
            width -= pieces_[--end].width;
        }
        return true;
    }

    void append(const Unit& unit) {
        for (std::size_t i = unit.begin; i < unit.end; ++i) {
            if (is_space(pieces_[i]) && line_.pieces.empty() && !lines_.empty()) {
                continue;
            }
            Piece piece = pieces_[i];
            piece.x = x_;
            const bool hangs =
                piece.end() > frame_.width + rounding && piece.cell && may_hang(first_of(piece));
            if (hangs) {  // half a cell each: their ink is in the left half
                piece.width = frame_.pitch / 2;
            }
            x_ = piece.end();
            line_.pieces.push_back(std::move(piece));
        }
    }

    void end_line(bool last) {
        auto& pieces = line_.pieces;
        while (!pieces.empty() && is_space(pieces.back())) {
            pieces.pop_back();
        }
        std::size_t inside = pieces.size();
        while (inside > 0 && pieces[inside - 1].end() > frame_.width + rounding) {
            --inside;
        }
        line_.width = inside == 0 ? 0 : pieces[inside - 1].end();
        line_.last = last;
        if (!last && frame_.justified) {
            spread(inside);
        }
        lines_.push_back(std::exchange(line_, {}));
        x_ = frame_.other_indent;
    }

    // Shares what is left of the line among the gaps beside cells.
    void spread(std::size_t inside) {
        auto& pieces = line_.pieces;
        std::vector<std::size_t> gaps;
        for (std::size_t i = 1; i < inside; ++i) {
            if (pieces[i - 1].cell || pieces[i].cell) {
                gaps.push_back(i);
            }
        }
        const double slack = frame_.width - line_.width;
        if (gaps.empty() || slack < rounding ||
            slack > widest_gap * static_cast<double>(gaps.size())) {
            return;
        }
        const double share = slack / static_cast<double>(gaps.size());
        double shift = 0;
        auto gap = gaps.begin();
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            if (gap != gaps.end() && *gap == i) {
                shift += share;
                ++gap;
            }
            pieces[i].x += shift;
        }
        line_.width = frame_.width;
    }

    std::vector<Piece> pieces_;
    Frame frame_;
    double x_;
    Line line_;
    std::vector<Line> lines_;
};

}  // namespace

std::vector<Line> break_lines(const std::vector<Run>& runs, const Frame& frame,
                              const Measure& measure) {
    return Breaker(Cutter(frame, measure).cut(runs), frame).lines();
}

std::string text_of(const Line& line) {
    std::string text;
    for (const auto& piece : line.pieces) {
        text += piece.text;
    }
    return text;
}

double line_width(const std::string& text, const Frame& frame, const Measure& measure) {
    double width = 0;
    for (const auto& piece : Cutter(frame, measure).cut({{text, Face::song}})) {
        width += piece.width;
    }
    return width;
}

}  // namespace luze::report
