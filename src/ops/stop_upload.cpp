#include "ops/stop_upload.h"

#include "access/settings.h"
#include "base/text.h"
#include "exchange/archive.h"
#include "exchange/csv_encoding.h"

namespace luze::ops {
namespace {

// Words of an XML part: what stands between the tags, runs joined, since a word may be cut by
// formatting.
std::string words_of(std::string_view xml) {
    std::string out;
    bool inside = false;
    for (char c : xml) {
        inside = inside || c == '<';
        if (!inside) {
            out += c;
        }
        inside = inside && c != '>';
    }
    return out;
}

std::string text_of(std::string_view bytes) {
    if (!bytes.starts_with("PK")) {
        return exchange::decode_text(bytes).value_or("");
    }
    auto archive = exchange::Archive::open(bytes);
    std::string out;
    if (!archive) {
        return out;
    }
    for (const std::string& part : archive->parts()) {
        if (!part.ends_with(".xml") && !part.ends_with(".txt") && !part.ends_with(".csv")) {
            continue;
        }
        auto content = archive->read(part);
        if (!content) {
            break;
        }
        out += words_of(*content) + "\n";
    }
    return out;
}

// As it is compared: widths folded, spaces aside.
std::string compared(std::string_view text) { return without_spaces(fold_width(text)); }

}  // namespace

Result<std::string> forbidden_words(Site& site) {
    access::Settings settings(site.session(), site.book());
    auto words = settings.text("forbidden_words");
    auto markings = settings.text("forbidden_markings");
    if (!words || !markings) {
        return std::unexpected(words ? markings.error() : words.error());
    }
    return *words + "\n" + *markings;
}

Result<void> check_upload(const std::string& words, const std::string& name,
                          std::string_view bytes) {
    const std::string said = compared(name) + "\n" + compared(text_of(bytes));
    for (const std::string& written : split(words, "\n")) {
        const std::string word = compared(written);
        if (!word.empty() && said.find(word) != std::string::npos) {
            return fail(ErrorKind::refused,
                        "“" + name + "”里有“" + word +
                            "”，按规定不得上传；涉密内容请走保密渠道，误报请与系统管理员联系",
                        "'" + name + "' contains '" + word +
                            "', which may not be uploaded; ask the system administrator if this "
                            "is mistaken");
        }
    }
    return {};
}

}  // namespace luze::ops
