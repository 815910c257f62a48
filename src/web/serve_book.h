// A book on http://127.0.0.1:PORT/, to look at.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>

#include "base/embedded.h"
#include "ops/book_reader.h"

namespace luze::web {

struct ServeOptions {
    std::uint16_t port = 8090;                // 0 = any that is free
    ops::ReadWish wish;                       // as of which day, of which year, as known when
    Language language = Language::zh;         // where neither the address nor the browser says
    bool demo = false;                        // the sample: says how to leave it
    std::span<const EmbeddedFile> interface;  // built from ui/; may be none
    std::string address = "127.0.0.1";        // any other needs the certificate
    std::string certificate;                  // PEM files; both or none
    std::string certificate_key;
    std::vector<std::string> names;  // by which others know this machine
    std::stop_token stop;            // another way to end than SIGINT and SIGTERM
};

// Serves until told to stop. ErrorKind: those of Site::open when the book cannot be shown at all;
// io when the port cannot be had.
[[nodiscard]] Result<void> serve_book(const ops::Place& place, const ServeOptions& options,
                                      const std::function<void(std::uint16_t port)>& on_ready);

}  // namespace luze::web
