// A book that many look at at once, while others may write into it.
#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "model/scope.h"
#include "ops/show_standing.h"
#include "ops/site.h"
#include "ops/write_report.h"

namespace luze::ops {

// Everything that is said of a book at one state of its ledger, as of one day; each part is worked
// out when it is first asked for. Immutable, and safe to use from several threads.
class View {
public:
    View(std::shared_ptr<const Snapshot> snapshot, std::string checkpoint)
        : snapshot_(std::move(snapshot)), checkpoint_(std::move(checkpoint)) {}

    [[nodiscard]] const Snapshot& snapshot() const { return *snapshot_; }
    [[nodiscard]] const std::string& checkpoint() const { return checkpoint_; }
    [[nodiscard]] const StandingAnswer& standing() const;
    // How it stood at the end of each month of the year, and on the day itself.
    [[nodiscard]] const std::vector<MonthStanding>& trend() const;
    [[nodiscard]] const std::vector<report::Fault>& faults() const;
    [[nodiscard]] const report::Document& document() const;
    // The figures of those whose scope is not the whole organisation count their part of it.
    [[nodiscard]] const View& within(const Scope& scope) const;
    // It takes a second or two.
    [[nodiscard]] const Result<ReportBytes>& report() const;
    // Restricted records are read one by one, where each reading is logged: here nobody sees them.
    [[nodiscard]] static Scope scope() { return Scope::open_records(); }

private:
    std::shared_ptr<const Snapshot> snapshot_;
    std::string checkpoint_;
    mutable std::once_flag stood_;
    mutable StandingAnswer standing_;
    mutable std::once_flag went_;
    mutable std::vector<MonthStanding> trend_;
    mutable std::once_flag found_;
    mutable std::vector<report::Fault> faults_;
    mutable std::once_flag composed_;
    mutable report::Document document_;
    mutable std::mutex parting_;
    mutable std::map<std::string, std::unique_ptr<const View>> parts_;  // by units and person
    mutable std::once_flag written_;
    mutable std::optional<Result<ReportBytes>> report_;
};

struct ReadWish {
    std::optional<Date> as_of;
    std::optional<int> year;
    std::string known_at;  // as Site::fold takes it
    bool operator==(const ReadWish&) const = default;
};

// Safe to use from several threads.
class BookReader {
public:
    using Clock = std::function<Instant()>;

    BookReader(Place place, ReadWish wish, Clock now);

    // As the ledger is at this moment: worked out anew when it has grown or the day has changed.
    // Without a wish as the reader was told at its beginning.
    [[nodiscard]] Result<std::shared_ptr<const View>> view() { return view(wish_); }
    [[nodiscard]] Result<std::shared_ptr<const View>> view(const ReadWish& wish);
    [[nodiscard]] const ReadWish& wish() const { return wish_; }
    // A session to read with; it goes back when the pointer is let go.
    [[nodiscard]] Result<std::shared_ptr<Site>> borrow();
    [[nodiscard]] const Place& place() const { return place_; }

private:
    struct Pool;
    // A view is of no more use once the ledger has grown or the day is another.
    struct Kept {
        ReadWish wish;
        std::int64_t size = -1;
        Date day;
        std::shared_ptr<const View> view;
    };
    [[nodiscard]] Result<Kept> renew(Site& site, const ReadWish& wish, std::int64_t size,
                                     Instant now);
    [[nodiscard]] Result<std::shared_ptr<const Book>> book_of(Site& site, const ReadWish& wish,
                                                              std::int64_t size);
    [[nodiscard]] Result<std::shared_ptr<const norms::Pack>> rules_of(const PackAdoption& adopted);

    Place place_;
    ReadWish wish_;
    Clock now_;
    std::shared_ptr<Pool> pool_;
    std::mutex mutex_;                                                  // of what follows
    std::list<Kept> kept_;                                              // the latest used first
    std::shared_ptr<const Book> book_;                                  // as last known
    std::map<std::int64_t, std::shared_ptr<const norms::Pack>> rules_;  // by entry of adoption
};

}  // namespace luze::ops
