// Finding things, and names as they are typed.
#include "ops/search.h"
#include "web/work_answers.h"

namespace luze::web {
namespace {

constexpr std::size_t usual = 20;

Result<ops::SearchQuery> query_of(const Called& called) {
    auto slice = called.slice("");
    if (!slice) {
        return std::unexpected(slice.error());
    }
    const Request& request = called.request;
    return ops::SearchQuery{request.asked("q"), request.asked("form"), request.asked("kind"),
                            request.asked("limit").empty() ? usual : slice->count};
}

}  // namespace

Result<Answer> search(ops::Desk& desk, const Called& called, Instant now) {
    auto query = query_of(called);
    return query
               ? Result<Answer>(Answer{ops::search_json(desk, *query, called.asker, desk.day(now))})
               : std::unexpected(query.error());
}

Result<Answer> suggest(ops::Desk& desk, const Called& called, Instant now) {
    auto query = query_of(called);
    return query ? Result<Answer>(
                       Answer{ops::suggest_json(desk, *query, called.asker, desk.day(now))})
                 : std::unexpected(query.error());
}

}  // namespace luze::web
