// Exit codes of the program, documented in docs/OPERATIONS.md and in --help.
#pragma once

#include "base/error.h"

namespace luze::app {

inline constexpr int exit_done = 0;
inline constexpr int exit_found = 1;  // pack check and verify: something is wrong

[[nodiscard]] constexpr int exit_code(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage:
            return 2;
        case ErrorKind::invalid:
            return 3;
        case ErrorKind::missing:
            return 4;
        case ErrorKind::conflict:
            return 5;
        case ErrorKind::refused:
            return 6;
        case ErrorKind::limit:
            return 7;
        case ErrorKind::corrupt:
            return 8;
        case ErrorKind::io:
            return 9;
    }
    return 9;
}

}  // namespace luze::app
