// What the asker may see: sensitivity labels and units. Every query and every figure demands one
// (DECISIONS 22). By default nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/value.h"

namespace luze {

struct Scope {
    // Talks and discipline: without it, such records show as id and digest only.
    bool restricted = false;
    // Or those of them that the pack's rules (seen_by) show to this person.
    bool by_rule = false;
    // The whole organisation, or these units and what stands below them (计划财务科/预算股).
    bool all_units = false;
    std::vector<std::string> units;
    // And, whatever the units, what names this person.
    PersonId self;

    [[nodiscard]] bool reaches(std::string_view unit) const;

    [[nodiscard]] static Scope whole_book() {
        return {.restricted = true, .by_rule = true, .all_units = true, .units = {}, .self = {}};
    }
    // What the pack's rules show to the person, units apart: those the account adds.
    [[nodiscard]] static Scope by_rules_for(PersonId self) {
        return {.restricted = false, .by_rule = true, .all_units = true, .units = {}, .self = self};
    }
    [[nodiscard]] static Scope open_records() {
        return {.restricted = false, .by_rule = false, .all_units = true, .units = {}, .self = {}};
    }
};

}  // namespace luze
