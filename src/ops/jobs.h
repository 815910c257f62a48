// Long work beside the answers: begun by one request, looked after by others.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "base/error.h"
#include "base/json.h"

namespace luze::ops {

// How far a job has come, told by the job itself.
class JobProgress {
public:
    void set(std::int64_t done, std::int64_t total);
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> get() const;

private:
    mutable std::mutex mutex_;
    std::int64_t done_ = 0;
    std::int64_t total_ = 0;
};

// Safe to use from several threads.
class Jobs {
public:
    using Work = std::function<Result<Json>(JobProgress& progress, std::stop_token stop)>;

    Jobs() = default;
    ~Jobs() { end(); }
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    // The job's id. ErrorKind::limit: enough are running already.
    [[nodiscard]] Result<std::string> start(const std::string& kind, const std::string& account,
                                            Work work);
    // {"id","kind","state":"running|done|failed","done","total","result"?,"error"?} of one that
    // this account has begun. ErrorKind::missing.
    [[nodiscard]] Result<Json> look(const std::string& id, const std::string& account);

    // Asks all of them to stop and waits until they have.
    void end();

private:
    struct Job {
        std::string id;
        std::string kind;
        std::string account;
        JobProgress progress;
        std::optional<Result<Json>> outcome;  // none: still running
        std::jthread thread;
    };

    std::mutex mutex_;
    std::int64_t started_ = 0;
    std::list<std::unique_ptr<Job>> jobs_;  // the newest last
};

}  // namespace luze::ops
