// The free fonts that stand for the official ones, and the versions that decide a report's bytes.
// fontconfig reads the machine's fonts: a stated exception to this folder's purity.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "report/layout.h"

namespace luze::report {

// Families in order of preference, as fontconfig and pango take them (comma-separated). The SC
// faces are named: the first face of a Noto CJK collection is Japanese.
[[nodiscard]] std::string font_families(Face face);
[[nodiscard]] bool is_bold(Face face);

// A font as this machine has it.
struct FontFile {
    std::string family;   // what fontconfig gave
    std::string file;     // without its folder
    std::string version;  // the font's own revision: 2.001
    bool wanted = false;  // it is the family asked for, no stand-in
};
[[nodiscard]] FontFile font_file(Face face);

// Fonts and libraries (name, version), for Metadata::versions (DECISIONS 27).
[[nodiscard]] std::vector<std::pair<std::string, std::string>> font_versions();
[[nodiscard]] std::vector<std::pair<std::string, std::string>> library_versions();

}  // namespace luze::report
