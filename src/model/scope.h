// What the asker may see. Every query and every figure demands one (DECISIONS 22).
#pragma once

namespace luze {

struct Scope {
    // Talks and discipline: without it, such records show as id and digest only.
    bool restricted = false;

    [[nodiscard]] static Scope whole_book() { return {.restricted = true}; }
    [[nodiscard]] static Scope open_records() { return {.restricted = false}; }
};

}  // namespace luze
