// libFuzzer entry for the readers of workbooks: whole files, or one part of them.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "exchange/sniff.h"
#include "exchange/workbook.h"
#include "exchange/workbook_parts.h"

namespace {

using namespace luze::exchange;

void read_one_sheet(std::string_view xml) {
    const std::vector<std::string> strings{"", "文字", "=DISPIMG(\"ID\",1)"};
    CellStyles styles{{NumberFormat::number, NumberFormat::date, NumberFormat::elapsed}};
    WorkbookBudget budget{.rows = 10'000, .cells = 10'000, .text_bytes = 1U << 20U};
    auto grid = read_sheet(xml, "x", SheetContext{strings, styles}, budget);
    for (std::size_t row = 1; grid && row <= grid->row_count(); ++row) {
        for (std::size_t column = 1; column <= grid->column_count(); ++column) {
            static_cast<void>(grid->value_through_merge(row, column).text());
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 4) {
        case 0:
            static_cast<void>(explain(sniff(rest, "x.xlsx"), "x.xlsx"));
            static_cast<void>(read_workbook(rest));
            break;
        case 1:
            read_one_sheet(rest);
            break;
        case 2:
            static_cast<void>(read_shared_strings(rest));
            break;
        default:
            static_cast<void>(read_styles(rest));
            break;
    }
    return 0;
}
