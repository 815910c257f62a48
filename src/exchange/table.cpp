#include "exchange/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "exchange/table_rows.h"

namespace luze::exchange {
namespace {

constexpr std::size_t rows_searched = 60;  // for the first headings of a sheet

std::string shown(std::string_view text) {
    std::string out(trim(text));
    std::ranges::replace(out, '\n', ' ');
    return out;
}

bool same_merge(const Grid& grid, std::size_t row, std::size_t column) {
    const Merge* merge = grid.merge_at(row, column);
    return merge != nullptr && merge->last_row > row;
}

std::vector<Heading> one_row(const Grid& grid, std::size_t row) {
    std::vector<Heading> out;
    for (std::size_t column = 1; column <= grid.column_count(); ++column) {
        std::string text = shown(grid.value_through_merge(row, column).text());
        const Merge* merge = grid.merge_at(row, column);
        bool spread = merge != nullptr && merge->first_column < column;
        if (!text.empty() && !spread) {
            out.push_back({column, "", std::move(text)});
        }
    }
    return out;
}

// Two heading rows: a column's parent is the merged cell above it, or where nothing is merged (CSV)
// the last one to the left whose own column has a child.
std::vector<Heading> two_rows(const Grid& grid, std::size_t row) {
    std::vector<Heading> out;
    std::string parent;
    std::size_t parents = 0;
    for (std::size_t column = 1; column <= grid.column_count(); ++column) {
        std::string above = shown(grid.value_through_merge(row, column).text());
        bool tall = same_merge(grid, row, column);
        std::string below = tall ? "" : shown(grid.value_through_merge(row + 1, column).text());
        if (!above.empty()) {
            parent = above;
        }
        if (above.empty() && below.empty()) {
            continue;
        }
        bool child = !below.empty() && !parent.empty();
        parents += child ? 1 : 0;
        out.push_back(child ? Heading{column, parent, below}
                            : Heading{column, "", below.empty() ? above : below});
        if (below.empty()) {
            parent.clear();
        }
    }
    return parents > 0 ? out : std::vector<Heading>{};
}

struct Candidate {
    std::size_t row = 0;
    std::size_t depth = 1;
    std::vector<Heading> headings;
    FormMatch match;
};

bool fits(const Candidate& candidate) {
    std::size_t named = 0;
    for (const Heading& heading : candidate.headings) {
        named += is_serial_heading(heading.text) ? 0 : 1;
    }
    const FormMatch& match = candidate.match;
    return match.form != nullptr && match.missing.empty() && match.matched >= 2 &&
           match.matched * 5 >= named * 2;
}

std::vector<std::string> texts_of(const Grid& grid, std::size_t first, std::size_t last) {
    std::vector<std::string> out;
    for (std::size_t row = first; row <= last; ++row) {
        for (std::size_t column = 1; column <= grid.column_count(); ++column) {
            if (has_own(grid, row, column)) {
                out.push_back(shown(grid.at(row, column).text()));
            }
        }
    }
    return out;
}

class Finder {
public:
    Finder(const FormMatcher& matcher, const Grid& grid, std::string_view file)
        : matcher_(matcher), grid_(grid), file_(file) {}

    SheetTables find();
    SheetTables as_told(const TableHint& hint);

private:
    [[nodiscard]] Candidate candidate(std::size_t row, std::size_t depth,
                                      std::size_t titles_from) const;
    [[nodiscard]] std::optional<Candidate> header_at(std::size_t row,
                                                     std::size_t titles_from) const;
    [[nodiscard]] std::optional<Candidate> first_header() const;
    [[nodiscard]] bool like_headings(std::size_t row) const;
    Table start(const Candidate& candidate, std::vector<std::string> titles) const;
    std::vector<std::string> take_titles(Table& table, std::size_t header_row) const;
    [[nodiscard]] Phrase why_not() const;
    [[nodiscard]] std::optional<Candidate> told_header(const TableHint& hint) const;

    const FormMatcher& matcher_;
    const Grid& grid_;
    std::string_view file_;
};

Candidate Finder::candidate(std::size_t row, std::size_t depth, std::size_t titles_from) const {
    Candidate out{row, depth, depth == 1 ? one_row(grid_, row) : two_rows(grid_, row), {}};
    if (out.headings.size() >= 2) {
        std::vector<std::string> names;
        for (std::size_t title = titles_from; title < row && names.size() < 8; ++title) {
            std::vector<std::string> texts = texts_of(grid_, title, title);
            names.insert(names.end(), texts.begin(), texts.end());
        }
        names.push_back(grid_.sheet);
        auto matches = matcher_.match(out.headings, names);
        if (!matches.empty()) {
            out.match = std::move(matches.front());
        }
    }
    return out;
}

// The best reading of the headings at this row: of one row, or of two when that says more.
std::optional<Candidate> Finder::header_at(std::size_t row, std::size_t titles_from) const {
    Candidate single = candidate(row, 1, titles_from);
    Candidate both = row < grid_.row_count() ? candidate(row, 2, titles_from) : Candidate{};
    if (fits(both) && (!fits(single) || both.match.score > single.match.score + 30)) {
        return both;
    }
    return fits(single) ? std::optional(single) : std::nullopt;
}

std::optional<Candidate> Finder::first_header() const {
    std::optional<Candidate> best;
    std::size_t last = std::min(grid_.row_count(), rows_searched);
    for (std::size_t row = 1; row <= last; ++row) {
        if (best && row > best->row + 2) {
            break;  // what follows belongs to the table found
        }
        if (own_cells(grid_, row) < 2) {
            continue;
        }
        auto here = header_at(row, 1);
        if (here && (!best || here->match.score > best->match.score)) {
            best = std::move(here);
        }
    }
    return best;
}

bool Finder::like_headings(std::size_t row) const {
    std::size_t known = 0;
    std::size_t all = 0;
    for (std::size_t column = 1; column <= grid_.column_count(); ++column) {
        if (has_own(grid_, row, column)) {
            ++all;
            known += matcher_.knows(grid_.at(row, column).text()) ? 1 : 0;
        }
        if (column > 8 && known == 0) {
            return false;
        }
    }
    return known >= 2 && known * 2 >= all;
}

Table Finder::start(const Candidate& candidate, std::vector<std::string> titles) const {
    Table table;
    table.form = candidate.match.form;
    table.header_row = candidate.row;
    table.header_rows = candidate.depth;
    table.year = ledger_year(titles, grid_.sheet, file_);
    table.titles = std::move(titles);
    for (std::size_t i = 0; i < candidate.headings.size(); ++i) {
        const Heading& heading = candidate.headings[i];
        const norms::Field* field = candidate.match.field_of[i];
        bool serial = field == nullptr && is_serial_heading(heading.text);
        table.columns.push_back({heading.column, heading.shown(), field, serial});
    }
    return table;
}

// Lines of one cell just above further headings are their titles, not data.
std::vector<std::string> Finder::take_titles(Table& table, std::size_t header_row) const {
    std::size_t first = header_row;
    while (first > table.header_row + table.header_rows && own_cells(grid_, first - 1) <= 1) {
        --first;
    }
    std::erase_if(table.rows, [&](std::size_t row) { return row >= first; });
    return first < header_row ? texts_of(grid_, first, header_row - 1) : std::vector<std::string>{};
}

Phrase Finder::why_not() const {
    Candidate best;
    std::size_t most = 0;
    for (std::size_t row = 1; row <= std::min(grid_.row_count(), rows_searched); ++row) {
        Candidate here = candidate(row, 1, 1);
        if (here.match.form != nullptr && here.match.matched > best.match.matched) {
            best = here;
        } else if (best.match.form == nullptr && here.headings.size() > most) {
            most = here.headings.size();
            best.headings = here.headings;
        }
    }
    std::vector<std::string> headings;
    for (const Heading& heading : best.headings) {
        if (headings.size() < 12) {
            headings.push_back(heading.shown());
        }
    }
    std::string listed = join(headings, "、");
    if (best.match.form == nullptr) {
        return {
            fmt::format("没有找到认识的表头（看到的是：{}），这张表未读", listed),
            fmt::format("no headings that any form knows (seen: {}): sheet passed over", listed)};
    }
    std::vector<std::string> missing_zh;
    std::vector<std::string> missing_en;
    for (const norms::Field* field : best.match.missing) {
        missing_zh.push_back("“" + field->name.zh + "”");
        missing_en.push_back("“" + field->name.en + "”");
    }
    std::string lack_zh = missing_zh.empty() ? "" : "，但缺少" + join(missing_zh, "、") + "一列";
    std::string lack_en = missing_en.empty() ? "" : " but lacks " + join(missing_en, ", ");
    return {
        fmt::format("这张表未读：表头是 {}；最像“{}”{}", listed, best.match.form->name.zh, lack_zh),
        fmt::format("sheet passed over: its headings are {}; most like “{}”{}", listed,
                    best.match.form->name.en, lack_en)};
}

SheetTables Finder::find() {
    SheetTables out;
    if (grid_.cell_count() == 0) {
        return out;
    }
    auto header = first_header();
    if (!header) {
        out.passed_over = why_not();
        return out;
    }
    std::vector<std::string> titles;
    if (header->row > 1) {
        titles = texts_of(grid_, 1, header->row - 1);
    }
    out.tables.push_back(start(*header, titles));
    for (std::size_t row = header->row + header->depth; row <= grid_.row_count(); ++row) {
        Table& table = out.tables.back();
        RowKind kind = row_kind(grid_, table, row);
        if (kind == RowKind::data && like_headings(row)) {
            if (auto next = header_at(row, row)) {
                std::vector<std::string> above = take_titles(table, row);
                int stated = ledger_year(above, "", "");
                int year = stated != 0 ? stated : table.year;
                Table further = start(*next, std::move(above));
                further.year = year;
                row = next->row + next->depth - 1;
                out.tables.push_back(std::move(further));
                continue;
            }
        }
        if (kind == RowKind::data) {
            table.rows.push_back(row);
        }
    }
    return out;
}

// The headings at the row that was named, else at the first that fit anything, else the first that
// look like some.
std::optional<Candidate> Finder::told_header(const TableHint& hint) const {
    std::optional<Candidate> found = hint.header_row == 0 ? first_header() : std::nullopt;
    std::size_t row = found ? found->row : hint.header_row;
    for (std::size_t at = 1; row == 0 && at <= std::min(grid_.row_count(), rows_searched); ++at) {
        row = own_cells(grid_, at) >= 2 ? at : 0;
    }
    if (row == 0 || row > grid_.row_count()) {
        return std::nullopt;
    }
    std::size_t depth = found ? found->depth : 1;
    if (auto here = hint.header_row == 0 ? std::nullopt : header_at(row, 1)) {
        depth = here->depth;
    }
    Candidate told{row, depth, depth == 1 ? one_row(grid_, row) : two_rows(grid_, row), {}};
    for (FormMatch& match : matcher_.match(told.headings, {grid_.sheet})) {
        bool better = hint.form == nullptr ? told.match.form == nullptr : match.form == hint.form;
        if (better) {
            told.match = std::move(match);
        }
    }
    return told;
}

SheetTables Finder::as_told(const TableHint& hint) {
    SheetTables out;
    auto header = told_header(hint);
    if (!header || header->match.form == nullptr) {
        out.passed_over = why_not();
        return out;
    }
    std::vector<std::string> titles;
    if (header->row > 1) {
        titles = texts_of(grid_, 1, header->row - 1);
    }
    Table table = start(*header, std::move(titles));
    for (Column& column : table.columns) {
        if (auto told = hint.fields.find(column.number); told != hint.fields.end()) {
            column.field = table.form->field(told->second);
            column.serial = column.field == nullptr && is_serial_heading(column.heading);
        }
    }
    for (std::size_t row = header->row + header->depth; row <= grid_.row_count(); ++row) {
        if (row_kind(grid_, table, row) == RowKind::data) {
            table.rows.push_back(row);
        }
    }
    out.tables.push_back(std::move(table));
    return out;
}

}  // namespace

SheetTables tables_as_told(const FormMatcher& matcher, const Grid& grid, std::string_view file,
                           const TableHint& hint) {
    return Finder(matcher, grid, file).as_told(hint);
}

SheetTables find_tables(const FormMatcher& matcher, const Grid& grid, std::string_view file) {
    return Finder(matcher, grid, file).find();
}

}  // namespace luze::exchange
