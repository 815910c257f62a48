#include "ops/book_reader.h"

#include <utility>

#include "ledger/ledger.h"

namespace luze::ops {

View::View(std::shared_ptr<const Snapshot> snapshot, std::string checkpoint)
    : snapshot_(std::move(snapshot)),
      checkpoint_(std::move(checkpoint)),
      standing_(show_standing(*snapshot_)),
      faults_(report::faults(snapshot_->context(), snapshot_->year(), snapshot_->obligations(),
                             scope())),
      document_(report::tidied(report_document(*snapshot_, checkpoint_, scope()))) {}

Result<std::shared_ptr<const View>> View::of(std::shared_ptr<const Snapshot> snapshot,
                                             std::string checkpoint) {
    return std::shared_ptr<const View>(new View(std::move(snapshot), std::move(checkpoint)));
}

const Result<ReportBytes>& View::report() const {
    std::call_once(once_, [this] { report_ = render_report(*snapshot_, checkpoint_, scope()); });
    return *report_;
}

// Sessions that nobody uses.
struct BookReader::Pool {
    std::mutex mutex;
    std::vector<std::unique_ptr<Site>> idle;
    int generation = 0;  // sessions lent before the last clear() do not come back

    std::unique_ptr<Site> take() {
        std::lock_guard lock(mutex);
        if (idle.empty()) {
            return nullptr;
        }
        auto site = std::move(idle.back());
        idle.pop_back();
        return site;
    }
    void put(std::unique_ptr<Site> site, int lent_in) {
        std::lock_guard lock(mutex);
        if (lent_in == generation) {
            idle.push_back(std::move(site));
        }
    }
    int now() {
        std::lock_guard lock(mutex);
        return generation;
    }
    void clear() {
        std::lock_guard lock(mutex);
        idle.clear();
        ++generation;
    }
};

BookReader::BookReader(Place place, ReadWish wish, Clock now)
    : place_(std::move(place)),
      wish_(std::move(wish)),
      now_(std::move(now)),
      pool_(std::make_shared<Pool>()) {}

Result<std::shared_ptr<Site>> BookReader::borrow() {
    int generation = pool_->now();
    std::unique_ptr<Site> site = pool_->take();
    if (!site) {
        auto opened = Site::open_to_read(place_);
        if (!opened) {
            return std::unexpected(opened.error());
        }
        site = std::make_unique<Site>(std::move(*opened));
    }
    return std::shared_ptr<Site>(site.release(), [pool = pool_, generation](Site* used) {
        pool->put(std::unique_ptr<Site>(used), generation);
    });
}

Result<std::shared_ptr<const View>> BookReader::view() {
    auto site = borrow();
    if (!site) {
        return std::unexpected(site.error());
    }
    auto head = ledger::Ledger((*site)->session(), place_.book).head();
    if (!head) {
        pool_->clear();  // a lost connection: the next one begins anew
        return std::unexpected(head.error());
    }
    Instant now = now_();
    std::lock_guard lock(mutex_);
    int zone = view_ ? view_->snapshot().book().zone : 0;
    if (view_ && size_ >= head->size && day_ == now.day_at(zone)) {
        return view_;
    }
    auto fresh = renew(**site, now);
    if (fresh) {
        view_ = *fresh;
        size_ = wish_.known_at.empty() ? view_->snapshot().book().size : head->size;
        day_ = view_->snapshot().today();
    }
    return fresh;
}

Result<std::shared_ptr<const View>> BookReader::renew(Site& site, Instant now) {
    auto book = site.fold(wish_.known_at);
    if (!book) {
        return std::unexpected(book.error());
    }
    Moment moment{now.day_at(book->zone), wish_.as_of, wish_.year};
    auto snapshot = Snapshot::of(std::move(*book), moment);
    if (!snapshot) {
        return std::unexpected(snapshot.error());
    }
    auto checkpoint = ledger::Ledger(site.session(), place_.book).newest_checkpoint();
    if (!checkpoint) {
        return std::unexpected(checkpoint.error());
    }
    return View::of(std::move(*snapshot), std::move(*checkpoint));
}

}  // namespace luze::ops
