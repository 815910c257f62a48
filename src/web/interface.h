// The interface that people work in: files built from ui/ and embedded in the program, each beside
// its compressed forms (app.js, app.js.br, app.js.gz).
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/embedded.h"
#include "web/http.h"

namespace luze::web {

class Interface {
public:
    // The bytes outlive it. None: built without the interface.
    explicit Interface(std::span<const EmbeddedFile> files);

    // Scripts and styles have their content's digest in their names and are kept for ever. None
    // where no file has this address.
    [[nodiscard]] std::optional<Response> file(const Request& request) const;

    // The one page, which finds out by itself what its address means. None where no page is asked
    // for.
    [[nodiscard]] std::optional<Response> page(const Request& request) const;

private:
    struct Kept {
        std::string_view bytes;
        std::string tag;
    };

    [[nodiscard]] Response answer(const std::string& name, const Request& request) const;
    [[nodiscard]] const Kept* find(const std::string& name) const;

    std::map<std::string, Kept, std::less<>> files_;
};

}  // namespace luze::web
