// Holds every source file to the rules of docs/STYLE.md, and the rules themselves to examples that
// break them.
#include <gtest/gtest.h>

#include <algorithm>

#include "tidy_rules.h"

namespace tidy {
namespace {

const Sources& all() {
    static const Sources sources = read_sources(LUZE_SOURCE_DIR);
    return sources;
}

std::string listed(const Faults& faults) {
    std::string text;
    for (const std::string& fault : faults) {
        text += "\n" + fault;
    }
    return text;
}

template <class Rule>
void expect_tidy(Rule rule) {
    Faults faults;
    for (const Source& each : all()) {
        Faults more = rule(each);
        faults.insert(faults.end(), more.begin(), more.end());
    }
    EXPECT_TRUE(faults.empty()) << listed(faults);
}

TEST(Tidy, ReadsEverySourceToItsEnd) {
    EXPECT_GT(all().size(), 20U);
    for (const Source& each : all()) {
        EXPECT_EQ(std::ranges::count(each.code, '{'), std::ranges::count(each.code, '}'))
            << each.path;
    }
}

TEST(Tidy, FoldersIncludeOnlyWhatStandsAboveThem) { expect_tidy(layer_faults); }

TEST(Tidy, LibrariesStayInTheirFolders) {
    Faults faults = library_faults(all());
    EXPECT_TRUE(faults.empty()) << listed(faults);
}

TEST(Tidy, PureFoldersTouchNoMachine) { expect_tidy(purity_faults); }

TEST(Tidy, PurityHasTwoStatedExceptions) {
    EXPECT_EQ(stated_exceptions(),
              (std::vector<std::string>{"fontconfig reads the machine's fonts",
                                        "libxlsxwriter writes only to files (tmpdir)"}));
}

TEST(Tidy, HeadersStandAlone) {
    expect_tidy([](const Source& each) { return header_faults(each, all()); });
}

TEST(Tidy, LinesFilesAndFunctionsAreShort) { expect_tidy(size_faults); }

TEST(Tidy, MostFilesFitAHead) {
    std::vector<std::size_t> sizes;
    for (const Source& each : all()) {
        if (each.product()) {
            sizes.push_back(lines(each.text).size());
        }
    }
    std::ranges::sort(sizes);
    EXPECT_LT(sizes.at(sizes.size() / 2), max_median);
}

TEST(Tidy, NothingIsLeftUnfinished) { expect_tidy(word_faults); }

TEST(Tidy, EveryHeaderIsUsed) {
    Faults faults = dead_faults(all());
    EXPECT_TRUE(faults.empty()) << listed(faults);
}

// Each of these is what somebody in a hurry would write.

Faults layers(const std::string& path, const std::string& include) {
    return layer_faults(source(path, "#include \"" + include + "\"\n"));
}

Faults libraries(const std::string& path, const std::string& header) {
    return library_faults({source(path, "#include <" + header + ">\n")});
}

TEST(TidyRules, RefuseAnUpwardInclude) {
    EXPECT_EQ(layers("src/base/date.cpp", "model/record.h"),
              Faults{"src/base/date.cpp:1: base may not include model/record.h"});
    EXPECT_EQ(layers("src/views/a_test.cpp", "ops/b.h").size(), 1U);
    EXPECT_TRUE(layers("src/views/a.cpp", "ledger/b.h").empty());
    EXPECT_EQ(layers("src/helpers/a.cpp", "base/date.h").size(), 1U);
    EXPECT_EQ(layers("src/base/a.cpp", "date.h").size(), 1U);
}

TEST(TidyRules, LetWebAndAppCallOnlyOps) {
    EXPECT_EQ(layers("src/web/a.cpp", "views/b.h").size(), 1U);
    EXPECT_EQ(layers("src/app/a.cpp", "ledger/b.h").size(), 1U);
    EXPECT_TRUE(layers("src/app/a.cpp", "ops/b.h").empty());
}

TEST(TidyRules, KeepLibrariesApart) {
    EXPECT_EQ(libraries("src/norms/a.h", "toml++/toml.h").size(), 1U);
    EXPECT_TRUE(libraries("src/norms/a.cpp", "toml++/toml.h").empty());
    EXPECT_EQ(libraries("src/ops/a.cpp", "boost/json.hpp").size(), 1U);
    EXPECT_EQ(libraries("src/base/a.cpp", "gtest/gtest.h").size(), 1U);
    EXPECT_TRUE(libraries("src/base/a_test.cpp", "gtest/gtest.h").empty());
    EXPECT_EQ(libraries("src/base/a.cpp", "curl/curl.h").size(), 1U);
    EXPECT_TRUE(libraries("src/base/a.h", "fmt/format.h").empty());
    Source first = source("src/web/a.cpp", "#include <boost/beast.hpp>\n");
    Source second = source("src/web/b.cpp", "#include <boost/asio.hpp>\n");
    EXPECT_EQ(library_faults({first, second}).size(), 1U);
}

TEST(TidyRules, KeepPureFoldersPure) {
    std::string text = "#include <fstream>\nauto t = std::chrono::system_clock::now();\n";
    EXPECT_EQ(purity_faults(source("src/model/a.cpp", text)).size(), 2U);
    EXPECT_TRUE(purity_faults(source("src/model/a_test.cpp", text)).empty());
    EXPECT_TRUE(purity_faults(source("src/store/a.cpp", text)).empty());
    EXPECT_TRUE(purity_faults(source("src/model/a.cpp", "// getenv\n")).empty());
    std::string excepted = "#include <xlsxwriter.h>\n#include <fstream>\n#include <unistd.h>\n";
    EXPECT_TRUE(purity_faults(source("src/exchange/a.cpp", excepted)).empty());
    EXPECT_TRUE(library_faults({source("src/exchange/a.cpp", excepted)}).empty());
    EXPECT_EQ(libraries("src/exchange/a.cpp", "unistd.h").size(), 1U);
}

TEST(TidyRules, WantSelfContainedHeaders) {
    Source header = source("src/base/a.h", "using namespace std;\n");
    Source body = source("src/base/a.cpp", "#include <string>\n#include \"base/a.h\"\n");
    EXPECT_EQ(header_faults(header, {header, body}).size(), 2U);
    EXPECT_EQ(header_faults(body, {header, body}).size(), 1U);
    EXPECT_EQ(dead_faults({header, body}), Faults{"src/base/a.h:1: no other file includes it"});
}

TEST(TidyRules, MeasureFunctions) {
    std::string body;
    std::string blank(80, '\n');
    for (int i = 0; i < 80; ++i) {
        body += "\n    g();";
    }
    auto faults = [](const std::string& text) {
        return size_faults(source("src/base/a.cpp", text));
    };
    EXPECT_EQ(faults("namespace a {\nint f(int x) {" + body + "\n}\n}\n"),
              Faults{"src/base/a.cpp:2: int f: 82 lines"});
    EXPECT_EQ(faults("struct A {\npublic:\nvoid f() const {" + body + "\n}\n};\n").size(), 1U);
    EXPECT_EQ(faults("A::A() : b_{1}, c_{\"}\"} {" + body + "}\n").size(), 1U);
    EXPECT_EQ(faults("template <class T>\nT f(T t) {" + body + "}\n").size(), 1U);
    EXPECT_TRUE(faults("const int t[] = {" + body + "};\n").empty());
    EXPECT_TRUE(faults("TABLE(f, {" + body + "});\n").empty());
    EXPECT_TRUE(faults("int f() {" + blank + "}\n").empty());
    EXPECT_TRUE(faults("auto s = R\"(f() {" + body + "})\";\nint n = 1'0;\n").empty());
}

TEST(TidyRules, MeasureLinesInCharacters) {
    std::string hundred;
    for (int i = 0; i < 50; ++i) {
        hundred += "责x";
    }
    EXPECT_TRUE(size_faults(source("src/base/a.cpp", "// " + hundred.substr(12) + "\n")).empty());
    EXPECT_EQ(size_faults(source("src/base/a.cpp", "// " + hundred + "\n")).size(), 1U);
    EXPECT_EQ(size_faults(source("src/base/a.cpp", std::string(501, '\n'))).size(), 1U);
}

TEST(TidyRules, RefuseUnfinishedWork) {
    EXPECT_EQ(word_faults(source("src/base/a.cpp",
                                 "// TO"
                                 "DO: later\n"))
                  .size(),
              1U);
    EXPECT_TRUE(word_faults(source("src/base/a.cpp", "int mastodon; // 责\n")).empty());
    EXPECT_EQ(word_faults(source("src/base/a.cpp", "int 责 = 1;\n")).size(), 1U);
    EXPECT_EQ(word_faults(source("src/base/a.cpp", "#include <regex>\n")).size(), 1U);
    EXPECT_EQ(word_faults(source("src/base/a_test.cpp",
                                 "GTEST"
                                 "_SKIP();\n"))
                  .size(),
              1U);
}

}  // namespace
}  // namespace tidy
