#include "exchange/csv_encoding.h"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <map>

#include "base/text.h"
#include "exchange/archive_xml.h"

namespace luze::exchange {
namespace {

std::unexpected<Error> not_text() {
    return fail(
        ErrorKind::invalid,
        "文件不是 UTF-8、UTF-16 或 GB 18030 编码的文本，请在 Excel 或 WPS 里另存为 .xlsx 再导入",
        "The file is not text in UTF-8, UTF-16 or GB 18030; save it as .xlsx first");
}

Result<std::string> from_gb18030(std::string_view bytes) {
    iconv_t converter = iconv_open("UTF-8", "GB18030");
    if (converter == reinterpret_cast<iconv_t>(-1)) {
        return fail(ErrorKind::io, "系统缺少 GB 18030 编码转换",
                    "The system lacks the conversion from GB 18030");
    }
    std::string out;
    std::array<char, 16'384> chunk;
    char* in = const_cast<char*>(bytes.data());  // iconv does not write through it
    std::size_t left = bytes.size();
    bool good = true;
    while (good && left > 0) {
        char* to = chunk.data();
        std::size_t room = chunk.size();
        bool stopped = iconv(converter, &in, &left, &to, &room) == static_cast<std::size_t>(-1);
        good = !stopped || errno == E2BIG;
        out.append(chunk.data(), chunk.size() - room);
    }
    iconv_close(converter);
    if (!good) {
        return not_text();
    }
    return out;
}

}  // namespace

Result<std::string> decode_text(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        return utf16_to_utf8(bytes.substr(2), bytes.starts_with("\xFE\xFF"));
    }
    bool marked = bytes.starts_with("\xEF\xBB\xBF");
    std::string_view text = bytes.substr(marked ? 3 : 0);
    if (text.find('\0') != text.npos) {
        return not_text();
    }
    if (is_utf8(text)) {
        return std::string(text);
    }
    return marked ? Result<std::string>(to_utf8(to_utf32(text))) : from_gb18030(text);
}

std::string_view cut_for_sniffing(std::string_view head, std::size_t file_bytes) {
    if (head.size() == file_bytes) {
        return head;
    }
    std::size_t line = head.rfind('\n');
    if (line != head.npos) {
        head = head.substr(0, line + 1);
    }
    // UTF-16 ends its lines with two bytes.
    bool utf16 = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
    return utf16 ? head.substr(0, head.size() - head.size() % 2) : head;
}

std::optional<char> guess_separator(std::string_view text) {
    constexpr int lines_looked_at = 50;
    std::optional<char> best;
    int best_score = 0;
    for (char separator : {',', '\t', ';'}) {
        std::map<int, int> lines_with;  // separators in a line → such lines
        int count = 0;
        int lines = 0;
        bool quoted = false;
        for (std::size_t i = 0; i <= text.size() && lines < lines_looked_at; ++i) {
            char c = i < text.size() ? text[i] : '\n';
            quoted = c == '"' ? !quoted : quoted;
            bool line_end = i == text.size() || (!quoted && (c == '\n' || c == '\r'));
            if (line_end) {
                lines_with[count] += count > 0 ? 1 : 0;
                ++lines;
                count = 0;
            } else if (!quoted && c == separator) {
                ++count;
            }
        }
        for (const auto& [separators, such_lines] : lines_with) {
            int score = such_lines * 100 + separators;
            if (separators > 0 && such_lines > 0 && score > best_score) {
                best = separator;
                best_score = score;
            }
        }
    }
    return best;
}

}  // namespace luze::exchange
