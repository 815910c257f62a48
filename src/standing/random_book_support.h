// Random packs and books for property tests; everything follows from one seed.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <vector>

#include "standing/obligation.h"

namespace luze::standing::randomly {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    // 0 … below − 1.
    int roll(int below) { return static_cast<int>(engine_() % static_cast<unsigned>(below)); }
    bool one_in(int chances) { return roll(chances) == 0; }
    template <class T>
    const T& pick(const std::vector<T>& items) {
        return items[static_cast<std::size_t>(roll(static_cast<int>(items.size())))];
    }

private:
    std::mt19937_64 engine_;
};

// One change of a book: a record added, replaced (same id) or withdrawn.
struct Change {
    enum class Kind { add, replace, withdraw } kind = Kind::add;
    Record record;
};

// A pack with duties of every kind, people who join, leave and move, and a log of changes.
struct World {
    norms::Pack pack;
    std::map<RecordId, Record> people;  // roster and movements: there from the start
    std::vector<Change> log;
    std::vector<ParameterSetting> settings;
    std::vector<Waiver> waivers;
    std::vector<Link> links;

    // The book after so many changes.
    [[nodiscard]] Book book(std::size_t changes) const;
};

[[nodiscard]] World world(Dice& dice);
[[nodiscard]] Date day(Dice& dice);

// A context that owns what it refers to.
struct Scene {
    Scene(const World& world, std::size_t changes, AsOf as_of);
    Book book;
    Roster roster;
    norms::Parameters parameters;
    norms::Groups groups;
    Context context;
};

}  // namespace luze::standing::randomly
