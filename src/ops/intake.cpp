#include "ops/intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "ops/answer_parts.h"
#include "ops/intake_answers.h"
#include "ops/write_import.h"

namespace luze::ops {
namespace {

enum class State { empty, reading, ready, writing, done, failed };

const char* state_id(State state) {
    switch (state) {
        case State::empty:
            return "empty";
        case State::reading:
            return "reading";
        case State::ready:
            return "ready";
        case State::writing:
            return "writing";
        case State::done:
            return "done";
        case State::failed:
            return "failed";
    }
    return "";
}

std::unexpected<Error> nothing_read() {
    return fail(ErrorKind::conflict, "文件还没有读完，请稍候再试",
                "the files are not read yet: wait");
}

std::unexpected<Error> busy() {
    return fail(ErrorKind::conflict, "正在读取或写入，请等它结束",
                "reading or writing: wait for its end");
}

}  // namespace

struct Intake::Staged {
    std::string id;
    std::string account;
    Instant opened_at;
    JobProgress progress;

    std::mutex mutex;  // of what follows
    Instant touched;
    State state = State::empty;
    std::vector<exchange::InputFile> files;
    exchange::ImportHints hints;
    std::shared_ptr<const ImportReading> reading;
    std::optional<Error> error;
    Json outcome;

    [[nodiscard]] std::size_t bytes() const {
        std::size_t sum = 0;
        for (const exchange::InputFile& file : files) {
            sum += file.bytes.size();
        }
        return sum;
    }
    [[nodiscard]] bool at_work() const {
        return state == State::reading || state == State::writing;
    }
};

Result<std::shared_ptr<const ImportReading>> Intake::reading_of(const std::string& id,
                                                                const Asker& asker, Instant now) {
    auto staged = find(id, asker, now);
    if (!staged) {
        return std::unexpected(staged.error());
    }
    std::lock_guard inside((*staged)->mutex);
    return (*staged)->reading ? Result<std::shared_ptr<const ImportReading>>((*staged)->reading)
                              : nothing_read();
}

void Intake::forget_old(Instant now) {
    std::erase_if(staged_, [&](const Found& staged) {
        std::lock_guard lock(staged->mutex);
        return !staged->at_work() && now.ms - staged->touched.ms > limits::staged_ms;
    });
}

Result<Intake::Found> Intake::find(const std::string& id, const Asker& asker, Instant now) {
    std::lock_guard lock(mutex_);
    forget_old(now);
    auto at = std::ranges::find_if(staged_, [&](const Found& staged) {
        return staged->id == id && staged->account == asker.account;
    });
    if (at == staged_.end()) {
        return fail(ErrorKind::missing, "没有这次导入，可能已放弃或过期，请重新上传",
                    "there is no such import; it may have been dropped or forgotten: upload again");
    }
    std::lock_guard inside((*at)->mutex);
    (*at)->touched = now;
    return *at;
}

Result<std::string> Intake::open(const Asker& asker, Instant now) {
    std::lock_guard lock(mutex_);
    forget_old(now);
    auto mine = std::ranges::count(staged_, asker.account, &Staged::account);
    if (std::cmp_greater_equal(mine, limits::staged_imports)) {
        return fail(ErrorKind::limit, "您还有几次没有完成的导入，请先完成或放弃",
                    "several of your imports are not finished: finish or drop one first");
    }
    auto staged = std::make_shared<Staged>();
    staged->id = std::to_string(++opened_);
    staged->account = asker.account;
    staged->opened_at = now;
    staged->touched = now;
    staged_.push_back(staged);
    return staged->id;
}

Result<void> Intake::add(const std::string& id, const Asker& asker, exchange::InputFile file,
                         Instant now) {
    auto staged = find(id, asker, now);
    if (!staged) {
        return std::unexpected(staged.error());
    }
    if (file.name.empty() || file.name.find('\\') != std::string::npos ||
        file.name.starts_with('/') || file.name.find("..") != std::string::npos) {
        return fail(ErrorKind::invalid, "文件名写得不对", "that is no name of a file");
    }
    std::size_t all = 0;
    std::size_t mine = 0;
    {
        std::lock_guard lock(mutex_);
        for (const Found& each : staged_) {
            std::lock_guard inside(each->mutex);
            all += each->bytes();
            mine += each->account == asker.account ? each->bytes() : 0;
        }
    }
    if (mine + file.bytes.size() > limits::staged_bytes ||
        all + file.bytes.size() > limits::staged_bytes_all) {
        return fail(ErrorKind::limit,
                    fmt::format("一次导入的文件合计不超过 {} MB；请分几次，或先放弃别的导入",
                                limits::staged_bytes >> 20U),
                    fmt::format("the files of an import are at most {} MB together",
                                limits::staged_bytes >> 20U));
    }
    std::lock_guard inside((*staged)->mutex);
    if ((*staged)->at_work()) {
        return busy();
    }
    if ((*staged)->files.size() >= limits::import_files) {
        return fail(ErrorKind::limit, fmt::format("一次最多导入 {} 个文件", limits::import_files),
                    fmt::format("at most {} files at a time", limits::import_files));
    }
    std::erase_if((*staged)->files, [&](const auto& each) { return each.name == file.name; });
    // What was put right in the file before may stand elsewhere in this one.
    std::erase_if((*staged)->hints.cells,
                  [&](const exchange::CellFix& fix) { return fix.file == file.name; });
    (*staged)->files.push_back(std::move(file));
    (*staged)->state = State::empty;
    (*staged)->reading.reset();
    return {};
}

Result<void> Intake::remove(const std::string& id, const Asker& asker, const std::string& file,
                            Instant now) {
    auto staged = find(id, asker, now);
    if (!staged) {
        return std::unexpected(staged.error());
    }
    std::lock_guard inside((*staged)->mutex);
    if ((*staged)->at_work()) {
        return busy();
    }
    auto gone =
        std::erase_if((*staged)->files, [&](const auto& each) { return each.name == file; });
    (*staged)->state = State::empty;
    (*staged)->reading.reset();
    return gone != 0 ? Result<void>{}
                     : fail(ErrorKind::missing, "没有这个文件", "there is no such file");
}

Result<void> Intake::discard(const std::string& id, const Asker& asker, Instant now) {
    auto staged = find(id, asker, now);
    if (!staged) {
        return std::unexpected(staged.error());
    }
    {
        std::lock_guard inside((*staged)->mutex);
        if ((*staged)->state == State::writing) {
            return busy();
        }
    }
    std::lock_guard lock(mutex_);
    staged_.remove(*staged);
    return {};
}

Result<void> Intake::read_anew(const Found& staged) {
    {
        std::lock_guard inside(staged->mutex);
        if (staged->at_work()) {
            return busy();
        }
        staged->state = State::reading;
        staged->error.reset();
    }
    staged->progress.set(0, 0);
    auto job = jobs_.start("read", staged->account,
                           [this, staged](JobProgress& progress, const std::stop_token&) {
                               return read(*staged, progress);
                           });
    if (!job) {
        std::lock_guard inside(staged->mutex);
        staged->state = staged->reading ? State::ready : State::empty;
        return std::unexpected(job.error());
    }
    return {};
}

Result<void> Intake::analyse(const std::string& id, const Asker& asker, Instant now) {
    auto staged = find(id, asker, now);
    return staged ? read_anew(*staged) : std::unexpected(staged.error());
}

// Reads the files as they and the hints are now; what was read replaces what was there.
Result<Json> Intake::read(Staged& staged, JobProgress& progress) {
    std::vector<exchange::InputFile> files;
    exchange::ImportHints hints;
    {
        std::lock_guard inside(staged.mutex);
        files = staged.files;
        hints = staged.hints;
    }
    auto report = [&](std::size_t done, std::size_t total) {
        progress.set(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total));
        staged.progress.set(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total));
    };
    auto plan = read_import(reader_, {std::move(files), std::move(hints)}, report);
    std::lock_guard inside(staged.mutex);
    if (!plan) {
        staged.state = State::failed;
        staged.error = plan.error();
        return std::unexpected(plan.error());
    }
    staged.reading = std::move(*plan);
    staged.state = State::ready;
    return Json(Json::Object{{"import", staged.id}});
}

Result<void> Intake::tell(const std::string& id, const Asker& asker, std::size_t sheet,
                          exchange::SheetHint hint, Instant now) {
    auto staged = find(id, asker, now);
    if (!staged) {
        return std::unexpected(staged.error());
    }
    {
        std::lock_guard inside((*staged)->mutex);
        if (!(*staged)->reading || (*staged)->at_work()) {
            return nothing_read();
        }
        const auto& sheets = (*staged)->reading->plan.sheets;
        const norms::Pack& pack = (*staged)->reading->view->snapshot().pack();
        const norms::Form* form = pack.form(hint.form);
        if (sheet >= sheets.size() || (!hint.form.empty() && form == nullptr)) {
            return fail(ErrorKind::missing, "没有这张表或这个表单",
                        "there is no such sheet or form");
        }
        for (const auto& [column, field] : hint.fields) {
            if (!field.empty() && form != nullptr && form->field(field) == nullptr) {
                return fail(ErrorKind::invalid, "“" + form->name.zh + "”没有字段“" + field + "”",
                            "'" + form->id + "' has no field '" + field + "'");
            }
        }
        hint.file = sheets[sheet].file;
        hint.sheet = sheets[sheet].grid->sheet;
        std::erase_if((*staged)->hints.sheets, [&](const exchange::SheetHint& each) {
            return each.file == hint.file && each.sheet == hint.sheet;
        });
        (*staged)->hints.sheets.push_back(std::move(hint));
    }
    return read_anew(*staged);
}

Result<void> Intake::fix(const std::string& id, const Asker& asker, std::size_t sheet,
                         std::vector<exchange::CellFix> fixes, Instant now) {
    auto staged = find(id, asker, now);
    if (!staged) {
        return std::unexpected(staged.error());
    }
    {
        std::lock_guard inside((*staged)->mutex);
        if (!(*staged)->reading || (*staged)->at_work()) {
            return nothing_read();
        }
        const auto& sheets = (*staged)->reading->plan.sheets;
        if (sheet >= sheets.size()) {
            return fail(ErrorKind::missing, "没有这张表", "there is no such sheet");
        }
        for (exchange::CellFix& fix : fixes) {
            if (fix.row == 0 || fix.column == 0 || fix.row > limits::rows_per_sheet ||
                fix.column > limits::columns_per_sheet || fix.text.size() > limits::cell_bytes) {
                return fail(ErrorKind::invalid, "没有这一格", "there is no such cell");
            }
            fix.file = sheets[sheet].file;
            fix.sheet = sheets[sheet].grid->sheet;
            (*staged)->hints.cells.push_back(std::move(fix));
        }
    }
    return read_anew(*staged);
}

Result<void> Intake::commit(const std::string& id, const Asker& asker, Instant now) {
    auto staged = find(id, asker, now);
    if (!staged) {
        return std::unexpected(staged.error());
    }
    {
        std::lock_guard inside((*staged)->mutex);
        if ((*staged)->state != State::ready) {
            return nothing_read();
        }
        if ((*staged)->reading->plan.tables == 0) {
            return fail(ErrorKind::invalid, "这些文件里没有可以导入的台账",
                        "there is no ledger in these files");
        }
        (*staged)->state = State::writing;
    }
    (*staged)->progress.set(0, 0);
    auto job = jobs_.start("import", asker.account,
                           [this, staged = *staged, account = asker.account](
                               JobProgress& progress, const std::stop_token&) {
                               return write(*staged, account, progress);
                           });
    if (!job) {
        std::lock_guard inside((*staged)->mutex);
        (*staged)->state = State::ready;
        return std::unexpected(job.error());
    }
    return {};
}

Result<Json> Intake::write(Staged& staged, const std::string& account, JobProgress& progress) {
    std::optional<ImportWriter> writer;
    {
        std::lock_guard inside(staged.mutex);
        writer.emplace(reader_, writer_, ImportSource{staged.files, staged.hints}, staged.reading);
    }
    auto done = writer->run(account, [&](std::int64_t written, std::int64_t total) {
        progress.set(written, total);
        staged.progress.set(written, total);
    });
    std::lock_guard inside(staged.mutex);
    if (!done) {
        bool to_look_again = writer->written() == 0 && done.error().kind == ErrorKind::conflict;
        staged.state = to_look_again ? State::ready : State::failed;
        staged.error = done.error();
        return std::unexpected(done.error());
    }
    const std::int64_t first = writer->first();
    staged.outcome =
        Json::Object{{"written", writer->written()}, {"first", first == 0 ? Json{} : Json(first)}};
    staged.reading = writer->reading();
    staged.state = State::done;
    staged.files.clear();
    return staged.outcome;
}

Result<std::vector<RecordId>> Intake::vanished(const std::string& id, const Asker& asker,
                                               const std::vector<std::int64_t>& records,
                                               Instant now) {
    auto reading = reading_of(id, asker, now);
    if (!reading) {
        return std::unexpected(reading.error());
    }
    const auto& vanished = (*reading)->plan.vanished;
    std::vector<RecordId> gone;
    for (std::int64_t record : records) {
        if (std::ranges::find(vanished, RecordId{record}, &exchange::Vanished::record) ==
            vanished.end()) {
            return fail(ErrorKind::invalid, fmt::format("第{}号记录不在这次导入的消失之列", record),
                        fmt::format("record {} is not among those that have vanished", record));
        }
        gone.push_back(RecordId{record});
    }
    return gone;
}

Json Intake::list(const Asker& asker, Instant now) {
    std::lock_guard lock(mutex_);
    forget_old(now);
    Json::Array out;
    for (const Found& staged : staged_) {
        if (staged->account == asker.account) {
            std::lock_guard inside(staged->mutex);
            out.push_back(Json::Object{{"id", staged->id},
                                       {"state", state_id(staged->state)},
                                       {"files", staged->files.size()},
                                       {"opened_at", staged->opened_at.rfc3339()}});
        }
    }
    return Json(std::move(out));
}

Result<Json> Intake::look(const std::string& id, const Asker& asker, Instant now) {
    auto staged = find(id, asker, now);
    if (!staged) {
        return std::unexpected(staged.error());
    }
    auto [done, total] = (*staged)->progress.get();
    Json::Object out{{"id", id}, {"done", done}, {"total", total}};
    std::shared_ptr<const ImportReading> reading;
    {
        std::lock_guard inside((*staged)->mutex);
        reading = (*staged)->reading;
        out["state"] = state_id((*staged)->state);
        Json::Array files;
        for (const exchange::InputFile& file : (*staged)->files) {
            files.push_back(Json::Object{{"name", file.name}, {"bytes", file.bytes.size()}});
        }
        out["files"] = std::move(files);
        out["outcome"] = (*staged)->outcome;
        out["fixes"] = (*staged)->hints.cells.size();
        if (const auto& error = (*staged)->error) {
            out["error"] = phrase_json(error->message);
        }
    }
    if (reading) {
        put_reading(*reading, out);
    }
    return Json(std::move(out));
}

Result<Json> Intake::sheet(const std::string& id, const Asker& asker, std::size_t sheet,
                           std::size_t offset, std::size_t count, Instant now) {
    auto reading = reading_of(id, asker, now);
    return reading ? sheet_answer(**reading, sheet, offset, count)
                   : std::unexpected(reading.error());
}

Result<Json> Intake::rows(const std::string& id, const Asker& asker, const std::string& kind,
                          std::size_t offset, std::size_t count, Instant now) {
    auto reading = reading_of(id, asker, now);
    return reading ? Result<Json>(rows_answer(**reading, kind, offset, count))
                   : std::unexpected(reading.error());
}

}  // namespace luze::ops
