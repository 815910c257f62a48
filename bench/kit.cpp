#include "kit.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace luze::bench {
namespace {

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double cpu_of(int who) {
    rusage usage{};
    getrusage(who, &usage);
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

}  // namespace

Spent Stopwatch::now() {
    auto since = std::chrono::steady_clock::now().time_since_epoch();
    return {std::chrono::duration<double>(since).count(),
            cpu_of(RUSAGE_SELF) + cpu_of(RUSAGE_CHILDREN)};
}

Spent Stopwatch::spent() const {
    Spent end = now();
    return {end.wall - start_.wall, end.cpu - start_.cpu};
}

double Rounds::wall() const {
    std::vector<double> values;
    std::ranges::transform(all_, std::back_inserter(values), &Spent::wall);
    return median(values);
}

double Rounds::cpu() const {
    std::vector<double> values;
    std::ranges::transform(all_, std::back_inserter(values), &Spent::cpu);
    return median(values);
}

Scratch::Scratch(std::string_view name)
    : path_(std::filesystem::current_path() /
            fmt::format("luze-bench-{}-{}", name, static_cast<long>(getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
}

Scratch::~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

BareSqlite::BareSqlite(const std::string& where) {
    expect(sqlite3_open(where.c_str(), &database_) == SQLITE_OK);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
        "PRAGMA temp_store=MEMORY");
}

BareSqlite::~BareSqlite() {
    sqlite3_finalize(statement_);
    sqlite3_close(database_);
}

void BareSqlite::expect(bool good) const {
    if (!good) {
        give_up(sqlite3_errmsg(database_));
    }
}

void BareSqlite::run(const std::string& sql) {
    expect(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
}

void BareSqlite::prepare(const std::string& sql) {
    sqlite3_finalize(statement_);
    statement_ = nullptr;
    expect(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement_, nullptr) == SQLITE_OK);
}

void BareSqlite::bind(int at, std::int64_t value) { sqlite3_bind_int64(statement_, at, value); }

void BareSqlite::bind(int at, std::string_view text) {
    sqlite3_bind_text(statement_, at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

bool BareSqlite::step() {
    int state = sqlite3_step(statement_);
    expect(state == SQLITE_ROW || state == SQLITE_DONE);
    if (state == SQLITE_DONE) {
        sqlite3_reset(statement_);
    }
    return state == SQLITE_ROW;
}

void BareSqlite::reset() { sqlite3_reset(statement_); }

std::int64_t BareSqlite::column(int at) const { return sqlite3_column_int64(statement_, at); }

std::mt19937_64 seeded(int argc, char** argv) {
    std::uint64_t seed = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1;
    fmt::print("seed {}\n", seed);
    return std::mt19937_64(seed);
}

std::uint64_t below(std::mt19937_64& random, std::uint64_t bound) { return random() % bound; }

void print_machine(std::string_view title) {
    std::string model = "processor unknown";
    std::ifstream cpus("/proc/cpuinfo");
    for (std::string line; std::getline(cpus, line);) {
        if (line.starts_with("model name")) {
            model = line.substr(line.find(':') + 2);
            break;
        }
    }
    fmt::print("\n{}\n{}, {} threads; {}\n", title, model, std::thread::hardware_concurrency(),
#ifdef __OPTIMIZE__
               "optimised"
#else
               "NOT OPTIMISED: these figures mean nothing"
#endif
    );
}

void print_row(const std::vector<std::string>& cells) {
    std::string line;
    for (const std::string& cell : cells) {
        line += line.empty() ? fmt::format("{:<44}", cell) : fmt::format(" {:>14}", cell);
    }
    fmt::print("{}\n", line);
    std::fflush(stdout);
}

std::string number(double value, int decimals) { return fmt::format("{:.{}f}", value, decimals); }

std::string times(double ratio) { return fmt::format("{:.{}f}x", ratio, ratio < 10 ? 2 : 0); }

double resident_megabytes() {
    std::ifstream file("/proc/self/statm");
    double total = 0;
    double resident = 0;
    file >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

void give_up(const std::string& why) {
    fmt::print(stderr, "{}\n", why);
    std::exit(1);
}

}  // namespace luze::bench
