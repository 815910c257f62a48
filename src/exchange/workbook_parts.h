// The parts of a workbook, each read from its XML by itself. For workbook.cpp and the tests.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "exchange/grid.h"
#include "exchange/workbook_formats.h"

namespace pugi {
class xml_document;
class xml_node;
}  // namespace pugi

namespace luze::exchange {

// What all sheets of one workbook may use together, so that a small file that refers to one long
// text a million times is refused before it fills the memory.
struct WorkbookBudget {
    std::size_t rows;
    std::size_t cells;
    std::size_t text_bytes;

    [[nodiscard]] static WorkbookBudget full();
};

// What a sheet's cells refer to.
struct SheetContext {
    const std::vector<std::string>& strings;
    const CellStyles& styles;
    bool date1904 = false;
};

// xl/sharedStrings.xml, in order. Runs of rich text are joined, readings (rPh) are dropped.
[[nodiscard]] Result<std::vector<std::string>> read_shared_strings(std::string_view xml);
[[nodiscard]] Result<CellStyles> read_styles(std::string_view xml);
// A worksheet's cells and merges. `name` is the tab's name.
[[nodiscard]] Result<Grid> read_sheet(std::string_view xml, const std::string& name,
                                      const SheetContext& context, WorkbookBudget& budget);

// Shared by the readers of the parts. One guarded element (or part) as a tree; corrupt when it is
// not well formed, so that no cell is ever lost in silence.
[[nodiscard]] Result<void> parse_element(std::string_view xml, std::string_view part,
                                         pugi::xml_document& tree);
// Names without their namespace prefix.
[[nodiscard]] std::string_view local_name(const char* name);
[[nodiscard]] pugi::xml_node child_named(const pugi::xml_node& node, std::string_view name);
[[nodiscard]] std::string_view attribute_named(const pugi::xml_node& node, std::string_view name);
// Characters of a <t>, with white space kept.
[[nodiscard]] std::string characters(const pugi::xml_node& node);
// The text of an <si> or <is>: its runs joined, _x000D_ and its kin decoded, cleaned.
[[nodiscard]] std::string string_item(const pugi::xml_node& item);
// _x4F60_ → 你 (ECMA-376 §22.9.2.19).
[[nodiscard]] std::string decode_escapes(std::string_view text);
// Non-negative whole number; `otherwise` when it is none.
[[nodiscard]] std::size_t whole_number(std::string_view text, std::size_t otherwise);

}  // namespace luze::exchange
