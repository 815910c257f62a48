#include "exchange/archive_xml.h"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "base/limits.h"
#include "base/text.h"

namespace luze::exchange {
namespace {

constexpr std::size_t element_bytes = 16U << 20U;

std::unexpected<Error> malformed(std::string_view part, std::string_view zh, std::string_view en) {
    return fail(ErrorKind::corrupt,
                fmt::format("文件内部的“{}”{}，请用 Excel 或 WPS 打开后另存再导入", part, zh),
                fmt::format("\"{}\" inside the file {}; open it in Excel or WPS and save it anew",
                            part, en));
}

enum class TagKind { open, close, single };

struct Tag {
    TagKind kind = TagKind::open;
    std::string_view name;  // local
    std::size_t begin = 0;  // of <
    std::size_t end = 0;    // behind >
};

// Steps from tag to tag, over text, comments, CDATA and processing instructions.
class TagReader {
public:
    explicit TagReader(std::string_view xml) : xml_(xml) {}

    std::optional<Tag> next() {
        while (true) {
            std::size_t begin = xml_.find('<', at_);
            if (begin == std::string_view::npos) {
                return std::nullopt;
            }
            std::string_view rest = xml_.substr(begin);
            if (rest.starts_with("<!--")) {
                skip(begin + 4, "-->");
            } else if (rest.starts_with("<![CDATA[")) {
                skip(begin + 9, "]]>");
            } else if (rest.starts_with("<?")) {
                skip(begin + 2, "?>");
            } else if (rest.starts_with("<!")) {
                declaration_ = true;
                return std::nullopt;
            } else {
                return tag(begin);
            }
            if (broken_) {
                return std::nullopt;
            }
        }
    }

    [[nodiscard]] bool declaration() const { return declaration_; }
    [[nodiscard]] bool broken() const { return broken_; }

private:
    void skip(std::size_t from, std::string_view until) {
        std::size_t end = xml_.find(until, from);
        broken_ = end == std::string_view::npos;
        at_ = broken_ ? xml_.size() : end + until.size();
    }

    std::optional<Tag> tag(std::size_t begin) {
        std::size_t end = begin + 1;
        char quote = 0;
        for (; end < xml_.size(); ++end) {
            char c = xml_[end];
            if (quote != 0) {
                quote = c == quote ? '\0' : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                break;
            } else if (c == '<') {
                end = xml_.size();
            }
        }
        if (end >= xml_.size()) {
            broken_ = true;
            return std::nullopt;
        }
        Tag found;
        found.begin = begin;
        found.end = at_ = end + 1;
        std::string_view inside = xml_.substr(begin + 1, end - begin - 1);
        if (inside.starts_with('/')) {
            found.kind = TagKind::close;
            inside.remove_prefix(1);
        } else if (inside.ends_with('/')) {
            found.kind = TagKind::single;
            inside.remove_suffix(1);
        }
        found.name = inside.substr(0, inside.find_first_of(" \t\r\n"));
        found.name.remove_prefix(found.name.rfind(':') + 1);  // npos + 1 is 0: no prefix
        return found;
    }

    std::string_view xml_;
    std::size_t at_ = 0;
    bool declaration_ = false;
    bool broken_ = false;
};

// The elements that are open, and the wanted one that is being gathered.
struct Walk {
    std::string_view xml;
    std::string_view part;
    std::initializer_list<ElementPath> wanted;
    const ElementVisitor& visit;
    std::vector<std::string_view> open{};
    std::size_t inside_from = 0;   // depth of the gathered element; 0: none
    std::size_t gather_begin = 0;  // its first byte

    [[nodiscard]] bool wants(std::string_view name) const {
        if (inside_from > 0 || open.empty()) {
            return false;
        }
        for (const ElementPath& path : wanted) {
            if (path.name == name && path.parent == open.back()) {
                return true;
            }
        }
        return false;
    }

    Result<void> hand_out(std::string_view name, std::size_t begin, std::size_t end) const {
        if (end - begin > element_bytes) {
            return fail(ErrorKind::limit,
                        fmt::format("文件内部的“{}”有一处内容过长，不予读取", part),
                        fmt::format("One element of \"{}\" inside the file is too long", part));
        }
        return visit(name, xml.substr(begin, end - begin));
    }

    Result<void> step(const Tag& tag) {
        if (tag.kind == TagKind::close) {
            if (open.empty() || open.back() != tag.name) {
                return malformed(part, "结构不完整", "is not well formed");
            }
            bool gathered = inside_from == open.size();
            open.pop_back();
            if (!gathered) {
                return {};
            }
            inside_from = 0;
            return hand_out(tag.name, gather_begin, tag.end);
        }
        if (tag.kind == TagKind::single) {
            return wants(tag.name) ? hand_out(tag.name, tag.begin, tag.end) : Result<void>{};
        }
        if (open.size() == limits::xml_depth) {
            return fail(
                ErrorKind::limit,
                fmt::format("文件内部的“{}”嵌套超过 {} 层，不予读取", part, limits::xml_depth),
                fmt::format("\"{}\" inside the file is nested deeper than {}", part,
                            limits::xml_depth));
        }
        bool gather = wants(tag.name);
        open.push_back(tag.name);
        if (gather) {
            inside_from = open.size();
            gather_begin = tag.begin;
        }
        return {};
    }
};

}  // namespace

std::string utf16_to_utf8(std::string_view bytes, bool big_endian) {
    std::u32string points;
    points.reserve(bytes.size() / 2);
    auto unit = [&](std::size_t i) {
        auto first = static_cast<std::uint8_t>(bytes[i]);
        auto second = static_cast<std::uint8_t>(bytes[i + 1]);
        return static_cast<char32_t>(big_endian ? first << 8U | second : second << 8U | first);
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t point = unit(i);
        bool high = point >= 0xD800 && point < 0xDC00;
        if (high && i + 3 < bytes.size() && (unit(i + 2) & 0xFC00U) == 0xDC00) {
            point = 0x10000 + ((point & 0x3FFU) << 10U) + (unit(i + 2) & 0x3FFU);
            i += 2;
        } else if ((point & 0xF800U) == 0xD800) {
            point = 0xFFFD;
        }
        points.push_back(point);
    }
    return to_utf8(points);
}

std::string xml_as_utf8(std::string part) {
    std::string_view view = part;
    if (view.starts_with("\xFF\xFE") || view.starts_with("\xFE\xFF")) {
        return utf16_to_utf8(view.substr(2), view.starts_with("\xFE\xFF"));
    }
    using namespace std::literals;
    if (view.starts_with("<\0"sv) || view.starts_with("\0<"sv)) {
        return utf16_to_utf8(view, view.starts_with('\0'));
    }
    if (view.starts_with("\xEF\xBB\xBF")) {
        part.erase(0, 3);
    }
    if (!is_utf8(part)) {
        return to_utf8(to_utf32(part));
    }
    return part;
}

std::string clean_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto byte = static_cast<std::uint8_t>(text[i]);
        if (byte == '\r') {
            if (i + 1 == text.size() || text[i + 1] != '\n') {
                out.push_back('\n');
            }
        } else if (byte >= 0x20 ? byte != 0x7F : byte == '\n' || byte == '\t') {
            out.push_back(text[i]);
        }
    }
    if (!is_utf8(out)) {
        return to_utf8(to_utf32(out));
    }
    return out;
}

Result<void> scan_xml(std::string_view xml, std::string_view part,
                      std::initializer_list<ElementPath> wanted, const ElementVisitor& visit) {
    TagReader reader(xml);
    Walk walk{xml, part, wanted, visit};
    while (std::optional<Tag> tag = reader.next()) {
        if (auto done = walk.step(*tag); !done) {
            return done;
        }
    }
    if (reader.declaration()) {
        return fail(ErrorKind::invalid,
                    fmt::format("文件内部的“{}”带有 DTD 声明，为安全起见不予读取", part),
                    fmt::format("\"{}\" inside the file has a document type declaration, which is "
                                "not read for safety",
                                part));
    }
    if (reader.broken() || !walk.open.empty()) {
        return malformed(part, "结构不完整", "is not well formed");
    }
    return {};
}

}  // namespace luze::exchange
