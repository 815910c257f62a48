#include "ops/snapshot.h"

#include <algorithm>
#include <map>
#include <utility>

namespace luze::ops {
namespace {

// DECISIONS 3: yearly figures are as of the year's end, or today when that is earlier.
standing::AsOf as_of(const Moment& moment, int year) {
    Date day = moment.as_of.value_or(std::min(year_window(year).last, moment.today));
    return {day, day < moment.today};
}

bool any_record_in(const Book& book, const norms::Pack& pack, int year) {
    return std::ranges::any_of(book.records, [&](const auto& item) {
        auto date = standing::occurred(pack, item.second);
        return date && date->first.year() == year && date->last.year() == year;
    });
}

}  // namespace

int main_year(const Book& book, const norms::Pack& pack, Date today) {
    std::map<int, int> counts;
    int total = 0;
    for (const auto& [id, record] : book.records) {
        const norms::Form* form = pack.form(record.form);
        bool reserved = record.form == "person" || record.form == "appointment";
        auto date = standing::occurred(pack, record);
        if (form != nullptr && !reserved && date) {
            ++counts[date->first.year()];
            ++total;
        }
    }
    for (auto at = counts.rbegin(); at != counts.rend(); ++at) {
        if (at->second * 4 >= total) {
            return at->first;
        }
    }
    return today.year();
}

Result<std::shared_ptr<const Snapshot>> Snapshot::of(Book book, const Moment& moment) {
    if (book.packs.empty()) {
        return fail(ErrorKind::missing, "这本账还没有采用规则包，请先运行 luze init",
                    "this book has adopted no pack yet: run luze init first");
    }
    auto pack = norms::read_pack(book.packs.back().files);
    if (!pack) {
        const norms::PackFault& fault = pack.error().front();
        return fail(ErrorKind::corrupt,
                    "账内的规则包读不出来（" + fault.file + " 第" + std::to_string(fault.line) +
                        "行）：" + fault.what.zh,
                    "the adopted pack cannot be read (" + fault.file + ":" +
                        std::to_string(fault.line) + "): " + fault.what.en);
    }
    return std::shared_ptr<const Snapshot>(
        new Snapshot(std::move(book), std::move(*pack), moment));
}

Snapshot::Snapshot(Book book, norms::Pack pack, const Moment& moment)
    : book_(std::move(book)),
      pack_(std::move(pack)),
      roster_(Roster::build(book_.records)),
      parameters_(pack_, book_.settings),
      groups_(pack_, roster_),
      today_(moment.today),
      year_(moment.year ? *moment.year
                        : (moment.as_of ? moment.as_of->year()
                                        : main_year(book_, pack_, moment.today))),
      context_{book_, pack_, roster_, parameters_, groups_, luze::ops::as_of(moment, year_)},
      obligations_(standing::obligations(context_, year_)),
      figures_(report::Figures::of(context_, year_, obligations_)) {
    if (any_record_in(book_, pack_, year_ - 1)) {
        standing::Context before = context_;
        before.as_of = {year_window(year_ - 1).last, true};
        auto owed = standing::obligations(before, year_ - 1);
        // Restating the context by copy: its references are to this snapshot's own parts.
        last_year_ = report::Figures::of(before, year_ - 1, owed);
    }
}

}  // namespace luze::ops
