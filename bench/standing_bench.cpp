// The tally: counted anew, kept up to date record by record, and asked; beside SQLite answering the
// same questions from a covering index. Ten duties: six of each person and year, four of each
// branch and month, quarter, half-year and year.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kit.h"
#include "standing/tally.h"

namespace luze::bench {
namespace {

constexpr std::size_t people_each_branch = 50;
constexpr int of_people = 6;
constexpr int of_branches = 4;
constexpr int year = 2021;

const char* const rules = R"(
id = "bench"
version = "1"
name = "测量"

[[form]]
id = "person"
name = "名册"
key = ["name"]
field = [
  { id = "name", name = "姓名", type = "text", columns = ["姓名"], required = true },
  { id = "department", name = "科室", type = "unit", unit = "department", columns = ["科室"] },
  { id = "branch", name = "支部", type = "unit", unit = "branch", columns = ["支部"] },
  { id = "joined", name = "到任时间", type = "date", columns = ["到任时间"] },
  { id = "left", name = "离任时间", type = "date", columns = ["离任时间"] },
  { id = "political_status", name = "政治面貌", type = "text", columns = ["政治面貌"] },
]

[[form]]
id = "service"
name = "服务"
date = "date"
present = "person"
key = ["person", "date"]
field = [
  { id = "person", name = "姓名", type = "people", columns = ["姓名"] },
  { id = "date", name = "日期", type = "date", columns = ["日期"] },
  { id = "type", name = "类型", type = "choice", columns = ["类型"], choices = [
    { id = "t1", name = "甲" }, { id = "t2", name = "乙" }, { id = "t3", name = "丙" },
    { id = "t4", name = "丁" }, { id = "t5", name = "戊" }, { id = "t6", name = "己" } ] },
]

[[form]]
id = "meeting"
name = "会议"
date = "date"
host = "branch"
key = ["date", "branch"]
field = [
  { id = "date", name = "日期", type = "date", columns = ["日期"] },
  { id = "branch", name = "支部", type = "unit", unit = "branch", columns = ["支部"] },
  { id = "type", name = "类型", type = "choice", columns = ["类型"], choices = [
    { id = "t1", name = "甲" }, { id = "t2", name = "乙" }, { id = "t3", name = "丙" },
    { id = "t4", name = "丁" } ] },
]

[[group]]
id = "members"
name = "全体党员"
within = "branch"
where = "political_status = '中共党员'"

[[norm]]
id = "rule"
name = "办法"
)";

const std::vector<std::pair<const char*, int>> periods{
    {"month", 12}, {"quarter", 4}, {"half_year", 2}, {"year", 1}};

std::string duty_text(int number) {
    std::string id = std::to_string(number);
    bool person = number <= of_people;
    int type = person ? number : number - of_people;
    std::string bearer = person ? R"({ kind = "person", group = "members" })"
                                : R"({ kind = "unit", unit = "branch" })";
    const char* period = person ? "year" : periods[static_cast<std::size_t>(type - 1)].first;
    return "[[duty]]\nid = \"d" + id + "\"\nname = \"职责" + id +
           "\"\nnorm = \"rule\"\nkind = \"quota\"\nbearer = " + bearer + "\nperiod = \"" + period +
           "\"\nat_least = \"" + std::to_string(person ? number : 1) + "\"\nrecord = { form = \"" +
           (person ? "service" : "meeting") + "\", where = \"type = 't" + std::to_string(type) +
           "'\" }\n";
}

norms::Pack pack_of_ten() {
    std::string text = rules;
    for (int number = 1; number <= of_people + of_branches; ++number) {
        text += duty_text(number);
    }
    auto pack = norms::read_pack({{"pack.toml", text}});
    if (!pack) {
        give_up(pack.error().front().what.en);
    }
    return std::move(*pack);
}

// What a record says, as small as it can be said; the same for both sides.
struct Fact {
    int duty;              // 1 … 10
    std::int64_t subject;  // person or branch, from 0
    Date day;
};

struct World {
    explicit World(std::size_t people)
        : branches(people / people_each_branch), pack(pack_of_ten()), people_count(people) {
        for (std::size_t i = 0; i < people; ++i) {
            Record record;
            record.id = RecordId{static_cast<std::int64_t>(i + 1)};
            record.form = "person";
            record.fields = {{"name", Text{"人" + std::to_string(i)}},
                             {"branch", UnitName{branch(i / people_each_branch)}},
                             {"political_status", Text{"中共党员"}}};
            book.records.emplace(record.id, std::move(record));
        }
        roster = Roster::build(book.records);
    }

    [[nodiscard]] static std::string branch(std::size_t number) {
        return "第" + std::to_string(number + 1) + "党支部";
    }
    [[nodiscard]] standing::Context context() const {
        return {book, pack, roster, parameters, groups, {Date::first_of(year + 1, 1) - 1, true}};
    }
    [[nodiscard]] Fact fact(std::mt19937_64& random) const {
        bool meeting = below(random, 50) == 0;
        Date day = Date::first_of(year, 1) + static_cast<int>(below(random, 365));
        if (meeting) {
            return {of_people + 1 + static_cast<int>(below(random, of_branches)),
                    static_cast<std::int64_t>(below(random, branches)), day};
        }
        return {1 + static_cast<int>(below(random, of_people)),
                static_cast<std::int64_t>(below(random, people_count)), day};
    }
    // Writes a fact into a record that is used again and again.
    static void say(const Fact& fact, Record& record) {
        bool person = fact.duty <= of_people;
        record.form = person ? "service" : "meeting";
        record.import = 1;
        record.fields["date"] = Day{PartialDate(fact.day)};
        int type = person ? fact.duty : fact.duty - of_people;
        record.fields["type"] = Choices{{"t" + std::to_string(type)}};
        if (person) {
            record.fields["person"] =
                People{{{"某", PersonId{fact.subject + 1}, false, ""}}, {}, {}};
        } else {
            record.fields["branch"] = UnitName{branch(static_cast<std::size_t>(fact.subject))};
        }
    }

    std::size_t branches;
    norms::Pack pack;
    std::size_t people_count;
    Book book;
    Roster roster;
    norms::Parameters parameters{pack, {}};
    norms::Groups groups{pack, roster};
};

struct Question {
    int duty;
    Window window;
};

std::vector<Question> questions() {
    std::vector<Question> all;
    for (int duty = 1; duty <= of_people; ++duty) {
        all.push_back({duty, year_window(year)});
    }
    for (int i = 0; i < of_branches; ++i) {
        int months = 12 / periods[static_cast<std::size_t>(i)].second;
        for (int month = 1; month <= 12; month += months) {
            all.push_back(
                {of_people + 1 + i,
                 {Date::first_of(year, month), Date::first_of(year, month + months) - 1}});
        }
    }
    return all;
}

// How many have met each window, of the whole.
std::vector<int> ask(standing::Tally& tally, const World& world) {
    std::vector<int> met;
    for (const Question& question : questions()) {
        const norms::Duty& duty = world.pack.duties[static_cast<std::size_t>(question.duty - 1)];
        met.push_back(tally.count(world.context(), duty, question.window, "").met);
    }
    return met;
}

// The same facts in SQLite's memory, with the index from which every question is answered.
class Peer {
public:
    explicit Peer(const World& world) : database_(":memory:") {
        database_.run(
            "CREATE TABLE fact (duty integer, subject integer, day integer);"
            "CREATE TABLE person (id integer PRIMARY KEY, branch integer)");
        database_.prepare("INSERT INTO person VALUES (?, ?)");
        database_.run("BEGIN");
        for (std::size_t i = 0; i < world.people_count; ++i) {
            database_.bind(1, static_cast<std::int64_t>(i));
            database_.bind(2, static_cast<std::int64_t>(i / people_each_branch));
            database_.step();
        }
        database_.prepare("INSERT INTO fact VALUES (?, ?, ?)");
    }
    void add(const Fact& fact) {
        database_.bind(1, fact.duty);
        database_.bind(2, fact.subject);
        database_.bind(3, fact.day.days());
        database_.step();
    }
    void finish() {
        database_.run("COMMIT");
        database_.run("CREATE INDEX covering ON fact (duty, subject, day); ANALYZE");
    }
    // By branch, as the tally has it; summed for the comparison.
    std::vector<int> ask() {
        std::vector<int> met;
        for (const Question& question : questions()) {
            bool person = question.duty <= of_people;
            std::string done =
                "SELECT subject FROM fact WHERE duty = ? AND day BETWEEN ? AND ? GROUP BY subject "
                "HAVING count(*) >= ?";
            database_.prepare(person ? "SELECT branch, count(*) FROM (" + done +
                                           ") JOIN person ON id = subject GROUP BY branch"
                                     : "SELECT subject, 1 FROM (" + done + ")");
            database_.bind(1, question.duty);
            database_.bind(2, question.window.first.days());
            database_.bind(3, question.window.last.days());
            database_.bind(4, person ? question.duty : 1);
            std::int64_t total = 0;
            while (database_.step()) {
                total += database_.column(1);
            }
            met.push_back(static_cast<int>(total));
        }
        return met;
    }

private:
    BareSqlite database_;
};

std::string short_number(std::size_t number) {
    return number % 1'000'000 == 0 ? std::to_string(number / 1'000'000) + " M"
           : number % 1'000 == 0   ? std::to_string(number / 1'000) + " k"
                                   : std::to_string(number);
}

// A book held in memory, counted in one pass.
void measure_rebuild(std::size_t people, std::size_t records, std::mt19937_64& random) {
    World world(people);
    for (std::size_t i = 0; i < records; ++i) {
        Record record;
        record.id = RecordId{static_cast<std::int64_t>(people + i + 1)};
        World::say(world.fact(random), record);
        world.book.records.emplace_hint(world.book.records.end(), record.id, std::move(record));
    }
    Rounds rebuilding;
    standing::Tally tally(world.context());
    for (int round = 0; round < 3; ++round) {
        rebuilding.time([&] { tally.rebuild(world.context()); });
    }
    auto count = static_cast<double>(records);
    print_row(
        {"rebuild: " + short_number(records) + " records, " + short_number(people) + " people",
         number(rebuilding.wall() * 1e3), number(count / rebuilding.wall()),
         number(rebuilding.cpu() / count * 1e9) + " ns"});
}

// One record more and one less, while every window is looked at.
double measure_update(standing::Tally& tally, const World& world, std::mt19937_64& random) {
    constexpr std::size_t tries = 100'000;
    std::vector<Record> some(1'000);
    for (Record& record : some) {
        World::say(world.fact(random), record);
    }
    const standing::Context context = world.context();
    Rounds rounds;
    for (int round = 0; round < 5; ++round) {
        rounds.time([&] {
            for (std::size_t i = 0; i < tries; ++i) {
                tally.add(context, some[i % some.size()]);
                tally.remove(context, some[i % some.size()]);
            }
        });
    }
    return rounds.cpu() / static_cast<double>(2 * tries) * 1e9;
}

struct Grown {
    double add_ns;
    double update_ns;
    double cold_ms;  // every question after a night
    double warm_ms;  // and again
    double sql_ms;
    double tally_mb;
    double sql_build_s;
};

Grown measure_size(std::size_t people, std::size_t records, std::mt19937_64& random) {
    World world(people);
    Peer peer(world);
    standing::Tally tally(world.context());
    const standing::Context context = world.context();
    Record record;
    Grown grown{};
    Rounds building;
    std::vector<Fact> facts(100'000);
    double adding = 0;
    for (std::size_t done = 0; done < records; done += facts.size()) {
        facts.resize(std::min(facts.size(), records - done));
        std::ranges::generate(facts, [&] { return world.fact(random); });
        Stopwatch ours;
        for (const Fact& fact : facts) {
            World::say(fact, record);
            tally.add(context, record);
        }
        adding += ours.spent().cpu;
        Stopwatch theirs;
        std::ranges::for_each(facts, [&](const Fact& fact) { peer.add(fact); });
        grown.sql_build_s += theirs.spent().cpu;
    }
    Stopwatch indexing;
    peer.finish();
    grown.sql_build_s += indexing.spent().cpu;
    grown.add_ns = adding / static_cast<double>(records) * 1e9;
    Rounds cold;
    Rounds warm;
    Rounds sql;
    for (int round = 0; round < 3; ++round) {
        std::vector<int> met;
        std::vector<int> peers;
        tally.advance(context);
        cold.time([&] { met = ask(tally, world); });
        warm.time([&] { met = ask(tally, world); });
        sql.time([&] { peers = peer.ask(); });
        if (met != peers) {
            give_up("the tally and SQLite do not agree");
        }
    }
    grown.update_ns = measure_update(tally, world, random);
    grown.cold_ms = cold.cpu() * 1e3;
    grown.warm_ms = warm.wall() * 1e3;
    grown.sql_ms = sql.cpu() * 1e3;
    grown.tally_mb = static_cast<double>(tally.bytes()) / (1 << 20);
    return grown;
}

void measure_growth(std::size_t people, const std::vector<std::size_t>& sizes,
                    std::mt19937_64& random) {
    print_row({"", "stream ns/rec", "update ns", "ask anew ms", "ask again ms", "SQLite ms",
               "SQLite : anew", "tally MB", "SQLite made s"});
    std::optional<Grown> first;
    for (std::size_t records : sizes) {
        Grown grown = measure_size(people, records, random);
        print_row({short_number(records) + " records, " + short_number(people) + " people",
                   number(grown.add_ns), number(grown.update_ns), number(grown.cold_ms, 1),
                   number(grown.warm_ms, 3), number(grown.sql_ms, 1),
                   times(grown.sql_ms / grown.cold_ms), number(grown.tally_mb, 1),
                   number(grown.sql_build_s, 1)});
        if (first) {
            print_row({"  update, against the smallest book:",
                       times(grown.update_ns / first->update_ns)});
        } else {
            first = grown;
        }
    }
}

}  // namespace
}  // namespace luze::bench

int main(int argc, char** argv) {
    using namespace luze::bench;
    auto random = seeded(argc, argv);
    print_machine("The standing's tally: ten duties");
    print_row({"", "ms", "records/s", "cpu a record"});
    measure_rebuild(100, 10'000, random);
    measure_rebuild(2'000, 100'000, random);
    measure_rebuild(20'000, 1'000'000, random);
    measure_growth(100'000, {10'000, 5'000'000}, random);
    return 0;
}
