#include "exchange/workbook.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <pugixml.hpp>

#include "base/limits.h"
#include "exchange/archive.h"
#include "exchange/archive_xml.h"
#include "exchange/sniff.h"
#include "exchange/workbook_parts.h"

namespace luze::exchange {
namespace {

// A part's folder, which the targets of its relationships start from: xl/workbook.xml → xl.
std::string folder_of(std::string_view part) {
    std::size_t slash = part.rfind('/');
    return std::string(slash == part.npos ? "" : part.substr(0, slash));
}

// xl/workbook.xml → xl/_rels/workbook.xml.rels
std::string relationships_of(std::string_view part) {
    std::size_t slash = part.rfind('/');
    std::string_view name = slash == part.npos ? part : part.substr(slash + 1);
    return resolve_part(folder_of(part), fmt::format("_rels/{}.rels", name));
}

struct Relationship {
    std::string type;    // last word of its address: worksheet, styles (also in strict files)
    std::string target;  // part
};

struct SheetEntry {
    std::string name;
    std::string part;
    bool hidden = false;
};

struct Contents {
    std::vector<SheetEntry> sheets;
    bool date1904 = false;
};

class WorkbookReader {
public:
    explicit WorkbookReader(Archive archive) : archive_(std::move(archive)) {}

    Result<std::vector<Grid>> read() {
        auto workbook = find_workbook();
        if (!workbook) {
            return std::unexpected(workbook.error());
        }
        auto contents = read_contents(*workbook);
        if (!contents) {
            return std::unexpected(contents.error());
        }
        if (auto done = read_shared("sharedStrings", read_shared_strings, strings_); !done) {
            return std::unexpected(done.error());
        }
        if (auto done = read_shared("styles", read_styles, styles_); !done) {
            return std::unexpected(done.error());
        }
        return read_sheets(*contents);
    }

private:
    Result<std::string> text_of(const std::string& part) {
        Result<std::string> bytes = archive_.read(part);
        if (bytes) {
            return xml_as_utf8(std::move(*bytes));
        }
        return bytes;
    }

    // A small part as one tree, after the guards.
    Result<void> load(const std::string& part, pugi::xml_document& tree) {
        auto text = text_of(part);
        if (!text) {
            return std::unexpected(text.error());
        }
        auto ignore = [](std::string_view, std::string_view) { return Result<void>{}; };
        if (auto safe = scan_xml(*text, part, {}, ignore); !safe) {
            return safe;
        }
        if (text->size() > small_part_bytes) {
            return fail(ErrorKind::limit, fmt::format("文件内部的“{}”过大，不予读取", part),
                        fmt::format("\"{}\" inside the file is too large", part));
        }
        return parse_element(*text, part, tree);
    }

    Result<std::map<std::string, Relationship>> relationships(const std::string& part) {
        std::map<std::string, Relationship> found;
        std::string rels = relationships_of(part);
        pugi::xml_document tree;
        if (!archive_.has(rels)) {
            return found;
        }
        if (auto done = load(rels, tree); !done) {
            return std::unexpected(done.error());
        }
        for (pugi::xml_node node : child_named(tree, "Relationships").children()) {
            if (attribute_named(node, "TargetMode") == "External") {
                continue;
            }
            std::string_view type = attribute_named(node, "Type");
            type.remove_prefix(type.rfind('/') + 1);
            std::string target = resolve_part(folder_of(part), attribute_named(node, "Target"));
            found[std::string(attribute_named(node, "Id"))] = {std::string(type), target};
        }
        return found;
    }

    Result<std::string> find_workbook() {
        auto root = relationships("");
        if (!root) {
            return std::unexpected(root.error());
        }
        for (const auto& [id, relationship] : *root) {
            if (relationship.type == "officeDocument" && archive_.has(relationship.target)) {
                return relationship.target;
            }
        }
        return std::string("xl/workbook.xml");
    }

    Result<Contents> read_contents(const std::string& workbook) {
        auto links = relationships(workbook);
        if (!links) {
            return std::unexpected(links.error());
        }
        links_ = std::move(*links);
        pugi::xml_document tree;
        if (auto done = load(workbook, tree); !done) {
            return std::unexpected(done.error());
        }
        pugi::xml_node root = child_named(tree, "workbook");
        Contents contents;
        std::string_view date1904 = attribute_named(child_named(root, "workbookPr"), "date1904");
        contents.date1904 = date1904 == "1" || date1904 == "true";
        for (pugi::xml_node node : child_named(root, "sheets").children()) {
            auto link = links_.find(relationship_id(node));
            if (link == links_.end() || link->second.type != "worksheet") {
                continue;  // a chart, a dialog or a macro sheet
            }
            std::string_view state = attribute_named(node, "state");
            contents.sheets.push_back(
                {.name = clean_text(decode_escapes(attribute_named(node, "name"))),
                 .part = link->second.target,
                 .hidden = state == "hidden" || state == "veryHidden"});
        }
        if (contents.sheets.empty()) {
            return fail(ErrorKind::corrupt,
                        "工作簿里没有可读的工作表，请用 Excel 或 WPS 打开后另存再导入",
                        "The workbook has no sheet that can be read; open it in Excel or WPS and "
                        "save it anew");
        }
        if (contents.sheets.size() > limits::sheets_per_file) {
            return fail(
                ErrorKind::limit,
                fmt::format("工作簿里的工作表多于 {} 个，请拆分后再导入", limits::sheets_per_file),
                fmt::format("The workbook has more than {} sheets; split it first",
                            limits::sheets_per_file));
        }
        return contents;
    }

    // r:id, whatever the prefix; not sheetId, which has no prefix and another name.
    static std::string relationship_id(const pugi::xml_node& node) {
        return std::string(attribute_named(node, "id"));
    }

    std::optional<std::string> part_of_type(std::string_view type) const {
        for (const auto& [id, link] : links_) {
            if (link.type == type && archive_.has(link.target)) {
                return link.target;
            }
        }
        return std::nullopt;
    }

    // Reads the part of that type, if the workbook has one, into `out`.
    template <class T>
    Result<void> read_shared(std::string_view type, Result<T> (*reader)(std::string_view), T& out) {
        std::optional<std::string> part = part_of_type(type);
        if (!part) {
            return {};
        }
        Result<std::string> text = text_of(*part);
        if (!text) {
            return std::unexpected(text.error());
        }
        Result<T> value = reader(*text);
        if (!value) {
            return std::unexpected(value.error());
        }
        out = std::move(*value);
        return {};
    }

    Result<std::vector<Grid>> read_sheets(const Contents& contents) {
        std::vector<Grid> grids;
        WorkbookBudget budget = WorkbookBudget::full();
        SheetContext context{strings_, styles_, contents.date1904};
        for (const SheetEntry& sheet : contents.sheets) {
            Result<std::string> text = text_of(sheet.part);
            if (!text) {
                return std::unexpected(text.error());
            }
            Result<Grid> grid = read_sheet(*text, sheet.name, context, budget);
            if (!grid) {
                return std::unexpected(grid.error());
            }
            grid->hidden = sheet.hidden;
            grids.push_back(std::move(*grid));
        }
        return grids;
    }

    static constexpr std::size_t small_part_bytes = 8U << 20U;

    Archive archive_;
    std::map<std::string, Relationship> links_;
    std::vector<std::string> strings_;
    CellStyles styles_;
};

}  // namespace

Result<std::vector<Grid>> read_workbook(std::string_view bytes) {
    if (bytes.size() > limits::file_bytes) {
        return fail(
            ErrorKind::limit,
            fmt::format("文件超过 {} MB，请拆分后再导入", limits::file_bytes >> 20U),
            fmt::format("The file is over {} MB; split it first", limits::file_bytes >> 20U));
    }
    FileKind kind = sniff(bytes, "");
    if (kind != FileKind::xlsx) {
        return std::unexpected(explain(kind, ""));
    }
    auto archive = Archive::open(bytes);
    if (!archive) {
        return std::unexpected(archive.error());
    }
    return WorkbookReader(std::move(*archive)).read();
}

}  // namespace luze::exchange
