// Strong identifiers: an Id<PersonTag> never passes for an Id<UnitTag>.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace luze {

// A positive number with a meaning; 0 is "none".
template <class Tag>
struct Id {
    std::int64_t value = 0;

    [[nodiscard]] explicit operator bool() const { return value != 0; }
    auto operator<=>(const Id&) const = default;
};

}  // namespace luze

template <class Tag>
struct std::hash<luze::Id<Tag>> {
    std::size_t operator()(luze::Id<Tag> id) const noexcept {
        return std::hash<std::int64_t>{}(id.value);
    }
};
