#include "ops/show_meeting.h"

#include <algorithm>
#include <map>

#include "casework/situation.h"
#include "casework/surroundings.h"
#include "ops/meeting_room.h"
#include "ops/show_case.h"
#include "report/faults.h"

namespace luze::ops {
namespace {

using standing::Context;

bool refers(const Record& record, std::string_view field, RecordId to) {
    const auto* reference = get<Reference>(record.fields, field);
    return record.counts() && reference != nullptr && reference->record == to;
}

Json number_of(const Context& context, const Record& record, std::string_view name) {
    norms::Operand said = casework::surroundings_of(context, record, nullptr).name(name);
    const auto* number = std::get_if<Decimal>(&said);
    return number == nullptr ? Json{} : Json(number->units() / Decimal::whole(1).units());
}

Json names(const Context& context, const std::vector<PersonId>& people) {
    Json::Array out;
    for (PersonId id : people) {
        const Person* person = context.roster.find(id);
        out.push_back(
            Json::Object{{"id", id.value}, {"name", person == nullptr ? "" : person->name}});
    }
    return out;
}

bool wants_papers(const norms::Pack& pack, const Record& meeting) {
    const norms::Form* paper = pack.form("self_check");
    const norms::Field* occasion = paper == nullptr ? nullptr : paper->field("occasion");
    const auto* type = get<Choices>(meeting.fields, "type");
    return occasion != nullptr && type != nullptr &&
           std::ranges::any_of(occasion->choices, [&](const norms::Choice& choice) {
               return std::ranges::find(type->ids, choice.id) != type->ids.end();
           });
}

// Whose self-check papers are in, and whose are not, of those who may vote there. Null where the
// meeting asks for none.
Json papers_json(const Context& context, const Record& meeting) {
    if (!wants_papers(context.pack, meeting)) {
        return {};
    }
    casework::Papers papers = casework::papers_of(context, meeting);
    return Json::Object{{"in", names(context, papers.in)},
                        {"missing", names(context, papers.missing)}};
}

// The problems of the ledger that name the record in that field.
std::vector<CaseLine> problems_of(const Desk& desk, const char* field, RecordId id,
                                  const Asker& asker, Date day) {
    CaseQuery query;
    query.form = "problem";
    query.count = desk.book().records.size();
    auto lines = list_cases(desk, query, asker, day);
    std::erase_if(lines, [&](const CaseLine& line) {
        return !refers(desk.book().records.at(line.id), field, id);
    });
    return lines;
}

// What was found at the meeting and stands in the ledger of problems: whose, and of which aspect.
Json problems_json(const Desk& desk, RecordId meeting, const Asker& asker, Date day) {
    auto lines = problems_of(desk, "meeting", meeting, asker, day);
    Json out = cases_json(desk, lines, day);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Record& record = desk.book().records.at(lines[i].id);
        for (const char* field : {"level", "aspect"}) {
            (*(*out.array())[i].object())[field] = report::shown(*lines[i].form, field, record);
        }
    }
    return out;
}

Json violations_json(const Context& context, const std::vector<RecordId>& records, int year) {
    Json::Array out;
    auto owed = standing::obligations(context, year);
    for (const report::Fault& fault : report::faults(context, year, owed, Scope::open_records())) {
        bool of_these = std::ranges::any_of(records, [&](RecordId id) {
            return std::ranges::find(fault.entries, id.value) != fault.entries.end();
        });
        if (of_these && !fault.restricted) {
            out.push_back(Json::Object{{"kind", fault.rule->kind}, {"note", fault.note}});
        }
    }
    return out;
}

}  // namespace

Result<Json> meeting_json(const Desk& desk, RecordId id, const Asker& asker, Date day,
                          MeetingView view) {
    auto meeting = case_json(desk, id, asker, day);
    if (!meeting) {
        return meeting;
    }
    const Record& record = desk.book().records.at(id);
    if (record.form != "meeting") {
        return fail(ErrorKind::missing, "第" + std::to_string(id.value) + "号不是会议",
                    "record " + std::to_string(id.value) + " is no meeting");
    }
    Context context = desk.context(day);
    std::vector<RecordId> parts{id};
    Json::Array items;
    for (const Record* item : desk.book().of_form("agenda_item")) {
        if (refers(*item, "meeting", id)) {
            auto json = case_json(desk, item->id, asker, day);
            if (json) {
                (*json->object())["floor"] = floor_json(desk, *item, asker, day);
                parts.push_back(item->id);
                items.push_back(std::move(*json));
            }
        }
    }
    Json followed = followed_json(desk, parts, asker, day);
    auto on = standing::occurred(desk.pack(), record);
    const int year = on ? on->last.year() : day.year();
    return Json(Json::Object{
        {"meeting", std::move(*meeting)},
        {"items", std::move(items)},
        {"entitled", number_of(context, record, "entitled")},
        {"here", number_of(context, record, "here")},
        {"attendance", attendance_json(desk, record, day)},
        {"floor", floor_json(desk, record, asker, day)},
        {"followed", std::move(followed)},
        {"papers", papers_json(context, record)},
        {"problems", problems_json(desk, id, asker, day)},
        {"last_year_open", number_of(context, record, "last_year_open")},
        {"violations",
         view == MeetingView::room ? Json(Json::Array{}) : violations_json(context, parts, year)}});
}

Result<Json> batch_json(const Desk& desk, RecordId id, const Asker& asker, Date day) {
    auto batch = case_json(desk, id, asker, day);
    if (!batch) {
        return batch;
    }
    if (desk.book().records.at(id).form != "batch") {
        return fail(ErrorKind::missing, "第" + std::to_string(id.value) + "号不是整改批次",
                    "record " + std::to_string(id.value) + " is no batch");
    }
    auto lines = problems_of(desk, "batch", id, asker, day);
    std::map<std::string, std::int64_t> by_state;
    std::int64_t closed = 0;
    std::int64_t late = 0;
    for (const CaseLine& line : lines) {
        if (line.state && line.state->state != nullptr) {
            ++by_state[line.state->state->id];
        }
        closed += desk.book().records.at(line.id).fields.contains("closed_on") ? 1 : 0;
        late += line.late ? 1 : 0;
    }
    Json::Object states;
    for (const auto& [state, count] : by_state) {
        states[state] = count;
    }
    return Json(Json::Object{{"batch", std::move(*batch)},
                             {"problems", cases_json(desk, lines, day)},
                             {"by_state", std::move(states)},
                             {"closed", closed},
                             {"late", late},
                             {"of", static_cast<std::int64_t>(lines.size())}});
}

}  // namespace luze::ops
