#include "exchange/workbook_parts.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>
#include <pugixml.hpp>

#include "base/limits.h"
#include "base/text.h"
#include "exchange/archive_xml.h"

namespace luze::exchange {
namespace {

constexpr unsigned keep_space = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol |
                                pugi::parse_ws_pcdata_single | pugi::parse_fragment;

std::optional<char32_t> hex_escape(std::string_view text) {
    if (text.size() < 7 || !text.starts_with("_x") || text[6] != '_') {
        return std::nullopt;
    }
    unsigned value = 0;
    auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, value, 16);
    return error == std::errc() && end == text.data() + 6 ? std::optional<char32_t>(value)
                                                          : std::nullopt;
}

}  // namespace

WorkbookBudget WorkbookBudget::full() {
    return {.rows = 5 * limits::rows_per_sheet,
            .cells = limits::cells_per_sheet,
            .text_bytes = limits::archive_part_bytes};
}

Result<void> parse_element(std::string_view xml, std::string_view part, pugi::xml_document& tree) {
    if (tree.load_buffer(xml.data(), xml.size(), keep_space, pugi::encoding_utf8)) {
        return {};
    }
    return fail(
        ErrorKind::corrupt,
        fmt::format("文件内部的“{}”有一处写法不合规范，请用 Excel 或 WPS 打开后另存再导入", part),
        fmt::format("\"{}\" inside the file is not well formed; open it in Excel or WPS "
                    "and save it anew",
                    part));
}

std::string_view local_name(const char* name) {
    std::string_view view = name;
    view.remove_prefix(view.rfind(':') + 1);  // npos + 1 is 0: no prefix
    return view;
}

pugi::xml_node child_named(const pugi::xml_node& node, std::string_view name) {
    for (pugi::xml_node child : node.children()) {
        if (local_name(child.name()) == name) {
            return child;
        }
    }
    return {};
}

std::string_view attribute_named(const pugi::xml_node& node, std::string_view name) {
    for (pugi::xml_attribute attribute : node.attributes()) {
        if (local_name(attribute.name()) == name) {
            return attribute.value();
        }
    }
    return {};
}

std::string characters(const pugi::xml_node& node) {
    std::string text;
    for (pugi::xml_node child : node.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            text += child.value();
        }
    }
    return text;
}

std::string decode_escapes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::optional<char32_t> point = hex_escape(text.substr(i, 7));
        if (!point) {
            out.push_back(text[i]);
            continue;
        }
        std::optional<char32_t> low = hex_escape(text.substr(i + 7 > text.size() ? i : i + 7, 7));
        if ((*point & 0xFC00U) == 0xD800 && low && (*low & 0xFC00U) == 0xDC00) {
            point = 0x10000 + ((*point & 0x3FFU) << 10U) + (*low & 0x3FFU);
            i += 7;
        }
        out += to_utf8(std::u32string_view(&*point, 1));
        i += 6;
    }
    return out;
}

std::string string_item(const pugi::xml_node& item) {
    std::string text;
    for (pugi::xml_node child : item.children()) {
        std::string_view name = local_name(child.name());
        if (name == "t") {
            text += characters(child);
        } else if (name == "r") {
            text += characters(child_named(child, "t"));
        }
    }
    return clean_text(text.find("_x") == std::string::npos ? text : decode_escapes(text));
}

std::size_t whole_number(std::string_view text, std::size_t otherwise) {
    std::size_t value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool whole = error == std::errc() && end == text.data() + text.size();
    return whole ? value : otherwise;
}

Result<std::vector<std::string>> read_shared_strings(std::string_view xml) {
    std::vector<std::string> strings;
    pugi::xml_document item;
    auto take = [&](std::string_view, std::string_view element) -> Result<void> {
        if (strings.size() == limits::cells_per_sheet) {
            return fail(ErrorKind::limit, "工作簿里的文字条目过多，不予读取",
                        "The workbook holds too many texts");
        }
        if (auto parsed = parse_element(element, "sharedStrings.xml", item); !parsed) {
            return parsed;
        }
        strings.push_back(string_item(item.first_child()));
        return {};
    };
    if (auto done = scan_xml(xml, "sharedStrings.xml", {{"sst", "si"}}, take); !done) {
        return std::unexpected(done.error());
    }
    return strings;
}

Result<CellStyles> read_styles(std::string_view xml) {
    std::map<std::size_t, NumberFormat> custom;
    std::vector<std::size_t> ids;
    auto take = [&](std::string_view name, std::string_view element) -> Result<void> {
        pugi::xml_document part;
        if (auto parsed = parse_element(element, "styles.xml", part); !parsed) {
            return parsed;
        }
        for (pugi::xml_node node : part.first_child().children()) {
            std::size_t id = whole_number(attribute_named(node, "numFmtId"), 0);
            if (name == "cellXfs" && local_name(node.name()) == "xf") {
                ids.push_back(id);
            } else if (local_name(node.name()) == "numFmt") {
                custom[id] = classify_format(attribute_named(node, "formatCode"));
            }
        }
        return {};
    };
    auto done =
        scan_xml(xml, "styles.xml", {{"styleSheet", "numFmts"}, {"styleSheet", "cellXfs"}}, take);
    if (!done) {
        return std::unexpected(done.error());
    }
    CellStyles styles;
    for (std::size_t id : ids) {
        auto found = custom.find(id);
        styles.formats.push_back(found != custom.end() ? found->second
                                 : id < 164            ? builtin_format(static_cast<int>(id))
                                                       : NumberFormat::number);
    }
    return styles;
}

}  // namespace luze::exchange
