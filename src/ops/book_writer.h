// One desk of a book for all who write through the server: one at a time, in the order they come.
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "ops/desk.h"

namespace luze::ops {

// Safe to use from several threads.
class BookWriter {
public:
    using Clock = std::function<Instant()>;

    BookWriter(Place place, Clock now) : place_(std::move(place)), now_(std::move(now)) {}
    // Signs what has been written since the last checkpoint.
    ~BookWriter();
    BookWriter(const BookWriter&) = delete;
    BookWriter& operator=(const BookWriter&) = delete;

    // Runs the work at the desk, caught up with the ledger. Work that lost a race is run again, a
    // few times; after any other error of the machine the desk is opened anew next time.
    template <class Work>
    auto at_desk(const Work& work) -> std::invoke_result_t<Work, Desk&, Instant> {
        constexpr int attempts = 4;
        std::lock_guard lock(mutex_);
        const Instant now = now_();
        for (int attempt = 1;; ++attempt) {
            auto ready = prepare();
            if (!ready) {
                // It was there when the server began: whatever ails it may pass.
                return std::unexpected(Error{ErrorKind::io, ready.error().message});
            }
            const std::int64_t before = desk_->book().size;
            auto outcome = work(*desk_, now);
            if (outcome) {
                wrote(before, now);
                return outcome;
            }
            // A conflict that the asker is to settle (somebody changed the record) stays one.
            bool raced = outcome.error().kind == ErrorKind::conflict && behind();
            if (!raced || attempt == attempts) {
                forget(outcome.error());
                return outcome;
            }
        }
    }

private:
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] bool behind();
    void wrote(std::int64_t before, Instant now);
    void forget(const Error& error);

    Place place_;
    Clock now_;
    std::mutex mutex_;
    std::unique_ptr<Desk> desk_;
    bool unsigned_ = false;  // entries since the last checkpoint
    Instant signed_at_;
};

}  // namespace luze::ops
