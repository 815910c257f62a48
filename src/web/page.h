// What every page shares: who asks, in which language, and the frame around the answer.
#pragma once

#include <map>
#include <optional>
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
    ops::BookReader& reader;
    const ops::View* view = nullptr;  // null only where there is no book to show
    bool demo = false;

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

struct Frame {
    std::string title;
    std::string question;  // what the page answers, in plain words
    std::string place;     // of the navigation: the first segment of its address
};

[[nodiscard]] Response page(const Asked& asked, const Frame& frame, const Markup& content,
                            int status = 200);
// In the same look; says what is wrong and what to do.
[[nodiscard]] Response problem_page(const Asked& asked, int status, const std::string& title,
                                    const std::string& what);
// An error of the use cases, by its kind.
[[nodiscard]] Response problem_page(const Asked& asked, const Error& error);
[[nodiscard]] int status_of(ErrorKind kind);

}  // namespace luze::web
