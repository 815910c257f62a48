#include "ops/write_table.h"

#include <span>
#include <utility>

namespace luze::ops {

Result<void> check_table_type(const std::string& type) {
    return type == "xlsx" || type == "csv"
               ? Result<void>{}
               : fail(ErrorKind::usage, "“as”可以是 xlsx 或 csv", "'as' is xlsx or csv");
}

Result<TableFile> write_table(const SheetTable& table, const std::string& type, Date day) {
    if (auto known = check_table_type(type); !known) {
        return std::unexpected(known.error());
    }
    TableFile file{table.name + day.iso() + "." + type, "text/csv; charset=utf-8", ""};
    if (type == "csv") {
        file.bytes = exchange::write_csv(table);
        return file;
    }
    auto bytes = exchange::write_workbook(std::span(&table, 1), day);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    file.type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    file.bytes = std::move(*bytes);
    return file;
}

}  // namespace luze::ops
