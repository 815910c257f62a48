#include "tidy_rules.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string_view>

namespace tidy {
namespace {

using Words = std::vector<std::string_view>;

// From the top: each may include what stands before it.
const Words layers{"base",  "model",  "norms", "standing", "casework", "exchange", "report",
                   "store", "ledger", "views", "access",   "ops",      "web",      "app"};
const Words pure{"base", "model", "norms", "standing", "casework", "exchange", "report"};

// Web and the command line call only ops; base and model give them the types to do it with.
const std::map<std::string_view, Words> callers{
    {"web", {"base", "model", "ops", "web"}},
    {"app", {"base", "model", "ops", "web", "app"}},
};

struct Library {
    std::string_view prefix;          // of the names of its headers
    Words folders;                    // where it may be included
    bool one_file = false;            // slow to compile: one .cpp in each folder
    bool machine = false;             // reads files, the clock, the network
    std::string_view exception = "";  // why a pure folder may have it although it does …
    Words grants = {};                // … and what its .cpp may include for that
};

const Words anywhere = layers;
const Words kept_and_served{"store", "ledger", "views", "access", "ops", "web", "app"};

const std::vector<Library> libraries{
    {"fmt/", anywhere},
    {"toml++/", {"norms"}, true},
    {"boost/json", {"base"}, true},
    {"boost/", {"web"}, true, true},
    {"CLI/", {"app"}, true},
    {"zip.h", {"exchange", "report"}},
    {"pugixml.hpp", {"exchange", "report"}},
    {"iconv.h", {"exchange"}},
    {"xlsxwriter.h",
     {"exchange", "report"},
     false,
     true,
     "libxlsxwriter writes only to files (tmpdir)",
     {"filesystem", "fstream", "unistd.h"}},
    {"pango/", {"report"}, false, true, "fontconfig reads the machine's fonts"},
    {"cairo", {"report"}},
    {"fontconfig/", {"report"}, false, true, "fontconfig reads the machine's fonts"},
    {"hb.h", {"report"}},
    {"libical/", {"exchange"}},
    {"curl/", {"app"}, false, true},
    {"qrencode.h", {"report"}},
    {"openssl/", {"base", "ledger", "access"}},
    {"argon2.h", {"access"}},
    {"soci/", {"store"}, false, true},
    {"sqlite3.h", {"store"}, false, true},
    {"libpq-fe.h", {"store"}, false, true},
    {"spdlog/", {"app"}, true, true},
    {"sys/", kept_and_served, false, true},
    {"unistd.h", kept_and_served, false, true},
    {"fcntl.h", kept_and_served, false, true},
    {"signal.h", kept_and_served, false, true},
    {"grp.h", kept_and_served, false, true},
    {"pwd.h", kept_and_served, false, true},
};
const Words test_libraries{"gtest/", "gmock/", "rapidcheck", "benchmark/"};

bool one_of(const Words& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

bool starts_with_one_of(const Words& prefixes, std::string_view name) {
    return std::ranges::any_of(prefixes, [&](auto prefix) { return name.starts_with(prefix); });
}

bool standard(std::string_view header) {
    return header.find_first_of("./") == std::string_view::npos;
}

const Library* library_of(std::string_view header) {
    auto found = std::ranges::find_if(
        libraries, [&](const Library& library) { return header.starts_with(library.prefix); });
    return found == libraries.end() ? nullptr : &*found;
}

// Whether a stated exception lets this file include that header.
bool granted(const Source& source, std::string_view header) {
    return std::ranges::any_of(includes(source), [&](const Include& include) {
        const Library* library = include.quoted ? nullptr : library_of(include.name);
        return library != nullptr && one_of(library->grants, header);
    });
}

std::string at(const Source& source, int line, std::string what) {
    return source.path + ":" + std::to_string(line) + ": " + what;
}

std::string stem(std::string_view path) { return std::string(path.substr(0, path.rfind('.'))); }

// One fault for every line of the text that holds one of the words as a whole word.
void find_words(const Source& source, const std::string& text, const Words& words,
                std::string_view why, Faults& faults) {
    auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
    int number = 0;
    for (const std::string& line : lines(text)) {
        ++number;
        for (std::string_view word : words) {
            std::size_t found = line.find(word);
            std::size_t end = found + word.size();
            if (found == std::string::npos ||
                (is_word(word.front()) && found > 0 && is_word(line[found - 1])) ||
                (is_word(word.back()) && end < line.size() && is_word(line[end]))) {
                continue;
            }
            faults.push_back(at(source, number, std::string(word) + ": " + std::string(why)));
        }
    }
}

// Nothing when the library may be included here.
std::string library_fault(const Source& source, const Include& include) {
    if (starts_with_one_of(test_libraries, include.name)) {
        return source.product() ? "only tests include <" + include.name + ">" : "";
    }
    if (!source.path.starts_with("src/") || granted(source, include.name)) {
        return "";
    }
    const Library* library = library_of(include.name);
    if (source.test() && (library == nullptr || library->folders == kept_and_served)) {
        return "";  // tests may ask the machine for anything
    }
    if (library == nullptr) {
        return "no rule in tools/tidy_rules.cpp says who may include <" + include.name + ">";
    }
    if (!one_of(library->folders, source.folder)) {
        return source.folder + " does not own the library of <" + include.name + ">";
    }
    if (one_of(pure, source.folder) && library->machine && library->exception.empty()) {
        return "a pure folder may not touch the machine through <" + include.name + ">";
    }
    if (source.header() && !source.test() && library->prefix != "fmt/") {
        return "third-party headers belong in .cpp files: <" + include.name + ">";
    }
    return "";
}

}  // namespace

Faults layer_faults(const Source& source) {
    Faults faults;
    if (!source.path.starts_with("src/")) {
        return faults;
    }
    auto own = std::ranges::find(layers, source.folder);
    if (own == layers.end() || std::ranges::count(source.path, '/') != 2) {
        faults.push_back(at(source, 1, "lies in no known folder of src/"));
        return faults;
    }
    auto caller = callers.find(source.folder);
    for (const Include& include : includes(source)) {
        if (!include.quoted) {
            continue;
        }
        std::string folder = include.name.substr(0, include.name.find('/'));
        bool allowed = caller != callers.end()
                           ? one_of(caller->second, folder)
                           : std::find(layers.begin(), own + 1, folder) != own + 1;
        if (!allowed) {
            faults.push_back(
                at(source, include.line, source.folder + " may not include " + include.name));
        }
    }
    return faults;
}

Faults library_faults(const Sources& sources) {
    Faults faults;
    std::map<std::string, std::set<std::string>> used;  // folder and library → files
    for (const Source& source : sources) {
        for (const Include& include : includes(source)) {
            if (include.quoted || standard(include.name)) {
                continue;
            }
            if (std::string fault = library_fault(source, include); !fault.empty()) {
                faults.push_back(at(source, include.line, fault));
            }
            const Library* library = library_of(include.name);
            if (library != nullptr && library->one_file && source.product()) {
                used[source.folder + " " + std::string(library->prefix)].insert(source.path);
            }
        }
    }
    for (const auto& [what, files] : used) {
        if (files.size() > 1) {
            faults.push_back(*files.rbegin() + ":1: more than one file includes " + what +
                             ", which is slow to compile");
        }
    }
    return faults;
}

Faults purity_faults(const Source& source) {
    static const Words headers{"fstream", "filesystem", "iostream", "thread", "random"};
    static const Words calls{
        "system_clock::now", "steady_clock::now", "utc_clock::now", "std::time", "getenv", "fopen",
        "tmpfile",           "localtime",         "random_device"};
    Faults faults;
    if (!source.product() || !one_of(pure, source.folder)) {
        return faults;
    }
    for (const Include& include : includes(source)) {
        if (one_of(headers, include.name) && !granted(source, include.name)) {
            faults.push_back(
                at(source, include.line, "a pure folder needs no <" + include.name + ">"));
        }
    }
    find_words(source, source.code, calls, "not in a pure folder", faults);
    return faults;
}

Faults header_faults(const Source& source, const Sources& all) {
    Faults faults;
    if (source.header()) {
        if (source.text.find("#pragma once") == std::string::npos) {
            faults.push_back(at(source, 1, "no #pragma once"));
        }
        find_words(source, source.code, {"using namespace"}, "not in a header", faults);
        return faults;
    }
    std::string header = stem(source.path) + ".h";
    bool has_header = std::ranges::find(all, header, &Source::path) != all.end();
    auto included = includes(source);
    std::string first = included.empty() ? "" : included.front().name;
    if (has_header && !("/" + header).ends_with("/" + first)) {
        faults.push_back(at(source, 1, "its own header comes first"));
    }
    return faults;
}

Faults size_faults(const Source& source) {
    Faults faults;
    auto all = lines(source.text);
    if (all.size() > max_file) {
        faults.push_back(at(source, 1, std::to_string(all.size()) + " lines: split the file"));
    }
    int number = 0;
    for (const std::string& line : all) {
        ++number;
        auto points = std::ranges::count_if(
            line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
        if (points > max_line) {
            faults.push_back(at(source, number, std::to_string(points) + " characters"));
        }
    }
    for (const Function& function : functions(source)) {
        if (function.lines > max_function) {
            faults.push_back(at(source, function.line,
                                function.head + ": " + std::to_string(function.lines) + " lines"));
        }
    }
    return faults;
}

Faults word_faults(const Source& source) {
    // Written in two parts, so that this file passes.
    static const Words unfinished{
        "TO"
        "DO",
        "FIX"
        "ME",
        "XX"
        "X",
        "HA"
        "CK",
        "for"
        " now"};
    static const Words skipping{
        "GTEST"
        "_SKIP",
        "DISABLED"
        "_"};
    Faults faults;
    find_words(source, source.text, unfinished, "finish it, or say why it is so", faults);
    if (source.text.find(skipping[0]) != std::string::npos ||
        source.code.find(skipping[1]) != std::string::npos) {
        faults.push_back(at(source, 1, "a test that cannot run fails; nothing is skipped"));
    }
    for (const Include& include : includes(source)) {
        if (include.name == "regex") {
            faults.push_back(
                at(source, include.line, "<regex> is slow and recurses without limit"));
        }
    }
    int number = 0;
    for (const std::string& line : lines(source.code)) {
        ++number;
        if (std::ranges::any_of(line,
                                [](char c) { return static_cast<unsigned char>(c) > 0x7F; })) {
            faults.push_back(at(source, number, "identifiers are ASCII"));
        }
    }
    return faults;
}

Faults dead_faults(const Sources& sources) {
    std::set<std::string> wanted;
    for (const Source& source : sources) {
        for (const Include& include : includes(source)) {
            if ("src/" + stem(include.name) != stem(source.path)) {
                wanted.insert("src/" + include.name);
            }
        }
    }
    Faults faults;
    for (const Source& source : sources) {
        if (source.header() && source.path.starts_with("src/") && !wanted.contains(source.path)) {
            faults.push_back(at(source, 1, "no other file includes it"));
        }
    }
    return faults;
}

std::vector<std::string> stated_exceptions() {
    std::set<std::string> reasons;
    for (const Library& library : libraries) {
        if (!library.exception.empty()) {
            reasons.insert(std::string(library.exception));
        }
    }
    return {reasons.begin(), reasons.end()};
}

}  // namespace tidy
