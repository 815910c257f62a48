// Every limit of the program, in one place (DESIGN §10). Going over one is ErrorKind::limit.
#pragma once

#include <cstddef>
#include <cstdint>

namespace luze::limits {

inline constexpr std::size_t file_bytes = 64U << 20U;            // one imported file
inline constexpr std::size_t archive_entries = 2'000;            // parts of one xlsx or docx
inline constexpr std::size_t archive_part_bytes = 128U << 20U;   // one part, unpacked
inline constexpr std::size_t archive_total_bytes = 256U << 20U;  // all parts, unpacked
inline constexpr std::size_t archive_ratio = 200;                // unpacked : packed of one part
inline constexpr std::size_t import_files = 500;
inline constexpr std::size_t sheets_per_file = 100;
inline constexpr std::size_t rows_per_sheet = 200'000;
inline constexpr std::size_t columns_per_sheet = 256;
inline constexpr std::size_t cells_per_sheet = 4'000'000;
inline constexpr std::size_t cell_bytes = 32'768;
inline constexpr std::size_t xml_depth = 64;
inline constexpr std::size_t pack_bytes = 4U << 20U;
inline constexpr std::size_t entry_bytes = 8U << 20U;
inline constexpr std::size_t entries_per_batch = 1'000;
inline constexpr std::size_t import_batch = 200;  // entries an import commits at a time
inline constexpr std::size_t page_size = 50;
inline constexpr std::size_t list_rows = 200;       // of one answer
inline constexpr std::size_t list_conditions = 20;  // of one list
inline constexpr std::size_t problems_shown = 500;  // of one import
// Files on their way into the book.
inline constexpr std::size_t staged_bytes = 64U << 20U;                       // of one account
inline constexpr std::size_t staged_bytes_all = 256U << 20U;                  // of all together
inline constexpr std::size_t staged_imports = 4;                              // of one account
inline constexpr std::int64_t staged_ms = 2 * 60 * 60 * std::int64_t{1'000};  // not looked at
inline constexpr std::size_t jobs_running = 2;
inline constexpr std::size_t jobs_kept = 32;
inline constexpr int first_year = 1949;  // that may be asked about
inline constexpr int last_year = 2200;
inline constexpr std::size_t request_body_bytes = 1U << 20U;
// Opinions of the public on a disclosure.
inline constexpr std::size_t opinion_characters = 2'000;
inline constexpr int opinions_per_address = 5;  // within an hour
inline constexpr int opinions_per_hour = 200;
inline constexpr std::size_t upload_bytes = 20U << 20U;  // one piece of evidence
inline constexpr std::size_t request_target_bytes = 4'096;
inline constexpr std::size_t request_header_bytes = 16'384;

}  // namespace luze::limits
