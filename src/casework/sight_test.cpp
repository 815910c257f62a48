#include "casework/sight.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "norms/groups.h"
#include "norms/parameters.h"

namespace luze::casework {
namespace {

const char* const pack_text = R"(id = "sight"
version = "1"
name = "包"

[[row]]
number = 1
what = "一"

[[form]]
id = "person"
name = "名册"
key = ["name"]
field = [
  { id = "name", name = "姓名" },
  { id = "department", type = "unit", name = "科室" },
  { id = "joined", type = "date", name = "到任" },
  { id = "left", type = "date", name = "离任" },
]

[[form]]
id = "matter"
name = "事项"
key = ["what"]
field = [
  { id = "what", name = "事项" },
  { id = "department", type = "unit", name = "科室" },
  { id = "people", type = "people", name = "人员" },
]

[[form]]
id = "shared"
name = "科内事项"
seen_in_unit = true
key = ["what"]
field = [
  { id = "what", name = "事项" },
  { id = "department", type = "unit", name = "科室" },
]

[[form]]
id = "talk"
name = "谈话"
restricted = true
seen_by = ["subject", "office"]
key = ["what"]
field = [
  { id = "what", name = "事项" },
  { id = "department", type = "unit", name = "科室" },
  { id = "person", type = "people", name = "对象" },
]

[[group]]
id = "officers"
name = "负责人"
where = "name = 'p1'"

[[role]]
id = "subject"
name = "本人"
field = "person"

[[role]]
id = "office"
name = "负责人"
group = "officers"
)";

// A generated bureau: units as a tree of paths, a few people in each, records about both.
struct Bureau {
    struct Someone {
        PersonId id;
        std::string unit;
    };
    struct Matter {
        RecordId id;
        std::string form;
        std::string unit;             // of its field; may be empty
        std::vector<Someone> people;  // that it names
    };
    std::vector<std::string> units;
    std::vector<Someone> people;
    std::vector<Matter> matters;
};

class Dice {
public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    std::size_t roll(std::size_t sides) { return engine_() % sides; }
    template <class T>
    const T& pick(const std::vector<T>& items) {
        return items[roll(items.size())];
    }

private:
    std::mt19937 engine_;
};

Bureau bureau(Dice& dice) {
    Bureau out;
    for (std::size_t i = 0; i < 3 + dice.roll(6); ++i) {
        // Names that begin alike must not be taken for branches of one another.
        std::string name = "u" + std::string(1 + dice.roll(2), 'x') + std::to_string(dice.roll(4));
        bool below = !out.units.empty() && dice.roll(2) == 0;
        std::string unit = below ? dice.pick(out.units) + "/" + name : name;
        if (std::ranges::find(out.units, unit) == out.units.end()) {
            out.units.push_back(unit);
        }
    }
    std::int64_t next = 1;
    for (std::size_t i = 0; i < 3 + dice.roll(5); ++i) {
        out.people.push_back({PersonId{next++}, dice.pick(out.units)});
    }
    for (std::size_t i = 0; i < 12; ++i) {
        Bureau::Matter matter;
        matter.id = RecordId{next++};
        matter.form = std::vector<std::string>{"matter", "shared", "talk"}[dice.roll(3)];
        matter.unit = dice.roll(3) == 0 ? "" : dice.pick(out.units);
        for (std::size_t k = dice.roll(3); k > 0 && matter.form != "shared"; --k) {
            matter.people.push_back(dice.pick(out.people));
        }
        out.matters.push_back(std::move(matter));
    }
    return out;
}

std::map<RecordId, Record> records_of(const Bureau& bureau) {
    std::map<RecordId, Record> records;
    for (const Bureau::Someone& person : bureau.people) {
        Record record;
        record.id = RecordId{person.id.value};
        record.form = "person";
        record.fields = {{"name", Text{"p" + std::to_string(person.id.value)}},
                         {"department", UnitName{person.unit}}};
        records[record.id] = record;
    }
    for (const Bureau::Matter& matter : bureau.matters) {
        Record record;
        record.id = matter.id;
        record.form = matter.form;
        record.fields = {{"what", Text{"m" + std::to_string(matter.id.value)}}};
        if (!matter.unit.empty()) {
            record.fields.emplace("department", UnitName{matter.unit});
        }
        if (!matter.people.empty()) {
            People people;
            for (const Bureau::Someone& person : matter.people) {
                people.named.push_back({"p", person.id, false, ""});
            }
            record.fields.emplace(matter.form == "talk" ? "person" : "people", people);
        }
        records[record.id] = record;
    }
    return records;
}

// The same question answered in the plainest way, by walking up from each unit.
bool above(std::string unit, const std::vector<std::string>& wanted) {
    for (;;) {
        if (std::ranges::find(wanted, unit) != wanted.end()) {
            return true;
        }
        if (unit.find('/') == std::string::npos) {
            return false;
        }
        unit.resize(unit.rfind('/'));
    }
}

bool expected(const Bureau& bureau, const Bureau::Matter& matter, const Scope& scope) {
    std::vector<std::string> about;
    if (!matter.unit.empty()) {
        about.push_back(matter.unit);
    } else {
        for (const Bureau::Someone& person : matter.people) {
            about.push_back(person.unit);
        }
    }
    bool reached = scope.all_units;
    bool named = false;
    bool at_home = about.empty() && scope.self;
    for (const std::string& unit : about) {
        reached = reached || above(unit, scope.units);
        for (const Bureau::Someone& person : bureau.people) {
            at_home = at_home || (person.id == scope.self && person.unit == unit);
        }
    }
    for (const Bureau::Someone& person : matter.people) {
        named = named || person.id == scope.self;
    }
    if (matter.form != "talk") {
        return reached || named || (matter.form == "shared" && at_home);
    }
    return scope.self ? scope.by_rule && (named || (scope.self == PersonId{1} && reached))
                      : scope.restricted && reached;
}

Scope scope(Dice& dice, const Bureau& bureau) {
    Scope out;
    out.restricted = dice.roll(2) == 0;
    out.by_rule = dice.roll(4) != 0;
    out.all_units = dice.roll(5) == 0;
    for (std::size_t i = dice.roll(3); i > 0; --i) {
        out.units.push_back(dice.pick(bureau.units));
    }
    out.self = dice.roll(4) == 0 ? PersonId{} : dice.pick(bureau.people).id;
    return out;
}

TEST(Sight, IsThatOfThePlainWayOnRandomTreesOfUnits) {
    const char* given = std::getenv("LUZE_SEED");
    const unsigned seed =
        given == nullptr ? std::random_device{}() : static_cast<unsigned>(std::atoi(given));
    std::printf("LUZE_SEED=%u\n", seed);
    Dice dice(seed);
    auto pack = norms::read_pack({{"pack.toml", pack_text}});
    ASSERT_TRUE(pack) << pack.error().front().what.en;
    const Date day = *Date::parse("2021-06-01");
    std::size_t seen = 0;
    for (int round = 0; round < 300; ++round) {
        Bureau made = bureau(dice);
        Book book;
        book.records = records_of(made);
        Roster roster = Roster::build(book.records);
        norms::Parameters parameters(*pack, {});
        norms::Groups groups(*pack, roster);
        standing::Context context{book, *pack, roster, parameters, groups, {day, false}};
        for (int asked = 0; asked < 20; ++asked) {
            Scope wide = scope(dice, made);
            for (const Bureau::Matter& matter : made.matters) {
                bool may = may_see(context, book.records.at(matter.id), wide, day);
                ASSERT_EQ(may, expected(made, matter, wide))
                    << "seed " << seed << " round " << round << " record " << matter.id.value << " "
                    << matter.form << " of '" << matter.unit << "', self " << wide.self.value;
                seen += may ? 1 : 0;
            }
        }
    }
    EXPECT_GT(seen, 1'000U) << "the dice are loaded";
}

TEST(Sight, ByDefaultNothing) {
    auto pack = norms::read_pack({{"pack.toml", pack_text}});
    ASSERT_TRUE(pack);
    Dice dice(7);
    Bureau made = bureau(dice);
    Book book;
    book.records = records_of(made);
    Roster roster = Roster::build(book.records);
    norms::Parameters parameters(*pack, {});
    norms::Groups groups(*pack, roster);
    const Date day = *Date::parse("2021-06-01");
    standing::Context context{book, *pack, roster, parameters, groups, {day, false}};
    for (const auto& [id, record] : book.records) {
        EXPECT_FALSE(may_see(context, record, Scope{}, day));
    }
}

}  // namespace
}  // namespace luze::casework
