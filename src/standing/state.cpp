#include <array>

#include "standing/obligation.h"

namespace luze::standing {
namespace {

struct Named {
    State state;
    std::string_view id;
    Phrase name;
};

const std::array<Named, 7>& named_states() {
    static const std::array<Named, 7> states{{
        {State::upcoming, "upcoming", {"未到期", "upcoming"}},
        {State::open, "open", {"进行中", "open"}},
        {State::due, "due", {"即将到期", "due"}},
        {State::met, "met", {"已完成", "met"}},
        {State::made_up, "made_up", {"补做", "made up"}},
        {State::missed, "missed", {"未完成", "missed"}},
        {State::waived, "waived", {"豁免", "waived"}},
    }};
    return states;
}

const Named& entry_of(State state) { return named_states()[static_cast<std::size_t>(state)]; }

}  // namespace

std::string_view state_id(State state) { return entry_of(state).id; }

std::optional<State> parse_state(std::string_view id) {
    for (const Named& named : named_states()) {
        if (named.id == id) {
            return named.state;
        }
    }
    return std::nullopt;
}

const Phrase& state_name(State state) { return entry_of(state).name; }

}  // namespace luze::standing
