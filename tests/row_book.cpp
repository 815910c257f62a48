#include "row_book.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "report/compose.h"
#include "report/faults.h"

namespace luze::test {
namespace {

namespace fs = std::filesystem;

// A year's books are begun before it and closed after it.
const Instant before = *Instant::parse("2023-06-01T01:00:00.000Z");
const Instant after = *Instant::parse("2025-01-05T01:00:00.000Z");

std::string quoted(const std::string& cell) {
    std::string out = "\"";
    for (char c : cell) {
        out += c == '"' ? "\"\"" : std::string(1, c);
    }
    return out + "\"";
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::vector<std::string> out;
    std::ranges::transform(cells, std::back_inserter(out), quoted);
    return join(out, ",") + "\n";
}

exchange::InputFile ledger(const norms::Form& form, const std::vector<Cells>& rows) {
    std::vector<std::string> headings;
    std::vector<std::string> ids;
    for (const norms::Field& field : form.fields) {
        if (!field.columns.empty()) {
            headings.push_back(field.columns.front());
            ids.push_back(field.id);
        }
    }
    std::string bytes = csv_line(headings);
    for (const Cells& row : rows) {
        std::vector<std::string> cells;
        for (const std::string& id : ids) {
            auto at = row.find(id);
            cells.push_back(at == row.end() ? "" : at->second);
        }
        for (const auto& [id, text] : row) {
            EXPECT_NE(std::ranges::find(ids, id), ids.end()) << "no column of its own: " << id;
        }
        bytes += csv_line(cells);
    }
    std::string word = form.sheet_words.empty() ? form.name.zh : form.sheet_words.front();
    return {std::to_string(RowBook::year) + "年度" + word + ".csv", std::move(bytes)};
}

std::string line_of(const standing::Obligation& obligation) {
    return obligation.bearer_name + " " + obligation.window.first.iso() + ".." +
           obligation.window.last.iso() + " " + std::string(standing::state_id(obligation.state)) +
           " " + obligation.done.text() + "/" + obligation.owed.text();
}

}  // namespace

std::map<std::string, std::string> pack_files(const std::string& name) {
    fs::path folder = fs::path(LUZE_SOURCE_DIR) / "packs" / name;
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".toml") {
            std::ostringstream text;
            text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
            files[entry.path().lexically_relative(folder).generic_string()] = text.str();
        }
    }
    return files;
}

norms::Pack pack_by_sentence(const std::map<std::string, std::string>& files) {
    auto pack = norms::read_pack(files);
    EXPECT_TRUE(pack.has_value()) << (pack ? ""
                                           : pack.error().front().file + ": " +
                                                 pack.error().front().what.en);
    if (!pack) {
        return {};
    }
    for (norms::Section& section : pack->report.sections) {
        std::vector<norms::Paragraph> alone;
        for (const norms::Paragraph& paragraph : section.paragraphs) {
            for (const norms::Sentence& sentence : paragraph.sentences) {
                norms::Paragraph one;
                one.id = sentence.id;
                one.sentences = {sentence};
                alone.push_back(std::move(one));
            }
        }
        section.paragraphs = std::move(alone);
    }
    return std::move(*pack);
}

RowBook::RowBook(const norms::Pack& pack) : pack_(pack) {
    append(kinds::book_opened, Json::Object{{"name", "某局"}, {"zone", 480}}, before);
}

void RowBook::append(const std::string& kind, Json body, Instant at) {
    Entry entry;
    entry.sequence = book_.size + 1;
    entry.recorded_at = at;
    entry.actor = "tester";
    entry.kind = kind;
    entry.body = std::move(body);
    entry.salt = Salt{};
    auto applied = apply(book_, entry);
    EXPECT_TRUE(applied.has_value()) << (applied ? "" : applied.error().message.en);
}

std::vector<RecordId> RowBook::import(const std::string& form, const std::vector<Cells>& rows) {
    const norms::Form* meant = pack_.form(form);
    EXPECT_NE(meant, nullptr) << form;
    if (meant == nullptr) {
        return {};
    }
    auto plan = exchange::plan_import(pack_, book_, {ledger(*meant, rows)});
    EXPECT_TRUE(plan.has_value()) << (plan ? "" : plan.error().message.en);
    if (!plan) {
        return {};
    }
    for (const exchange::RowProblem& problem : plan->problems) {
        ADD_FAILURE() << form << " is not taken as typed: " << problem.column << ": "
                      << problem.what.zh;
    }
    std::vector<RecordId> made;
    for (const exchange::Planned& planned : plan->entries) {
        append(planned.kind, planned.body, book_.records.empty() ? before : after);
        if (planned.kind == kinds::record) {
            made.push_back(RecordId{book_.size});
            EXPECT_EQ(book_.records.at(made.back()).form, form);
        }
    }
    EXPECT_EQ(made.size(), rows.size()) << "records made from the rows of a ledger " << form;
    return made;
}

void RowBook::keep(const std::string& form_id) {
    const norms::Form& form = *pack_.form(form_id);
    Json::Object fields;
    if (form.date.empty()) {
        fields["kept"] = "旧账";  // a field of no form: counts towards nothing
    } else {
        fields[form.date] = Json::Object{{"d", std::to_string(year - 1) + "-01-05"}};
    }
    append(kinds::record, Json::Object{{"form", form_id}, {"fields", std::move(fields)}}, before);
}

void RowBook::withdraw(RecordId record) {
    append(kinds::withdrawal, Json::Object{{"of", record.value}, {"reason", "记错了"}}, after);
}

void RowBook::move_days_back(RecordId record) {
    constexpr int years = 6;
    Fields fields = book_.records.at(record).fields;
    for (auto& [id, value] : fields) {
        if (const Day* day = std::get_if<Day>(&value)) {
            PartialDate earlier{day->date.first.plus_years(-years),
                                day->date.last.plus_years(-years)};
            value = Day{earlier};
        }
    }
    append(kinds::correction, Json::Object{{"of", record.value}, {"fields", to_json(fields)}},
           after);
}

report::Evidence RowBook::ids_in(RecordId record) const {
    report::Evidence out{record.value};
    for (const auto& [id, value] : book_.records.at(record).fields) {
        if (const People* people = std::get_if<People>(&value)) {
            for (const NameRef& name : people->named) {
                out.push_back(name.person.value);
            }
        }
    }
    return out;
}

Seen RowBook::seen() const {
    Roster roster = Roster::build(book_.records);
    norms::Parameters parameters(pack_, book_.settings);
    norms::Groups groups(pack_, roster);
    standing::Context context{book_,      pack_,  roster,
                              parameters, groups, {year_window(year).last, true}};
    auto obligations = standing::obligations(context, year);
    auto figures = report::Figures::of(context, year, obligations);
    auto faults = report::faults(context, year, obligations, Scope::whole_book());
    Seen out;
    for (const report::FigureValue& value : figures.all()) {
        out.figures[value.id] = value.held ? value.value.text() : "未建账";
        out.entries[value.id] = value.entries;
    }
    for (const standing::Obligation& obligation : obligations) {
        out.duties[obligation.duty->id].push_back(line_of(obligation));
    }
    auto document = report::compose({context, year, figures, nullptr, faults});
    for (const report::Block& block : document.blocks) {
        if (block.kind == report::BlockKind::body || block.kind == report::BlockKind::gap) {
            out.sentences[block.id] += report::plain_text(block);
        }
        for (const report::Span& span : block.spans) {
            if (!span.figure.empty()) {
                out.shows[block.id].push_back(span.figure);
            }
        }
    }
    return out;
}

}  // namespace luze::test
