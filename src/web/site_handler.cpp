#include "web/site_handler.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string_view>

#include "base/text.h"
#include "web/assets.h"
#include "web/credentials.h"
#include "web/interface.h"
#include "web/pages.h"
#include "web/public_pages.h"
#include "web/work.h"

namespace luze::web {
namespace {

struct Route {
    std::string_view path;  // * stands for any one segment
    Response (*answer)(const Asked& asked);
};

constexpr std::array<Route, 7> routes{{
    {"report", report_page},
    {"report/*", report_file},
    {"figures", figures_page},
    {"figures/*", figure_page},
    {"faults", faults_page},
    {"entries", entries_page},
    {"entries/*", entry_page},
}};

bool leads_to(std::string_view pattern, const std::vector<std::string>& segments) {
    if (pattern.empty()) {
        return segments.empty();
    }
    std::vector<std::string> parts = split(pattern, "/");
    return std::ranges::equal(parts, segments, [](const auto& part, const auto& segment) {
        return part == "*" ? !segment.empty() : part == segment;
    });
}

const Route* find_route(const std::vector<std::string>& segments) {
    auto at = std::ranges::find_if(
        routes, [&](const Route& route) { return leads_to(route.path, segments); });
    return at == routes.end() ? nullptr : &*at;
}

bool for_programs(const Request& request) {
    return !request.segments.empty() && request.segments.front() == "api";
}

Response plain(int status, const char* said) {
    return {status, "text/plain; charset=utf-8", {}, said};
}

Response nowhere(const Asked& asked) {
    if (for_programs(asked.request)) {
        return problem_answer({ErrorKind::missing, {"没有这个地址", "there is no such address"}});
    }
    return problem_page(asked, 404, asked.say("没有这一页", "No such page"),
                        asked.say("网址可能写错了，从左边的目录进去看看。",
                                  "The address may be mistyped: try the places on the left."));
}

Response not_here(const Asked& asked) {
    Response response = problem_page(asked, 405, asked.say("这一页只供查看", "This page is read"),
                                     asked.say("请从目录进去办理。", "Go on from the places."));
    response.headers.push_back({"Allow", "GET, HEAD"});
    return response;
}

// Longer work, and the files that it is about.
struct Workshop {
    Workshop(ops::BookReader& reader, ops::BookWriter& writer) : intake(reader, writer, jobs) {}
    ~Workshop() { jobs.end(); }
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;

    ops::Jobs jobs;
    ops::Intake intake;
};

class SiteHandler {
public:
    SiteHandler(ops::BookReader& reader, ops::BookWriter& writer, SiteOptions options)
        : reader_(&reader),
          writer_(&writer),
          workshop_(std::make_shared<Workshop>(reader, writer)),
          interface_(options.interface),
          options_(options) {}

    Response operator()(const Request& request) const {
        if (request.segments.size() == 1 && request.segments[0] == "healthz") {
            return plain(200, "ok\n");
        }
        if (!request.segments.empty() && request.segments[0] == "static") {
            return asset(request);
        }
        if (auto file = interface_.file(request)) {
            return std::move(*file);
        }
        if (is_work(request)) {
            return answer_work({*reader_, *writer_, *hasher_, workshop_->jobs, workshop_->intake},
                               request);
        }
        auto view = reader_->view();
        if (request.segments.size() == 1 && request.segments[0] == "readyz") {
            return view ? plain(200, "ready\n") : plain(503, "not ready\n");
        }
        const Route* route = find_route(request.segments);
        if (auto page = route == nullptr ? interface_.page(request) : std::nullopt) {
            return std::move(*page);
        }
        Asked asked{request, language_of(request, options_.language), *reader_,
                    view ? view->get() : nullptr, options_.demo};
        if (!view) {
            // The book was there when the server began: whatever ails it may pass.
            Error error = view.error();
            error.kind = ErrorKind::io;
            return for_programs(request) ? problem_answer(error) : problem_page(asked, error);
        }
        if (is_public(request)) {
            return public_answer(asked, *writer_, *opinions_);
        }
        if (auto refused = turn_away(asked)) {
            return std::move(*refused);
        }
        if (route != nullptr && request.method == "POST") {
            return not_here(asked);
        }
        return route == nullptr ? nowhere(asked) : route->answer(asked);
    }

private:
    // The pages show the open records of the whole book: to whoever may see them.
    std::optional<Response> turn_away(const Asked& asked) const {
        auto asker = writer_->at_desk([&](ops::Desk& desk, Instant now) {
            return ops::authorise(desk, credentials_of(asked.request), access::Right::see_book,
                                  "pages", now);
        });
        if (!asker) {
            return for_programs(asked.request) ? problem_answer(asker.error())
                                               : problem_page(asked, asker.error());
        }
        if (*asker && (**asker).scope().all_units) {
            return std::nullopt;
        }
        const bool unknown = !*asker && asker->error().why == ops::Denied::Why::unknown;
        if (for_programs(asked.request)) {
            return unknown ? denied(asker->error()) : nowhere(asked);
        }
        Asked nobody = asked;
        nobody.view = nullptr;
        return problem_page(nobody, unknown ? 401 : 403, asked.say("请登录", "Please sign in"),
                            asked.say("这里的内容登录后才能看。",
                                      "What is here is for those who "
                                      "have signed in."));
    }

    ops::BookReader* reader_;
    ops::BookWriter* writer_;
    std::shared_ptr<access::Hasher> hasher_ = std::make_shared<access::Hasher>();
    std::shared_ptr<Workshop> workshop_;
    std::shared_ptr<OpinionGate> opinions_ = std::make_shared<OpinionGate>();
    Interface interface_;
    SiteOptions options_;
};

}  // namespace

Handler site_handler(ops::BookReader& reader, ops::BookWriter& writer, const SiteOptions& options) {
    return SiteHandler(reader, writer, options);
}

}  // namespace luze::web
