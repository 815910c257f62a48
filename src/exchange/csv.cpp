#include "exchange/csv.h"

#include <fmt/format.h>

#include "base/limits.h"
#include "exchange/archive_xml.h"
#include "exchange/csv_encoding.h"

namespace luze::exchange {
namespace {

// sep=; as the first line: how Excel is told the separator.
std::optional<char> stated_separator(std::string_view& text) {
    if (text.size() < 5 || !text.starts_with("sep=")) {
        return std::nullopt;
    }
    char separator = text[4];
    std::size_t line = text.find('\n');
    std::string_view rest = text.substr(5, line == text.npos ? text.npos : line - 5);
    if ((separator != ',' && separator != ';' && separator != '\t') ||
        (!rest.empty() && rest != "\r")) {
        return std::nullopt;
    }
    text.remove_prefix(line == text.npos ? text.size() : line + 1);
    return separator;
}

// write_csv puts ' before text that a spreadsheet would take for a formula; take it off again.
std::string_view without_guard(std::string_view text) {
    std::size_t first = text.find_first_not_of('\'');
    bool guarded = first != 0 && first != text.npos &&
                   std::string_view("=+-@\t\r").find(text[first]) != std::string_view::npos;
    return guarded ? text.substr(1) : text;
}

class CsvReader {
public:
    CsvReader(std::string_view text, char separator, std::string name)
        : text_(text), separator_(separator) {
        grid_.sheet = std::move(name);
    }

    Result<Grid> read() {
        while (at_ < text_.size()) {
            ++row_;
            if (auto done = read_row(); !done) {
                return std::unexpected(done.error());
            }
        }
        return std::move(grid_);
    }

private:
    Result<void> read_row() {
        for (std::size_t column = 1;; ++column) {
            std::string field;
            std::size_t line = row_;
            if (at_ < text_.size() && text_[at_] == '"' && !quoted_field(field)) {
                return fail(ErrorKind::invalid,
                            fmt::format("第 {} 行第 {} 列的引号没有结束，请检查该行", line, column),
                            fmt::format("Row {}, column {}: the quotation mark is never closed",
                                        line, column));
            }
            std::size_t end = text_.find_first_of(ends(), at_);
            end = end == text_.npos ? text_.size() : end;
            field += text_.substr(at_, end - at_);
            at_ = end;
            if (auto done = put(column, field); !done) {
                return done;
            }
            if (at_ < text_.size() && text_[at_] == separator_) {
                ++at_;
                continue;
            }
            at_ += text_.substr(at_).starts_with("\r\n") ? 2 : at_ < text_.size() ? 1 : 0;
            return {};
        }
    }

    // From the opening mark to behind the closing one; false when there is none.
    bool quoted_field(std::string& field) {
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] != '"') {
                field += text_[at_];
            } else if (text_.substr(at_ + 1).starts_with('"')) {
                field += '"';
                ++at_;
            } else {
                ++at_;
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] std::string_view ends() const {
        return separator_ == ',' ? ",\r\n" : separator_ == ';' ? ";\r\n" : "\t\r\n";
    }

    Result<void> put(std::size_t column, std::string_view field) {
        std::string text = clean_text(without_guard(field));
        if (text.empty()) {
            return {};
        }
        bool over = row_ > limits::rows_per_sheet || column > limits::columns_per_sheet ||
                    grid_.cell_count() == limits::cells_per_sheet ||
                    text.size() > limits::cell_bytes;
        if (over) {
            return fail(
                ErrorKind::limit,
                fmt::format("第 {} 行第 {} 列超出上限（{} 行、{} 列、每格 {} 字节）", row_, column,
                            limits::rows_per_sheet, limits::columns_per_sheet, limits::cell_bytes),
                fmt::format("Row {}, column {} is over the limit ({} rows, {} columns, {} "
                            "bytes a cell)",
                            row_, column, limits::rows_per_sheet, limits::columns_per_sheet,
                            limits::cell_bytes));
        }
        grid_.set(row_, column, Cell::of_text(std::move(text)));
        return {};
    }

    std::string_view text_;
    char separator_;
    Grid grid_;
    std::size_t at_ = 0;
    std::size_t row_ = 0;
};

}  // namespace

Result<Grid> read_csv(std::string_view bytes, std::string name) {
    if (bytes.size() > limits::file_bytes) {
        return fail(
            ErrorKind::limit,
            fmt::format("文件超过 {} MB，请拆分后再导入", limits::file_bytes >> 20U),
            fmt::format("The file is over {} MB; split it first", limits::file_bytes >> 20U));
    }
    auto decoded = decode_text(bytes);
    if (!decoded) {
        return std::unexpected(decoded.error());
    }
    std::string_view text = *decoded;
    std::optional<char> separator = stated_separator(text);
    if (!separator) {
        separator = guess_separator(text);
    }
    return CsvReader(text, separator.value_or(','), std::move(name)).read();
}

}  // namespace luze::exchange
