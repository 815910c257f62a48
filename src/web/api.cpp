// What programs are told when something cannot be answered.
#include "web/pages.h"

namespace luze::web {

Response problem_answer(const Error& error) {
    Json::Object message{{"zh", error.message.zh}, {"en", error.message.en}};
    return {status_of(error.kind),
            "application/json",
            {},
            pretty(Json::Object{{"error", std::move(message)}}) + "\n"};
}

}  // namespace luze::web
