#include "exchange/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/limits.h"
#include "exchange/align.h"
#include "exchange/import_files.h"
#include "exchange/import_held.h"
#include "exchange/import_row.h"

namespace luze::exchange {
namespace {

constexpr const char* person_form = "person";
constexpr const char* movement_form = "movement";
constexpr std::size_t rows_between_reports = 256;

Json source_json(const Source& source) {
    Json::Object out{{"file", source.file}, {"sheet", source.sheet}, {"row", source.row}};
    if (source.year != 0) {
        out["year"] = source.year;
    }
    return out;
}

Json cells_json(const std::vector<std::pair<std::string, std::string>>& cells) {
    Json::Array out;
    for (const auto& [heading, text] : cells) {
        out.push_back(Json::Array{heading, text});
    }
    return out;
}

class Planner {
public:
    Planner(const norms::Pack& pack, const Book& book, LoadedFiles files, const Progress& progress)
        : pack_(pack), book_(book), files_(std::move(files)), progress_(progress), held_(book) {
        for (const auto& [id, record] : book.records) {
            if (record.form == person_form || record.form == movement_form) {
                people_.emplace(id, record);
            }
        }
        for (const SourceTable& table : files_.tables) {
            all_rows_ += table.table.rows.size();
        }
    }

    ImportPlan plan();

private:
    void plan_form(const std::string& id);
    void read_rows(const std::string& form, const NameReader& names);
    void record(const norms::Form& form, std::size_t row, Aligned& aligned);
    void hold(const ReadRow& row);
    RecordId add(const char* kind, Json::Object body);
    RowOutcome& note(const ReadRow& row, RowOutcome::Kind kind, RecordId record);
    SheetSummary& summary(const ReadRow& row) {
        return plan_.files[row.table->in_file].sheets[row.table->in_sheet];
    }
    void remember(const norms::Form& form, const AlignRow& row, RecordId id, RecordId duplicate);
    void step();

    const norms::Pack& pack_;
    const Book& book_;
    LoadedFiles files_;
    const Progress& progress_;
    HeldRows held_;
    std::map<RecordId, Record> people_;  // of the roster: the book's and this import's
    ImportPlan plan_;
    std::size_t all_rows_ = 0;
    std::size_t rows_done_ = 0;
    // Of the form being planned:
    std::vector<ReadRow> read_;
    std::vector<AlignRow> rows_;
    std::vector<RecordId> id_of_;  // the record that each row is
};

void Planner::step() {
    ++rows_done_;
    if (progress_ && (rows_done_ % rows_between_reports == 0 || rows_done_ == all_rows_)) {
        progress_(rows_done_, all_rows_);
    }
}

// Appends an entry and says which record it is; the first also says which files were read.
RecordId Planner::add(const char* kind, Json::Object body) {
    if (plan_.entries.empty()) {
        body["batch"] = Json::Object{{"files", files_.read}};
    }
    if (kind == std::string_view(kinds::record)) {
        body["import"] = book_.size + 1;
    }
    plan_.entries.push_back({kind, std::move(body)});
    return RecordId{book_.size + static_cast<std::int64_t>(plan_.entries.size())};
}

RowOutcome& Planner::note(const ReadRow& row, RowOutcome::Kind kind, RecordId record) {
    plan_.outcomes.push_back({kind, row.table->sheet, row.source.row, row.table->table.form->id,
                              record, std::nullopt, false});
    return plan_.outcomes.back();
}

void Planner::hold(const ReadRow& row) {
    const std::string& form = row.table->table.form->id;
    if (held_.mended(form, row.fields)) {
        ++summary(row).unchanged;
        ++plan_.unchanged;
        note(row, RowOutcome::Kind::unchanged, {});
        return;
    }
    RowProblem problem = held_problem(row);
    ++summary(row).held;
    ++plan_.held;
    RowOutcome& outcome = note(row, RowOutcome::Kind::held, {});
    if (!held_.held(form, row.cells)) {
        outcome.entry = plan_.entries.size();
        add(kinds::held_row,
            {{"form", form},
             {"source", source_json(row.source)},
             {"cells", cells_json(row.cells)},
             {"problem", Json::Object{{"zh", problem.what.zh}, {"en", problem.what.en}}}});
    }
    plan_.problems.push_back(std::move(problem));
}

void Planner::read_rows(const std::string& form, const NameReader& names) {
    read_.clear();
    rows_.clear();
    for (const SourceTable& table : files_.tables) {
        if (table.table.form->id != form) {
            continue;
        }
        for (std::size_t number : table.table.rows) {
            ReadRow row = read_row(table, number, names);
            leave_out(pack_, row);
            step();
            ++plan_.rows;
            if (!row.missing.empty()) {
                hold(row);
                continue;
            }
            rows_.push_back({row.fields, row.source, table.sheet});
            read_.push_back(std::move(row));
        }
    }
}

// People and movements are looked up by the rows of the other forms.
void Planner::remember(const norms::Form& form, const AlignRow& row, RecordId id,
                       RecordId duplicate) {
    if (form.id != person_form && form.id != movement_form) {
        return;
    }
    Record& record = people_[id];
    record.id = id;
    record.form = form.id;
    record.fields = row.fields;
    record.source = row.source;
    record.duplicate_of = duplicate;
}

void Planner::record(const norms::Form& form, std::size_t index, Aligned& aligned) {
    const ReadRow& read = read_[index];
    const AlignRow& row = rows_[index];
    const Alignment& how = aligned.rows[index];
    SheetSummary& counts = summary(read);
    RecordId duplicate = how.duplicate_of ? id_of_[*how.duplicate_of] : RecordId{};
    if (how.kind == Alignment::Kind::repeated) {
        id_of_[index] = duplicate;
        ++counts.repeated;
        note(read, RowOutcome::Kind::repeated, duplicate);
        return;
    }
    if (duplicate) {
        ++counts.duplicates;
        plan_.problems.push_back(duplicate_problem(read, rows_[*how.duplicate_of].source));
    }
    if (how.kind == Alignment::Kind::unchanged) {
        id_of_[index] = how.of;
        ++counts.unchanged;
        ++plan_.unchanged;
        note(read, RowOutcome::Kind::unchanged, how.of).duplicate = static_cast<bool>(duplicate);
        return;
    }
    Json::Object body{{"fields", to_json(row.fields)},
                      {"source", source_json(row.source)},
                      {"cells", cells_json(read.cells)}};
    if (duplicate) {
        body["duplicate_of"] = duplicate.value;
    }
    RowOutcome& outcome = note(read, RowOutcome::Kind::fresh, {});
    outcome.entry = plan_.entries.size();
    outcome.duplicate = static_cast<bool>(duplicate);
    if (how.kind == Alignment::Kind::corrected) {
        outcome.kind = RowOutcome::Kind::corrected;
        body["of"] = how.of.value;
        add(kinds::correction, std::move(body));
        id_of_[index] = how.of;
        ++counts.corrected;
        ++plan_.corrected;
    } else {
        body["form"] = form.id;
        id_of_[index] = add(kinds::record, std::move(body));
        ++counts.fresh;
        ++plan_.fresh;
    }
    outcome.record = id_of_[index];
    remember(form, row, id_of_[index], duplicate);
}

void Planner::plan_form(const std::string& id) {
    const norms::Form* form = pack_.form(id);
    if (form == nullptr) {
        return;
    }
    Roster roster = Roster::build(people_);
    NameReader names(pack_, roster);
    read_rows(id, names);
    std::vector<const Record*> known;
    for (const auto& [record_id, record] : book_.records) {
        if (record.form == id) {
            known.push_back(&record);
        }
    }
    Aligned aligned = align(*form, rows_, known);
    id_of_.assign(rows_.size(), RecordId{});
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        record(*form, i, aligned);
        auto found = problems_of(read_[i], rows_[i].fields, !names.no_people());
        std::ranges::move(found, std::back_inserter(plan_.problems));
    }
    for (RecordId gone : aligned.vanished) {
        plan_.vanished.push_back({gone, book_.records.at(gone).source});
    }
}

ImportPlan Planner::plan() {
    plan_.files = std::move(files_.summaries);
    plan_.sheets = std::move(files_.sheets);
    plan_.tables = files_.tables.size();
    std::vector<std::string> forms{person_form, movement_form};
    for (const SourceTable& table : files_.tables) {
        if (std::ranges::find(forms, table.table.form->id) == forms.end()) {
            forms.push_back(table.table.form->id);
        }
    }
    for (const std::string& form : forms) {
        bool handed_in = std::ranges::any_of(
            files_.tables, [&](const SourceTable& table) { return table.table.form->id == form; });
        if (handed_in) {
            plan_form(form);
        }
    }
    return std::move(plan_);
}

}  // namespace

Result<ImportPlan> plan_import(const norms::Pack& pack, const Book& book,
                               std::vector<InputFile> files, const Progress& progress,
                               const ImportHints& hints) {
    if (files.empty()) {
        return fail(ErrorKind::missing, "没有可导入的文件；请把台账（.xlsx 或 .csv）放进文件夹再试",
                    "nothing to import: put the ledgers (.xlsx or .csv) into the folder and retry");
    }
    if (files.size() > limits::import_files) {
        return fail(ErrorKind::limit,
                    fmt::format("一次最多导入 {} 个文件，这里有 {} 个；请分几次导入",
                                limits::import_files, files.size()),
                    fmt::format("at most {} files at a time, here are {}: import in parts",
                                limits::import_files, files.size()));
    }
    LoadedFiles loaded = load_files(pack, std::move(files), progress, hints);
    return Planner(pack, book, std::move(loaded), progress).plan();
}

}  // namespace luze::exchange
