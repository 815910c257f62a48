#include "ops/snapshot.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <utility>

#include "casework/sight.h"

namespace luze::ops {
namespace {

// DECISIONS 3: yearly figures are as of the year's end, or today when that is earlier.
standing::AsOf as_of(const Moment& moment, int year) {
    Date day = moment.as_of.value_or(std::min(year_window(year).last, moment.today));
    return {day, day < moment.today};
}

// The reserved forms say who is who, in whatever year they came.
bool speaks_of_a_year(const norms::Form* form, const Record& record) {
    return form != nullptr && record.form != "person" && record.form != "appointment" &&
           record.counts();
}

}  // namespace

int main_year(const Book& book, const norms::Pack& pack, Date today) {
    std::map<int, int> counts;
    int total = 0;
    for (const auto& [id, record] : book.records) {
        auto date = standing::occurred(pack, record);
        if (speaks_of_a_year(pack.form(record.form), record) && date) {
            ++counts[date->first.year()];
            ++total;
        }
    }
    for (const auto& [year, count] : std::views::reverse(counts)) {
        if (count * 4 >= total) {
            return year;
        }
    }
    return today.year();
}

std::set<int> years_held(const Book& book, const norms::Pack& pack) {
    std::set<int> years;
    // A ledger that states no year is of the year that most of its rows are dated in: a list of
    // rules in force names older ones as well.
    std::map<std::pair<std::string, std::string>, std::map<int, int>> unstated;
    for (const auto& [id, record] : book.records) {
        auto date = standing::occurred(pack, record);
        if (!speaks_of_a_year(pack.form(record.form), record)) {
            continue;
        }
        if (record.source.year != 0) {
            years.insert(record.source.year);
        } else if (date && record.import == 0) {
            years.insert(date->first.year());
        } else if (date) {
            ++unstated[{record.source.file, record.source.sheet}][date->first.year()];
        }
    }
    for (const auto& [ledger, counts] : unstated) {
        years.insert(
            std::ranges::max_element(counts, {}, [](const auto& c) { return c.second; })->first);
    }
    return years;
}

Result<std::shared_ptr<const norms::Pack>> adopted_rules(const PackAdoption& adopted) {
    auto pack = norms::read_pack(adopted.files);
    if (!pack) {
        const norms::PackFault& fault = pack.error().front();
        return fail(ErrorKind::corrupt,
                    "账内的规则包读不出来（" + fault.file + " 第" + std::to_string(fault.line) +
                        "行）：" + fault.what.zh,
                    "the adopted pack cannot be read (" + fault.file + ":" +
                        std::to_string(fault.line) + "): " + fault.what.en);
    }
    return std::make_shared<const norms::Pack>(std::move(*pack));
}

Result<std::shared_ptr<const Snapshot>> Snapshot::of(Book book, const Moment& moment) {
    return of(std::make_shared<const Book>(std::move(book)), moment, adopted_rules);
}

Result<std::shared_ptr<const Snapshot>> Snapshot::of(std::shared_ptr<const Book> book,
                                                     const Moment& moment, const Rules& rules) {
    if (book->size == 0) {
        return fail(ErrorKind::missing, "那时还没有这本账，请选晚一些的日子",
                    "this book had not begun by then: choose a later day");
    }
    if (book->packs.empty()) {
        return fail(ErrorKind::missing, "这本账还没有采用规则包，请先运行 luze init",
                    "this book has adopted no pack yet: run luze init first");
    }
    // A day before a newer pack was adopted goes by the older one.
    Date day = moment.as_of.value_or(
        moment.year ? std::min(year_window(*moment.year).last, moment.today) : moment.today);
    auto pack = rules(*book->pack_on(day));
    if (!pack) {
        return std::unexpected(pack.error());
    }
    return std::shared_ptr<const Snapshot>(new Snapshot(std::move(book), std::move(*pack), moment));
}

Snapshot::Snapshot(std::shared_ptr<const Book> book, std::shared_ptr<const norms::Pack> pack,
                   const Moment& moment)
    : book_(std::move(book)),
      pack_(std::move(pack)),
      roster_(Roster::build(book_->records)),
      parameters_(*pack_, book_->settings),
      groups_(*pack_, roster_),
      today_(moment.today),
      year_(moment.year
                ? *moment.year
                : (moment.as_of ? moment.as_of->year() : main_year(*book_, *pack_, moment.today))),
      context_{*book_, *pack_, roster_, parameters_, groups_, luze::ops::as_of(moment, year_)},
      obligations_(standing::obligations(context_, year_)),
      held_years_(years_held(*book_, *pack_)) {}

std::shared_ptr<const Snapshot> Snapshot::within(const Scope& scope) const {
    auto part = std::make_shared<Book>(*book_);
    for (const auto& [id, record] : book_->records) {
        if (!casework::reaches(context_, record, scope)) {
            part->records.erase(id);
            part->by_form[record.form].erase(id);
        }
    }
    Moment moment{today_, context_.as_of.day, year_};
    std::shared_ptr<Snapshot> made(new Snapshot(std::move(part), pack_, moment));
    made->obligations_ = obligations_;
    std::erase_if(made->obligations_, [&](const standing::Obligation& owed) {
        return !scope.reaches(owed.unit) && (!owed.person || owed.person != scope.self);
    });
    return made;
}

const report::Figures& Snapshot::figures() const {
    std::call_once(counted_,
                   [&] { figures_ = report::Figures::of(context_, year_, obligations_); });
    return figures_;
}

const report::Figures* Snapshot::last_year() const {
    std::call_once(compared_, [&] {
        if (!held_years_.contains(year_ - 1)) {
            return;
        }
        standing::Context before = context_;
        // Half a year is compared with the same half.
        before.as_of = {std::min(year_window(year_ - 1).last, context_.as_of.day.plus_years(-1)),
                        true};
        auto owed = standing::obligations(before, year_ - 1);
        last_year_ = report::Figures::of(before, year_ - 1, owed);
    });
    return last_year_ ? &*last_year_ : nullptr;
}

}  // namespace luze::ops
