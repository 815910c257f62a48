#include "ops/book_writer.h"

#include "ledger/ledger.h"

namespace luze::ops {
namespace {

// A checkpoint costs a signature and a file: one a minute is as good as one for each entry.
constexpr std::int64_t between_checkpoints = 60'000;

}  // namespace

BookWriter::~BookWriter() {
    if (desk_ && unsigned_) {
        static_cast<void>(desk_->site().sign());
    }
}

Result<void> BookWriter::prepare() {
    if (desk_) {
        auto caught_up = desk_->catch_up();
        if (caught_up) {
            return {};
        }
        desk_.reset();  // a lost connection: begin anew
    }
    auto site = Site::open_to_write(place_);
    if (!site) {
        return std::unexpected(site.error());
    }
    auto desk = Desk::open(std::move(*site));
    if (!desk) {
        return std::unexpected(desk.error());
    }
    desk_ = std::move(*desk);
    return {};
}

bool BookWriter::behind() {
    auto head = ledger::Ledger(desk_->site().session(), place_.book).head();
    return head && head->size != desk_->book().size;
}

void BookWriter::wrote(std::int64_t before, Instant now) {
    unsigned_ = unsigned_ || desk_->book().size != before;
    if (unsigned_ && now.ms - signed_at_.ms >= between_checkpoints && desk_->site().sign()) {
        unsigned_ = false;
        signed_at_ = now;
    }
}

void BookWriter::forget(const Error& error) {
    if (error.kind == ErrorKind::io || error.kind == ErrorKind::corrupt) {
        desk_.reset();
    }
}

}  // namespace luze::ops
