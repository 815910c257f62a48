#include "ops/decide_rung.h"

#include <algorithm>

#include "casework/roles.h"
#include "ops/answer_parts.h"
#include "ops/enter_record.h"
#include "ops/take_step.h"
#include "standing/match.h"

namespace luze::ops {
namespace {

using casework::Proposal;
using standing::Context;

bool may_decide(const Proposal& proposal, const Asker& asker) {
    return std::ranges::find(proposal.who, asker.person) != proposal.who.end();
}

// The rung as it is proposed today, or why it is not.
Result<Proposal> proposed(const Desk& desk, const Record& record, const std::string& rung,
                          Date day) {
    Context context = desk.context(day);
    Phrase instead;
    for (Proposal& proposal : casework::proposals(context, record)) {
        if (proposal.rung->id == rung) {
            return std::move(proposal);
        }
        instead.zh += (instead.zh.empty() ? "" : "、") + proposal.rung->name.zh;
        instead.en += (instead.en.empty() ? "" : ", ") + proposal.rung->id;
    }
    return fail(ErrorKind::refused,
                instead.zh.empty() ? "账上没有采取这一级措施的依据：没有逾期，或者上一级刚发出"
                                   : "现在可以采取的是“" + instead.zh + "”，不能跳级",
                instead.en.empty() ? "the books give no ground for this rung now"
                                   : "what may be decided now is: " + instead.en);
}

}  // namespace

bool is_letter(const norms::Pack& pack, const std::string& form) {
    return std::ranges::any_of(pack.ladders, [&](const norms::Ladder& ladder) {
        return !ladder.letters.empty() && ladder.letters == form;
    });
}

std::vector<Proposal> open_proposals(const Desk& desk, const Asker& asker, Date day) {
    Context context = desk.context(day);
    std::vector<Proposal> out;
    for (const auto& [id, record] : desk.book().records) {
        if (!desk.may_see(record, asker, day)) {
            continue;
        }
        for (Proposal& proposal : casework::proposals(context, record)) {
            if (!proposal.declined && (asker.whole_book || may_decide(proposal, asker))) {
                out.push_back(std::move(proposal));
            }
        }
    }
    return out;
}

Json proposals_json(const Desk& desk, const std::vector<Proposal>& proposals, Date day) {
    Context context = desk.context(day);
    auto person = [&](PersonId id) {
        const Person* found = context.roster.find(id);
        return found == nullptr ? Json{}
                                : Json(Json::Object{{"id", id.value}, {"name", found->name}});
    };
    Json::Array out;
    for (const Proposal& proposal : proposals) {
        const Record& record = desk.book().records.at(proposal.record);
        Json::Array who;
        for (PersonId id : proposal.who) {
            who.push_back(person(id));
        }
        out.push_back(Json::Object{{"record", proposal.record.value},
                                   {"title", standing::title_of(desk.pack(), record)},
                                   {"ladder", proposal.ladder->id},
                                   {"rung", proposal.rung->id},
                                   {"rung_name", phrase_json(proposal.rung->name)},
                                   {"level", proposal.level},
                                   {"subject", person(proposal.subject)},
                                   {"ground", phrase_json(proposal.ground)},
                                   {"text", proposal.text},
                                   {"ask", proposal.ask},
                                   {"who", std::move(who)}});
    }
    return out;
}

Result<RecordId> decide_rung(Desk& desk, const RungWish& wish, const Asker& asker, Instant now) {
    const Date day = desk.day(now);
    auto record = desk.record(wish.record, asker, day);
    if (!record) {
        return std::unexpected(record.error());
    }
    auto proposal = proposed(desk, **record, wish.rung, day);
    if (!proposal) {
        return std::unexpected(proposal.error());
    }
    if (!may_decide(*proposal, asker)) {
        Phrase who = casework::who_could(desk.context(day), proposal->rung->roles, *record, day);
        return fail(ErrorKind::refused, "“" + proposal->rung->name.zh + "”由" + who.zh + "决定",
                    "'" + proposal->rung->name.en + "' is decided by " + who.en);
    }
    if (!proposal->subject) {
        return fail(ErrorKind::refused, "这个问题现在没有责任人：先落实责任人，再发文书",
                    "nobody bears this matter now: assign it first");
    }
    const norms::Form& form = *desk.pack().form(proposal->ladder->letters);
    Typed values{
        {"title", proposal->rung->name.zh + "：" + standing::title_of(desk.pack(), **record)},
        {"about", std::to_string(wish.record.value)},
        {"ladder", proposal->ladder->id},
        {"rung", proposal->rung->id},
        {"level", std::to_string(proposal->level)},
        {"person", "#" + std::to_string(proposal->subject.value)},
        {"ground", proposal->ground.zh},
        {"text", wish.text.empty() ? proposal->text : wish.text},
        {"ask", wish.ask.empty() ? proposal->ask : wish.ask},
        {"number", wish.number}};
    for (const char* shared : {"department", "post"}) {
        if (auto at = (*record)->fields.find(shared); at != (*record)->fields.end()) {
            values[shared] = display(at->second);
        }
    }
    std::erase_if(values, [&](const auto& value) {
        return form.field(value.first) == nullptr || value.second.empty();
    });
    auto draft = record_draft(desk, {form.id, "", std::nullopt, values}, asker, now);
    if (!draft) {
        return std::unexpected(draft.error());
    }
    std::vector<Draft> drafts;
    drafts.push_back(std::move(*draft));
    auto first = desk.append(std::move(drafts), now);
    return first ? Result<RecordId>(RecordId{*first}) : std::unexpected(first.error());
}

Result<std::int64_t> decline_rung(Desk& desk, RecordId record, const std::string& rung,
                                  const std::string& reason, const Asker& asker, Instant now) {
    const Date day = desk.day(now);
    auto found = desk.record(record, asker, day);
    if (!found) {
        return std::unexpected(found.error());
    }
    if (auto proposal = proposed(desk, **found, rung, day); !proposal) {
        return std::unexpected(proposal.error());
    }
    auto done = take_step(
        desk, {record, "decline_rung", std::nullopt, {{"rung", rung}, {"reason", reason}}, 0},
        asker, now);
    return done ? Result<std::int64_t>(done->entry) : std::unexpected(done.error());
}

}  // namespace luze::ops
