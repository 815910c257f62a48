#include "web/site_handler.h"

#include <memory>

#include "web/assets.h"
#include "web/interface.h"
#include "web/page.h"
#include "web/problem.h"
#include "web/public_pages.h"
#include "web/work.h"

namespace luze::web {
namespace {

bool for_programs(const Request& request) {
    return !request.segments.empty() && request.segments.front() == "api";
}

Response plain(int status, const char* said) {
    return {status, "text/plain; charset=utf-8", {}, said};
}

Response nowhere(const Request& request) {
    return for_programs(request)
               ? problem_answer({ErrorKind::missing, {"没有这个地址", "there is no such address"}})
               : plain(404, "没有这个地址。\nThere is no such address.\n");
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
            return answer_work(
                {*reader_, *writer_, *hasher_, workshop_->jobs, workshop_->intake, options_.demo},
                request);
        }
        if (request.segments.size() == 1 && request.segments[0] == "readyz") {
            return reader_->view() ? plain(200, "ready\n") : plain(503, "not ready\n");
        }
        if (is_public(request)) {
            return for_everybody(request);
        }
        auto page = interface_.page(request);
        return page ? std::move(*page) : nowhere(request);
    }

private:
    Response for_everybody(const Request& request) const {
        auto view = reader_->view();
        Asked asked{request, language_of(request, options_.language), view ? view->get() : nullptr};
        if (view) {
            return public_answer(asked, *writer_, *opinions_);
        }
        // The book was there when the server began: whatever ails it may pass.
        return page(asked, asked.say("暂时看不了", "Not available"),
                    paragraph(asked.say(view.error().message)), status_of(ErrorKind::io));
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
