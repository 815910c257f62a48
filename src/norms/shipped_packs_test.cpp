// The packs that we ship, and every pack block of docs/PACKS.md, are read without a fault.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "norms/read_test_kit.h"

namespace luze::norms {
namespace {

namespace fs = std::filesystem;

const fs::path root = LUZE_SOURCE_DIR;

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

ReadResult read_folder(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".toml") {
            continue;
        }
        files[fs::relative(entry.path(), folder).generic_string()] = contents(entry.path());
    }
    return read_pack(files);
}

// Lines of each fenced block that opens with the word, by the line on which it stands.
std::map<int, std::string> blocks(const std::string& text, const std::string& opening) {
    std::map<int, std::string> found;
    std::istringstream lines(text);
    std::string line;
    int inside = 0;
    for (int number = 1; std::getline(lines, line); ++number) {
        if (inside == 0 && line == "```" + opening) {
            inside = number;
            found[inside];
        } else if (line == "```") {
            inside = 0;
        } else if (inside != 0) {
            found[inside] += line + "\n";
        }
    }
    return found;
}

TEST(ShippedPacks, AreSound) {
    int packs = 0;
    for (const auto& entry : fs::directory_iterator(root / "packs")) {
        if (!entry.is_directory()) {
            continue;
        }
        auto pack = read_folder(entry.path());
        EXPECT_TRUE(pack) << entry.path() << "\n" << told(pack);
        ++packs;
    }
    EXPECT_GT(packs, 0);
}

TEST(ShippedPacks, WorkSafetyOwesNothingToTheFirstPack) {
    auto pack = read_folder(root / "packs" / "anquan-shengchan");
    ASSERT_TRUE(pack) << told(pack);
    EXPECT_GE(pack->duties.size(), 10U);
    std::set<DutyKind> kinds;
    for (const Duty& duty : pack->duties) {
        kinds.insert(duty.kind);
    }
    EXPECT_EQ(kinds.size(), 5U) << "every kind of duty";
    for (const SystemRow& row : pack->system) {
        auto carries = [&](const Example& example) { return example.row == row.number; };
        EXPECT_TRUE(std::ranges::any_of(pack->examples, carries)) << "row " << row.number;
    }
}

TEST(ShippedPacks, BlocksOfTheReferenceAreSound) {
    std::string text = contents(root / "docs" / "PACKS.md");
    auto bases = blocks(text, "toml base");
    ASSERT_EQ(bases.size(), 1U);
    auto packs = blocks(text, "toml pack");
    EXPECT_GE(packs.size(), 5U);
    for (const auto& [line, block] : packs) {
        auto pack = read_pack({{"base.toml", bases.begin()->second}, {"pack.toml", block}});
        EXPECT_TRUE(pack) << "docs/PACKS.md:" << line << "\n" << told(pack);
    }
}

}  // namespace
}  // namespace luze::norms
