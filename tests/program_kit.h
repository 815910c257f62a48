// Runs the program itself and reads what it says.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/json.h"

namespace luze::test {

using Words = std::vector<std::string>;

struct Outcome {
    int code = -1;  // exit code; 128 + signal when a signal ended it
    std::string out;
    std::string err;

    [[nodiscard]] std::string text() const { return out + err; }
};

// Runs luze with these words and waits. `language` is zh or en.
[[nodiscard]] Outcome run(const Words& words, const std::string& language = "zh");

// Starts luze and returns its process id; its output goes nowhere.
[[nodiscard]] int start(const Words& words);

// A folder of its own, gone with the object.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::string at(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

[[nodiscard]] std::string read_bytes(const std::filesystem::path& path);
// Makes the folders above it as well.
void write_bytes(const std::filesystem::path& path, const std::string& bytes);

// JSON with decimals, which the books never hold: numbers with a point become text in shortest form
// (52.0 → 52, a whole number). Throws on bad JSON.
[[nodiscard]] Json read_json(const std::string& text);

// A book in a place of its own (data directory or connection string).
class TestBook {
public:
    explicit TestBook(std::string where) : where_(std::move(where)) {}

    [[nodiscard]] const std::string& where() const { return where_; }
    [[nodiscard]] Outcome run(Words words, const std::string& language = "zh") const;
    // These throw when the program fails.
    void init() const;
    [[nodiscard]] Json import(const std::string& path) const;
    [[nodiscard]] Json ask(Words words) const;  // with --json
    [[nodiscard]] Json figures(int year, Words more = {}) const;
    [[nodiscard]] Json faults(int year, Words more = {}) const;
    // The root of the tree, when verify finds the book sound; otherwise what it found.
    [[nodiscard]] std::string verified_root() const;

private:
    std::string where_;
};

}  // namespace luze::test
