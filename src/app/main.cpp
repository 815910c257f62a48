// The program: reads the command line and the clock, and hands both on.
#include <chrono>
#include <cstdio>

#include "app/command_line.h"
#include "app/commands.h"

namespace luze::interface {
std::span<const EmbeddedFile> embedded_files();  // cmake/Interface.cmake
}

int main(int argc, char** argv) {
    using namespace luze;
    Language language = app::choose_language(argc, argv);
    auto options = app::read_command_line(argc, argv, language);
    if (!options) {
        std::fputs(options.error().text.c_str(), options.error().to_stderr ? stderr : stdout);
        return options.error().code;
    }
    options->interface = interface::embedded_files();
    auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    return app::run(*options, Instant{now.count()});
}
