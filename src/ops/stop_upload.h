// Words and markings of secrecy that stop a file at the door: what is secret does not belong here.
#pragma once

#include <string>
#include <string_view>

#include "ops/site.h"

namespace luze::ops {

// As the settings have them, one a line.
[[nodiscard]] Result<std::string> forbidden_words(Site& site);

// By the file's name and, as far as it is text or an office document, by its words. A file that
// cannot be read inside is let through: its name was all there is to judge. ErrorKind::refused
// names the word.
[[nodiscard]] Result<void> check_upload(const std::string& words, const std::string& name,
                                        std::string_view bytes);

}  // namespace luze::ops
