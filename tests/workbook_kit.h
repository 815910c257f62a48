// Workbooks as tests change them: read from the sample, edited cell by cell, written again.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "exchange/grid.h"
#include "program_kit.h"

namespace luze::test {

// Rows and columns of `rows` count from 0, those of `merges` from 1, as exchange::Merge has it.
struct Sheet {
    std::string name;
    std::size_t header = 0;  // the (first) row of headings
    std::size_t data = 1;    // the first row below the headings
    std::vector<std::vector<exchange::Cell>> rows;
    std::vector<exchange::Merge> merges;

    // The column with that heading, without regard to spaces and line breaks; throws when absent.
    [[nodiscard]] std::size_t column(const std::string& heading) const;
    [[nodiscard]] std::string text(std::size_t row, std::size_t column) const;
    void set(std::size_t row, std::size_t column, const std::string& text);
    // Merges below move along; one that the new row cuts becomes larger.
    void insert_row(std::size_t at, std::vector<exchange::Cell> row = {});
    void erase_row(std::size_t at);
    // Whether a block of merged cells lies over this row and the one above.
    [[nodiscard]] bool joined_to_row_above(std::size_t row) const;
};

struct Workbook {
    std::string file;
    std::vector<Sheet> sheets;

    [[nodiscard]] Sheet& sheet(const std::string& name);
};

using Workbooks = std::vector<Workbook>;

// The sample's twelve workbooks, with the header rows that expected.json tells.
[[nodiscard]] const Workbooks& sample_workbooks();
[[nodiscard]] Workbook sample_workbook(const std::string& file);

void write_workbook(const Workbook& workbook, const std::filesystem::path& folder);
void write_workbooks(const Workbooks& workbooks, const std::filesystem::path& folder);

// Changes the text of every cell that holds text.
void each_text(Workbooks& workbooks, const std::function<std::string(const std::string&)>& change);

// A text without spaces and line breaks, full-width ones too.
[[nodiscard]] std::string squeezed(const std::string& text);

}  // namespace luze::test
