// Every row of a pack's system, on its example: recorded, it moves a figure, the standing and a
// sentence of the report; taken back, they are as they were.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>

#include "norms/coverage.h"
#include "row_book.h"

namespace luze::test {
namespace {

const norms::Pack& governance() {
    static const norms::Pack pack = pack_by_sentence(pack_files("zhuti-zeren"));
    return pack;
}

const norms::Pack& safety() {
    static const norms::Pack pack = pack_by_sentence(pack_files("anquan-shengchan"));
    return pack;
}

// The people that the examples speak of.
std::vector<Cells> people(const norms::Pack& pack) {
    if (pack.id == "anquan-shengchan") {
        return {{{"name", "张三"}, {"department", "办公室"}, {"joined", "2020-01-02"}},
                {{"name", "李四"}, {"department", "业务科"}, {"joined", "2020-01-02"}}};
    }
    auto member = [](const char* name, const char* title, const char* department,
                     const char* branch) {
        return Cells{
            {"name", name},     {"title", title},         {"department", department},
            {"branch", branch}, {"joined", "2020-01-02"}, {"political_status", "中共党员"}};
    };
    return {member("陈立新", "党组书记、局长", "局领导", "第一党支部"),
            member("周敏", "党组成员、派驻纪检监察组组长", "局领导", "第二党支部"),
            member("孙伟", "主任", "办公室", "第一党支部"),
            member("何静", "一级科员", "办公室", "第二党支部")};
}

// One example of one pack, as a test's parameter.
struct Case {
    const norms::Pack* pack;
    const norms::Example* example;
    std::string name;  // the row's number; a further example of the same row has a letter more
};
void PrintTo(const Case& one, std::ostream* out) {
    *out << one.pack->id << ", row " << one.example->row << ": " << one.example->form;
}

std::vector<Case> cases(const norms::Pack& pack) {
    std::vector<Case> out;
    std::map<int, char> seen;
    for (const norms::Example& example : pack.examples) {
        std::string name = std::to_string(example.row);
        auto [at, first] = seen.emplace(example.row, 'a');
        if (!first) {
            name += ++at->second;
        }
        out.push_back({&pack, &example, name});
    }
    return out;
}

bool has(const norms::Rows& rows, int row) { return std::ranges::find(rows, row) != rows.end(); }

std::string lines(const Seen& seen, const std::string& duty) {
    auto at = seen.duties.find(duty);
    std::string out;
    for (const std::string& line :
         at == seen.duties.end() ? std::vector<std::string>{} : at->second) {
        out += "\n  " + line;
    }
    return out.empty() ? " none" : out;
}

std::string text(const std::map<std::string, std::string>& of, const std::string& id) {
    auto at = of.find(id);
    return at == of.end() ? std::string() : at->second;
}

class Rows : public testing::TestWithParam<Case> {
protected:
    void SetUp() override { book_.import("person", people(pack_)); }

    // The example's record.
    RecordId record() {
        auto made = book_.import(example_.form, {example_.cells});
        return made.empty() ? RecordId{} : made.front();
    }

    void expect_figure_moved(const Seen& from, const Seen& to, RecordId by) const {
        const std::string& id = example_.figure;
        EXPECT_NE(text(from.figures, id), text(to.figures, id))
            << "the figure did not move: " << id;
        auto at = to.entries.find(id);
        ASSERT_NE(at, to.entries.end()) << "no such figure: " << id;
        if (counts_what_is_missing()) {
            return;  // what it shows is the lack of such records
        }
        auto behind = book_.ids_in(by);
        bool found = std::ranges::find_first_of(at->second, behind) != at->second.end();
        EXPECT_TRUE(found) << "the record is not among the entries behind the figure " << id;
    }

    [[nodiscard]] bool counts_what_is_missing() const {
        const norms::Figure* figure = pack_.figure(example_.figure);
        return figure != nullptr && figure->measure == norms::Measure::obligations &&
               figure->states == std::vector<std::string>{"missed"};
    }

    void expect_standing_moved(const Seen& from, const Seen& to) const {
        if (example_.duty.empty()) {
            return;
        }
        EXPECT_NE(lines(from, example_.duty), lines(to, example_.duty))
            << "the standing did not move: " << example_.duty;
        EXPECT_TRUE(has(pack_.duty(example_.duty)->rows, example_.row))
            << "the duty does not carry the row: " << example_.duty;
    }

    void expect_sentence_moved(const Seen& from, const Seen& to) const {
        const std::string& id = example_.sentence;
        ASSERT_FALSE(id.empty()) << "the example names no sentence";
        ASSERT_NE(text(to.sentences, id), "") << "the sentence is not said: " << id;
        EXPECT_NE(text(from.sentences, id), text(to.sentences, id))
            << "the sentence did not move: " << id;
        auto at = to.shows.find(id);
        bool shown = at != to.shows.end() &&
                     std::ranges::find(at->second, example_.figure) != at->second.end();
        EXPECT_TRUE(shown) << "the sentence " << id << " does not show " << example_.figure << ": "
                           << text(to.sentences, id);
    }

    void expect_moved(const Seen& from, const Seen& to, RecordId by) const {
        expect_figure_moved(from, to, by);
        expect_standing_moved(from, to);
        expect_sentence_moved(from, to);
    }

    void expect_back(const Seen& from, const Seen& to) const {
        EXPECT_EQ(text(from.figures, example_.figure), text(to.figures, example_.figure))
            << "the figure did not move back: " << example_.figure;
        EXPECT_EQ(lines(from, example_.duty), lines(to, example_.duty))
            << "the standing did not move back: " << example_.duty;
        EXPECT_EQ(text(from.sentences, example_.sentence), text(to.sentences, example_.sentence))
            << "the sentence did not move back: " << example_.sentence;
    }

    // Corrects the record to another year; a row of a register, which goes by no day, is withdrawn.
    void correct_away(RecordId id) {
        bool register_row = pack_.form(example_.form)->date.empty();
        if (register_row || pack_.figure(example_.figure)->undated) {
            book_.withdraw(id);
        } else {
            book_.move_days_back(id);
        }
    }

    const norms::Pack& pack_ = *GetParam().pack;
    const norms::Example& example_ = *GetParam().example;
    RowBook book_{pack_};
};

// Where there was no such ledger before. Without the record the whole book says what it said.
TEST_P(Rows, AFirstRecordMovesAllThreeAndItsWithdrawalMovesThemBack) {
    Seen before = book_.seen();
    RecordId id = record();
    ASSERT_TRUE(id);
    expect_moved(before, book_.seen(), id);
    book_.withdraw(id);
    Seen after = book_.seen();
    expect_back(before, after);
    EXPECT_EQ(before, after) << "something else did not move back";
}

// Where the ledger was kept already.
TEST_P(Rows, AFurtherRecordMovesAllThreeAndItsCorrectionMovesThemBack) {
    book_.keep(example_.form);
    Seen before = book_.seen();
    RecordId id = record();
    ASSERT_TRUE(id);
    expect_moved(before, book_.seen(), id);
    correct_away(id);
    expect_back(before, book_.seen());
}

auto name_of = [](const auto& info) { return info.param.name; };

INSTANTIATE_TEST_SUITE_P(Governance, Rows, testing::ValuesIn(cases(governance())), name_of);
INSTANTIATE_TEST_SUITE_P(Safety, Rows, testing::ValuesIn(cases(safety())), name_of);

// Every row has an example, and one with its duty if it owes something.
TEST(Examples, ThereIsOneForEveryRow) {
    for (const norms::Pack* pack : {&governance(), &safety()}) {
        for (const norms::SystemRow& row : pack->system) {
            auto of_row = [&](const norms::Example& example) { return example.row == row.number; };
            auto with_duty = [&](const norms::Example& example) {
                return of_row(example) && !example.duty.empty();
            };
            auto owed = [&](const norms::Duty& duty) { return has(duty.rows, row.number); };
            EXPECT_TRUE(std::ranges::any_of(pack->examples, of_row))
                << pack->id << ": no example of row " << row.number;
            EXPECT_EQ(std::ranges::any_of(pack->duties, owed),
                      std::ranges::any_of(pack->examples, with_duty))
                << pack->id << ": row " << row.number
                << " owes something, and no example shows it, or the other way round";
        }
    }
}

TEST(Coverage, HasEveryRowOfTheSystem) {
    std::vector<int> numbers;
    for (const norms::SystemRow& row : governance().system) {
        numbers.push_back(row.number);
    }
    std::ranges::sort(numbers);
    ASSERT_EQ(numbers.size(), 74U);
    EXPECT_EQ(numbers.front(), 0);
    EXPECT_EQ(numbers.back(), 73);
    EXPECT_EQ(std::ranges::adjacent_find(numbers), numbers.end());
}

// Every row has what it needs to be recorded, counted and reported; only duties may be missing.
TEST(Coverage, LeavesNoRowWithoutFormNormFigureOrSentence) {
    for (const norms::Pack* pack : {&governance(), &safety()}) {
        std::string page = norms::coverage_page(*pack, "");
        for (const char* lack : {"No form", "No norm", "No figure", "Not in the report"}) {
            EXPECT_EQ(page.find(lack), std::string::npos)
                << pack->id << page.substr(page.find("## What rows lack"));
        }
    }
}

TEST(Coverage, PageIsOfThisPack) {
    const char* command = "build/release/luze pack coverage packs/zhuti-zeren > docs/COVERAGE.md";
    auto pack = norms::read_pack(pack_files("zhuti-zeren"));
    ASSERT_TRUE(pack);
    std::ostringstream page;
    page << std::ifstream(LUZE_SOURCE_DIR "/docs/COVERAGE.md", std::ios::binary).rdbuf();
    EXPECT_TRUE(page.str() == norms::coverage_page(*pack, command))
        << "docs/COVERAGE.md is not of this pack any more; write it anew: " << command;
}

}  // namespace
}  // namespace luze::test
