#include "casework/situation.h"

#include <algorithm>
#include <set>

namespace luze::casework {
namespace {

using norms::None;
using norms::Operand;
using standing::Context;

constexpr int half_year = 183;

Operand number(std::size_t n) { return Decimal::whole(static_cast<std::int64_t>(n)); }

const Record* referred(const Context& context, const Record& record, std::string_view field) {
    const auto* reference = get<Reference>(record.fields, field);
    auto at = reference == nullptr ? context.book.records.end()
                                   : context.book.records.find(reference->record);
    return at == context.book.records.end() ? nullptr : &at->second;
}

std::optional<Date> day_in(const Record& record, std::string_view field) {
    const Day* day = get<Day>(record.fields, field);
    return day == nullptr ? std::nullopt : std::optional(day->date.first);
}

PersonId first_of(const Record& record, std::string_view field) {
    const auto* people = get<People>(record.fields, field);
    return people == nullptr || people->named.empty() ? PersonId{} : people->named.front().person;
}

bool among(const std::vector<PersonId>& people, PersonId id) {
    return id && std::ranges::find(people, id) != people.end();
}

// What a meeting's record says, worked out when asked.
class Meeting {
public:
    Meeting(const Context& context, const Record& record) : context_(context), record_(record) {}

    [[nodiscard]] std::optional<Date> date() const {
        auto held = day_in(record_, "date");
        return held ? held : day_in(record_, "planned_on");
    }
    [[nodiscard]] Date day() const { return date().value_or(context_.as_of.day); }
    [[nodiscard]] PersonId chair() const { return first_of(record_, "chair"); }

    [[nodiscard]] std::vector<PersonId> voters() const {
        const norms::Procedure* procedure = procedure_of(context_, record_);
        if (procedure == nullptr || procedure->voters.empty()) {
            return {};
        }
        return context_.groups.members(procedure->voters, standing::host(context_.pack, record_),
                                       day());
    }
    // A ledger may state the number alone.
    [[nodiscard]] Operand entitled() const {
        const auto* stated = get<Number>(record_.fields, "due");
        std::size_t count = voters().size();
        return stated != nullptr && count == 0 ? Operand{stated->number} : number(count);
    }
    [[nodiscard]] std::vector<PersonId> present() const {
        std::vector<PersonId> here = standing::attended(context_, record_, "");
        std::vector<PersonId> voting = voters();
        std::erase_if(here, [&](PersonId id) { return !among(voting, id); });
        return here;
    }
    [[nodiscard]] std::string type() const {
        const auto* type = get<Choices>(record_.fields, "type");
        return type == nullptr || type->ids.empty() ? "" : type->ids.front();
    }
    // Its items but that one, with their states.
    template <class Test>
    [[nodiscard]] std::size_t count_items(RecordId but, const Test& test) const {
        std::size_t count = 0;
        for (const Record* item : context_.book.of_form("agenda_item")) {
            const auto* reference = get<Reference>(item->fields, "meeting");
            if (item->id == but || reference == nullptr || reference->record != record_.id) {
                continue;
            }
            auto state = state_of(context_, *item);
            count += state && state->state != nullptr && test(*state) ? 1 : 0;
        }
        return count;
    }
    [[nodiscard]] Operand notice() const {
        if (auto day = day_in(record_, "notified_on")) {
            return PartialDate(*day);
        }
        return None{};
    }
    // Papers that those entitled handed in for a meeting of this kind in the half-year before it.
    [[nodiscard]] std::set<PersonId> papers() const {
        std::set<PersonId> in;
        std::vector<PersonId> due = voters();
        for (const Record* paper : context_.book.of_form("self_check")) {
            auto handed = day_in(*paper, "submitted_on");
            const auto* occasion = get<Choices>(paper->fields, "occasion");
            bool mine = occasion != nullptr &&
                        std::ranges::find(occasion->ids, type()) != occasion->ids.end();
            PersonId person = first_of(*paper, "person");
            if (mine && handed && day() - half_year <= *handed && *handed <= context_.as_of.day &&
                among(due, person)) {
                in.insert(person);
            }
        }
        return in;
    }
    // Problems found at last year's meeting of this kind and not closed.
    [[nodiscard]] std::size_t open_of_last_year() const {
        std::size_t open = 0;
        for (const Record* problem : context_.book.of_form("problem")) {
            const auto* source = get<Choices>(problem->fields, "source");
            bool mine = source != nullptr &&
                        std::ranges::find(source->ids, type()) != source->ids.end() &&
                        standing::register_year(*problem, context_.book.zone) == day().year() - 1;
            open += mine && !problem->fields.contains("closed_on") ? 1 : 0;
        }
        return open;
    }

    // Problems in the ledger that name this meeting: none known while one of them does not say
    // whose it is and of which aspect.
    [[nodiscard]] Operand problems() const {
        std::size_t count = 0;
        for (const Record* problem : context_.book.of_form("problem")) {
            const auto* found_at = get<Reference>(problem->fields, "meeting");
            if (found_at == nullptr || found_at->record != record_.id) {
                continue;
            }
            if (!problem->fields.contains("level") || !problem->fields.contains("aspect")) {
                return None{};
            }
            ++count;
        }
        return number(count);
    }

private:
    const Context& context_;
    const Record& record_;
};

// Who speaks, votes and withdraws on one item, or in the meeting's own round of speaking.
class Floor {
public:
    Floor(const Context& context, const Record& record, const Meeting& meeting,
          const Attempt* attempt)
        : context_(context), record_(record), meeting_(meeting), attempt_(attempt) {}

    [[nodiscard]] std::vector<PersonId> here() const {
        std::vector<PersonId> people = meeting_.present();
        std::vector<PersonId> out = recused();
        std::erase_if(people, [&](PersonId id) { return among(out, id); });
        return people;
    }
    [[nodiscard]] std::vector<PersonId> spoken() const { return opened("speaking_order"); }
    [[nodiscard]] std::vector<PersonId> recused() const { return opened("recused"); }

    [[nodiscard]] std::size_t yet_to_speak() const {
        std::vector<PersonId> done = spoken();
        auto people = here();
        return static_cast<std::size_t>(std::ranges::count_if(
            people, [&](PersonId id) { return id != meeting_.chair() && !among(done, id); }));
    }
    [[nodiscard]] PersonId speaker() const {
        const auto* people =
            attempt_ == nullptr ? nullptr : get<People>(attempt_->fields, "speaking_order");
        return people == nullptr || people->named.empty() ? PersonId{}
                                                          : people->named.front().person;
    }
    // How many of those whom the step's own values name are not here.
    [[nodiscard]] std::size_t not_here() const {
        std::set<PersonId> named;
        for (const auto& [id, value] : attempt_ == nullptr ? Fields{} : attempt_->with) {
            if (const auto* people = std::get_if<People>(&value)) {
                auto all = context_.groups.open_out(*people, meeting_.day());
                named.insert(all.begin(), all.end());
            }
        }
        auto people = here();
        return static_cast<std::size_t>(
            std::ranges::count_if(named, [&](PersonId id) { return !among(people, id); }));
    }
    [[nodiscard]] bool first_is_chair() const {
        std::vector<PersonId> done = spoken();
        PersonId first = done.empty() ? speaker() : done.front();
        return first && first == meeting_.chair();
    }
    [[nodiscard]] Operand chair_place() const {
        std::vector<PersonId> done = spoken();
        auto at = std::ranges::find(done, meeting_.chair());
        return at == done.end() ? Operand{None{}}
                                : number(static_cast<std::size_t>(at - done.begin()) + 1);
    }
    [[nodiscard]] Operand votes() const {
        Decimal sum;
        bool said = false;
        for (const char* field : {"votes_for", "votes_against", "votes_abstained"}) {
            if (const auto* cast = get<Number>(record_.fields, field)) {
                sum = sum + cast->number;
                said = true;
            }
        }
        return said ? Operand{sum} : Operand{None{}};
    }

private:
    [[nodiscard]] std::vector<PersonId> opened(std::string_view field) const {
        const auto* people = get<People>(record_.fields, field);
        return people == nullptr ? std::vector<PersonId>{}
                                 : context_.groups.open_out(*people, meeting_.day());
    }

    const Context& context_;
    const Record& record_;
    const Meeting& meeting_;
    const Attempt* attempt_;
};

Operand of_floor(const Floor& floor, const Meeting& meeting, std::string_view name) {
    if (name == "here") {
        return number(floor.here().size());
    }
    if (name == "spoken") {
        return number(floor.spoken().size());
    }
    if (name == "yet_to_speak") {
        return number(floor.yet_to_speak());
    }
    if (name == "not_here") {
        return number(floor.not_here());
    }
    if (name == "votes") {
        return floor.votes();
    }
    if (name == "chair_place") {
        return floor.chair_place();
    }
    if (name == "chair_has_spoken") {
        return among(floor.spoken(), meeting.chair());
    }
    if (name == "first_is_chair") {
        return floor.first_is_chair();
    }
    PersonId speaker = floor.speaker();
    if (!speaker) {
        return None{};
    }
    if (name == "speaker_is_chair") {
        return speaker == meeting.chair();
    }
    if (name == "speaker_is_voter") {
        return among(floor.here(), speaker);
    }
    if (name == "speaker_has_spoken") {
        return among(floor.spoken(), speaker);
    }
    return None{};
}

Operand of_meeting(const Context& context, const Meeting& meeting, const Record& held,
                   const Record& record, std::string_view name) {
    if (name == "meeting_state") {
        auto state = state_of(context, held);
        return state && state->state != nullptr ? Operand{state->state->id} : Operand{None{}};
    }
    if (name == "meeting_date") {
        auto date = meeting.date();
        return date ? Operand{PartialDate(*date)} : Operand{None{}};
    }
    if (name == "notice_on") {
        return meeting.notice();
    }
    if (name == "entitled") {
        return meeting.entitled();
    }
    if (name == "items_open") {
        return number(
            meeting.count_items(record.form == "meeting" ? RecordId{} : record.id,
                                [](const CaseState& state) { return !state.state->ends; }));
    }
    if (name == "item_under_way") {
        return number(meeting.count_items(record.id, [](const CaseState& state) {
            return !state.state->ends && state.state != &state.procedure->states.front();
        }));
    }
    if (name == "papers_due") {
        return number(meeting.voters().size());
    }
    if (name == "papers_in") {
        return number(meeting.papers().size());
    }
    if (name == "last_year_open") {
        return number(meeting.open_of_last_year());
    }
    if (name == "problems_listed") {
        return meeting.problems();
    }
    return None{};
}

// What the record says that this one follows from: the item of a task, an appointment or a report;
// the talk by which a sign is met.
Operand of_other(const Context& context, const Record& record, const Attempt* attempt,
                 std::string_view through, std::string_view name) {
    const Record* other = referred(context, record, through);
    if (other == nullptr && attempt != nullptr) {
        Record given;
        given.fields = attempt->fields;
        other = referred(context, given, through);
    }
    auto at = other == nullptr ? Fields::const_iterator{} : other->fields.find(name);
    return other == nullptr || at == other->fields.end() ? Operand{None{}}
                                                         : norms::operand_of(&at->second);
}

// Of the procedure's voters those whom the field `seen_by` does not name yet.
Operand yet_to_see(const Context& context, const Record& record) {
    const norms::Procedure* procedure = procedure_of(context, record);
    if (procedure == nullptr || procedure->voters.empty()) {
        return None{};
    }
    const Date day = context.as_of.day;
    const auto* people = get<People>(record.fields, "seen_by");
    std::vector<PersonId> seen =
        people == nullptr ? std::vector<PersonId>{} : context.groups.open_out(*people, day);
    auto all = context.groups.members(procedure->voters, "", day);
    return number(static_cast<std::size_t>(
        std::ranges::count_if(all, [&](PersonId id) { return !among(seen, id); })));
}

// The meeting that the record is or names; null for a record of another kind.
const Record* meeting_of(const Context& context, const Record& record) {
    if (record.form == "meeting") {
        return &record;
    }
    return record.form == "agenda_item" ? referred(context, record, "meeting") : nullptr;
}

}  // namespace

Operand situation(const Context& context, const Record& record, const Attempt* attempt,
                  std::string_view name) {
    if (name == "item_decision" || name == "item_category" || name == "item_date") {
        return of_other(context, record, attempt, "agenda_item", name.substr(5));
    }
    if (name == "talk_date" || name == "talk_person") {
        return of_other(context, record, attempt, "talk", name.substr(5));
    }
    if (name == "yet_to_see") {
        return yet_to_see(context, record);
    }
    const Record* held = meeting_of(context, record);
    if (held == nullptr) {
        return None{};
    }
    const Meeting meeting(context, *held);
    Operand said = of_meeting(context, meeting, *held, record, name);
    return std::holds_alternative<None>(said)
               ? of_floor(Floor(context, record, meeting, attempt), meeting, name)
               : said;
}

Papers papers_of(const Context& context, const Record& meeting) {
    const Meeting seen(context, meeting);
    const std::set<PersonId> in = seen.papers();
    Papers papers;
    for (PersonId person : seen.voters()) {
        (in.contains(person) ? papers.in : papers.missing).push_back(person);
    }
    return papers;
}

Room room_of(const Context& context, const Record& record) {
    const Record* held = meeting_of(context, record);
    if (held == nullptr) {
        return {};
    }
    const Meeting meeting(context, *held);
    const Floor floor(context, record, meeting, nullptr);
    return {meeting.day(),  meeting.voters(), floor.here(),
            floor.spoken(), floor.recused(),  meeting.chair()};
}

}  // namespace luze::casework
