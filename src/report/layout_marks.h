// Which characters fill a cell of the grid, and which may not begin or end a line (避头尾).
#pragma once

namespace luze::report {

// One full cell: ideographs, full-width forms, Chinese marks. Everything else takes its own width.
[[nodiscard]] bool fills_cell(char32_t c);
// Takes no place of its own: combining marks, variation selectors, joiners.
[[nodiscard]] bool joins_previous(char32_t c);
// 、。，）》 and their like: never first on a line.
[[nodiscard]] bool never_first(char32_t c);
// （《“ and their like: never last on a line.
[[nodiscard]] bool never_last(char32_t c);
// Ink in the left half of the cell only, so that it may stand outside the right edge.
[[nodiscard]] bool may_hang(char32_t c);
// —— and …… are one mark of two cells.
[[nodiscard]] bool keeps_together(char32_t left, char32_t right);

}  // namespace luze::report
