// Writing what was read of uploaded files, while others go on working at the same desk.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "exchange/import.h"
#include "ops/book_reader.h"
#include "ops/book_writer.h"
#include "ops/intake_answers.h"

namespace luze::ops {

struct ImportSource {
    std::vector<exchange::InputFile> files;
    exchange::ImportHints hints;
};

// What the files mean for the book as it is now.
[[nodiscard]] Result<std::shared_ptr<const ImportReading>> read_import(
    BookReader& reader, ImportSource source, const exchange::Progress& progress);

// Appends batch by batch, each a transaction at the desk. Entries are numbered by the book that
// they were planned for: where somebody else has written meanwhile, what is left is planned anew,
// as the same files imported again do the rest.
class ImportWriter {
public:
    ImportWriter(BookReader& reader, BookWriter& writer, ImportSource source,
                 std::shared_ptr<const ImportReading> reading)
        : reader_(reader),
          writer_(writer),
          source_(std::move(source)),
          reading_(std::move(reading)) {}

    using Report = std::function<void(std::int64_t written, std::int64_t total)>;
    // ErrorKind::conflict before anything is written: the book would take the files otherwise now
    // than when they were looked at.
    [[nodiscard]] Result<void> run(const std::string& account, const Report& report);

    [[nodiscard]] std::int64_t written() const { return written_; }
    [[nodiscard]] std::int64_t first() const { return first_; }  // entry; 0: none
    [[nodiscard]] std::shared_ptr<const ImportReading> reading() const { return reading_; }

private:
    [[nodiscard]] Result<void> plan_again();
    // False: somebody else has written meanwhile.
    [[nodiscard]] Result<bool> append(const std::string& account, std::size_t from,
                                      std::size_t end);

    BookReader& reader_;
    BookWriter& writer_;
    ImportSource source_;
    std::shared_ptr<const ImportReading> reading_;
    std::int64_t written_ = 0;
    std::int64_t first_ = 0;
};

}  // namespace luze::ops
