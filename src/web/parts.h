// The forms that pages are made of: days, tables, pages of long lists.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "web/page.h"

namespace luze::web {

[[nodiscard]] std::string shown_day(Date day, Language language);  // 2021年3月5日, 2021-03-05

using Cells = std::vector<Markup>;
// A table with its caption in words; `empty` is shown in its place when there is no row.
[[nodiscard]] Markup table(const std::string& caption, const std::vector<std::string>& columns,
                           const std::vector<Cells>& rows, const Markup& empty);

// What an empty page says.
[[nodiscard]] Markup nothing(const std::string& said);

// Which of many to show.
struct Excerpt {
    std::size_t first = 0;
    std::size_t total = 0;

    [[nodiscard]] std::size_t end() const;
};
// By the query's ?from=, in steps of limits::page_size.
[[nodiscard]] Excerpt excerpt_of(const Request& request, std::size_t total);
[[nodiscard]] Markup pager(const Asked& asked, const Excerpt& excerpt);

}  // namespace luze::web
