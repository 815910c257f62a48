// A worksheet's XML, row by row.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <utility>

#include "base/limits.h"
#include "exchange/archive_xml.h"
#include "exchange/workbook_parts.h"

namespace luze::exchange {
namespace {

constexpr std::size_t excel_rows = 1'048'576;

// What a <c> says, before it is understood.
struct RawCell {
    std::string_view name;    // r: B12; may be missing
    std::string_view type;    // t
    std::size_t style = 0;    // s
    bool rich_value = false;  // vm: a picture or another thing that older programs cannot show
    bool formula = false;
    bool dispimg = false;
    bool has_value = false;
    std::string value;
    pugi::xml_node inline_string;
};

RawCell raw_cell(const pugi::xml_node& node) {
    RawCell raw;
    for (pugi::xml_attribute attribute : node.attributes()) {
        std::string_view name = local_name(attribute.name());
        if (name == "r") {
            raw.name = attribute.value();
        } else if (name == "t") {
            raw.type = attribute.value();
        } else if (name == "s") {
            raw.style = whole_number(attribute.value(), 0);
        } else if (name == "vm") {
            raw.rich_value = true;
        }
    }
    for (pugi::xml_node child : node.children()) {
        std::string_view name = local_name(child.name());
        if (name == "v") {
            raw.value = characters(child);
            raw.has_value = true;
        } else if (name == "f") {
            raw.formula = true;
            raw.dispimg = characters(child).find("DISPIMG(") != std::string::npos;
        } else if (name == "is") {
            raw.inline_string = child;
        }
    }
    return raw;
}

// WPS leaves =DISPIMG("ID_…",1) as the text of a picture in a cell.
bool is_dispimg(std::string_view text) {
    return text.starts_with("=DISPIMG(") || text.starts_with("=_xlfn.DISPIMG(");
}

std::string_view stripped(std::string_view text) {
    auto space = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
    while (!text.empty() && space(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && space(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

Cell::Value text_value(std::string text) {
    return text.empty() ? Cell::Value() : Cell::Value(std::move(text));
}

class SheetReader {
public:
    SheetReader(std::string name, const SheetContext& context, WorkbookBudget& budget)
        : context_(context), budget_(budget) {
        grid_.sheet = std::move(name);
    }

    Result<void> take(std::string_view name, std::string_view element) {
        if (auto parsed = parse_element(element, grid_.sheet, part_); !parsed) {
            return parsed;
        }
        pugi::xml_node node = part_.first_child();
        return name == "row" ? take_row(node) : take_merges(node);
    }

    Result<Grid> finish() {
        for (Merge merge : merges_) {
            merge.last_row = std::min(merge.last_row, std::max(grid_.row_count(), merge.first_row));
            if (merge.last_row - merge.first_row + 1 > merged_rows_) {
                return too_many("合并单元格过多", "too many merged cells");
            }
            merged_rows_ -= merge.last_row - merge.first_row + 1;
            grid_.merge(merge);
        }
        return std::move(grid_);
    }

private:
    std::unexpected<Error> too_many(std::string_view zh, std::string_view en) const {
        return fail(ErrorKind::limit, fmt::format("工作表“{}”{}，请拆分后再导入", grid_.sheet, zh),
                    fmt::format("Sheet \"{}\" has {}; split it before importing", grid_.sheet, en));
    }

    Result<void> take_row(const pugi::xml_node& node) {
        row_ = whole_number(attribute_named(node, "r"), row_ + 1);
        column_ = 0;
        for (pugi::xml_node child : node.children()) {
            if (local_name(child.name()) != "c") {
                continue;
            }
            if (auto done = take_cell(child); !done) {
                return done;
            }
        }
        return {};
    }

    Result<void> take_cell(const pugi::xml_node& node) {
        RawCell raw = raw_cell(node);
        ++column_;
        std::size_t row = row_;
        if (auto place = parse_cell_name(raw.name)) {
            std::tie(row, column_) = *place;
        }
        Cell cell = understand(raw);
        if (cell == Cell{}) {
            return {};  // only a border or a fill: WPS keeps them down to the last row
        }
        if (auto fit = check_place(row, cell); !fit) {
            return fit;
        }
        grid_.set(row, column_, std::move(cell));
        return {};
    }

    Result<void> check_place(std::size_t row, const Cell& cell) {
        if (row == 0 || row > limits::rows_per_sheet) {
            return too_many(fmt::format("超过 {} 行", limits::rows_per_sheet),
                            fmt::format("more than {} rows", limits::rows_per_sheet));
        }
        if (column_ > limits::columns_per_sheet) {
            return too_many(fmt::format("超过 {} 列（{} 有内容）", limits::columns_per_sheet,
                                        cell_name(row, column_)),
                            fmt::format("more than {} columns ({} is not empty)",
                                        limits::columns_per_sheet, cell_name(row, column_)));
        }
        const std::string* text = cell.as_text();
        std::size_t bytes = text ? text->size() : 0;
        if (bytes > limits::cell_bytes) {
            return too_many(fmt::format("的单元格 {} 超过 {} 字节", cell_name(row, column_),
                                        limits::cell_bytes),
                            fmt::format("more than {} bytes in cell {}", limits::cell_bytes,
                                        cell_name(row, column_)));
        }
        std::size_t new_rows = row > grid_.row_count() ? row - grid_.row_count() : 0;
        if (budget_.cells == 0 || budget_.rows < new_rows || budget_.text_bytes < bytes) {
            return too_many("内容过多，超过一个工作簿的上限", "more content than one workbook may");
        }
        --budget_.cells;
        budget_.rows -= new_rows;
        budget_.text_bytes -= bytes;
        return {};
    }

    Cell understand(const RawCell& raw) const {
        Cell cell;
        if (raw.type == "s") {
            std::size_t index = whole_number(stripped(raw.value), context_.strings.size());
            if (index < context_.strings.size()) {
                cell.value = text_value(context_.strings[index]);
            }
        } else if (raw.type == "inlineStr") {
            cell.value = text_value(string_item(raw.inline_string));
        } else if (raw.type == "str") {
            cell.value = text_value(clean_text(decode_escapes(raw.value)));
        } else {
            cell = typed(raw);
        }
        cell.formula = raw.formula;
        const std::string* text = cell.as_text();
        cell.picture =
            raw.dispimg || (text && is_dispimg(*text)) || (raw.rich_value && cell.as_fault());
        if (cell.picture) {
            cell.value = {};
        }
        return cell;
    }

    Cell typed(const RawCell& raw) const {
        Cell cell;
        std::string_view value = stripped(raw.value);
        if (!raw.has_value || value.empty()) {
            return cell;
        }
        if (raw.type == "b") {
            cell.value = value == "1" || value == "true";
        } else if (raw.type == "e") {
            cell.value = Cell::Fault{clean_text(value)};
        } else if (raw.type == "d") {
            std::optional<Date> day = Date::parse(value.substr(0, 10));
            cell.value = day ? Cell::Value(*day) : text_value(clean_text(value));
        } else {
            cell = number_cell(value, context_.styles.at(raw.style), context_.date1904);
            if (const std::string* odd = cell.as_text()) {
                cell.value = text_value(clean_text(*odd));
            }
        }
        return cell;
    }

    Result<void> take_merges(const pugi::xml_node& node) {
        for (pugi::xml_node child : node.children()) {
            std::string_view ref = attribute_named(child, "ref");
            std::size_t colon = ref.find(':');
            auto first = parse_cell_name(ref.substr(0, colon));
            auto last = parse_cell_name(colon == ref.npos ? "" : ref.substr(colon + 1));
            if (!first || !last || last->first < first->first || first->first > excel_rows) {
                continue;
            }
            if (merges_.size() == limits::rows_per_sheet) {
                return too_many("合并单元格过多", "too many merged cells");
            }
            merges_.push_back({first->first, last->first, first->second, last->second});
        }
        return {};
    }

    const SheetContext& context_;
    WorkbookBudget& budget_;
    Grid grid_;
    std::vector<Merge> merges_;
    std::size_t merged_rows_ = 5 * limits::rows_per_sheet;  // what all merges may cover together
    std::size_t row_ = 0;                                   // of the last <row>
    std::size_t column_ = 0;                                // of the last <c> in it
    pugi::xml_document part_;
};

}  // namespace

Result<Grid> read_sheet(std::string_view xml, const std::string& name, const SheetContext& context,
                        WorkbookBudget& budget) {
    SheetReader reader(name, context, budget);
    auto done = scan_xml(xml, name, {{"sheetData", "row"}, {"worksheet", "mergeCells"}},
                         [&](std::string_view element, std::string_view text) {
                             return reader.take(element, text);
                         });
    if (!done) {
        return std::unexpected(done.error());
    }
    return reader.finish();
}

}  // namespace luze::exchange
