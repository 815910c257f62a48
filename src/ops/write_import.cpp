#include "ops/write_import.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"

namespace luze::ops {
namespace {

bool same_counts(const exchange::ImportPlan& a, const exchange::ImportPlan& b) {
    return a.fresh == b.fresh && a.corrected == b.corrected && a.unchanged == b.unchanged &&
           a.held == b.held && a.entries.size() == b.entries.size();
}

}  // namespace

Result<std::shared_ptr<const ImportReading>> read_import(BookReader& reader, ImportSource source,
                                                         const exchange::Progress& progress) {
    auto view = reader.view(ReadWish{});
    if (!view) {
        return std::unexpected(view.error());
    }
    const Snapshot& snapshot = (*view)->snapshot();
    auto plan = exchange::plan_import(snapshot.pack(), snapshot.book(), std::move(source.files),
                                      progress, source.hints);
    if (!plan) {
        return std::unexpected(plan.error());
    }
    return std::make_shared<const ImportReading>(ImportReading{std::move(*plan), *view});
}

Result<void> ImportWriter::plan_again() {
    auto fresh = read_import(reader_, source_, {});
    if (!fresh) {
        return std::unexpected(fresh.error());
    }
    if (written_ == 0 && !same_counts((*fresh)->plan, reading_->plan)) {
        return fail(ErrorKind::conflict, "核对之后账目已有变化，请再核对一次",
                    "the book has changed since it was looked at: look again");
    }
    reading_ = std::move(*fresh);
    return {};
}

Result<bool> ImportWriter::append(const std::string& account, std::size_t from, std::size_t end) {
    return writer_.at_desk([&](Desk& desk, Instant now) -> Result<bool> {
        const std::int64_t planned_for = reading_->view->snapshot().book().size;
        if (desk.book().size != planned_for + static_cast<std::int64_t>(from)) {
            return false;
        }
        std::vector<Draft> drafts;
        for (std::size_t i = from; i < end; ++i) {
            const exchange::Planned& planned = reading_->plan.entries[i];
            drafts.push_back({planned.kind, account, planned.body});
        }
        auto kept = desk.append(std::move(drafts), now);
        return kept ? Result<bool>(true) : std::unexpected(kept.error());
    });
}

Result<void> ImportWriter::run(const std::string& account, const Report& report) {
    std::size_t from = 0;
    while (from < reading_->plan.entries.size()) {
        const std::size_t end =
            std::min(from + limits::import_batch, reading_->plan.entries.size());
        auto kept = append(account, from, end);
        if (!kept) {
            return std::unexpected(kept.error());
        }
        if (!*kept) {
            if (auto planned = plan_again(); !planned) {
                return planned;
            }
            from = 0;
            continue;
        }
        first_ = first_ == 0 ? reading_->view->snapshot().book().size + 1 : first_;
        written_ += static_cast<std::int64_t>(end - from);
        from = end;
        report(written_, static_cast<std::int64_t>(reading_->plan.entries.size()));
    }
    return {};
}

}  // namespace luze::ops
