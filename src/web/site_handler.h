// From a request to its page: the table of addresses.
#pragma once

#include <span>

#include "base/embedded.h"
#include "ops/book_reader.h"
#include "ops/book_writer.h"
#include "web/http.h"

namespace luze::web {

struct SiteOptions {
    Language language = Language::zh;         // where neither the address nor the browser says
    bool demo = false;                        // the sample: says how to leave it
    std::span<const EmbeddedFile> interface;  // built from ui/; may be none
};

// The handler keeps references to both.
[[nodiscard]] Handler site_handler(ops::BookReader& reader, ops::BookWriter& writer,
                                   const SiteOptions& options);

}  // namespace luze::web
