// Files on their way into the book: uploaded, looked at, put right, and then imported or thrown
// away. They lie in memory, apart from the book, for a limited time, and only their account sees
// them: nothing of a workbook reaches the disk before somebody has said that it should.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "exchange/import.h"
#include "ops/book_reader.h"
#include "ops/book_writer.h"
#include "ops/jobs.h"

namespace luze::ops {

struct ImportReading;
using exchange::CellFix;
using exchange::SheetHint;

// Safe to use from several threads.
class Intake {
public:
    Intake(BookReader& reader, BookWriter& writer, Jobs& jobs)
        : reader_(reader), writer_(writer), jobs_(jobs) {}

    // The id of a new, empty import. ErrorKind::limit: this account has enough of them open.
    [[nodiscard]] Result<std::string> open(const Asker& asker, Instant now);
    // ErrorKind: limit (too large together), invalid (no file name).
    [[nodiscard]] Result<void> add(const std::string& id, const Asker& asker,
                                   exchange::InputFile file, Instant now);
    [[nodiscard]] Result<void> remove(const std::string& id, const Asker& asker,
                                      const std::string& file, Instant now);
    [[nodiscard]] Result<void> discard(const std::string& id, const Asker& asker, Instant now);

    // Reads the files beside the answers; look() says how far it has come.
    [[nodiscard]] Result<void> analyse(const std::string& id, const Asker& asker, Instant now);
    // What somebody says of a sheet, or puts right in a cell; reads anew.
    [[nodiscard]] Result<void> tell(const std::string& id, const Asker& asker, std::size_t sheet,
                                    exchange::SheetHint hint, Instant now);
    [[nodiscard]] Result<void> fix(const std::string& id, const Asker& asker, std::size_t sheet,
                                   std::vector<exchange::CellFix> fixes, Instant now);
    // Writes what was read. ErrorKind::conflict: the book would take it otherwise by now, so look
    // again.
    [[nodiscard]] Result<void> commit(const std::string& id, const Asker& asker, Instant now);
    // Those records, if they are among those that the files do not have any more: what may be
    // withdrawn. ErrorKind::invalid names one that is not.
    [[nodiscard]] Result<std::vector<RecordId>> vanished(const std::string& id, const Asker& asker,
                                                         const std::vector<std::int64_t>& records,
                                                         Instant now);

    // [{"id","files","state","opened_at"}] of this account.
    [[nodiscard]] Json list(const Asker& asker, Instant now);
    // {"id","state":"empty|reading|ready|writing|done|failed","progress","files","sheets",
    // "problems","counts","vanished","outcome"?,"error"?}
    [[nodiscard]] Result<Json> look(const std::string& id, const Asker& asker, Instant now);
    // A sheet as it is, from that row on: {"sheet","rows":[{"row","cells":[text],"outcome"?}],
    // "total","columns","tables","problems"}.
    [[nodiscard]] Result<Json> sheet(const std::string& id, const Asker& asker, std::size_t sheet,
                                     std::size_t offset, std::size_t count, Instant now);
    // Rows by what becomes of them: {"items":[{"kind","sheet","row","form","record","fields":[{
    // "field","name","text","before"?}]}],"total","next"}.
    [[nodiscard]] Result<Json> rows(const std::string& id, const Asker& asker,
                                    const std::string& kind, std::size_t offset, std::size_t count,
                                    Instant now);

private:
    struct Staged;
    using Found = std::shared_ptr<Staged>;

    [[nodiscard]] Result<Found> find(const std::string& id, const Asker& asker, Instant now);
    [[nodiscard]] Result<std::shared_ptr<const ImportReading>> reading_of(const std::string& id,
                                                                          const Asker& asker,
                                                                          Instant now);
    void forget_old(Instant now);
    [[nodiscard]] Result<void> read_anew(const Found& staged);
    [[nodiscard]] Result<Json> read(Staged& staged, JobProgress& progress);
    [[nodiscard]] Result<Json> write(Staged& staged, const std::string& account,
                                     JobProgress& progress);

    BookReader& reader_;
    BookWriter& writer_;
    Jobs& jobs_;
    std::mutex mutex_;  // of what follows
    std::int64_t opened_ = 0;
    std::list<Found> staged_;
};

}  // namespace luze::ops
