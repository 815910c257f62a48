// Files that are part of the program itself (cmake/Embed.cmake).
#pragma once

#include <string_view>

namespace luze {

struct EmbeddedFile {
    std::string_view name;  // relative to the folder it was embedded from: app.css, js/table.js
    std::string_view bytes;
};

}  // namespace luze
