// The first step of an import: files → tables.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "exchange/grid.h"
#include "exchange/import.h"
#include "exchange/table.h"

namespace luze::exchange {

// A table of some file, and where its counts go.
struct SourceTable {
    std::string file;  // base name
    std::string path;  // with its folders
    std::size_t sheet =
        0;  // number of its sheet among all sheets of the import (LoadedFiles::sheets)
    std::size_t in_file = 0;   // index into the summaries …
    std::size_t in_sheet = 0;  // … and into that file's sheets
    std::shared_ptr<const Grid> grid;
    Table table;
};

struct LoadedFiles {
    std::vector<SourceTable> tables;     // in the order of the files' names
    std::vector<FileSummary> summaries;  // rows and form filled in, the rest by the import
    std::vector<ReadSheet> sheets;
    Json::Array read;  // {"name","digest"} of every file that held a table
};

[[nodiscard]] LoadedFiles load_files(const norms::Pack& pack, std::vector<InputFile> files,
                                     const Progress& progress, const ImportHints& hints);

[[nodiscard]] std::string base_name(std::string_view path);

}  // namespace luze::exchange
