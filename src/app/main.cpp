// The program: reads the command line and the clock, and hands both on.
#include <chrono>
#include <cstdio>

#include "app/command_line.h"
#include "app/commands.h"

int main(int argc, char** argv) {
    using namespace luze;
    Language language = app::choose_language(argc, argv);
    auto options = app::read_command_line(argc, argv, language);
    if (!options) {
        std::fputs(options.error().text.c_str(), options.error().to_stderr ? stderr : stdout);
        return options.error().code;
    }
    auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    return app::run(*options, Instant{now.count()});
}
