// Reads the parts of an Office package (a zip file) without believing what it says of itself.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace luze::exchange {

// A zip file in memory. The bytes must outlive it. Limits: base/limits.h, archive_*.
class Archive {
public:
    // Refuses a damaged zip, too many entries and encrypted parts.
    [[nodiscard]] static Result<Archive> open(std::string_view bytes);
    Archive(Archive&& other) noexcept;
    Archive& operator=(Archive&& other) noexcept;
    ~Archive();

    // Part names are compared without regard to case; xl/workbook.xml, no leading slash.
    [[nodiscard]] bool has(std::string_view part) const;
    [[nodiscard]] std::vector<std::string> parts() const;
    // The unpacked part. ErrorKind::missing when there is none, limit when it is too large by
    // itself, with the others read so far or for its packed size, corrupt when it is damaged.
    [[nodiscard]] Result<std::string> read(std::string_view part);

private:
    struct Zip;
    Archive(std::unique_ptr<Zip> zip, std::size_t packed_bytes);

    std::unique_ptr<Zip> zip_;
    std::map<std::string, std::uint64_t> index_;  // lower-case part name → entry
    std::size_t packed_bytes_ = 0;                // of the whole file
    std::size_t unpacked_total_ = 0;
};

// The part that a relationship's target names, seen from the folder of its source part:
// ("xl", "worksheets/sheet1.xml") → xl/worksheets/sheet1.xml; ("xl", "/xl/a.xml") → xl/a.xml.
[[nodiscard]] std::string resolve_part(std::string_view folder, std::string_view target);

}  // namespace luze::exchange
