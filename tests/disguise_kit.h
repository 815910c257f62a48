// Turns the sample's workbooks into those of another bureau with the same facts: other people,
// units, headings, orders and spellings, in another year.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>

#include "workbook_kit.h"

namespace luze::test {

using Random = std::mt19937_64;

// LUZE_SEED from the environment, or a fresh one; printed, so that a failure can be run again.
[[nodiscard]] std::uint64_t announced_seed();

// Longer words first, in one pass: what was put in is not replaced again. A name of two characters
// also matches with a full-width space between them, and keeps it.
class Renaming {
public:
    void add(const std::string& from, const std::string& to) { words_[from] = to; }
    [[nodiscard]] std::string operator()(const std::string& text) const;

private:
    std::map<std::string, std::string> words_;
};

[[nodiscard]] std::size_t pick(Random& random, std::size_t count);

// Everybody on the roster gets another name of two or three characters; those who share a name
// still do.
void rename_people(Workbooks& books, Random& random);
void rename_units(Workbooks& books, Random& random);
// Headings become other usual ones, files and tabs get other names.
void rename_headings(Workbooks& books, Random& random);
void rename_files(Workbooks& books, Random& random);
// Blocks below one heading stay together.
void shuffle_columns(Workbooks& books, Random& random);
void move_years(Workbooks& books, int years);
// Whole days are written in any of the usual ways.
void respell_dates(Workbooks& books, Random& random);
// Blank rows between rows, a total below, another line over the headings, a column nobody asked
// for.
void add_noise(Workbooks& books, Random& random);

}  // namespace luze::test
