#include "exchange/sheet_writer.h"

#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>

#include "base/limits.h"
#include "base/text.h"
#include "exchange/archive_xml.h"
#include "exchange/grid.h"

namespace luze::exchange {
namespace {

constexpr std::int64_t exact_integers = 999'999'999'999'999;  // 15 digits, as Excel keeps them
constexpr double usual_width = 14;
constexpr std::size_t excel_cell_units = 32'767;  // UTF-16 units in one cell
constexpr std::size_t name_characters = 31;

std::size_t utf16_units(std::string_view text) {
    std::size_t units = 0;
    for (char32_t point : to_utf32(text)) {
        units += point > 0xFFFF ? 2 : 1;
    }
    return units;
}

bool is_hex(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
}

// A text that holds _x0041_ would be read back as A: its underscore is escaped itself.
std::string guard_escapes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string_view rest = text.substr(i);
        bool escape = rest.size() >= 7 && rest.starts_with("_x") && rest[6] == '_' &&
                      is_hex(rest.substr(2, 4));
        out += escape ? "_x005F_" : std::string_view(&text[i], 1);
    }
    return out;
}

std::string lower_case(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

struct FreeWorkbook {
    // Only for a workbook that was given up: lxw_workbook_free drops it without writing.
    void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
};

struct Formats {
    lxw_format* title = nullptr;
    lxw_format* note = nullptr;
    lxw_format* header = nullptr;
    lxw_format* text = nullptr;
    lxw_format* number = nullptr;
    lxw_format* date = nullptr;
};

Formats make_formats(lxw_workbook* workbook) {
    auto plain = [&] {
        lxw_format* format = workbook_add_format(workbook);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        return format;
    };
    auto bordered = [&] {
        lxw_format* format = plain();
        format_set_border(format, LXW_BORDER_THIN);
        return format;
    };
    Formats formats{plain(), plain(), bordered(), bordered(), bordered(), bordered()};
    format_set_bold(formats.title);
    format_set_font_size(formats.title, 16);
    format_set_align(formats.title, LXW_ALIGN_CENTER);
    format_set_text_wrap(formats.note);
    format_set_bold(formats.header);
    format_set_align(formats.header, LXW_ALIGN_CENTER);
    format_set_text_wrap(formats.header);
    format_set_text_wrap(formats.text);
    format_set_num_format(formats.text, "@");  // so that an edited 001 stays text
    format_set_num_format(formats.date, "yyyy-mm-dd");
    return formats;
}

class SheetWriter {
public:
    SheetWriter(lxw_worksheet* sheet, const Formats& formats, const SheetTable& table)
        : sheet_(sheet), formats_(formats), table_(table) {
        width_ = table.headers.size();
        for (const auto& row : table.rows) {
            width_ = std::max(width_, row.size());
        }
    }

    Result<void> write() {
        std::size_t above = table_.notes.size() + 2;
        if (width_ > limits::columns_per_sheet ||
            table_.rows.size() + above > limits::rows_per_sheet) {
            return fail(
                ErrorKind::limit,
                fmt::format("表“{}”超过 {} 行或 {} 列，请缩小范围后再导出", table_.name,
                            limits::rows_per_sheet, limits::columns_per_sheet),
                fmt::format("Table \"{}\" is over {} rows or {} columns; narrow it down",
                            table_.name, limits::rows_per_sheet, limits::columns_per_sheet));
        }
        set_widths();
        if (!table_.title.empty()) {
            banner(table_.title, formats_.title);
        }
        for (const std::string& note : table_.notes) {
            banner(note, formats_.note);
        }
        for (std::size_t column = 0; column < table_.headers.size(); ++column) {
            text(column, table_.headers[column], formats_.header);
        }
        row_ += table_.headers.empty() ? 0 : 1;
        if (!table_.headers.empty()) {
            worksheet_freeze_panes(sheet_, row_, 0);
        }
        if (table_.print_landscape) {
            set_print();
        }
        for (const auto& row : table_.rows) {
            for (std::size_t column = 0; column < row.size(); ++column) {
                cell(column, row[column]);
            }
            ++row_;
        }
        if (!problem_) {
            return {};
        }
        return std::unexpected(*problem_);
    }

private:
    void set_widths() {
        for (std::size_t column = 0; column < width_; ++column) {
            bool given = column < table_.column_widths.size();
            double width = given ? table_.column_widths[column] : usual_width;
            auto number = static_cast<lxw_col_t>(column);
            worksheet_set_column(sheet_, number, number, width, nullptr);
        }
    }

    // To be called when the header has just been written.
    void set_print() {
        constexpr std::uint8_t a4 = 9;
        worksheet_set_paper(sheet_, a4);
        worksheet_set_landscape(sheet_);
        worksheet_fit_to_pages(sheet_, 1, 0);
        worksheet_set_margins(sheet_, 0.5, 0.5, 0.6, 0.6);
        worksheet_set_footer(sheet_, "&C第 &P 页，共 &N 页");
        if (!table_.headers.empty()) {
            worksheet_repeat_rows(sheet_, row_ - 1, row_ - 1);
        }
    }

    // One row over all columns.
    void banner(const std::string& words, lxw_format* format) {
        if (width_ > 1) {
            worksheet_merge_range(sheet_, row_, 0, row_, static_cast<lxw_col_t>(width_ - 1), "",
                                  format);
        }
        text(0, words, format);
        ++row_;
    }

    void text(std::size_t column, const std::string& words, lxw_format* format) {
        std::string clean = clean_text(words);
        if (clean.size() > limits::cell_bytes || utf16_units(clean) > excel_cell_units) {
            too_long(column);
            return;
        }
        if (clean.empty()) {
            worksheet_write_blank(sheet_, row_, static_cast<lxw_col_t>(column), format);
            return;
        }
        worksheet_write_string(sheet_, row_, static_cast<lxw_col_t>(column),
                               guard_escapes(clean).c_str(), format);
    }

    void too_long(std::size_t column) {
        std::string place = cell_name(row_ + 1, column + 1);
        problem_ = fail(ErrorKind::limit,
                        fmt::format("表“{}”的单元格 {} 内容过长，Excel 放不下，请先精简该条记录",
                                    table_.name, place),
                        fmt::format("Cell {} of table \"{}\" is too long for Excel; shorten it",
                                    place, table_.name))
                       .error();
    }

    void number(std::size_t column, double value) {
        worksheet_write_number(sheet_, row_, static_cast<lxw_col_t>(column), value,
                               formats_.number);
    }

    void cell(std::size_t column, const TableCell& value) {
        auto number_of_column = static_cast<lxw_col_t>(column);
        if (const auto* words = std::get_if<std::string>(&value)) {
            text(column, *words, formats_.text);
        } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
            bool exact = *whole <= exact_integers && *whole >= -exact_integers;
            exact ? number(column, static_cast<double>(*whole))
                  : text(column, std::to_string(*whole), formats_.text);
        } else if (const auto* decimal = std::get_if<Decimal>(&value)) {
            bool exact = decimal->units() <= exact_integers && decimal->units() >= -exact_integers;
            exact ? number(column, static_cast<double>(decimal->units()) / 10'000)
                  : text(column, decimal->text(), formats_.text);
        } else if (const auto* day = std::get_if<Date>(&value)) {
            // Before 1900-03-01 Excel has no right serial for a day.
            if (*day < Date::first_of(1900, 3) || day->year() > 9999) {
                text(column, day->iso(), formats_.text);
                return;
            }
            lxw_datetime when{day->year(), day->month(), day->day(), 0, 0, 0};
            worksheet_write_datetime(sheet_, row_, number_of_column, &when, formats_.date);
        } else {
            worksheet_write_blank(sheet_, row_, number_of_column, formats_.text);
        }
    }

    lxw_worksheet* sheet_;
    const Formats& formats_;
    const SheetTable& table_;
    std::size_t width_ = 0;
    lxw_row_t row_ = 0;
    std::optional<Error> problem_;
};

// libxlsxwriter writes to a path only.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& folder) {
        std::error_code unknown;
        std::filesystem::path system = std::filesystem::temp_directory_path(unknown);
        path_ = (folder.empty() ? system.string() : folder) + "/luze-XXXXXX";
        int file = mkstemp(path_.data());
        made_ = file >= 0;
        if (made_) {
            close(file);
        }
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        if (made_) {
            std::remove(path_.c_str());
        }
    }

    [[nodiscard]] bool made() const { return made_; }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
    bool made_ = false;
};

std::unexpected<Error> not_written(std::string_view detail) {
    return fail(ErrorKind::io,
                fmt::format("生成工作簿失败，请检查临时目录是否可写、磁盘是否已满（{}）", detail),
                fmt::format("The workbook could not be written; check that the temporary folder "
                            "is writable and the disk not full ({})",
                            detail));
}

void set_created(lxw_workbook* workbook, Date created) {
    lxw_doc_properties properties{};
    properties.created = static_cast<time_t>(created.days()) * 86'400;
    workbook_set_properties(workbook, &properties);
}

}  // namespace

std::string sheet_name(std::string_view wanted, std::vector<std::string>& taken) {
    std::u32string name;
    for (char32_t point : to_utf32(trim(clean_text(wanted)))) {
        bool forbidden = std::u32string_view(U"[]:*?/\\\n\t").find(point) != std::u32string::npos;
        name += forbidden ? U'－' : point;
    }
    while (name.starts_with(U'\'')) {
        name.erase(0, 1);
    }
    name = name.empty() ? U"Sheet" : name;
    auto fitted = [&](const std::string& suffix) {
        std::u32string head = name.substr(0, name_characters - suffix.size());
        while (utf16_units(to_utf8(head)) + suffix.size() > name_characters ||
               head.ends_with(U'\'')) {
            head.pop_back();
        }
        return to_utf8(head) + suffix;
    };
    std::string free = fitted("");
    for (int number = 2; std::find(taken.begin(), taken.end(), lower_case(free)) != taken.end();
         ++number) {
        free = fitted(fmt::format("({})", number));
    }
    taken.push_back(lower_case(free));
    return free;
}

Result<std::string> write_workbook(std::span<const SheetTable> tables, Date created,
                                   const std::string& temporary_folder) {
    TemporaryFile file(temporary_folder);
    if (!file.made()) {
        return not_written(file.path());
    }
    std::string folder = temporary_folder;
    lxw_workbook_options options{};
    options.tmpdir = folder.empty() ? nullptr : folder.data();
    std::unique_ptr<lxw_workbook, FreeWorkbook> workbook(
        workbook_new_opt(file.path().c_str(), &options));
    if (!workbook) {
        return not_written("workbook_new");
    }
    set_created(workbook.get(), created);
    Formats formats = make_formats(workbook.get());
    std::vector<std::string> taken;
    for (const SheetTable& table : tables) {
        std::string name = sheet_name(table.name, taken);
        lxw_worksheet* sheet = workbook_add_worksheet(workbook.get(), name.c_str());
        if (!sheet) {
            return not_written(name);
        }
        if (auto done = SheetWriter(sheet, formats, table).write(); !done) {
            return std::unexpected(done.error());
        }
    }
    if (lxw_error error = workbook_close(workbook.release()); error != LXW_NO_ERROR) {
        return not_written(lxw_strerror(error));
    }
    std::ifstream in(file.path(), std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in || bytes.empty()) {
        return not_written(file.path());
    }
    return bytes;
}

}  // namespace luze::exchange
