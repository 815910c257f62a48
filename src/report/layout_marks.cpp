#include "report/layout_marks.h"

#include <string_view>

namespace luze::report {
namespace {

// Chinese marks and symbols outside the East Asian blocks that Chinese typesetting gives a cell.
constexpr std::u32string_view wide_marks = U"“”‘’—…·×÷±℃‰§°′″→←↑↓■□●○◆◇★☆▲△√";
constexpr std::u32string_view closing =
    U"、。，．：；！？）》〉」』】〕〗］｝”’…—·％‰℃%!),.:;?]}～";
constexpr std::u32string_view opening = U"（《〈「『【〔〖［｛“‘￥＄$([{№";
constexpr std::u32string_view hanging = U"、。，．：；）》〉】〕”’";

bool in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

bool within(char32_t c, char32_t first, char32_t last) { return first <= c && c <= last; }

}  // namespace

bool fills_cell(char32_t c) {
    const bool half_width = within(c, 0xFF61, 0xFFDC) || within(c, 0xFFE8, 0xFFEE);
    return (c >= 0x2E80 && !half_width) || within(c, 0x2460, 0x24FF) || within(c, 0x2160, 0x217F) ||
           in(wide_marks, c);
}

bool joins_previous(char32_t c) {
    return within(c, 0x0300, 0x036F) || within(c, 0x200B, 0x200F) || within(c, 0x20D0, 0x20FF) ||
           within(c, 0x302A, 0x302F) || within(c, 0xFE00, 0xFE0F) || within(c, 0xE0100, 0xE01EF) ||
           c == 0x2060;
}

bool never_first(char32_t c) { return in(closing, c); }

bool never_last(char32_t c) { return in(opening, c); }

bool may_hang(char32_t c) { return in(hanging, c); }

bool keeps_together(char32_t left, char32_t right) {
    return left == right && (left == U'—' || left == U'…');
}

}  // namespace luze::report
