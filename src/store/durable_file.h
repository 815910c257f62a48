// Files that are there in full, or not at all, also after a power cut.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace luze::store {

// Writes beside, syncs, renames, syncs the directory; makes missing directories.
Result<void> write_durably(const std::string& path, std::string_view bytes);

// ErrorKind: missing or io.
Result<std::string> read_whole(const std::string& path);

}  // namespace luze::store
