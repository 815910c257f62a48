#include <algorithm>

#include "base/text.h"
#include "standing/judge.h"
#include "standing/opened.h"

namespace luze::standing {
namespace {

const PartialDate* day_in(const Record& record, std::string_view field) {
    const Day* day = field.empty() ? nullptr : get<Day>(record.fields, field);
    return day == nullptr ? nullptr : &day->date;
}

// None when the record opens no window: it has not happened yet, a needed day is unknown, or a
// deadline is in words only.
std::optional<Window> window_of(const Context& context, const norms::Duty& duty,
                                const Record& record) {
    const norms::Form* form = context.pack.form(record.form);
    const std::string& field =
        duty.trigger.date.empty() && form != nullptr ? form->date : duty.trigger.date;
    const PartialDate* date = day_in(record, field);
    if (date != nullptr && date->first > context.as_of.day) {
        return std::nullopt;
    }
    if (!duty.trigger.until.empty()) {
        const PartialDate* until = day_in(record, duty.trigger.until);
        if (until == nullptr) {
            return std::nullopt;
        }
        Date first = date == nullptr ? Date::first_of(until->last.year(), 1) : date->first;
        return Window{std::min(first, until->last), until->last};
    }
    if (date == nullptr) {
        return std::nullopt;
    }
    norms::Span closes = duty.closes;
    if (!duty.limit.empty()) {
        auto limit = context.parameters.amount(duty.limit, date->first);
        if (!limit) {
            return std::nullopt;
        }
        closes.count = static_cast<int>(limit->units() / Decimal::whole(1).units());
    }
    // Of a date known to the month only, the benefit of the doubt.
    return Window{shifted(date->first, duty.opens, context.pack.calendar),
                  shifted(date->last, closes, context.pack.calendar)};
}

bool opens_window(const Context& context, const norms::Duty& duty, const Record& record, int year) {
    auto holds = [&](const norms::Expression& where) {
        return where.always() || where.holds(around(context, record, year));
    };
    return holds(duty.trigger.where) &&
           (duty.bearer.kind != norms::BearerKind::record || holds(duty.bearer.where));
}

Docket::Weighed by_done_field(const Context& context, const Obligation& obligation,
                              const Served& done) {
    Docket::Weighed weighed;
    if (done.when.last <= context.as_of.day) {
        bool inside = done.when.last <= obligation.window.last;
        (inside ? weighed.inside : weighed.after).push_back(&done);
    }
    return weighed;
}

// Settles one obligation of one window.
class Opened {
public:
    Opened(const Context& context, const norms::Duty& duty, int year, const Docket& docket)
        : context_(context), duty_(duty), year_(year), docket_(docket) {}

    void add(const Record& record, const Window& window, std::vector<Obligation>& out) const {
        if (duty_.bearer.kind == norms::BearerKind::record ||
            duty_.bearer.kind == norms::BearerKind::appointment) {
            Obligation obligation = of_record(context_, duty_, record, window);
            settle_one(record,
                       {obligation.bearer_key, obligation.bearer_name, host(context_.pack, record),
                        UnitKind::bureau, nullptr},
                       obligation);
            out.push_back(std::move(obligation));
            return;
        }
        const std::string held_by = host(context_.pack, record);
        for (const Bearer& bearer : possible_bearers(context_, duty_)) {
            bool elsewhere = !held_by.empty() && !bearer.host.empty() && bearer.host != held_by;
            if (elsewhere || !in_scope(context_, duty_, bearer, window)) {
                continue;
            }
            Obligation obligation = of_record(context_, duty_, record, window);
            obligation.bearer_key = bearer.key + "#" + std::to_string(record.id.value);
            obligation.bearer_name = bearer.name;
            obligation.unit = bearer.host;
            if (bearer.person != nullptr) {
                obligation.person = bearer.person->id;
                obligation.unit =
                    unit_of(context_, duty_, *bearer.person, scope_day(context_, window));
            }
            settle_one(record, bearer, obligation);
            out.push_back(std::move(obligation));
        }
    }

private:
    void settle_one(const Record& record, const Bearer& bearer, Obligation& obligation) const {
        if (const PartialDate* day = day_in(record, duty_.trigger.done)) {
            Served done{&record, *day, {}, {}, {}, {}};
            settle(context_, by_done_field(context_, obligation, done), Demand{}, obligation);
        } else if (!duty_.trigger.done.empty()) {
            settle(context_, {}, Demand{}, obligation);
        } else if (auto asked = demand(context_, duty_, bearer, obligation.window)) {
            Slot slot{obligation.window,
                      obligation.window_name,
                      {},
                      false,
                      nullptr,
                      without_spaces(title_of(context_.pack, record))};
            settle(context_, docket_.weigh(slot, bearer), *asked, obligation);
        }
        excuse(context_, record, year_, obligation);
    }

    const Context& context_;
    const norms::Duty& duty_;
    int year_;
    const Docket& docket_;
};

}  // namespace

void add_triggered(const Context& context, const Ledgers& ledgers, const norms::Duty& duty,
                   int year, std::vector<Obligation>& out) {
    std::vector<std::pair<const Record*, Window>> opened;
    Date since = context.as_of.day;
    for (const Record* record : ledgers.of(opening_form(duty))) {
        auto window = window_of(context, duty, *record);
        if (!window || window->last.year() != year || !opens_window(context, duty, *record, year)) {
            continue;
        }
        opened.emplace_back(record, *window);
        since = std::min(since, window->first);
    }
    const Docket docket(context, ledgers, duty, year, since);
    const Opened settler(context, duty, year, docket);
    for (const auto& [record, window] : opened) {
        settler.add(*record, window, out);
    }
}

}  // namespace luze::standing
