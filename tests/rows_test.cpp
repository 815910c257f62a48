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
        return Cells{{"name", name},         {"title", title},
                     {"department", department}, {"branch", branch},
                     {"joined", "2020-01-02"},   {"political_status", "中共党员"}};
    };
    return {member("陈立新", "党组书记、局长", "局领导", "第一党支部"),
            member("周敏", "党组成员、派驻纪检监察组组长", "局领导", "第二党支部"),
            member("孙伟", "主任", "办公室", "第一党支部"),
            member("何静", "一级科员", "办公室", "第二党支部")};
}

// One row of one pack, as a test's parameter.
struct Row {
    const norms::Pack* pack;
    int number;
};
void PrintTo(const Row& row, std::ostream* out) {
    *out << row.pack->id << " row " << row.number;
}

std::vector<Row> rows_of(const norms::Pack& pack) {
    std::vector<Row> rows;
    for (const norms::SystemRow& row : pack.system) {
        rows.push_back({&pack, row.number});
    }
    return rows;
}

std::string lines(const Seen& seen, const std::string& duty) {
    auto at = seen.duties.find(duty);
    std::string out;
    for (const std::string& line : at == seen.duties.end() ? std::vector<std::string>{}
                                                           : at->second) {
        out += "\n  " + line;
    }
    return out.empty() ? " none" : out;
}

std::string text(const std::map<std::string, std::string>& of, const std::string& id) {
    auto at = of.find(id);
    return at == of.end() ? std::string() : at->second;
}

class Rows : public testing::TestWithParam<Row> {
protected:
    void SetUp() override {
        const norms::Pack& pack = *GetParam().pack;
        auto at = std::ranges::find(pack.examples, GetParam().number, &norms::Example::row);
        ASSERT_NE(at, pack.examples.end()) << "the row has no example";
        example_ = &*at;
        book_.import("person", people(pack));
    }

    // The example's record.
    RecordId record() {
        auto made = book_.import(example_->form, {example_->cells});
        return made.empty() ? RecordId{} : made.front();
    }

    // Does any duty of the pack carry this row?
    [[nodiscard]] bool owes() const {
        return std::ranges::any_of(GetParam().pack->duties, [&](const norms::Duty& duty) {
            return std::ranges::find(duty.rows, example_->row) != duty.rows.end();
        });
    }

    void expect_figure_moved(const Seen& from, const Seen& to, RecordId by) const {
        const std::string& id = example_->figure;
        EXPECT_NE(text(from.figures, id), text(to.figures, id)) << "the figure did not move: " << id;
        auto at = to.entries.find(id);
        ASSERT_NE(at, to.entries.end()) << "no such figure: " << id;
        bool behind = std::ranges::find(at->second, by.value) != at->second.end();
        EXPECT_TRUE(behind) << "the record is not among the entries behind the figure " << id;
    }

    void expect_standing_moved(const Seen& from, const Seen& to) const {
        if (example_->duty.empty()) {
            EXPECT_FALSE(owes()) << "the row owes something, but its example names no duty";
            return;
        }
        EXPECT_NE(lines(from, example_->duty), lines(to, example_->duty))
            << "the standing did not move: " << example_->duty;
    }

    void expect_sentence_moved(const Seen& from, const Seen& to) const {
        const std::string& id = example_->sentence;
        ASSERT_FALSE(id.empty()) << "the example names no sentence";
        ASSERT_NE(text(to.sentences, id), "") << "the sentence is not said: " << id;
        EXPECT_NE(text(from.sentences, id), text(to.sentences, id))
            << "the sentence did not move: " << id;
        auto at = to.shows.find(id);
        bool shown = at != to.shows.end() &&
                     std::ranges::find(at->second, example_->figure) != at->second.end();
        EXPECT_TRUE(shown) << "the sentence " << id << " does not show " << example_->figure
                           << ": " << text(to.sentences, id);
    }

    void expect_moved(const Seen& from, const Seen& to, RecordId by) const {
        expect_figure_moved(from, to, by);
        expect_standing_moved(from, to);
        expect_sentence_moved(from, to);
    }

    void expect_back(const Seen& from, const Seen& to) const {
        EXPECT_EQ(text(from.figures, example_->figure), text(to.figures, example_->figure))
            << "the figure did not move back: " << example_->figure;
        EXPECT_EQ(lines(from, example_->duty), lines(to, example_->duty))
            << "the standing did not move back: " << example_->duty;
        EXPECT_EQ(text(from.sentences, example_->sentence), text(to.sentences, example_->sentence))
            << "the sentence did not move back: " << example_->sentence;
    }

    RowBook book_{*GetParam().pack};
    const norms::Example* example_ = nullptr;
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
    book_.keep(example_->form);
    Seen before = book_.seen();
    RecordId id = record();
    ASSERT_TRUE(id);
    expect_moved(before, book_.seen(), id);
    if (!book_.move_days_back(id)) {
        book_.withdraw(id);
    }
    expect_back(before, book_.seen());
}

auto name_of = [](const auto& info) { return std::to_string(info.param.number); };

INSTANTIATE_TEST_SUITE_P(Governance, Rows, testing::ValuesIn(rows_of(governance())), name_of);
INSTANTIATE_TEST_SUITE_P(Safety, Rows, testing::ValuesIn(rows_of(safety())), name_of);

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
