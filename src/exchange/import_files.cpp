#include "exchange/import_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/digest.h"
#include "base/limits.h"
#include "exchange/csv.h"
#include "exchange/sniff.h"
#include "exchange/workbook.h"

namespace luze::exchange {
namespace {

Result<std::vector<Grid>> read_grids(const InputFile& file) {
    if (file.bytes.size() > limits::file_bytes) {
        return fail(ErrorKind::limit,
                    fmt::format("文件超过 {} MB，没有读取；请拆成几个文件再导入",
                                limits::file_bytes >> 20U),
                    fmt::format("larger than {} MB and not read: split it into several files",
                                limits::file_bytes >> 20U));
    }
    FileKind kind = sniff(file.bytes, file.name);
    if (kind == FileKind::xlsx) {
        return read_workbook(file.bytes);
    }
    if (kind == FileKind::csv) {
        auto grid = read_csv(file.bytes, base_name(file.name));
        if (!grid) {
            return std::unexpected(grid.error());
        }
        std::vector<Grid> one;
        one.push_back(std::move(*grid));
        return one;
    }
    if (readable(kind)) {
        return fail(ErrorKind::invalid, "不是表格，未读；台账请用 .xlsx 或 .csv",
                    "not a table, passed over: ledgers are read from .xlsx and .csv");
    }
    return std::unexpected(explain(kind, file.name));
}

class Loader {
public:
    Loader(const norms::Pack& pack, const ImportHints& hints)
        : pack_(pack), matcher_(pack), hints_(hints) {}

    void load(const InputFile& file);
    LoadedFiles finish() { return std::move(out_); }

private:
    void take(const InputFile& file, Grid grid, FileSummary& summary);
    [[nodiscard]] SheetTables tables_of(const InputFile& file, const Grid& grid) const;
    void mend(const InputFile& file, Grid& grid) const;

    const norms::Pack& pack_;
    FormMatcher matcher_;
    const ImportHints& hints_;
    LoadedFiles out_;
    std::map<std::string, std::string> name_of_digest_;
};

void Loader::mend(const InputFile& file, Grid& grid) const {
    for (const CellFix& fix : hints_.cells) {
        if (fix.file == file.name && fix.sheet == grid.sheet) {
            grid.set(fix.row, fix.column, fix.text.empty() ? Cell{} : Cell::of_text(fix.text));
        }
    }
}

SheetTables Loader::tables_of(const InputFile& file, const Grid& grid) const {
    auto hint = std::ranges::find_if(hints_.sheets, [&](const SheetHint& each) {
        return each.file == file.name && each.sheet == grid.sheet;
    });
    if (hint == hints_.sheets.end()) {
        return find_tables(matcher_, grid, file.name);
    }
    if (hint->skip) {
        return {{}, Phrase{"按您的选择不读", "left out, as you chose"}};
    }
    const norms::Form* form = pack_.form(hint->form);
    return tables_as_told(matcher_, grid, file.name, {form, hint->header_row, hint->fields});
}

void Loader::take(const InputFile& file, Grid grid, FileSummary& summary) {
    mend(file, grid);
    auto shared = std::make_shared<const Grid>(std::move(grid));
    SheetTables found = tables_of(file, *shared);
    std::size_t number = out_.sheets.size();
    out_.sheets.push_back({file.name, shared, found.tables});
    if (found.tables.empty()) {
        SheetSummary sheet;
        sheet.sheet = shared->sheet;
        sheet.passed_over = found.passed_over.value_or(Phrase{"空表", "empty sheet"});
        summary.sheets.push_back(std::move(sheet));
        return;
    }
    for (Table& table : found.tables) {
        SheetSummary sheet;
        sheet.sheet = shared->sheet;
        sheet.form = table.form->id;
        sheet.form_name = table.form->name;
        sheet.rows = table.rows.size();
        summary.sheets.push_back(std::move(sheet));
        out_.tables.push_back({base_name(file.name), file.name, number, out_.summaries.size(),
                               summary.sheets.size() - 1, shared, std::move(table)});
    }
}

void Loader::load(const InputFile& file) {
    FileSummary summary;
    summary.name = file.name;
    std::string digest = sha256(file.bytes).hex();
    auto [same, fresh] = name_of_digest_.emplace(digest, file.name);
    std::size_t tables_before = out_.tables.size();
    if (!fresh && !file.bytes.empty()) {
        summary.passed_over =
            Phrase{fmt::format("与“{}”内容完全相同，未再读取", same->second),
                   fmt::format("the very same bytes as “{}”: not read again", same->second)};
    } else if (auto grids = read_grids(file)) {
        for (Grid& grid : *grids) {
            take(file, std::move(grid), summary);
        }
    } else {
        summary.passed_over = grids.error().message;
    }
    out_.summaries.push_back(std::move(summary));
    if (out_.tables.size() > tables_before) {
        out_.read.push_back(Json::Object{{"name", base_name(file.name)}, {"digest", digest}});
    }
}

}  // namespace

std::string base_name(std::string_view path) {
    std::size_t slash = path.find_last_of("/\\");
    return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

LoadedFiles load_files(const norms::Pack& pack, std::vector<InputFile> files,
                       const Progress& progress, const ImportHints& hints) {
    std::ranges::stable_sort(files, {}, &InputFile::name);
    Loader loader(pack, hints);
    for (std::size_t i = 0; i < files.size(); ++i) {
        loader.load(files[i]);
        std::string().swap(files[i].bytes);
        if (progress) {
            progress(i + 1, files.size());
        }
    }
    return loader.finish();
}

}  // namespace luze::exchange
