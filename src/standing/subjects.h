// The subjects of a tally, numbered so that every unit is one contiguous range.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/roster.h"

namespace luze::standing {

// Preorder of the unit tree: 0 is the whole bureau, then each unit followed by its people, then the
// people without a unit. Whoever moved is numbered by their unit on the day of numbering and is
// found in `moved` for other days.
class Subjects {
public:
    using Number = std::uint32_t;
    static constexpr Number none = 0xFFFF'FFFFU;

    Subjects() = default;
    Subjects(const Roster& roster, UnitKind kind, Date day);

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] Number of(PersonId person) const;
    // The empty name is the whole bureau; a name that is no unit of this kind is `none`.
    [[nodiscard]] Number of_unit(std::string_view unit) const;
    // Units in order; number 0 is the bureau.
    [[nodiscard]] const std::vector<std::string>& units() const { return units_; }
    // A unit's place in `units()`; empty for a name that is none of them.
    [[nodiscard]] std::optional<std::size_t> place_of(std::string_view unit) const;
    // Which of `units()` a subject belongs to on a day.
    [[nodiscard]] std::size_t unit_on(const Roster& roster, Number subject, Date day) const;
    // Null for units.
    [[nodiscard]] const Person* person(const Roster& roster, Number subject) const;

private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };

    [[nodiscard]] std::size_t index_of(std::string_view unit) const;

    UnitKind kind_ = UnitKind::department;
    std::size_t size_ = 0;
    std::vector<std::string> units_;
    std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> places_;  // in units_
    std::vector<Number> starts_;             // of each unit
    std::vector<std::uint32_t> unit_index_;  // of each subject
    std::vector<PersonId> people_;           // of each subject; none for units
    std::unordered_map<PersonId, Number> numbers_;
    std::unordered_map<Number, bool> moved_;
};

}  // namespace luze::standing
