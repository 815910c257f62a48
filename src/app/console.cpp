#include "app/console.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdio>

#include "app/exit_code.h"

namespace luze::app {
namespace {

// Of a place whose book has not been opened yet.
constexpr int usual_zone = 480;

}  // namespace

Date Console::today() const { return now.day_at(usual_zone); }

ops::Question Console::question() const {
    return {{.today = today(), .as_of = options.as_of, .year = options.year}, options.known_at};
}

Result<std::shared_ptr<const ops::Snapshot>> Console::look() const {
    auto site = open_to_read();
    if (!site) {
        return std::unexpected(site.error());
    }
    return ops::look(*site, question());
}

std::string Console::actor() const {
    const passwd* user = getpwuid(geteuid());
    return user == nullptr ? std::to_string(geteuid()) : std::string(user->pw_name);
}

void Console::print(const std::string& text) const {
    std::fwrite(text.data(), 1, text.size(), stdout);
}

int Console::report(const Error& error) const {
    std::string text = "luze: " + say(error.message) + "\n";
    std::fflush(stdout);
    std::fwrite(text.data(), 1, text.size(), stderr);
    return exit_code(error.kind);
}

}  // namespace luze::app
