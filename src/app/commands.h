// What each command does and prints.
#pragma once

#include "app/command_line.h"
#include "base/date.h"

namespace luze::app {

// Runs the command and returns the exit code; messages go to stderr, answers to stdout.
[[nodiscard]] int run(const Options& options, Instant now);

}  // namespace luze::app
