#include "standing/match.h"

#include <algorithm>

#include "base/text.h"

namespace luze::standing {
namespace {

const People* people_in(const Record& record, std::string_view field) {
    return field.empty() ? nullptr : get<People>(record.fields, field);
}

// The day on which the groups that a record names are opened out: its own, the last possible one
// when not even the month is known.
Date roll_call_day(const Context& context, const Record& record) {
    constexpr int longest_month = 31;
    auto when = occurred(context.pack, record, context.book.zone);
    if (!when) {
        return context.as_of.day;
    }
    return when->last - when->first < longest_month ? when->first : when->last;
}

}  // namespace

int register_year(const Record& record, int zone) {
    if (record.source.year != 0) {
        return record.source.year;
    }
    return record.steps.empty() ? record.recorded_at.day_at(zone).year()
                                : record.steps.front().on.year();
}

std::optional<PartialDate> occurred(const norms::Pack& pack, const Record& record, int zone) {
    const norms::Form* form = pack.form(record.form);
    if (form == nullptr) {
        return std::nullopt;
    }
    if (form->date.empty()) {
        if (!form->yearly) {
            return std::nullopt;
        }
        Window year = year_window(register_year(record, zone));
        return PartialDate(year.first, year.last);
    }
    const Day* day = get<Day>(record.fields, form->date);
    return day == nullptr ? std::nullopt : std::optional(day->date);
}

std::string host(const norms::Pack& pack, const Record& record) {
    const norms::Form* form = pack.form(record.form);
    if (form == nullptr || form->host.empty()) {
        return {};
    }
    auto at = record.fields.find(form->host);
    return at == record.fields.end() ? std::string() : display(at->second);
}

norms::Surroundings around(const Context& context, const Record& record, int year) {
    const auto when = occurred(context.pack, record, context.book.zone);
    const Window asked = year_window(year);
    const Date day = when ? when->first : std::min(context.as_of.day, asked.last);
    norms::Surroundings surroundings;
    surroundings.name = [&context, &record, asked](std::string_view name) -> norms::Operand {
        if (name == "as_of") {
            return PartialDate(context.as_of.day);
        }
        if (name == "year_start") {
            return PartialDate(asked.first);
        }
        if (name == "year_end") {
            return PartialDate(asked.last);
        }
        if (name == "ledger_year") {
            return record.source.year == 0 ? norms::Operand{norms::None{}}
                                           : Decimal::whole(record.source.year);
        }
        if (name == "tenure_limit") {
            auto limit = tenure_limit(context, record, asked.first.year());
            return limit ? norms::Operand{PartialDate(*limit)} : norms::Operand{norms::None{}};
        }
        auto at = record.fields.find(name);
        return norms::operand_of(at == record.fields.end() ? nullptr : &at->second);
    };
    surroundings.parameter = [&context, day](std::string_view id) {
        return context.parameters.operand(id, day);
    };
    surroundings.in_group = [&context, day](PersonId id, std::string_view group) {
        const Person* person = context.roster.find(id);
        return person != nullptr && context.groups.fits(*person, group, day);
    };
    return surroundings;
}

std::vector<PersonId> attended(const Context& context, const Record& record,
                               std::string_view people_field) {
    const norms::Form* form = context.pack.form(record.form);
    if (form == nullptr) {
        return {};
    }
    std::string_view field = people_field.empty() ? std::string_view(form->present) : people_field;
    const People* named = people_in(record, field);
    if (named == nullptr) {
        return {};
    }
    const Date day = roll_call_day(context, record);
    std::vector<PersonId> people = context.groups.open_out(*named, day);
    if (field == form->present) {
        if (const People* absent = people_in(record, form->absent)) {
            for (PersonId person : context.groups.open_out(*absent, day)) {
                std::erase(people, person);
            }
        }
    }
    return people;
}

Ledgers::Ledgers(const Book& book, const norms::Pack& pack) {
    for (const auto& [id, record] : book.records) {
        if (!record.counts()) {
            continue;
        }
        by_form_[record.form].push_back(&record);
        int year = record.source.year;
        if (year == 0) {
            auto when = occurred(pack, record, book.zone);
            year = when ? when->first.year() : 0;
        }
        int& first = first_year_[record.form];
        if (year != 0 && (first == 0 || year < first)) {
            first = year;
        }
    }
}

const std::vector<const Record*>& Ledgers::of(std::string_view form) const {
    static const std::vector<const Record*> none;
    auto at = by_form_.find(form);
    return at == by_form_.end() ? none : at->second;
}

int Ledgers::first_year(std::string_view form) const {
    auto at = first_year_.find(form);
    return at == first_year_.end() ? 0 : at->second;
}

bool happened(const norms::Pack& pack, const Record& record, const PartialDate& when, Date as_of) {
    const norms::Form* form = pack.form(record.form);
    bool in_force = form != nullptr && form->date.empty();
    return (in_force ? when.first : when.last) <= as_of;
}

std::vector<std::string_view> people_fields(const Context& context, const norms::Duty& duty,
                                            const Record& record, int year) {
    std::vector<std::string_view> fields;
    for (const norms::Filter& filter : duty.records) {
        if (filter.form == record.form &&
            (filter.where.always() || filter.where.holds(around(context, record, year)))) {
            fields.emplace_back(filter.people);
        }
    }
    return fields;
}

Served as_served(const Context& context, const norms::Duty& duty, const Record& record,
                 const PartialDate& when, const std::vector<std::string_view>& fields) {
    Served served{&record, when, host(context.pack, record), {}, {}, {}};
    if (duty.bearer.kind == norms::BearerKind::person || duty.kind == norms::DutyKind::coverage) {
        for (std::string_view field : fields) {
            for (PersonId person : attended(context, record, field)) {
                served.people.push_back(person);
            }
        }
        std::ranges::sort(served.people);
        auto repeats = std::ranges::unique(served.people);
        served.people.erase(repeats.begin(), repeats.end());
    }
    auto at = record.fields.find(duty.names_window);
    if (!duty.names_window.empty() && at != record.fields.end()) {
        served.says = without_spaces(display(at->second));
        served.names = Names::in(served.says, context.pack.calendar);
    }
    return served;
}

std::vector<Served> serving(const Context& context, const Ledgers& ledgers, const norms::Duty& duty,
                            int year, Date since) {
    std::vector<Served> found;
    std::vector<std::string_view> seen;
    for (const norms::Filter& first : duty.records) {
        if (std::ranges::find(seen, first.form) != seen.end()) {
            continue;
        }
        seen.emplace_back(first.form);
        for (const Record* record : ledgers.of(first.form)) {
            auto when = occurred(context.pack, *record, context.book.zone);
            if (!when || when->last < since ||
                !happened(context.pack, *record, *when, context.as_of.day)) {
                continue;
            }
            auto fields = people_fields(context, duty, *record, year);
            if (!fields.empty()) {
                found.push_back(as_served(context, duty, *record, *when, fields));
            }
        }
    }
    std::ranges::stable_sort(found, {}, [](const Served& s) { return s.when.first; });
    return found;
}

std::string title_of(const norms::Pack& pack, const Record& record) {
    const norms::Form* form = pack.form(record.form);
    std::string fallback;
    for (const norms::Field& field : form == nullptr ? std::vector<norms::Field>{} : form->fields) {
        const Text* text = get<Text>(record.fields, field.id);
        if (text == nullptr || text->text.empty()) {
            continue;
        }
        if (std::ranges::find(form->key, field.id) != form->key.end()) {
            return text->text;
        }
        if (fallback.empty()) {
            fallback = text->text;
        }
    }
    return fallback.empty() ? "#" + std::to_string(record.id.value) : fallback;
}

}  // namespace luze::standing
