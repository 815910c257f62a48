// The forms that pages are made of: tables, states, numbers that open what they count.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "ops/show_standing.h"
#include "web/page.h"

namespace luze::web {

[[nodiscard]] std::string shown_day(Date day, Language language);  // 2021年3月5日, 2021-03-05
// To the minute, in a zone so many minutes east of UTC.
[[nodiscard]] std::string shown_moment(Instant moment, int zone);

struct Column {
    std::string title;
    std::string css;  // n: numbers, right-aligned
};
using Cells = std::vector<Markup>;
// A table with its caption in words; `empty` is shown in its place when there is no row.
[[nodiscard]] Markup table(const std::string& caption, const std::vector<Column>& columns,
                           const std::vector<Cells>& rows, const Markup& empty);

// Word, shape and colour; with how many when it stands for several.
[[nodiscard]] Markup state_mark(const Asked& asked, standing::State state, int count = 1);
[[nodiscard]] Markup number_link(int number, const std::string& href, bool late = false);
[[nodiscard]] Markup entry_link(std::int64_t sequence);
// 第3行 of a sheet, as far as it is known.
[[nodiscard]] std::string shown_source(const Asked& asked, const Source& source);
// A restricted entry: that it is one, and its digest.
[[nodiscard]] Markup restricted_mark(const Asked& asked, const std::string& digest);
// What an empty page says to do next.
[[nodiscard]] Markup nothing(const std::string& said);

// One of the choices of a filter: its own words, its value of the query parameter.
struct Choice {
    std::string value;
    std::string title;
    std::size_t count = 0;
};
[[nodiscard]] Markup filter(const Asked& asked, const std::string& parameter,
                            const std::string& title, const std::vector<Choice>& choices);

// Which rows of many to show.
struct Slice {
    std::size_t offset = 0;
    std::size_t total = 0;

    [[nodiscard]] std::size_t end() const;
};
// By the query's ?from=, in steps of limits::page_size.
[[nodiscard]] Slice slice_of(const Request& request, std::size_t total);
[[nodiscard]] Markup pager(const Asked& asked, const Slice& slice);

}  // namespace luze::web
