// A book that many look at at once, while others may write into it.
#pragma once

#include <functional>
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

// Everything that pages show, worked out once for each state of the ledger; without the right to
// restricted records. Immutable.
class View {
public:
    [[nodiscard]] static Result<std::shared_ptr<const View>> of(
        std::shared_ptr<const Snapshot> snapshot, std::string checkpoint);

    [[nodiscard]] const Snapshot& snapshot() const { return *snapshot_; }
    [[nodiscard]] const StandingAnswer& standing() const { return standing_; }
    [[nodiscard]] const std::vector<report::Fault>& faults() const { return faults_; }
    [[nodiscard]] const report::Document& document() const { return document_; }
    [[nodiscard]] static Scope scope() { return Scope::open_records(); }
    // Rendered when first asked for: it takes a second or two.
    [[nodiscard]] const Result<ReportBytes>& report() const;

private:
    View(std::shared_ptr<const Snapshot> snapshot, std::string checkpoint);

    std::shared_ptr<const Snapshot> snapshot_;
    std::string checkpoint_;
    StandingAnswer standing_;
    std::vector<report::Fault> faults_;
    report::Document document_;
    mutable std::once_flag once_;
    mutable std::optional<Result<ReportBytes>> report_;
};

struct ReadWish {
    std::optional<Date> as_of;
    std::optional<int> year;
    std::string known_at;  // as Site::fold takes it
};

// Safe to use from several threads.
class BookReader {
public:
    using Clock = std::function<Instant()>;

    BookReader(Place place, ReadWish wish, Clock now);

    // As the ledger is at this moment: worked out anew when it has grown or the day has changed.
    [[nodiscard]] Result<std::shared_ptr<const View>> view();
    // A session to read with; it goes back when the pointer is let go.
    [[nodiscard]] Result<std::shared_ptr<Site>> borrow();

private:
    struct Pool;
    [[nodiscard]] Result<std::shared_ptr<const View>> renew(Site& site, Instant now);

    Place place_;
    ReadWish wish_;
    Clock now_;
    std::shared_ptr<Pool> pool_;
    std::mutex mutex_;  // of what follows
    std::shared_ptr<const View> view_;
    std::int64_t size_ = -1;  // entries in the ledger when the view was made
    Date day_;
};

}  // namespace luze::ops
