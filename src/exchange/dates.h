// Dates as people write them in ledgers.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"
#include "exchange/grid.h"
#include "model/value.h"

namespace luze::exchange {

struct WrittenDate {
    PartialDate first;
    std::optional<PartialDate> end;  // of a range: 2021.3.1-3.5
    bool operator==(const WrittenDate&) const = default;
};

// 2021.3.5, 2021-03-05, 2021年3月5日, 二〇二一年三月五日, 20210305, 2016年4月, 2015年; 3月5日 and
// 3.5 in `year` (the year of the ledger; 0 = not known). A weekday, a time or 上午 may follow.
// Empty for everything else, impossible days (2021.11.31) among it.
[[nodiscard]] std::optional<WrittenDate> parse_date(std::string_view text, int year);

// The year that a title states: 2021年度, 2021年, 二〇二一年; 0 = none. With `bare`, four digits
// standing alone do as well (the names of sheets and files).
[[nodiscard]] int year_stated(std::string_view text, bool bare);

enum class DateUse {
    date,
    deadline,  // words without a date (长期坚持) give no value; 年底, 6月底, 三季度 their last day
};

// The value of a cell: Day, Unreadable, or none where nothing has happened (blank, —, 未办结).
[[nodiscard]] std::optional<Value> read_date(const Cell& cell, int year, DateUse use);

}  // namespace luze::exchange
