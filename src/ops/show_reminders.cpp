#include "ops/show_reminders.h"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/calendar_feed.h"
#include "ops/answer_parts.h"
#include "ops/duty_ways.h"
#include "ops/manage_tokens.h"
#include "standing/match.h"

namespace luze::ops {
namespace {

using casework::Due;
using casework::Reminder;

std::string en_or_zh(const Phrase& phrase) { return phrase.en.empty() ? phrase.zh : phrase.en; }

Phrase when_of(const Reminder& reminder, Date day) {
    if (!reminder.on) {
        return {};
    }
    if (reminder.late) {
        return {fmt::format("（{}，已逾期{}天）", reminder.on->iso(), day - *reminder.on),
                fmt::format(" ({}, {} days late)", reminder.on->iso(), day - *reminder.on)};
    }
    return {fmt::format("（{}）", reminder.on->iso()), fmt::format(" ({})", reminder.on->iso())};
}

std::string kind_of(Due kind) {
    return kind == Due::step ? "step" : kind == Due::duty ? "duty" : "proposal";
}

// A branch, a department, a post: whose duty it is, where that is neither the reader's own, nor the
// whole bureau's, nor said by the window.
std::string whose(const Reminder& reminder) {
    bool said = reminder.bearer.starts_with("person:") ||
                reminder.bearer.starts_with("unit:bureau") ||
                reminder.bearer_name == reminder.window_name;
    return said ? "" : " · " + reminder.bearer_name;
}

void put_duty(const Desk& desk, const Reminder& reminder, Json::Object& item) {
    const norms::Duty& duty = *reminder.duty;
    item["duty"] = duty.id;
    item["duty_name"] = phrase_json(duty.name);
    item["bearer"] = reminder.bearer;
    item["whose"] = reminder.bearer_name;
    item["window_name"] = reminder.window_name;
    item["from"] = reminder.window.first.iso();
    item["to"] = reminder.window.last.iso();
    if (reminder.subject) {
        item["subject"] = reminder.subject.value;
    }
    Json::Array ways =
        ways_json(desk.pack(), desk.roster(), duty, {reminder.bearer, reminder.bearer_name});
    if (!ways.empty()) {
        item["form"] = ways.front()["form"];
        item["form_name"] = ways.front()["form_name"];
        item["values"] = ways.front()["values"];
    }
}

void put_matter(const Desk& desk, const Reminder& reminder, Json::Object& item) {
    const Record& record = desk.book().records.at(reminder.record);
    item["record"] = record.id.value;
    item["title"] = standing::title_of(desk.pack(), record);
    item["form"] = record.form;
    if (const norms::Form* form = desk.pack().form(record.form)) {
        item["form_name"] = phrase_json(form->name);
    }
    if (reminder.act != nullptr) {
        item["act"] = reminder.act->id;
        item["act_name"] = phrase_json(reminder.act->name);
    }
    if (reminder.rung != nullptr) {
        item["rung"] = reminder.rung->id;
        item["rung_name"] = phrase_json(reminder.rung->name);
    }
}

std::string uid_of(const Reminder& reminder) {
    return reminder.duty != nullptr
               ? fmt::format("{}-{}-{}-{}@luze", reminder.duty->id, reminder.bearer,
                             reminder.window.first.iso(), reminder.window.last.iso())
               : fmt::format("record-{}-{}@luze", reminder.record.value,
                             reminder.act == nullptr ? "" : reminder.act->id);
}

}  // namespace

std::vector<Reminder> reminders_for(const Desk& desk, PersonId person, const Asker& asker,
                                    Date day) {
    if (!asker.whole_book && !asker.person) {
        return {};  // an inspection team owes nothing
    }
    auto all = casework::reminders(desk.context(day));
    const PersonId whose = asker.whole_book ? person : asker.person;
    if (whose || !asker.whole_book) {
        std::erase_if(all, [&](const Reminder& reminder) { return reminder.person != whose; });
    }
    std::erase_if(all, [&](const Reminder& reminder) {
        return reminder.record &&
               !desk.may_see(desk.book().records.at(reminder.record), asker, day);
    });
    return all;
}

std::vector<Reminder> asked_of(const Desk& desk, const Asker& asker, Date day, int weeks) {
    if (!asker.person) {
        return {};
    }
    auto all = casework::reminders_until(desk.context(day), day + weeks * 7);
    std::erase_if(all, [&](const Reminder& reminder) {
        return reminder.person != asker.person ||
               (reminder.record &&
                !desk.may_see(desk.book().records.at(reminder.record), asker, day));
    });
    return all;
}

Phrase line_of(const Desk& desk, const Reminder& reminder, Date day, bool outside) {
    Phrase when = when_of(reminder, day);
    if (reminder.duty != nullptr) {
        const std::string what = whose(reminder) + " · " + reminder.window_name;
        return {reminder.duty->name.zh + what + when.zh,
                en_or_zh(reminder.duty->name) + what + when.en};
    }
    const Record& record = desk.book().records.at(reminder.record);
    const norms::Form* form = desk.pack().form(record.form);
    if (!outside) {
        desk.note_read(record);
    }
    std::string title = outside && reminder.restricted ? fmt::format("#{}", record.id.value)
                                                       : standing::title_of(desk.pack(), record);
    const Phrase what = reminder.rung != nullptr  ? reminder.rung->name
                        : reminder.act != nullptr ? reminder.act->name
                                                  : Phrase{};
    Phrase kind = form == nullptr ? Phrase{} : form->name;
    if (reminder.rung != nullptr) {
        return {"建议" + what.zh + "，请决定：" + title,
                "proposed: " + en_or_zh(what) + ": " + title};
    }
    return {kind.zh + "：" + title + " —— " + what.zh + when.zh,
            en_or_zh(kind) + ": " + title + " — " + en_or_zh(what) + when.en};
}

Json reminders_json(const Desk& desk, const std::vector<Reminder>& reminders, Date day) {
    Json::Array out;
    for (const Reminder& reminder : reminders) {
        Phrase line = line_of(desk, reminder, day, false);
        const Person* person = desk.roster().find(reminder.person);
        Json::Object item{{"kind", kind_of(reminder.kind)},
                          {"person", Json::Object{{"id", reminder.person.value},
                                                  {"name", person == nullptr ? "" : person->name}}},
                          {"late", reminder.late},
                          {"text", Json::Object{{"zh", line.zh}, {"en", line.en}}}};
        if (reminder.on) {
            item["on"] = reminder.on->iso();
        }
        if (reminder.duty != nullptr) {
            put_duty(desk, reminder, item);
        } else {
            put_matter(desk, reminder, item);
        }
        out.push_back(std::move(item));
    }
    return out;
}

Result<std::string> calendar_of(Desk& desk, std::string_view secret, Instant now) {
    auto person = calendar_owner(desk, secret, now);
    if (!person) {
        return std::unexpected(person.error());
    }
    const Date day = desk.day(now);
    Asker owner{*person, ""};
    owner.access.scope = Scope::by_rules_for(*person);
    std::vector<exchange::FeedDay> days;
    for (const Reminder& reminder : reminders_for(desk, *person, owner, day)) {
        if (reminder.on) {
            std::string line = line_of(desk, reminder, day, true).zh;
            days.push_back({uid_of(reminder), *reminder.on, line, line});
        }
    }
    return exchange::calendar_feed(desk.book().name + " 履责", days, now);
}

}  // namespace luze::ops
