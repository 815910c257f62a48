// Runs every worked example: docs/PACKS.md and tests/scenarios/*.md.
//
// A file holds fenced blocks: ```toml base (forms and groups shared by all; tests/scenarios has
// them in base.toml), ```toml pack, and ```text scenario, each run by itself against the nearest
// pack above it. In a scenario a line in column 0 is a statement, indented lines are its table
// (cells split by |, first the columns):
//   records FORM · set ID = VALUE from DAY · waive DUTY of BEARER in A..B because REASON by NAME
//   link LABEL to DUTY in A..B · withdraw LABEL on DAY · correct LABEL on DAY
//   as of DAY · today DAY (both: [, known at DAY]) · expect YEAR
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/text.h"
#include "standing/scenario_support.h"

namespace luze::standing::scenario {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

// 08:00 in a book eight hours east of UTC.
Instant morning(Date day) { return {std::int64_t{day.days()} * day_ms}; }

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) {
        words.push_back(word);
    }
    return words;
}

// Reads statements into drafts and checks each `expect`.
class Runner {
public:
    Runner(const norms::Pack& pack, std::vector<Complaint>& complaints)
        : pack_(pack), complaints_(complaints) {}

    void take(const Statement& statement) {
        std::vector<std::string> words = words_of(statement.text);
        const std::string& verb = words.front();
        if (verb == "records") {
            records(statement, words.at(1));
        } else if (verb == "correct" || verb == "withdraw") {
            amend(statement, words);
        } else if (verb == "set") {
            Draft draft = next(statement, kinds::parameter_set);
            draft.recorded = morning(Date::first_of(2000, 1));
            draft.values = {{"id", words.at(1)}, {"value", words.at(3)}, {"from", words.at(5)}};
            drafts_.push_back(draft);
        } else if (verb == "waive" || verb == "link") {
            exception(statement, words);
        } else if (verb == "as" || verb == "today") {
            look(statement, words);
        } else if (verb == "expect") {
            expect(statement, std::stoi(words.at(1)));
        } else {
            complain(statement.line, "unknown statement: " + statement.text);
        }
    }

private:
    void complain(int line, const std::string& what) { complaints_.push_back({line, what}); }

    Draft next(const Statement& statement, const char* kind) const {
        Draft draft;
        draft.line = statement.line;
        draft.kind = kind;
        draft.recorded = latest_;
        return draft;
    }

    Date day(const std::string& word, int line) {
        auto parsed = Date::parse(word);
        if (!parsed) {
            complain(line, "no day: " + word);
        }
        return parsed.value_or(Date{});
    }

    // The day on which a row says that its matter occurred.
    Date occurred_on(const std::string& form_id, const std::map<std::string, std::string>& cells) {
        const norms::Form* form = pack_.form(form_id);
        auto cell = form == nullptr ? cells.end() : cells.find(form->date);
        auto when = cell == cells.end() ? std::nullopt : PartialDate::parse(cell->second);
        return when ? when->last : Date::first_of(2000, 1);
    }

    static std::map<std::string, std::string> cells_of(const Statement& statement,
                                                       const Statement::Row& row) {
        std::map<std::string, std::string> cells;
        const auto& columns = statement.table.front().cells;
        for (std::size_t i = 0; i < std::min(columns.size(), row.cells.size()); ++i) {
            cells[columns[i]] = row.cells[i];
        }
        return cells;
    }

    static std::string take_cell(std::map<std::string, std::string>& cells, const char* column) {
        auto found = cells.extract(column);
        return found.empty() ? std::string() : found.mapped();
    }

    void records(const Statement& statement, const std::string& form) {
        if (pack_.form(form) == nullptr || statement.table.size() < 2) {
            return complain(statement.line, "no such form, or no rows: " + form);
        }
        for (std::size_t i = 1; i < statement.table.size(); ++i) {
            Draft draft = next(statement, kinds::record);
            draft.line = statement.table[i].line;
            draft.form = form;
            draft.cells = cells_of(statement, statement.table[i]);
            draft.label = take_cell(draft.cells, "label");
            std::string recorded = take_cell(draft.cells, "recorded");
            std::string evidence = take_cell(draft.cells, "evidence");
            draft.evidence = evidence.empty() ? 0 : static_cast<int>(split(evidence, "、").size());
            draft.recorded = morning(recorded.empty() ? occurred_on(form, draft.cells)
                                                      : day(recorded, draft.line));
            latest_ = std::max(latest_, draft.recorded);
            forms_[draft.label] = form;
            drafts_.push_back(draft);
        }
    }

    void amend(const Statement& statement, const std::vector<std::string>& words) {
        bool withdrawal = words.front() == "withdraw";
        Draft draft = next(statement, withdrawal ? kinds::withdrawal : kinds::correction);
        draft.values = {{"of", words.at(1)}};
        draft.recorded = morning(day(words.at(3), statement.line));
        draft.form = forms_[words.at(1)];
        if (!withdrawal && statement.table.size() == 2) {
            draft.cells = cells_of(statement, statement.table[1]);
        }
        drafts_.push_back(draft);
    }

    // waive DUTY of BEARER in A..B because REASON by NAME; link LABEL to DUTY in A..B
    void exception(const Statement& statement, const std::vector<std::string>& words) {
        bool waiver = words.front() == "waive";
        Draft draft = next(statement, waiver ? kinds::waiver : kinds::link);
        std::vector<std::string> ends = split(words.at(5), "..");
        draft.values = {{"duty", words.at(waiver ? 1 : 3)},
                        {waiver ? "bearer" : "record", words.at(waiver ? 3 : 1)},
                        {"first", ends.at(0)},
                        {"last", ends.at(1)}};
        if (waiver) {
            draft.values["reason"] = words.at(7);
            draft.values["approved_by"] = words.at(9);
        }
        drafts_.push_back(draft);
    }

    // as of DAY[, known at DAY]; today DAY[, known at DAY]
    void look(const Statement& statement, const std::vector<std::string>& words) {
        bool over = words.front() == "as";
        std::string written = words.at(over ? 2 : 1);
        known_at_.reset();
        if (written.ends_with(',')) {
            written.pop_back();
            known_at_ = day(words.back(), statement.line);
        }
        as_of_ = {day(written, statement.line), over};
    }

    void expect(const Statement& statement, int year) {
        Entered entered = enter(pack_, drafts_, known_at_);
        complaints_.insert(complaints_.end(), entered.complaints.begin(), entered.complaints.end());
        const Roster roster = Roster::build(entered.book.records);
        const norms::Parameters parameters(pack_, entered.book.settings);
        const norms::Groups groups(pack_, roster);
        const Context context{entered.book, pack_, roster, parameters, groups, as_of_};
        std::vector<Obligation> all = obligations(context, year);
        std::map<std::string, std::vector<Obligation>> by_duty;
        for (const Obligation& one : all) {
            by_duty[one.duty->id].push_back(one);
        }
        std::map<std::string, std::size_t> taken;
        for (std::size_t i = 1; i < statement.table.size(); ++i) {
            const Statement::Row& row = statement.table[i];
            auto cells = cells_of(statement, row);
            const std::string duty = cells["duty"];
            std::size_t& at = taken[duty];
            if (pack_.duty(duty) == nullptr) {
                complain(row.line, "no such duty: " + duty);
            } else if (cells["bearer"] == "none") {
                continue;
            } else if (at >= by_duty[duty].size()) {
                complain(row.line, duty + ": nothing more is owed, but this was expected");
            } else {
                compare(row.line, cells, by_duty[duty][at++], entered.labels);
            }
        }
        for (const auto& [duty, count] : taken) {
            for (std::size_t i = count; i < by_duty[duty].size(); ++i) {
                complain(statement.line, "not expected: " + describe(by_duty[duty][i]));
            }
        }
    }

    static std::string describe(const Obligation& one) {
        return fmt::format("{} | {} | {} {}..{} | {} | {}/{} | late {}", one.duty->id,
                           one.bearer_name, one.window_name, one.window.first.iso(),
                           one.window.last.iso(), state_id(one.state), one.done.text(),
                           one.owed.text(), one.late_days);
    }

    static bool same_window(const std::string& cell, const Obligation& one) {
        return cell == one.window_name ||
               cell == one.window.first.iso() + ".." + one.window.last.iso();
    }

    static bool same_flags(std::string cell, const Obligation& one) {
        std::ranges::replace(cell, ',', ' ');
        bool unproven = cell.find("unproven") != std::string::npos;
        bool late = cell.find("recorded_late") != std::string::npos;
        return unproven == one.unproven && late == one.recorded_late;
    }

    void compare(int line, std::map<std::string, std::string>& cells, const Obligation& one,
                 const std::map<std::string, RecordId>& labels) {
        auto is_record = [&](const std::string& label, RecordId id) {
            auto at = labels.find(label);
            return at != labels.end() && at->second == id;
        };
        auto check = [&](const char* column, bool right) {
            if (!cells[column].empty() && !right) {
                complain(line, fmt::format("{}: expected {}, but: {}", column, cells[column],
                                           describe(one)));
            }
        };
        const std::string& bearer = cells["bearer"];
        check("bearer", bearer == one.bearer_name || is_record(bearer, one.subject) ||
                            (bearer == "bureau" && (one.bearer_key.starts_with("unit:bureau") ||
                                                    one.bearer_key.starts_with("unit:party"))));
        check("window", same_window(cells["window"], one));
        check("state", cells["state"] == state_id(one.state));
        check("done", cells["done"] == one.done.text() + "/" + one.owed.text());
        check("flags", same_flags(cells["flags"], one));
        bool by = is_record(cells["by"], one.made_up_by) ||
                  (one.state == State::met && std::ranges::any_of(one.records, [&](RecordId id) {
                       return is_record(cells["by"], id);
                   }));
        check("by", by);
        check("late", cells["late"] == std::to_string(one.late_days));
    }

    const norms::Pack& pack_;
    std::vector<Complaint>& complaints_;
    std::vector<Draft> drafts_;
    std::map<std::string, std::string> forms_;
    Instant latest_ = morning(Date::first_of(2000, 1));
    AsOf as_of_;
    std::optional<Date> known_at_;
};

Statement::Row row_of(int line, const std::string& text) {
    Statement::Row row{line, {}};
    for (const std::string& cell : split(text, "|")) {
        row.cells.emplace_back(trim(cell));
    }
    return row;
}

void add_line(Scenario& scenario, int number, const std::string& line) {
    if (trim(line).empty() || line.starts_with('#')) {
        return;
    }
    bool indented = line.front() == ' ' || line.front() == '\t';
    if (!indented) {
        scenario.statements.push_back({number, std::string(trim(line)), {}});
    } else if (!scenario.statements.empty()) {
        scenario.statements.back().table.push_back(row_of(number, line));
    }
}

std::string file_text(const std::filesystem::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

void run_all(const std::filesystem::path& path, const std::string& base) {
    std::vector<Scenario> all = scenarios_in(path.filename().string(), file_text(path), base);
    EXPECT_FALSE(all.empty()) << path << " holds no scenario";
    for (const Scenario& one : all) {
        for (const Complaint& complaint : run(one)) {
            ADD_FAILURE() << one.file << ":" << complaint.line << ": " << complaint.what;
        }
    }
}

}  // namespace

std::vector<Scenario> scenarios_in(const std::string& file, const std::string& text,
                                   std::string base) {
    std::vector<Scenario> found;
    std::string pack;
    std::string fence;  // what the block that we are in is; empty outside
    int number = 0;
    for (const std::string& line : split(text, "\n")) {
        ++number;
        if (line.starts_with("```")) {
            fence = fence.empty() ? line.substr(3) : std::string();
            if (fence == "toml base") {
                base.clear();
            } else if (fence == "toml pack") {
                pack.clear();
            } else if (fence == "text scenario") {
                found.push_back({file, number, base, pack, {}});
            } else if (fence.empty() && line != "```") {
                fence = "other";
            }
        } else if (fence == "toml base") {
            base += line + "\n";
        } else if (fence == "toml pack") {
            pack += line + "\n";
        } else if (fence == "text scenario") {
            add_line(found.back(), number, line);
        }
    }
    return found;
}

std::vector<Complaint> run(const Scenario& scenario) {
    std::vector<Complaint> complaints;
    auto pack = norms::read_pack({{"base.toml", scenario.base}, {"pack.toml", scenario.pack}});
    if (!pack) {
        for (const norms::PackFault& fault : pack.error()) {
            complaints.push_back(
                {scenario.line, fmt::format("{}:{}: {}", fault.file, fault.line, fault.what.en)});
        }
        return complaints;
    }
    Runner runner(*pack, complaints);
    for (const Statement& statement : scenario.statements) {
        runner.take(statement);
    }
    return complaints;
}

TEST(Scenarios, WorkedExamplesOfThePackReferenceComeOutAsWritten) {
    run_all(std::filesystem::path(LUZE_SOURCE_DIR) / "docs" / "PACKS.md", {});
}

TEST(Scenarios, EveryScenarioFileComesOutAsWritten) {
    const auto folder = std::filesystem::path(LUZE_SOURCE_DIR) / "tests" / "scenarios";
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".md") {
            files.insert(entry.path());
        }
    }
    EXPECT_FALSE(files.empty());
    for (const auto& path : files) {
        run_all(path, file_text(folder / "base.toml"));
    }
}

}  // namespace luze::standing::scenario
