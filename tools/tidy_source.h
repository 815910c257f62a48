// Source files as the tidy test sees them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidy {

struct Include {
    int line = 0;
    std::string name;
    bool quoted = false;  // "folder/file.h" rather than <header>
};

struct Function {
    int line = 0;   // where its head begins
    int lines = 0;  // of code, without blank ones and comments
    std::string head;
};

struct Source {
    std::string path;    // from the root of the repository: src/base/date.h
    std::string folder;  // the folder of src/ it is in, or its first folder: base, tests
    std::string text;
    std::string code;  // the text with comments, literals and directives blanked out

    [[nodiscard]] bool header() const { return path.ends_with(".h"); }
    // x_test.cpp, x_fuzz.cpp, and what tests share: x_test.h, x_test_kit.h, x_support.h.
    [[nodiscard]] bool test() const {
        std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
        return name.find("_test.") != name.npos || name.find("_fuzz.") != name.npos ||
               name.find("_test_kit.") != name.npos || name.ends_with("_support.h");
    }
    [[nodiscard]] bool product() const { return path.starts_with("src/") && !test(); }
};

[[nodiscard]] Source source(std::string path, std::string text);
// Every .h and .cpp of src, tests, tools and bench under the root, sorted by path.
[[nodiscard]] std::vector<Source> read_sources(const std::string& root);

[[nodiscard]] std::vector<std::string> lines(std::string_view text);
[[nodiscard]] std::vector<Include> includes(const Source& source);
// Functions at namespace and class level, found by their braces. Close enough to measure them.
[[nodiscard]] std::vector<Function> functions(const Source& source);

}  // namespace tidy
