#include "ops/preview_record.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "exchange/align.h"
#include "exchange/entered.h"
#include "ops/answer_parts.h"
#include "report/faults.h"
#include "standing/match.h"

namespace luze::ops {
namespace {

using exchange::EnteredFault;
using standing::Context;
using standing::Obligation;

constexpr std::size_t changes_shown = 20;
constexpr std::size_t alike_shown = 5;

struct Typing {
    Record record;  // what can be read of it
    std::vector<EnteredFault> faults;
};

// Values that cannot be read are named and left out; the rest is read for itself.
Typing read_so_far(const Desk& desk, const norms::Form& form, const RecordWish& wish, Date day) {
    Typing out;
    out.record.form = form.id;
    Typed values;
    for (const auto& [id, text] : wish.values) {
        if (form.field(id) != nullptr) {
            values[id] = text;
        }
    }
    const bool of_roster = form.id == "person";
    auto read =
        exchange::read_entered(desk.pack(), desk.roster(), form.fields, values, day, of_roster);
    if (!read) {
        out.faults = read.error();
        for (const EnteredFault& fault : out.faults) {
            values.erase(fault.field);
        }
        read =
            exchange::read_entered(desk.pack(), desk.roster(), form.fields, values, day, of_roster);
    }
    if (read) {
        out.record.fields = std::move(*read);
    }
    return out;
}

int year_of(const Desk& desk, const Record& record, Date today) {
    auto when = standing::occurred(desk.pack(), record, desk.book().zone);
    return when ? when->first.year() : today.year();
}

std::vector<const norms::Duty*> served_duties(const Context& context, const Record& record,
                                              int year) {
    std::vector<const norms::Duty*> out;
    for (const norms::Duty& duty : context.pack.duties) {
        if (!standing::people_fields(context, duty, record, year).empty()) {
            out.push_back(&duty);
        }
    }
    return out;
}

using Key = std::tuple<const norms::Duty*, std::string, Window>;

std::map<Key, Obligation> by_window(const Context& context, int year,
                                    const std::vector<const norms::Duty*>& duties) {
    std::map<Key, Obligation> out;
    for (Obligation& owed : standing::obligations(context, year, duties)) {
        Key key{owed.duty, owed.bearer_key, owed.window};
        out.insert_or_assign(std::move(key), std::move(owed));
    }
    return out;
}

bool is_met(const Obligation& owed) {
    return owed.state == standing::State::met || owed.state == standing::State::made_up;
}

Json change_json(const Obligation& after, const Obligation* before) {
    return Json::Object{
        {"unit", after.unit},
        {"bearer_name", after.bearer_name},
        {"window", after.window_name},
        {"first", after.window.first.iso()},
        {"last", after.window.last.iso()},
        {"state", standing::state_id(after.state)},
        {"before", before == nullptr ? Json{} : Json(standing::state_id(before->state))},
        {"owed", after.owed.text()},
        {"done", after.done.text()}};
}

// What the record changes, duty by duty: those that it matches and changes nothing of as well.
Json serves_json(const std::vector<const norms::Duty*>& duties,
                 const std::map<Key, Obligation>& before, const std::map<Key, Obligation>& after) {
    Json::Array out;
    for (const norms::Duty* duty : duties) {
        Json::Array changes;
        std::size_t count = 0;
        std::size_t completes = 0;
        for (const auto& [key, owed] : after) {
            auto was = before.find(key);
            const Obligation* old = was == before.end() ? nullptr : &was->second;
            bool changed = old == nullptr || old->done != owed.done || old->state != owed.state ||
                           old->records != owed.records;
            if (std::get<0>(key) != duty || !changed) {
                continue;
            }
            ++count;
            completes += is_met(owed) && (old == nullptr || !is_met(*old)) ? 1 : 0;
            if (changes.size() < changes_shown) {
                changes.push_back(change_json(owed, old));
            }
        }
        out.push_back(Json::Object{{"duty", duty->id},
                                   {"name", phrase_json(duty->name)},
                                   {"count", count},
                                   {"completes", completes},
                                   {"changes", std::move(changes)}});
    }
    return Json(std::move(out));
}

Json served_json(Desk& desk, const Record& record, Date today) {
    const int year = year_of(desk, record, today);
    auto when = standing::occurred(desk.pack(), record, desk.book().zone);
    // A day to come is looked at as if it had come.
    const Date day = when ? std::max(today, when->last) : today;
    auto duties = served_duties(desk.context(day), record, year);
    if (duties.empty()) {
        return Json(Json::Array{});
    }
    auto before = by_window(desk.context(day), year, duties);
    Json out;
    desk.suppose(record, day, [&](const Context& supposed) {
        out = serves_json(duties, before, by_window(supposed, year, duties));
    });
    return out;
}

// Records that say the same by the form's key: perhaps it has been entered already.
Json alike_json(const Desk& desk, const norms::Form& form, const Record& record, const Asker& asker,
                Date day) {
    Json::Array out;
    const bool whole = !form.key.empty() && std::ranges::all_of(form.key, [&](const auto& id) {
        return record.fields.contains(id);
    });
    if (!whole) {
        return Json(std::move(out));
    }
    const std::string key = exchange::natural_key(form, record.fields);
    const auto at = record.fields.find(form.key.front());
    for (const RecordRow& row : desk.tables().rows(desk.context(day), form)) {
        auto other = row.record->fields.find(form.key.front());
        bool near =
            other != row.record->fields.end() && display(other->second) == display(at->second);
        if (near && out.size() < alike_shown && row.record->counts() &&
            exchange::natural_key(form, row.record->fields) == key &&
            desk.may_see(*row.record, asker, day)) {
            desk.note_read(*row.record);
            out.push_back(Json::Object{{"id", row.id.value}, {"title", row.title}});
        }
    }
    return Json(std::move(out));
}

Json missing_json(const norms::Form& form, const Typing& typing) {
    Json::Array out;
    for (const norms::Field& field : form.fields) {
        bool faulty =
            std::ranges::find(typing.faults, field.id, &EnteredFault::field) != typing.faults.end();
        if (field.required && !typing.record.fields.contains(field.id) && !faulty) {
            out.emplace_back(field.id);
        }
    }
    return Json(std::move(out));
}

}  // namespace

Result<Json> preview_record(Desk& desk, const RecordWish& wish, const Asker& asker, Instant now) {
    const norms::Form* form = desk.pack().form(wish.form);
    if (form == nullptr) {
        return fail(ErrorKind::missing, "规则包里没有表单“" + wish.form + "”",
                    "the pack has no form '" + wish.form + "'");
    }
    const Date today = desk.day(now);
    Typing typing = read_so_far(desk, *form, wish, wish.on.value_or(today));
    typing.record.recorded_at = now;
    Json::Array faults;
    for (const EnteredFault& fault : typing.faults) {
        faults.push_back(
            Json::Object{{"field", fault.field}, {"zh", fault.what.zh}, {"en", fault.what.en}});
    }
    Json::Object texts;
    for (const norms::Field& field : form->fields) {
        if (std::string text = report::shown(*form, field.id, typing.record); !text.empty()) {
            texts[field.id] = std::move(text);
        }
    }
    Json missing = missing_json(*form, typing);
    const bool untitled = std::ranges::none_of(typing.record.fields, [](const auto& field) {
        return std::holds_alternative<Text>(field.second);
    });
    Json::Object out{{"title", untitled ? "" : standing::title_of(desk.pack(), typing.record)},
                     {"texts", std::move(texts)},
                     {"alike", alike_json(desk, *form, typing.record, asker, today)},
                     {"serves", served_json(desk, typing.record, today)}};
    // What stands in the way when all is filled in: rights, and the conditions of the first step.
    if (faults.empty() && missing.array()->empty()) {
        if (auto draft = record_draft(desk, wish, asker, now); !draft) {
            const Phrase& why = draft.error().message;
            out["refused"] = Json::Object{{"zh", why.zh}, {"en", why.en}};
        }
    }
    out["faults"] = std::move(faults);
    out["missing"] = std::move(missing);
    return Json(std::move(out));
}

}  // namespace luze::ops
