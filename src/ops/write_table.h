// A table as a file that any spreadsheet opens: text stays text, whatever it begins with.
#pragma once

#include <string>

#include "exchange/sheet_writer.h"

namespace luze::ops {

// Answers are made of these.
using exchange::SheetTable;
using exchange::TableCell;

struct TableFile {
    std::string name;
    std::string type;  // MIME
    std::string bytes;
};

// `type`: xlsx or csv, else ErrorKind::usage. ErrorKind::limit: too large for a sheet.
[[nodiscard]] Result<void> check_table_type(const std::string& type);
[[nodiscard]] Result<TableFile> write_table(const SheetTable& table, const std::string& type,
                                            Date day);

}  // namespace luze::ops
