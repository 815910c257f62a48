// A book held open for work: kept up with the ledger entry by entry, so that a step costs what the
// step costs and not what the history does.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "access/rights.h"
#include "model/book.h"
#include "norms/groups.h"
#include "norms/parameters.h"
#include "ops/record_tables.h"
#include "ops/site.h"
#include "standing/obligation.h"

namespace luze::ops {

// Who asks: a person of the roster (none: nobody in particular) and the account that the entry will
// name.
struct Asker {
    PersonId person;
    std::string account;
    bool whole_book = false;  // holds the data directory itself: restricted records are read too
    access::Access access = {};
    // On which they ask: what they may see goes by this day, whatever day they ask about.
    std::optional<Date> today = std::nullopt;

    // How far the asker may look.
    [[nodiscard]] Scope scope() const { return whole_book ? Scope::whole_book() : access.scope; }
};

// Not for several threads at once.
class Desk {
public:
    // Errors as Site::fold and Snapshot::of give them.
    [[nodiscard]] static Result<std::unique_ptr<Desk>> open(Site site);

    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    // Reads what others appended since.
    [[nodiscard]] Result<void> catch_up();

    [[nodiscard]] Site& site() { return site_; }
    [[nodiscard]] const Book& book() const { return book_; }
    [[nodiscard]] const norms::Pack& pack() const { return *pack_; }
    [[nodiscard]] const Roster& roster() const { return *roster_; }
    // Good until the next append or catch_up.
    [[nodiscard]] RecordTables& tables() const { return tables_; }
    // The day of the book's zone.
    [[nodiscard]] Date day(Instant now) const { return now.day_at(book_.zone); }
    // Looked at on that day; refers to the desk and is good until the next append or catch_up.
    [[nodiscard]] standing::Context context(Date day) const;
    [[nodiscard]] standing::Context context(Instant now) const { return context(day(now)); }

    // Looks at the book as it would be with this record in it; nothing is kept.
    void suppose(Record record, Date day,
                 const std::function<void(const standing::Context&)>& look);

    // All the drafts and blobs in one transaction; the sequence of the first. After a conflict the
    // desk has caught up and the caller may look again.
    [[nodiscard]] Result<std::int64_t> append(std::vector<Draft> drafts, Instant now,
                                              const std::vector<std::string>& blobs = {});

    // The person of that name, or the error that says who is meant by none or several. A number is
    // taken as the person's id.
    [[nodiscard]] Result<PersonId> person(const std::string& written) const;
    // ErrorKind::missing with the number; restricted records only for those who may see them.
    [[nodiscard]] Result<const Record*> record(RecordId id, const Asker& asker, Date day) const;
    [[nodiscard]] bool may_see(const Record& record, const Asker& asker, Date day) const;
    // Restricted records that somebody has been shown since this was last asked; `note_read` says
    // that one is about to be.
    void note_read(const Record& record) const;
    [[nodiscard]] std::vector<RecordId> take_reads() { return std::exchange(reads_, {}); }
    // Parameters and the pack: the reserved role `keeps_rules`, and whoever holds the data
    // directory. ErrorKind::refused says who could.
    [[nodiscard]] Result<void> may_change_rules(const Asker& asker, Date day) const;

private:
    explicit Desk(Site site) : site_(std::move(site)) {}
    [[nodiscard]] Result<void> derive(bool roster, bool parameters);

    Site site_;
    Book book_;
    std::unique_ptr<const norms::Pack> pack_;
    std::int64_t adopted_ = 0;  // entry of the pack
    std::unique_ptr<const Roster> roster_;
    std::unique_ptr<const norms::Parameters> parameters_;
    std::unique_ptr<const norms::Groups> groups_;
    mutable RecordTables tables_;
    mutable std::vector<RecordId> reads_;
};

}  // namespace luze::ops
