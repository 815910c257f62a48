#include "web/problem.h"

#include "base/json.h"

namespace luze::web {

int status_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage:
        case ErrorKind::invalid:
            return 400;
        case ErrorKind::missing:
            return 404;
        case ErrorKind::conflict:
            return 409;
        case ErrorKind::refused:
            return 403;
        case ErrorKind::limit:
            return 413;
        default:
            return 503;
    }
}

Response problem_answer(const Error& error) {
    Json::Object message{{"zh", error.message.zh}, {"en", error.message.en}};
    return {status_of(error.kind),
            "application/json",
            {},
            pretty(Json::Object{{"error", std::move(message)}}) + "\n"};
}

}  // namespace luze::web
