#include "ops/jobs.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "base/limits.h"

namespace luze::ops {

void JobProgress::set(std::int64_t done, std::int64_t total) {
    std::lock_guard lock(mutex_);
    done_ = done;
    total_ = total;
}

std::pair<std::int64_t, std::int64_t> JobProgress::get() const {
    std::lock_guard lock(mutex_);
    return {done_, total_};
}

void Jobs::end() {
    std::list<std::unique_ptr<Job>> ending;
    {
        std::lock_guard lock(mutex_);
        ending.swap(jobs_);
    }
    for (const auto& job : ending) {
        job->thread.request_stop();
    }
    for (const auto& job : ending) {
        job->thread.join();
    }
}

Result<std::string> Jobs::start(const std::string& kind, const std::string& account, Work work) {
    std::lock_guard lock(mutex_);
    auto running = std::ranges::count_if(jobs_, [](const auto& job) { return !job->outcome; });
    if (std::cmp_greater_equal(running, limits::jobs_running)) {
        return fail(ErrorKind::limit, "正在进行的核验、导入已经够多，请等一项结束再试",
                    "enough is under way already: wait for one to end");
    }
    for (auto at = jobs_.begin(); at != jobs_.end() && jobs_.size() >= limits::jobs_kept;) {
        at = (*at)->outcome ? jobs_.erase(at) : std::next(at);
    }
    auto job = std::make_unique<Job>();
    job->id = std::to_string(++started_);
    job->kind = kind;
    job->account = account;
    Job* kept = job.get();
    jobs_.push_back(std::move(job));
    kept->thread = std::jthread([this, kept, work = std::move(work)](std::stop_token stop) {
        Result<Json> outcome = fail(ErrorKind::io, "没有办完", "not finished");
        try {
            outcome = work(kept->progress, std::move(stop));
        } catch (const std::exception& error) {
            outcome = fail(ErrorKind::io, std::string("没有办完：") + error.what(),
                           std::string("not finished: ") + error.what());
        }
        std::lock_guard ending(mutex_);
        kept->outcome = std::move(outcome);
    });
    return kept->id;
}

Result<Json> Jobs::look(const std::string& id, const std::string& account) {
    std::lock_guard lock(mutex_);
    auto at = std::ranges::find_if(
        jobs_, [&](const auto& job) { return job->id == id && job->account == account; });
    if (at == jobs_.end()) {
        return fail(ErrorKind::missing, "没有这项进行中的工作，可能已结束很久",
                    "there is no such work; it may have ended long ago");
    }
    const Job& job = **at;
    auto [done, total] = job.progress.get();
    Json::Object out{{"id", job.id}, {"kind", job.kind}, {"done", done}, {"total", total}};
    out["state"] = !job.outcome ? "running" : *job.outcome ? "done" : "failed";
    if (job.outcome && *job.outcome) {
        out["result"] = **job.outcome;
    } else if (job.outcome) {
        const Phrase& why = job.outcome->error().message;
        out["error"] = Json::Object{{"zh", why.zh}, {"en", why.en}};
    }
    return Json(std::move(out));
}

}  // namespace luze::ops
