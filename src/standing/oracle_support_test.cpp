#include <algorithm>
#include <set>

#include "standing/oracle_days_support.h"

namespace luze::standing::oracle {
namespace {

using norms::BearerKind;
using norms::Duty;
using norms::DutyKind;

struct Who {
    std::string key;
    std::string host;
    const Person* person = nullptr;
};

class Oracle {
public:
    Oracle(const Context& context, int year) : c_(context), year_(year) {}

    std::vector<Verdict> all() {
        for (const Duty& duty : c_.pack.duties) {
            duty_ = &duty;
            if (!kept()) {
                continue;
            }
            if (duty.kind == DutyKind::tenure) {
                tenures();
            } else if (duty.trigger.kind == norms::TriggerKind::record) {
                opened();
            } else {
                recurring();
            }
        }
        return std::move(found_);
    }

private:
    bool live(const Record& record) const { return !record.duplicate_of; }
    Date last_known() const { return c_.as_of.day; }
    bool gone(Date day) const {
        return day < c_.as_of.day || (day == c_.as_of.day && c_.as_of.over);
    }

    // A ledger with a record of that year or an earlier one.
    bool kept() const {
        std::string form = duty_->trigger.form;
        if (duty_->kind == DutyKind::tenure) {
            form = "appointment";
        } else if (form.empty()) {
            form = duty_->records.front().form;
        }
        bool some = false;
        bool dated = false;
        bool by_then = false;
        for (const auto& [id, record] : c_.book.records) {
            if (live(record) && record.form == form) {
                some = true;
                auto when = form == "appointment" ? std::nullopt : day_of(record);
                int year = record.source.year != 0 ? record.source.year
                           : when                  ? when->first.year()
                                                   : 0;
                dated = dated || year != 0;
                by_then = by_then || (year != 0 && year <= year_);
            }
        }
        return some && (by_then || !dated);
    }

    bool holds(const Person& person, Date day) const {
        Date known = std::min(day, last_known());
        return c_.groups.holds(person, duty_->bearer.group, known);
    }

    int days_held(const Person& person, const Window& window) const {
        int days = 0;
        for (Date day = window.first; day <= window.last; day = day + 1) {
            days += holds(person, day) ? 1 : 0;
        }
        return days;
    }

    std::vector<Who> bearers() const {
        std::vector<Who> all;
        if (duty_->bearer.kind == BearerKind::person) {
            for (const Person& person : c_.roster.people()) {
                all.push_back({"person:" + std::to_string(person.id.value), "", &person});
            }
        } else if (duty_->bearer.unit == UnitKind::branch) {
            for (const std::string& name : c_.roster.branches()) {
                all.push_back({"unit:" + name, name, nullptr});
            }
        } else {
            all.push_back(
                {duty_->bearer.unit == UnitKind::bureau ? "unit:bureau" : "unit:party_group", "",
                 nullptr});
        }
        return all;
    }

    bool owes(const Who& who, const Window& window) const {
        Date day = std::min(window.last, last_known());
        if (who.person != nullptr) {
            return holds(*who.person, day) &&
                   days_held(*who.person, window) >= duty_->bearer.min_days;
        }
        if (who.host.empty()) {
            return true;
        }
        for (const Person& person : c_.roster.people()) {
            if (person.in_office(day) && person.unit_on(UnitKind::branch, day) == who.host) {
                return true;
            }
        }
        return false;
    }

    std::set<PersonId> there(const Record& record) const {
        auto when = day_of(record);
        Date day = !when ? last_known() : when->first + 31 > when->last ? when->first : when->last;
        std::set<PersonId> people;
        if (const People* present = get<People>(record.fields, "present")) {
            auto named = c_.groups.open_out(*present, day);
            people.insert(named.begin(), named.end());
        }
        if (const People* absent = get<People>(record.fields, "absent")) {
            for (PersonId person : c_.groups.open_out(*absent, day)) {
                people.erase(person);
            }
        }
        return people;
    }

    // Of the right form and type, by its own word or by the word of whoever linked it.
    bool filtered(const Record& record) const {
        for (const norms::Filter& filter : duty_->records) {
            const Choices* type = get<Choices>(record.fields, "type");
            std::string wanted = filter.where.text();  // "" or "type = 'x'"
            bool right = wanted.empty() || (type != nullptr && !type->ids.empty() &&
                                            wanted == "type = '" + type->ids.front() + "'");
            if (filter.form == record.form && right) {
                return true;
            }
        }
        return false;
    }

    bool concerns(const Record& record, const Who& who) const {
        if (who.person != nullptr) {
            return there(record).contains(who.person->id);
        }
        const UnitName* unit = get<UnitName>(record.fields, "branch");
        return duty_->kind == DutyKind::coverage ||
               (unit == nullptr ? std::string() : unit->name) == who.host;
    }

    bool linked(const Record& record, const Window& window) const {
        return std::ranges::any_of(c_.book.links, [&](const Link& link) {
            return link.record == record.id && link.duty == duty_->id && link.window == window;
        });
    }

    // Which break somebody means who speaks of the holiday on that day.
    const norms::Break* break_meant(const std::string& holiday, Date day) const {
        const norms::Break* best = nullptr;
        for (const norms::Break& one : c_.pack.calendar.breaks) {
            if (std::ranges::count(one.holidays, holiday) != 0 &&
                std::abs(one.days.first - day) <= 183 &&
                (best == nullptr ||
                 std::abs(one.days.first - day) < std::abs(best->days.first - day))) {
                best = &one;
            }
        }
        return best;
    }

    bool names(const Record& record, const Span& span, Date day) const {
        const Title* title =
            duty_->names_window.empty() ? nullptr : title_of(record, duty_->names_window);
        if (title == nullptr || !title->period || !span.period ||
            *span.period != std::pair{*title->period, title->number}) {
            return false;
        }
        if (title->year) {
            return span.window.first.year() == *title->year;
        }
        // The latest of that name that has begun.
        return span.window.first <= day && span.window.first.plus_years(1) > day;
    }

    // 1 counts within, 2 makes up, 0 neither.
    int fit(const Record& record, const Span& span) const {
        auto when = day_of(record);
        if (!live(record) || !when || when->last > last_known()) {
            return 0;
        }
        bool in = within(*when, span.window);
        bool after = when->first > span.window.last;
        bool by_link = linked(record, span.window);
        const Title* title =
            duty_->names_window.empty() ? nullptr : title_of(record, duty_->names_window);
        if (filtered(record)) {
            if (span.holiday != nullptr && title != nullptr && !title->holiday.empty()) {
                bool meant = break_meant(title->holiday, when->first) == span.holiday ||
                             (!title->second_holiday.empty() &&
                              break_meant(title->second_holiday, when->first) == span.holiday);
                if (meant && when->last <= span.window.last) {
                    return 1;
                }
                if (meant && after) {
                    return 2;
                }
            } else if (duty_->kind == DutyKind::once && title != nullptr && title->year &&
                       title->period == Period::year) {
                if (*title->year == year_ && when->last <= span.window.last) {
                    return 1;
                }
                if (*title->year == year_ && after) {
                    return 2;
                }
            } else if (in) {
                return 1;
            } else if (after && names(record, span, when->first)) {
                return 2;
            }
        }
        return by_link && after ? 2 : 0;
    }

    Decimal measure(const std::vector<const Record*>& records,
                    const std::set<PersonId>& group) const {
        if (duty_->kind == DutyKind::coverage) {
            int covered = 0;
            for (PersonId person : group) {
                covered += std::ranges::any_of(records,
                                               [&](const Record* record) {
                                                   return there(*record).contains(person);
                                               })
                               ? 1
                               : 0;
            }
            return Decimal::whole(covered);
        }
        Decimal total;
        for (const Record* record : records) {
            const Number* number = get<Number>(record->fields, "hours");
            total += duty_->sum.empty()  ? Decimal::whole(1)
                     : number == nullptr ? Decimal{}
                                         : number->number;
        }
        return total;
    }

    void waive_or_wait(Verdict& v, Date last_day) const {
        Date warned = move(c_.pack.calendar, v.window.last, {-duty_->warn.count, duty_->warn.unit});
        v.state = gone(last_day)                  ? "missed"
                  : c_.as_of.day < v.window.first ? "upcoming"
                  : c_.as_of.day >= warned        ? "due"
                                                  : "open";
        for (const Waiver& waiver : c_.book.waivers) {
            if (waiver.duty == v.duty && waiver.bearer == v.bearer && waiver.window == v.window) {
                v.state = "waived";
            }
        }
    }

    bool by_hand_and_late(const Record& record, Date occurred) const {
        return record.import == 0 && record.recorded_at.day_at(c_.book.zone) - occurred > 30;
    }

    void judge(const Who& who, const Span& span) {
        Verdict v{duty_->id, who.key, who.host, span.window, "", {}, {}, {}, 0, 0, false, false};
        Date day = std::min(span.window.last, last_known());
        if (who.person != nullptr) {
            v.unit = who.person->unit_on(UnitKind::branch, day);
        }
        std::string at_least = duty_->at_least.empty() ? "1" : duty_->at_least;
        Decimal asked = c_.parameters.amount(at_least, span.window.first).value();
        Decimal share = Decimal::whole(1);
        std::set<PersonId> group;
        if (duty_->kind == DutyKind::coverage) {
            auto members = c_.groups.members(duty_->group, who.host, day);
            group.insert(members.begin(), members.end());
            share = asked;
            asked = Decimal::whole(static_cast<std::int64_t>(group.size()));
            if (group.empty()) {
                return;
            }
        } else if (duty_->prorated && who.person != nullptr) {
            int days = days_held(*who.person, span.window);
            Decimal part = Decimal::ratio(asked * Decimal::whole(days),
                                          Decimal::whole(span.window.length()), 0);
            asked =
                part < Decimal::whole(1) && asked >= Decimal::whole(1) ? Decimal::whole(1) : part;
        }
        v.owed = asked;
        settle(who, span, group, share, v);
        found_.push_back(v);
    }

    void settle(const Who& who, const Span& span, const std::set<PersonId>& group, Decimal share,
                Verdict& v) const {
        std::vector<const Record*> in;
        std::vector<const Record*> after;
        for (const auto& [id, record] : c_.book.records) {
            int kind = concerns(record, who) ? fit(record, span) : 0;
            if (kind == 1) {
                in.push_back(&record);
                v.records.push_back(id.value);
            } else if (kind == 2) {
                after.push_back(&record);
            }
        }
        std::ranges::sort(after, [](const Record* a, const Record* b) {
            return std::pair(day_of(*a)->first, a->id) < std::pair(day_of(*b)->first, b->id);
        });
        auto enough = [&](const std::vector<const Record*>& records) {
            return measure(records, group) >= share * v.owed;
        };
        v.done = measure(in, group);
        std::vector<const Record*> used = in;
        for (std::size_t i = 0; !enough(used) && i < after.size(); ++i) {
            used.push_back(after[i]);
            v.made_up_by = after[i]->id.value;
            v.late = day_of(*after[i])->last - span.window.last;
        }
        if (!enough(used)) {
            v.made_up_by = 0;
            v.late = 0;
            return waive_or_wait(v, span.window.last);
        }
        v.state = enough(in) ? "met" : "made_up";
        std::vector<const Record*> proven;
        std::vector<const Record*> prompt;
        for (const Record* record : used) {
            if (!record->evidence.empty()) {
                proven.push_back(record);
            }
            if (!by_hand_and_late(*record, day_of(*record)->last)) {
                prompt.push_back(record);
            }
        }
        v.unproven = !duty_->evidence.empty() && !enough(proven);
        v.recorded_late = !enough(prompt);
    }

    void recurring() {
        std::vector<Span> spans;
        if (duty_->kind == DutyKind::window) {
            for (const norms::Break& one : c_.pack.calendar.breaks) {
                Date first = one.days.first;
                bool new_year = first.month() == 1 && first.day() == 1;
                if (first.year() - (new_year ? 1 : 0) == year_) {
                    spans.push_back({{move(c_.pack.calendar, first, duty_->opens),
                                      move(c_.pack.calendar, first, duty_->closes)},
                                     &one,
                                     {}});
                }
            }
        } else if (duty_->kind == DutyKind::once) {
            Date due = Date::parse(std::to_string(year_) + "-" + duty_->due_day).value();
            spans.push_back(
                {{Date::of(year_, 1, 1).value(), due}, nullptr, std::pair{Period::year, 1}});
        } else {
            spans = yearly_spans(duty_->period, year_);
        }
        for (const Who& who : bearers()) {
            for (const Span& span : spans) {
                if (owes(who, span.window)) {
                    judge(who, span);
                }
            }
        }
    }

    // Papers: passed on within so many days, or by the day that they state.
    void opened() {
        for (const auto& [id, record] : c_.book.records) {
            auto received = day_of(record);
            const Day* until = get<Day>(record.fields, "until");
            bool stated = !duty_->trigger.until.empty();
            bool to_come = received && received->first > last_known();
            if (record.form != "paper" || !live(record) || to_come ||
                (stated ? until == nullptr : !received)) {
                continue;
            }
            Date first =
                received ? received->first : Date::of(until->date.last.year(), 1, 1).value();
            Date last =
                stated ? until->date.last : move(c_.pack.calendar, received->last, duty_->closes);
            Verdict v{duty_->id, "unit:bureau#" + std::to_string(id.value),
                      "",        {stated ? std::min(first, last) : first, last},
                      "",        Decimal::whole(1),
                      {},        {},
                      0,         0,
                      false,     false};
            if (duty_->bearer.kind == BearerKind::record) {
                v.bearer = "record:" + std::to_string(id.value);
            }
            const Day* done = get<Day>(record.fields, "done");
            if (last.year() != year_) {
                continue;
            }
            if (done == nullptr || done->date.last > last_known()) {
                waive_or_wait(v, last);
            } else {
                v.state = done->date.last <= last ? "met" : "made_up";
                v.unproven = !duty_->evidence.empty() && record.evidence.empty();
                v.recorded_late = by_hand_and_late(record, done->date.last);
                if (v.state == "met") {
                    v.done = Decimal::whole(1);
                    v.records = {id.value};
                } else {
                    v.made_up_by = id.value;
                    v.late = done->date.last - last;
                }
            }
            found_.push_back(v);
        }
    }

    void tenures() {
        Date looked = std::min(last_known(), Date::of(year_, 12, 31).value());
        int years = static_cast<int>(c_.parameters.amount(duty_->years, looked)->units() / 10'000);
        for (const auto& [id, record] : c_.book.records) {
            const Day* from = get<Day>(record.fields, "from");
            const Day* to = get<Day>(record.fields, "to");
            if (record.form != "appointment" || !live(record) || from == nullptr ||
                from->date.first > last_known()) {
                continue;
            }
            bool ended = to != nullptr && to->date.last <= last_known();
            Date limit = from->date.last.plus_years(years);
            bool late_sitter = limit - 1 <= Date::of(year_, 12, 31).value();
            Date warned = move(c_.pack.calendar, limit - 1, {-duty_->warn.count, duty_->warn.unit});
            if (late_sitter ? ended && to->date.last.year() < year_
                            : ended || warned > last_known()) {
                continue;
            }
            Verdict v{duty_->id, "record:" + std::to_string(id.value),
                      "",        {from->date.first, limit - 1},
                      "",        Decimal::whole(1),
                      {},        {},
                      0,         0,
                      false,     false};
            if (ended) {
                v.done = Decimal::whole(1);
                v.records = {id.value};
                v.state = to->date.last <= limit ? "met" : "made_up";
                v.made_up_by = v.state == "met" ? 0 : id.value;
                v.late = v.state == "met" ? 0 : to->date.last - limit;
            } else {
                waive_or_wait(v, limit);
                const Text* reason = get<Text>(record.fields, "reason");
                bool excused = v.state == "missed" && reason != nullptr;
                v.state = excused ? "waived" : v.state;
            }
            found_.push_back(v);
        }
    }

    const Context& c_;
    int year_;
    const Duty* duty_ = nullptr;
    std::vector<Verdict> found_;
};

}  // namespace

std::vector<Verdict> verdicts(const Context& context, int year) {
    return Oracle(context, year).all();
}

}  // namespace luze::standing::oracle
