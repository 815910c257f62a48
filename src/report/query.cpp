#include "report/query.h"

#include <algorithm>

namespace luze::report {
namespace {

using norms::Form;

// Does the record count in the query's year by its date? A ledger without a year in its title may
// be of any.
bool in_time(const Query& query, const Form& form, const Record& record) {
    if (query.undated) {
        return true;
    }
    if (form.date.empty()) {
        return !form.yearly ||
               standing::register_year(record, query.context.book.zone) == query.year ||
               (record.source.year == 0 && record.import != 0);
    }
    auto date = standing::occurred(query.context.pack, record, query.context.book.zone);
    if (!date) {
        return query.unreadable_counts && of_ledger_year(record, query.year) &&
               get<Unreadable>(record.fields, form.date) != nullptr;
    }
    Window window = query.within.value_or(happened(query.context, query.year));
    return window.first <= date->first && date->last <= window.last;
}

}  // namespace

bool of_ledger_year(const Record& record, int year) {
    return record.source.year == 0 || record.source.year == year;
}

Window happened(const standing::Context& context, int year) {
    Window window = year_window(year);
    window.last = std::min(window.last, context.as_of.day);
    return window;
}

std::vector<const Record*> select(const Query& query, const norms::Filter& filter) {
    std::vector<const Record*> found;
    const Form* form = query.context.pack.form(filter.form);
    if (form == nullptr) {
        return found;
    }
    for (const auto& [id, record] : query.context.book.records) {
        bool mine =
            record.form == filter.form && record.counts() &&
            (query.unit.empty() || standing::host(query.context.pack, record) == query.unit);
        if (mine && in_time(query, *form, record) &&
            filter.where.holds(standing::around(query.context, record, query.year))) {
            found.push_back(&record);
        }
    }
    return found;
}

bool held(const standing::Context& context, const std::vector<norms::Filter>& filters) {
    return std::ranges::any_of(context.book.records, [&](const auto& item) {
        return std::ranges::any_of(
            filters, [&](const norms::Filter& filter) { return filter.form == item.second.form; });
    });
}

}  // namespace luze::report
