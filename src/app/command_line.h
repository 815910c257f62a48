// What the command line asks for.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/work.h"
#include "base/date.h"
#include "base/embedded.h"
#include "base/error.h"

namespace luze::app {

enum class Command {
    none,
    init,
    demo,
    serve,
    import,
    parameters,
    parameters_set,
    figures,
    faults,
    report,
    prose,
    standing,
    verify,
    rebuild,
    pack_check,
    pack_coverage,
    pack_procedures,
    work  // one of work_commands()
};

struct Options {
    Command command = Command::none;
    Language language = Language::zh;
    bool json = false;
    std::string data = "data/luze";
    std::string book = "main";
    std::optional<int> year;
    std::optional<Date> as_of;
    std::string known_at;            // a day or an RFC 3339 instant; empty = now
    std::vector<std::string> paths;  // import: files and folders; pack check: the folder
    bool dry_run = false;
    std::string name;         // init, demo: the organisation
    std::string pack;         // init, demo: folder; empty = the built-in pack
    std::string samples;      // demo
    std::string out = "out";  // report, demo: folder
    bool once = false;        // demo
    int port = 8090;
    std::string listen = "127.0.0.1";  // serve: others only with the two below
    std::string certificate;           // PEM files
    std::string certificate_key;
    std::vector<std::string> hosts;  // names by which others know this machine
    std::string parameter;           // parameters set
    std::string value;
    std::optional<Date> from;
    std::string checkpoint;  // verify: file with one kept elsewhere
    std::string place;       // prose: paragraph of the report
    std::string file;        // prose: where its text is
    const WorkCommand* work = nullptr;
    Written written;                          // of a work command
    std::span<const EmbeddedFile> interface;  // what demo and serve hand out; main.cpp has it
};

// Reads argv. Either the options, or what to print and the exit code (help, version, errors).
struct Farewell {
    std::string text;
    bool to_stderr = false;
    int code = 0;
};
[[nodiscard]] std::expected<Options, Farewell> read_command_line(int argc, const char* const* argv,
                                                                 Language language);

// --lang, then LUZE_LANG, then Chinese (DECISIONS 30).
[[nodiscard]] Language choose_language(int argc, const char* const* argv);

}  // namespace luze::app
