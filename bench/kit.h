// What the measurements share: clocks, scratch folders, a bare SQLite to stand beside, tables.
#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace luze::bench {

// Seconds by the wall and of the processor, of this process and its finished children.
struct Spent {
    double wall = 0;
    double cpu = 0;
};

class Stopwatch {
public:
    Stopwatch() : start_(now()) {}
    [[nodiscard]] Spent spent() const;

private:
    [[nodiscard]] static Spent now();
    Spent start_;
};

// Rounds of one thing, taken in turn with rounds of its peer.
class Rounds {
public:
    void add(Spent spent) { all_.push_back(spent); }
    template <class Work>
    void time(Work work) {
        Stopwatch watch;
        work();
        add(watch.spent());
    }
    // The medians.
    [[nodiscard]] double wall() const;
    [[nodiscard]] double cpu() const;

private:
    std::vector<Spent> all_;
};

// A folder on the disk of the working directory, gone at the end.
class Scratch {
public:
    explicit Scratch(std::string_view name);
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// The engine underneath without anything of ours: WAL, and every commit on the disk.
class BareSqlite {
public:
    // ":memory:" or a file.
    explicit BareSqlite(const std::string& where);
    ~BareSqlite();
    BareSqlite(const BareSqlite&) = delete;
    BareSqlite& operator=(const BareSqlite&) = delete;

    void run(const std::string& sql);
    void prepare(const std::string& sql);  // the one statement that `bind` and `step` are about
    void bind(int at, std::int64_t value);
    void bind(int at, std::string_view text);
    bool step();  // is there a row? Without one the statement is ready for the next.
    void reset();
    [[nodiscard]] std::int64_t column(int at) const;

private:
    void expect(bool good) const;
    sqlite3* database_ = nullptr;
    sqlite3_stmt* statement_ = nullptr;
};

// A number after the program's name is the seed; it is printed. 1 otherwise.
[[nodiscard]] std::mt19937_64 seeded(int argc, char** argv);
[[nodiscard]] std::uint64_t below(std::mt19937_64& random, std::uint64_t bound);

// Says on which machine and how built.
void print_machine(std::string_view title);
void print_row(const std::vector<std::string>& cells);
[[nodiscard]] std::string number(double value, int decimals = 0);
[[nodiscard]] std::string times(double ratio);  // 1.8×
[[nodiscard]] double resident_megabytes();

// Ends the measurement with a message: what it was about does not work.
[[noreturn]] void give_up(const std::string& why);
template <class T>
T must(T result) {
    if (!result) {
        give_up(result.error().message.en);
    }
    return result;
}

}  // namespace luze::bench
