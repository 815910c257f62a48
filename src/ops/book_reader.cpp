#include "ops/book_reader.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "ledger/ledger.h"

namespace luze::ops {

namespace {

// Days and years that are looked at side by side; each holds a year's obligations.
constexpr std::size_t views_kept = 8;

}  // namespace

const StandingAnswer& View::standing() const {
    std::call_once(stood_, [&] { standing_ = show_standing(*snapshot_); });
    return standing_;
}

const std::vector<MonthStanding>& View::trend() const {
    std::call_once(went_, [&] { trend_ = show_trend(*snapshot_); });
    return trend_;
}

const std::vector<report::Fault>& View::faults() const {
    std::call_once(found_, [&] {
        faults_ = report::faults(snapshot_->context(), snapshot_->year(), snapshot_->obligations(),
                                 scope());
    });
    return faults_;
}

const report::Document& View::document() const {
    std::call_once(composed_, [&] {
        document_ = report::tidied(report_document(*snapshot_, checkpoint_, scope()));
    });
    return document_;
}

const View& View::within(const Scope& scope) const {
    if (scope.all_units) {
        return *this;
    }
    const std::string key = join(scope.units, "\n") + "\n" + std::to_string(scope.self.value);
    std::lock_guard lock(parting_);
    auto& part = parts_[key];
    if (!part) {
        part = std::make_unique<const View>(snapshot_->within(scope), checkpoint_);
    }
    return *part;
}

const Result<ReportBytes>& View::report() const {
    std::call_once(written_, [&] { report_ = render_report(*snapshot_, checkpoint_, scope()); });
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

Result<std::shared_ptr<const View>> BookReader::view(const ReadWish& wish) {
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
    auto at = std::ranges::find(kept_, wish, &Kept::wish);
    if (at != kept_.end()) {
        int zone = at->view->snapshot().book().zone;
        if (at->size >= head->size && at->day == now.day_at(zone)) {
            kept_.splice(kept_.begin(), kept_, at);
            return kept_.front().view;
        }
        kept_.erase(at);
    }
    auto fresh = renew(**site, wish, head->size, now);
    if (!fresh) {
        return std::unexpected(fresh.error());
    }
    std::erase_if(kept_, [&](const Kept& kept) { return kept.size < head->size; });
    kept_.push_front(std::move(*fresh));
    if (kept_.size() > views_kept) {
        kept_.pop_back();
    }
    return kept_.front().view;
}

Result<BookReader::Kept> BookReader::renew(Site& site, const ReadWish& wish, std::int64_t size,
                                           Instant now) {
    auto book = book_of(site, wish, size);
    if (!book) {
        return std::unexpected(book.error());
    }
    Moment moment{now.day_at((*book)->zone), wish.as_of, wish.year};
    auto snapshot = Snapshot::of(*book, moment,
                                 [this](const PackAdoption& adopted) { return rules_of(adopted); });
    if (!snapshot) {
        return std::unexpected(snapshot.error());
    }
    auto checkpoint = ledger::Ledger(site.session(), place_.book).newest_checkpoint();
    if (!checkpoint) {
        return std::unexpected(checkpoint.error());
    }
    Kept kept{wish, wish.known_at.empty() ? (*book)->size : size, (*snapshot)->today(), nullptr};
    kept.view = std::make_shared<const View>(std::move(*snapshot), std::move(*checkpoint));
    return kept;
}

// What the ledger has grown by is folded into a copy: views of before go on as they are.
Result<std::shared_ptr<const Book>> BookReader::book_of(Site& site, const ReadWish& wish,
                                                        std::int64_t size) {
    if (!wish.known_at.empty()) {
        auto book = site.fold(wish.known_at);
        return book ? Result<std::shared_ptr<const Book>>(
                          std::make_shared<const Book>(std::move(*book)))
                    : std::unexpected(book.error());
    }
    if (book_ && book_->size >= size) {
        return book_;
    }
    auto grown = book_ ? std::make_shared<Book>(*book_) : std::make_shared<Book>();
    auto read =
        ledger::Ledger(site.session(), place_.book)
            .for_each(grown->size + 1, [&](const Entry& entry) { return apply(*grown, entry); });
    if (!read) {
        return std::unexpected(read.error());
    }
    book_ = std::move(grown);
    return book_;
}

Result<std::shared_ptr<const norms::Pack>> BookReader::rules_of(const PackAdoption& adopted) {
    if (auto at = rules_.find(adopted.entry); at != rules_.end()) {
        return at->second;
    }
    auto rules = adopted_rules(adopted);
    if (rules) {
        rules_[adopted.entry] = *rules;
    }
    return rules;
}

}  // namespace luze::ops
