// Incremental = rebuilt = a slow, obvious second reading of the rules, at every unit.
#include <fmt/format.h>

#include <cstdlib>
#include <random>
#include <set>

#include "standing/oracle_support.h"
#include "standing/random_book_support.h"
#include "standing/tally.h"

namespace luze::standing {

namespace oracle {

const std::vector<Title>& titles() {
    static const std::vector<Title> all{
        {"第三季度集中学习", Period::quarter, 3, {}, "", ""},
        {"一季度学习会", Period::quarter, 1, {}, "", ""},
        {"9月学习会", Period::month, 9, {}, "", ""},
        {"补开二月份支委会", Period::month, 2, {}, "", ""},
        {"上半年形势分析", Period::half_year, 1, {}, "", ""},
        {"下半年形势分析", Period::half_year, 2, {}, "", ""},
        {"2021年度总结", Period::year, 1, 2021, "", ""},
        {"2020年第四季度补学", Period::quarter, 4, 2020, "", ""},
        {"春节前提醒会", {}, 0, {}, "spring", ""},
        {"“五一”节前提醒会", {}, 0, {}, "labour", ""},
        {"中秋国庆节前提醒会", {}, 0, {}, "autumn", "national"},
        {"元旦提醒", {}, 0, {}, "new_year", ""},
        {"学习“七一”讲话和十九届五中全会精神", {}, 0, {}, "", ""},
        {"12月15日例会", {}, 0, {}, "", ""},
    };
    return all;
}

}  // namespace oracle

namespace {

using randomly::Change;
using randomly::Dice;
using randomly::Scene;
using randomly::World;

// LUZE_SEED repeats one run; LUZE_ROUNDS makes it longer.
std::uint64_t first_seed() {
    const char* given = std::getenv("LUZE_SEED");
    return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

int rounds() {
    const char* given = std::getenv("LUZE_ROUNDS");
    return given != nullptr ? std::atoi(given) : std::getenv("LUZE_SEED") != nullptr ? 1 : 60;
}

std::string differences(const std::vector<oracle::Verdict>& right,
                        const std::vector<Obligation>& got) {
    std::string text;
    for (std::size_t i = 0; i < std::max(right.size(), got.size()); ++i) {
        std::string wanted = i < right.size() ? text_of(right[i]) : "nothing";
        std::string found = i < got.size() ? text_of(oracle::verdict_of(got[i])) : "nothing";
        bool same = i < right.size() && i < got.size() && right[i] == oracle::verdict_of(got[i]);
        if (!same) {
            text += "\n  oracle: " + wanted + "\n  got:    " + found;
        }
    }
    return text;
}

TEST(Oracle, ObligationsAreWhatTheRulesSayAsOfAnyDayAndAsKnownAtAnyTime) {
    std::uint64_t seed = first_seed();
    std::set<std::string> states;
    for (int round = 0; round < rounds(); ++round, ++seed) {
        Dice dice(seed);
        const World world = randomly::world(dice);
        for (int look = 0; look < 3; ++look) {
            auto known =
                static_cast<std::size_t>(dice.roll(static_cast<int>(world.log.size()) + 1));
            const AsOf as_of{randomly::day(dice) + (dice.one_in(3) ? 400 : 0), dice.one_in(2)};
            const Scene scene(world, look == 0 ? world.log.size() : known, as_of);
            const int year = 2020 + dice.roll(3);
            auto got = obligations(scene.context, year);
            ASSERT_EQ(differences(oracle::verdicts(scene.context, year), got), "")
                << "LUZE_SEED=" << seed << " year " << year << " as of " << as_of.day.iso();
            for (const Obligation& one : got) {
                states.emplace(state_id(one.state));
            }
        }
    }
    EXPECT_TRUE(states.size() == 7 || rounds() < 60) << "seed " << seed;
}

// Owed and met of every quota duty in every window at every unit, from the obligations.
using Counts = std::map<std::string, Tally::Count>;

std::string place(const norms::Duty& duty, const Window& window, const std::string& unit) {
    return duty.id + " " + window.first.iso() + " [" + unit + "]";
}

Counts counted_one_by_one(const std::vector<Obligation>& all) {
    Counts counts;
    for (const Obligation& one : all) {
        if (!Tally::counts(*one.duty)) {
            continue;
        }
        std::set<std::string> units{"", one.unit};
        for (const std::string& unit : units) {
            Tally::Count& sum = counts[place(*one.duty, one.window, unit)];
            ++sum.owed;
            sum.met += one.state == State::met ? 1 : 0;
        }
    }
    return counts;
}

// The same places, asked of a tally.
Counts counted_by(Tally& tally, const Context& context, const std::vector<Obligation>& all) {
    Counts counts;
    for (const Obligation& one : all) {
        if (Tally::counts(*one.duty)) {
            for (const std::string& unit : {std::string(), one.unit}) {
                counts[place(*one.duty, one.window, unit)] =
                    tally.count(context, *one.duty, one.window, unit);
            }
        }
    }
    return counts;
}

std::string unequal(const Counts& right, const Counts& got) {
    std::string text;
    for (const auto& [where, count] : right) {
        auto at = got.find(where);
        if (at == got.end() || at->second != count) {
            text += fmt::format("\n  {}: {}/{}, got {}/{}", where, count.met, count.owed,
                                at == got.end() ? -1 : at->second.met,
                                at == got.end() ? -1 : at->second.owed);
        }
    }
    return text;
}

// Plays one change into a tally as ops would.
void play(Tally& tally, const Context& context, const Book& before, const Change& change) {
    auto old = before.records.find(change.record.id);
    if (old != before.records.end()) {
        tally.remove(context, old->second);
    }
    if (change.kind != Change::Kind::withdraw) {
        tally.add(context, change.record);
    }
}

TEST(Oracle, TallyKeptRecordByRecordEqualsTallyRebuiltEqualsObligationsAtEveryUnit) {
    std::uint64_t seed = first_seed();
    for (int round = 0; round < rounds(); ++round, ++seed) {
        Dice dice(seed);
        const World world = randomly::world(dice);
        const AsOf as_of{randomly::day(dice) + 200, dice.one_in(2)};
        const Scene empty(world, 0, as_of);
        const Scene scene(world, world.log.size(), as_of);
        Tally kept_up(empty.context);
        Book before = world.book(0);
        for (std::size_t i = 0; i < world.log.size(); ++i) {
            play(kept_up, scene.context, before, world.log[i]);
            before = world.book(i + 1);
            if (i % 7 == 0) {  // what is looked at early is kept up to date from then on
                const Scene now(world, i + 1, as_of);
                counted_by(kept_up, now.context, obligations(now.context, 2021));
            }
        }
        Tally rebuilt(scene.context);
        auto all = obligations(scene.context, 2021);
        Counts right = counted_one_by_one(all);
        ASSERT_EQ(unequal(right, counted_by(rebuilt, scene.context, all)), "")
            << "LUZE_SEED=" << seed;
        ASSERT_EQ(unequal(right, counted_by(kept_up, scene.context, all)), "")
            << "LUZE_SEED=" << seed;
    }
}

TEST(Oracle, TallyGoesOnToALaterDay) {
    std::uint64_t seed = first_seed();
    for (int round = 0; round < rounds(); ++round, ++seed) {
        Dice dice(seed);
        const World world = randomly::world(dice);
        const Date start = randomly::day(dice);
        const Scene early(world, world.log.size(), {start, true});
        const Scene late(world, world.log.size(), {start + dice.roll(300), true});
        Tally tally(early.context);
        tally.advance(late.context);
        auto all = obligations(late.context, 2021);
        ASSERT_EQ(unequal(counted_one_by_one(all), counted_by(tally, late.context, all)), "")
            << "LUZE_SEED=" << seed;
    }
}

}  // namespace
}  // namespace luze::standing
