#include "ops/meeting_room.h"

#include <algorithm>
#include <map>

#include "casework/refusal.h"
#include "casework/situation.h"
#include "casework/surroundings.h"
#include "ops/answer_parts.h"
#include "ops/show_case.h"
#include "report/faults.h"

namespace luze::ops {
namespace {

using norms::Operand;
using standing::Context;

Json people_json(const Context& context, const std::vector<PersonId>& people) {
    Json::Array out;
    for (PersonId id : people) {
        out.push_back(person_json(context.roster, id));
    }
    return out;
}

std::vector<PersonId> named_in(const Context& context, const Fields& fields, const char* field,
                               Date day) {
    const auto* people = get<People>(fields, field);
    return people == nullptr ? std::vector<PersonId>{} : context.groups.open_out(*people, day);
}

bool among(const std::vector<PersonId>& people, PersonId id) {
    return std::ranges::find(people, id) != people.end();
}

// What belongs to the step alone, as a person reads it: 同意; 出差.
Phrase said_with(const norms::Act* act, const Step& step) {
    Phrase out;
    norms::Form own;
    own.fields = act == nullptr ? std::vector<norms::Field>{} : act->with;
    Record record;
    record.fields = step.with;
    for (const norms::Field& field : own.fields) {
        std::string zh = report::shown(own, field.id, record);
        const auto* chosen = get<Choices>(step.with, field.id);
        auto choice = std::ranges::find(
            field.choices, chosen == nullptr || chosen->ids.empty() ? "" : chosen->ids.front(),
            &norms::Choice::id);
        std::string en = choice == field.choices.end() ? zh : choice->name.en;
        if (!zh.empty()) {
            out.zh += (out.zh.empty() ? "" : "；") + zh;
            out.en += (out.en.empty() ? "" : "; ") + en;
        }
    }
    return out;
}

// The step that wrote the person into that field; each later one names him again, with those who
// came to it. Null when none does.
const Step* naming(const Context& context, const Record& record, const char* field, PersonId id,
                   Date day) {
    auto at = std::ranges::find_if(record.steps, [&](const Step& step) {
        return among(named_in(context, step.fields, field, day), id);
    });
    return at == record.steps.end() ? nullptr : &*at;
}

// {"id","name",KEY}: what was said of each person when the field was written.
Json reasons_json(const Context& context, const Record& record, const char* field, const char* key,
                  Date day) {
    const norms::Procedure* procedure = casework::procedure_of(context, record);
    const auto* written = get<People>(record.fields, field);
    Json::Array out;
    for (PersonId id : named_in(context, record.fields, field, day)) {
        const Step* step = naming(context, record, field, id, day);
        Phrase said;
        if (step != nullptr) {
            said = said_with(procedure == nullptr ? nullptr : procedure->act(step->act), *step);
        }
        auto ref = std::ranges::find(written->named, id, &NameRef::person);
        if (said.zh.empty() && ref != written->named.end()) {
            said.zh = ref->note;
        }
        Json person = person_json(context.roster, id);
        if (person.object() != nullptr) {
            (*person.object())[key] = phrase_json(said);
            out.push_back(std::move(person));
        }
    }
    return out;
}

// Those added to who is here after the meeting was opened.
Json late_json(const Context& context, const Record& meeting, Date day) {
    const norms::Procedure* procedure = casework::procedure_of(context, meeting);
    Json::Array out;
    for (PersonId id : named_in(context, meeting.fields, "people", day)) {
        const Step* step = naming(context, meeting, "people", id, day);
        const norms::Act* act =
            step == nullptr || procedure == nullptr ? nullptr : procedure->act(step->act);
        Json person = person_json(context.roster, id);
        bool came = act != nullptr && std::ranges::find(act->adds, "people") != act->adds.end();
        if (came && person.object() != nullptr) {
            (*person.object())["at"] = step->recorded_at.rfc3339();
            out.push_back(std::move(person));
        }
    }
    return out;
}

bool names_all(const norms::Requirement& condition, std::initializer_list<const char*> wanted) {
    auto names = condition.when.names();
    return std::ranges::all_of(
        wanted, [&](const char* name) { return std::ranges::find(names, name) != names.end(); });
}

// The smallest number that fulfils what the procedure's acts ask of that name in proportion to
// those entitled, with other names supposed to be as given; null where they ask nothing or the
// number is beyond all who are entitled.
Json least(const Context& context, const Record& record, const char* counted, Date day,
           const std::map<std::string, Operand, std::less<>>& supposed) {
    const norms::Procedure* procedure = casework::procedure_of(context, record);
    if (procedure == nullptr) {
        return {};
    }
    Operand whole = casework::surroundings_of(context, record, nullptr).name("entitled");
    const auto* entitled = std::get_if<Decimal>(&whole);
    for (const norms::Act& act : procedure->acts) {
        std::vector<const norms::Requirement*> asked;
        for (const norms::Requirement& condition : act.conditions) {
            if (names_all(condition, {counted, "entitled"})) {
                asked.push_back(&condition);
            }
        }
        if (asked.empty() || entitled == nullptr) {
            continue;
        }
        const casework::Attempt attempt{procedure, &act, {}, day, {}, {}};
        auto around = casework::surroundings_of(context, record, &attempt);
        Decimal n;
        auto name = around.name;
        around.name = [&](std::string_view id) {
            auto given = supposed.find(id);
            return id == counted ? Operand{n} : given != supposed.end() ? given->second : name(id);
        };
        for (; n <= *entitled; n = n + Decimal::whole(1)) {
            if (std::ranges::all_of(
                    asked, [&](const auto* condition) { return condition->when.holds(around); })) {
                return n.units() / Decimal::whole(1).units();
            }
        }
        return {};
    }
    return {};
}

// As if the person spoke now, with or without whatever else the act takes, at its first choice.
casework::Attempt speech(const Context& context, const casework::CaseState& state,
                         const norms::Act& act, PersonId by, PersonId speaker, Date day,
                         bool whole) {
    const Person* person = context.roster.find(speaker);
    casework::Attempt attempt{state.procedure, &act, by, day, {}, {}};
    attempt.fields["speaking_order"] =
        People{{{person == nullptr ? "" : person->name, speaker, false, ""}}, {}, {}};
    for (const norms::Field& field : act.with) {
        if (whole && !field.choices.empty()) {
            attempt.with[field.id] = Choices{{field.choices.front().id}};
        }
    }
    return attempt;
}

// The act by which somebody is recorded as having spoken, where the record's state allows it.
const norms::Act* speaking_act(const casework::CaseState& state) {
    auto at = std::ranges::find_if(state.procedure->acts, [&](const norms::Act& act) {
        return std::ranges::find(act.adds, "speaking_order") != act.adds.end() &&
               std::ranges::find(act.from, state.state->id) != act.from.end();
    });
    return at == state.procedure->acts.end() ? nullptr : &*at;
}

// Who is here and has not spoken, each with what the rules say against it; and whether it must be
// said besides where one stands.
void put_speakers(const Context& context, const Record& record, const casework::Room& room,
                  const Asker& asker, Date day, Json::Object& out) {
    Json::Array speakers;
    bool asks = false;
    auto state = casework::state_of(context, record);
    const norms::Act* act = state && state->state != nullptr ? speaking_act(*state) : nullptr;
    if (act != nullptr) {
        // Who only looks on sees whom the rules hold back, not that he may not record it.
        auto who = casework::entitled(context, *act, &record, day);
        PersonId by = who.empty() || among(who, asker.person) ? asker.person : who.front();
        auto against = [&](PersonId id, bool whole) {
            return casework::refusal(context, record,
                                     speech(context, *state, *act, by, id, day, whole));
        };
        for (PersonId id : room.here) {
            if (among(room.spoken, id)) {
                continue;
            }
            Json person = person_json(context.roster, id);
            auto why = against(id, true);
            if (why && person.object() != nullptr) {
                (*person.object())["refused"] = phrase_json(*why);
            }
            asks = asks || (!why && against(id, false));
            speakers.push_back(std::move(person));
        }
    }
    out["speakers"] = std::move(speakers);
    out["asks_stance"] = asks;
}

// If it were decided as the first choice says: that it passes.
std::map<std::string, Operand, std::less<>> as_passed(const norms::Form* form) {
    const norms::Field* decision = form == nullptr ? nullptr : form->field("decision");
    if (decision == nullptr || decision->choices.empty()) {
        return {};
    }
    return {{"decision", Operand{Choices{{decision->choices.front().id}}}}};
}

}  // namespace

Json attendance_json(const Desk& desk, const Record& meeting, Date day) {
    Context context = desk.context(day);
    casework::Room room = casework::room_of(context, meeting);
    auto field = [&](const char* id) {
        return people_json(context, named_in(context, meeting.fields, id, room.day));
    };
    return Json::Object{{"voters", people_json(context, room.voters)},
                        {"here", people_json(context, standing::attended(context, meeting, ""))},
                        {"absent", reasons_json(context, meeting, "absent", "why", room.day)},
                        {"late", late_json(context, meeting, room.day)},
                        {"observers", field("observers")},
                        {"chair", field("chair")},
                        {"recorder", field("recorder")}};
}

Json floor_json(const Desk& desk, const Record& record, const Asker& asker, Date day) {
    Context context = desk.context(day);
    casework::Room room = casework::room_of(context, record);
    Json::Object out{{"here", people_json(context, room.here)},
                     {"recused", reasons_json(context, record, "recused", "why", room.day)},
                     {"spoken", reasons_json(context, record, "speaking_order", "said", room.day)},
                     {"need", least(context, record, "here", room.day, {})},
                     {"pass", least(context, record, "votes_for", room.day,
                                    as_passed(desk.pack().form(record.form)))}};
    put_speakers(context, record, room, asker, day, out);
    return Json(std::move(out));
}

Json followed_json(const Desk& desk, const std::vector<RecordId>& items, const Asker& asker,
                   Date day) {
    std::vector<CaseLine> lines;
    std::vector<RecordId> of;
    for (const auto& [id, record] : desk.book().records) {
        const auto* item = get<Reference>(record.fields, "agenda_item");
        if (item == nullptr || std::ranges::find(items, item->record) == items.end() ||
            !record.counts() || !desk.may_see(record, asker, day)) {
            continue;
        }
        CaseQuery alone;
        alone.form = record.form;
        alone.after = id.value - 1;
        alone.count = 1;
        auto found = list_cases(desk, alone, asker, day);
        if (!found.empty() && found.front().id == id) {
            of.push_back(item->record);
            lines.push_back(std::move(found.front()));
        }
    }
    Json out = cases_json(desk, lines, day);
    for (std::size_t i = 0; i < of.size(); ++i) {
        (*(*out.array())[i].object())["item"] = of[i].value;
    }
    return out;
}

}  // namespace luze::ops
