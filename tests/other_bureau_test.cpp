// Nothing is fitted to the sample: workbooks of another bureau with the same facts give the same
// figures, whatever the people, units, headings, columns, spellings and year.
#include <algorithm>
#include <array>

#include "disguise_kit.h"
#include "sample_kit.h"

namespace luze::test {
namespace {

// Years with announced breaks and no 29 February, which would lengthen the days between two dates.
constexpr std::array<int, 4> years_to_come{0, 1, 2, 4};

// A year in which other breaks hold: whether a reminder came before one is another question then.
bool about_holidays(const std::string& id) { return id.starts_with("holiday"); }

// kind and class of each fault, without its place.
Words kinds(const Words& lines, bool holidays) {
    Words out;
    for (const std::string& line : lines) {
        std::size_t end = line.find(' ', line.find(' ') + 1);
        if (holidays || !about_holidays(line)) {
            out.push_back(line.substr(0, end));
        }
    }
    std::ranges::sort(out);
    return out;
}

struct Reading {
    Words figures;  // what differs from the expected
    Words faults;
};

Reading read(const Workbooks& books, int years) {
    Folder folder;
    TestBook book(folder.at("data"));
    write_workbooks(books, folder.path() / "tables");
    book.init();
    Json import = book.import(folder.at("tables"));
    bool holidays = years == 0;
    Json figures = book.figures(2021 + years);
    Reading reading{figure_differences(
                        figures, [&](const auto& id) { return holidays || !about_holidays(id); }),
                    differences(kinds(fault_lines(book.faults(2021 + years)), holidays),
                                kinds(expected_fault_lines(), holidays))};
    if (!reading.figures.empty()) {
        reading.figures.push_back(canonical(import).substr(0, 6000));
    }
    return reading;
}

void expect_same(const Workbooks& books, int years = 0) {
    Reading reading = read(books, years);
    EXPECT_TRUE(reading.figures.empty()) << listed(reading.figures);
    EXPECT_TRUE(reading.faults.empty()) << listed(reading.faults);
}

struct OtherBureau : testing::Test {
    Random random{announced_seed()};
    Workbooks books = sample_workbooks();
};

TEST_F(OtherBureau, ReadsWhatTheTestsWrite) { expect_same(books); }

TEST_F(OtherBureau, HasOtherPeople) {
    rename_people(books, random);
    expect_same(books);
}

TEST_F(OtherBureau, HasOtherUnits) {
    rename_units(books, random);
    expect_same(books);
}

TEST_F(OtherBureau, WritesOtherHeadings) {
    rename_headings(books, random);
    expect_same(books);
}

TEST_F(OtherBureau, NamesItsFilesAndTabsDifferently) {
    rename_files(books, random);
    expect_same(books);
}

TEST_F(OtherBureau, OrdersItsColumnsDifferently) {
    shuffle_columns(books, random);
    expect_same(books);
}

TEST_F(OtherBureau, SpellsItsDatesDifferently) {
    respell_dates(books, random);
    expect_same(books);
}

TEST_F(OtherBureau, LeavesRowsBlankAndAddsTotals) {
    add_noise(books, random);
    expect_same(books);
}

TEST_F(OtherBureau, ReportsOnOtherYears) {
    for (int years : {1, 2, 4}) {
        Workbooks moved = books;
        move_years(moved, years);
        SCOPED_TRACE(years);
        expect_same(moved, years);
    }
}

TEST_F(OtherBureau, IsAltogetherDifferent) {
    for (int round = 0; round < 4; ++round) {
        SCOPED_TRACE(round);
        Workbooks other = books;
        int years = years_to_come[pick(random, years_to_come.size())];
        rename_people(other, random);
        rename_units(other, random);
        move_years(other, years);
        respell_dates(other, random);
        rename_headings(other, random);
        rename_files(other, random);
        shuffle_columns(other, random);
        add_noise(other, random);
        expect_same(other, years);
    }
}

}  // namespace
}  // namespace luze::test
