// The same answers for programs: /api/v1, JSON, read-only.
#include "web/pages.h"

namespace luze::web {
namespace {

constexpr const char* json_type = "application/json";

}  // namespace

Response figures_answer(const Asked& asked) {
    const ops::Snapshot& snapshot = asked.snapshot();
    return {200,
            json_type,
            {},
            report::figures_json(snapshot.figures(), snapshot.year(), snapshot.as_of())};
}

Response faults_answer(const Asked& asked) {
    return {200, json_type, {}, pretty(report::faults_json(asked.view->faults())) + "\n"};
}

Response standing_answer(const Asked& asked) {
    return {
        200,
        json_type,
        {},
        pretty(ops::standing_json(asked.snapshot(), asked.view->standing(), ops::View::scope())) +
            "\n"};
}

Response problem_answer(const Error& error) {
    Json::Object message{{"zh", error.message.zh}, {"en", error.message.en}};
    return {status_of(error.kind),
            json_type,
            {},
            pretty(Json::Object{{"error", std::move(message)}}) + "\n"};
}

}  // namespace luze::web
