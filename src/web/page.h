// What the pages that are written here share: who asks, in which language, and the frame around
// the answer. They are those for everybody; people who sign in work in the interface (interface.h).
#pragma once

#include <string>
#include <string_view>

#include "ops/book_reader.h"
#include "web/http.h"
#include "web/markup.h"

namespace luze::web {

// One request on its way to an answer.
struct Asked {
    const Request& request;
    Language language = Language::zh;
    const ops::View* view = nullptr;  // null only where there is no book to show

    [[nodiscard]] const ops::Snapshot& snapshot() const { return view->snapshot(); }
    [[nodiscard]] std::string say(std::string_view zh, std::string_view en) const {
        return std::string(language == Language::zh ? zh : en);
    }
    // Chinese where there is no English.
    [[nodiscard]] std::string say(const Phrase& phrase) const {
        return language == Language::en && !phrase.en.empty() ? phrase.en : phrase.zh;
    }
};

// ?lang=, then the cookie that it left, then the browser's languages, then `otherwise`.
[[nodiscard]] Language language_of(const Request& request, Language otherwise);

[[nodiscard]] Response page(const Asked& asked, const std::string& title, const Markup& content,
                            int status = 200);

}  // namespace luze::web
