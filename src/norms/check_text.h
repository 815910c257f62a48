// The {names} inside a pack's sentences and notes.
#pragma once

#include <string>
#include <string_view>

#include "norms/read_table.h"

namespace luze::norms {

// The names between braces, each once, in order; `broken` when a brace has no partner.
struct Placeholders {
    Words names;
    bool broken = false;
};
[[nodiscard]] Placeholders placeholders(std::string_view text);

// A fault for every {name} of the text that is none of `names`. {$id} is a parameter anywhere.
void check_placeholders(TableReader& in, std::string_view key, std::string_view text,
                        const Words& names);

// What the report's sentences may name: facts of the book, every figure that stands by itself
// (those numbered by {n} do not), and {names:id} of a figure that lists names.
[[nodiscard]] Words report_words(const Pack& pack);
// What the note of a fault may name besides fields.
[[nodiscard]] Words note_words(FaultSource source);

}  // namespace luze::norms
