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

Result<void> Console::check_year(const ops::Snapshot& snapshot) const {
    const std::set<int>& held = snapshot.held_years();
    // This year's duties stand even before its first record.
    if (!options.year || held.empty() || held.contains(*options.year) ||
        *options.year == today().year()) {
        return {};
    }
    std::string years;
    for (int year : held) {
        years += (years.empty() ? "" : "、") + std::to_string(year);
    }
    std::string wanted = std::to_string(*options.year);
    return fail(ErrorKind::missing,
                "账里没有 " + wanted + " 年的台账，只有 " + years +
                    " 年的；请改 --year，或先导入该年的台账",
                "the book holds no ledger of " + wanted + ", only of " + years +
                    ": change --year, or import that year's ledgers first");
}

Result<std::shared_ptr<const ops::Snapshot>> Console::look_at_year() const {
    auto snapshot = look();
    if (!snapshot) {
        return snapshot;
    }
    if (auto held = check_year(**snapshot); !held) {
        return std::unexpected(held.error());
    }
    return snapshot;
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
