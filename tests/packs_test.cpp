// Every pack that comes with Luze passes the program's own check, in both languages.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace luze {
namespace {

namespace fs = std::filesystem;

struct Outcome {
    int status = 0;
    std::string output;
};

Outcome check(const fs::path& pack, const std::string& language) {
    fs::path log = fs::temp_directory_path() / ("luze-pack-" + std::to_string(getpid()) + ".log");
    std::string command = "LUZE_LANG=" + language + " '" LUZE_BINARY "' pack check '" +
                          pack.string() + "' >'" + log.string() + "' 2>&1";
    Outcome outcome{std::system(command.c_str()), {}};
    std::ostringstream text;
    text << std::ifstream(log).rdbuf();
    fs::remove(log);
    outcome.output = text.str();
    return outcome;
}

std::vector<fs::path> packs() {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(fs::path(LUZE_SOURCE_DIR) / "packs")) {
        if (entry.is_directory()) {
            found.push_back(entry.path());
        }
    }
    std::ranges::sort(found);
    return found;
}

TEST(Packs, AtLeastTwoProveThatNothingIsCompiledIn) { EXPECT_GE(packs().size(), 2U); }

TEST(Packs, PassTheirCheck) {
    for (const fs::path& pack : packs()) {
        Outcome outcome = check(pack, "zh");
        EXPECT_EQ(outcome.status, 0) << pack << "\n" << outcome.output;
    }
}

// A typing slip is answered with file, line and the word that was meant.
TEST(Packs, AnswerASlipWithFileLineAndWord) {
    fs::path copy = fs::temp_directory_path() / ("luze-pack-" + std::to_string(getpid()));
    fs::remove_all(copy);
    fs::copy(packs().back(), copy, fs::copy_options::recursive);
    fs::path file;
    for (const auto& entry : fs::recursive_directory_iterator(copy)) {
        if (entry.path().extension() == ".toml" && (file.empty() || entry.path() < file)) {
            file = entry.path();
        }
    }
    std::ofstream(file, std::ios::app) << "\n[[dutty]]\nid = \"slip\"\n";
    for (const char* language : {"zh", "en"}) {
        Outcome outcome = check(copy, language);
        EXPECT_NE(outcome.status, 0);
        EXPECT_NE(outcome.output.find(file.filename().string() + ":"), std::string::npos)
            << outcome.output;
        EXPECT_NE(outcome.output.find("dutty"), std::string::npos) << outcome.output;
        EXPECT_NE(outcome.output.find("duty"), std::string::npos) << outcome.output;
    }
    fs::remove_all(copy);
}

}  // namespace
}  // namespace luze
