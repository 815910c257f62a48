#include "ops/import_workbooks.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/limits.h"

namespace luze::ops {
namespace {

namespace fs = std::filesystem;
using exchange::InputFile;

// Every regular file below a path, by name; the path itself when it is a file.
Result<std::vector<fs::path>> files_below(const fs::path& path) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) {
        return std::vector<fs::path>{path};
    }
    fs::recursive_directory_iterator walk(path, error);
    if (error) {
        return fail(ErrorKind::missing, "找不到“" + path.string() + "”：" + error.message(),
                    "cannot find '" + path.string() + "': " + error.message());
    }
    std::vector<fs::path> found;
    while (walk != fs::recursive_directory_iterator()) {
        // A link may lead anywhere: what is to be read is put into the folder itself.
        if (walk->is_regular_file(error) && !walk->is_symlink(error)) {
            found.push_back(walk->path());
        }
        if (walk.increment(error); error) {
            return fail(ErrorKind::io,
                        "读不了“" + path.string() + "”里的文件夹：" + error.message(),
                        "cannot read a folder in '" + path.string() + "': " + error.message());
        }
    }
    std::ranges::sort(found);
    return found;
}

Result<std::vector<InputFile>> read_inputs(const std::vector<std::string>& paths) {
    std::vector<InputFile> inputs;
    for (const std::string& path : paths) {
        auto files = files_below(path);
        if (!files) {
            return std::unexpected(files.error());
        }
        std::error_code error;
        fs::path base =
            fs::is_directory(path, error) ? fs::path(path) : fs::path(path).parent_path();
        for (const fs::path& file : *files) {
            if (inputs.size() > limits::import_files) {
                return inputs;  // plan_import says that there are too many
            }
            auto bytes = read_file(file, limits::file_bytes);
            if (!bytes) {
                return std::unexpected(bytes.error());
            }
            inputs.push_back({file.lexically_relative(base).generic_string(), std::move(*bytes)});
        }
    }
    return inputs;
}

Result<void> write_entries(Site& site, const ImportWish& wish, Book& book,
                           const std::vector<exchange::Planned>& planned) {
    for (std::size_t at = 0; at < planned.size(); at += limits::import_batch) {
        std::size_t end = std::min(at + limits::import_batch, planned.size());
        std::vector<Draft> drafts;
        for (std::size_t i = at; i < end; ++i) {
            drafts.push_back({planned[i].kind, wish.actor, planned[i].body});
        }
        if (auto appended = site.append(std::move(drafts), wish.now, book); !appended) {
            return appended;
        }
        if (wish.writing) {
            wish.writing(end, planned.size());
        }
    }
    return {};
}

// The first words of why nothing was a ledger.
Phrase reason(const exchange::ImportPlan& plan) {
    for (const exchange::FileSummary& file : plan.files) {
        if (file.passed_over) {
            return *file.passed_over;
        }
        for (const exchange::SheetSummary& sheet : file.sheets) {
            if (sheet.passed_over) {
                return *sheet.passed_over;
            }
        }
    }
    return {"没有可以导入的台账", "there is no ledger in it"};
}

std::string where(const RecordId& id, const Source& source) {
    return std::to_string(id.value) + " " + source.file + "/" + source.sheet + ":" +
           std::to_string(source.row);
}

const char* kind_id(exchange::RowProblem::Kind kind) {
    using Kind = exchange::RowProblem::Kind;
    switch (kind) {
        case Kind::held:
            return "held";
        case Kind::unreadable:
            return "unreadable";
        case Kind::unknown_name:
            return "unknown_name";
        case Kind::ambiguous_name:
            return "ambiguous_name";
        case Kind::duplicate:
            return "duplicate";
    }
    return "";
}

Json sheet_json(const exchange::SheetSummary& sheet, Language language) {
    Json::Object out{{"sheet", sheet.sheet},
                     {"form", sheet.form},
                     {"rows", sheet.rows},
                     {"new", sheet.fresh},
                     {"corrected", sheet.corrected},
                     {"unchanged", sheet.unchanged},
                     {"duplicates", sheet.duplicates},
                     {"held", sheet.held}};
    if (sheet.passed_over) {
        out["passed_over"] = sheet.passed_over->in(language);
    }
    return out;
}

Json files_json(const std::vector<exchange::FileSummary>& files, Language language) {
    Json::Array out;
    for (const exchange::FileSummary& file : files) {
        Json::Array sheets;
        for (const exchange::SheetSummary& sheet : file.sheets) {
            sheets.push_back(sheet_json(sheet, language));
        }
        Json::Object object{{"file", file.name}, {"sheets", std::move(sheets)}};
        if (file.passed_over) {
            object["passed_over"] = file.passed_over->in(language);
        }
        out.emplace_back(std::move(object));
    }
    return out;
}

Json problems_json(const std::vector<exchange::RowProblem>& problems, Language language) {
    Json::Array out;
    for (const exchange::RowProblem& problem : problems) {
        out.emplace_back(Json::Object{{"kind", kind_id(problem.kind)},
                                      {"file", problem.source.file},
                                      {"sheet", problem.source.sheet},
                                      {"row", problem.source.row},
                                      {"column", problem.column},
                                      {"cell", problem.cell},
                                      {"what", problem.what.in(language)}});
    }
    return out;
}

}  // namespace

Result<ImportOutcome> import_workbooks(Site& site, const ImportWish& wish) {
    auto inputs = read_inputs(wish.paths);
    if (!inputs) {
        return std::unexpected(inputs.error());
    }
    auto book = site.fold();
    if (!book) {
        return std::unexpected(book.error());
    }
    auto pack = norms::read_pack(book->packs.empty() ? std::map<std::string, std::string>{}
                                                     : book->packs.back().files);
    if (!pack) {
        return fail(ErrorKind::corrupt, "账内的规则包读不出来，请运行 luze verify",
                    "the adopted pack cannot be read: run luze verify");
    }
    auto plan = exchange::plan_import(*pack, *book, std::move(*inputs), wish.reading);
    if (!plan) {
        return std::unexpected(plan.error());
    }
    if (plan->tables == 0) {
        Phrase why = reason(*plan);
        return fail(ErrorKind::invalid, "没有导入任何台账：" + why.zh,
                    "nothing was imported: " + why.en);
    }
    ImportOutcome outcome;
    if (!wish.dry_run && !plan->entries.empty()) {
        if (auto ready = site.can_sign(); !ready) {
            return std::unexpected(ready.error());
        }
        outcome.first = book->size + 1;
        if (auto written = write_entries(site, wish, *book, plan->entries); !written) {
            return std::unexpected(written.error());
        }
        outcome.written = static_cast<std::int64_t>(plan->entries.size());
        if (auto note = site.sign(); !note) {
            return std::unexpected(note.error());
        }
    }
    outcome.plan = std::move(*plan);
    outcome.plan.entries.clear();
    return outcome;
}

Json import_json(const ImportOutcome& outcome, Language language) {
    const exchange::ImportPlan& plan = outcome.plan;
    Json::Array vanished;
    for (const exchange::Vanished& gone : plan.vanished) {
        vanished.emplace_back(where(gone.record, gone.source));
    }
    return Json::Object{{"rows", plan.rows},
                        {"new", plan.fresh},
                        {"corrected", plan.corrected},
                        {"unchanged", plan.unchanged},
                        {"held", plan.held},
                        {"entries", outcome.written},
                        {"first_entry", outcome.first},
                        {"files", files_json(plan.files, language)},
                        {"problems", problems_json(plan.problems, language)},
                        {"vanished", std::move(vanished)}};
}

}  // namespace luze::ops
