#include "casework/ladder.h"

#include <algorithm>

#include "casework/ownership.h"
#include "casework/roles.h"
#include "casework/surroundings.h"
#include "model/book.h"

namespace luze::casework {
namespace {

using norms::Operand;
using standing::Context;

// What has been decided about the record in its present round.
struct Climbed {
    int rung = 0;  // the highest
    std::optional<Date> on;
};

// The entry with which the round began; 0: the record's first.
std::int64_t round_began(const norms::Procedure* procedure, const Record& record) {
    std::int64_t began = 0;
    for (const Step& step : record.steps) {
        const norms::Act* act = procedure == nullptr ? nullptr : procedure->act(step.act);
        if (act != nullptr && act->new_round) {
            began = step.entry;
        }
    }
    return began;
}

bool stands(const Context& context, const Record& letter) {
    const auto* level = get<Number>(letter.fields, "level");
    if ((level != nullptr && level->number == Decimal{})) {
        return false;
    }
    auto state = state_of(context, letter);
    return !state || state->state == nullptr || state->state->id != "taken_back";
}

Climbed climbed(const Context& context, const norms::Ladder& ladder, const Record& record,
                std::int64_t began) {
    Climbed out;
    for (const Record* found : context.book.of_form(ladder.letters)) {
        const Record& letter = *found;
        if (letter.entries.empty() || letter.entries.front() < began) {
            continue;
        }
        const auto* about = get<Reference>(letter.fields, "about");
        const auto* of = get<Text>(letter.fields, "ladder");
        const auto* rung = get<Text>(letter.fields, "rung");
        if (about == nullptr || about->record != record.id || rung == nullptr || of == nullptr ||
            of->text != ladder.id || !stands(context, letter)) {
            continue;
        }
        auto at = std::ranges::find(ladder.rungs, rung->text, &norms::Rung::id);
        int level = static_cast<int>(at - ladder.rungs.begin()) + 1;
        if (at == ladder.rungs.end() || level < out.rung) {
            continue;
        }
        const auto* sent = get<Day>(letter.fields, "delivered_on");
        const auto* decided = get<Day>(letter.fields, "decided_on");
        out.rung = level;
        out.on = sent != nullptr      ? std::optional(sent->date.last)
                 : decided != nullptr ? std::optional(decided->date.last)
                                      : std::nullopt;
    }
    return out;
}

bool declined(const Record& record, std::int64_t began, const std::string& rung) {
    return std::ranges::any_of(record.steps, [&](const Step& step) {
        const auto* put_aside = get<Text>(step.with, "rung");
        return step.entry > began && step.act == "decline_rung" && put_aside != nullptr &&
               put_aside->text == rung;
    });
}

PersonId subject_of(const Context& context, const norms::Ladder& ladder, const Record& record) {
    if (ladder.subject == "owner") {
        return owner_of(context, record, context.as_of.day).person;
    }
    const auto* people = get<People>(record.fields, ladder.subject);
    if (people == nullptr) {
        return {};
    }
    auto all = context.groups.open_out(*people, context.as_of.day);
    return all.empty() ? PersonId{} : all.front();
}

std::string in_words(Date day) {
    return std::to_string(day.year()) + "年" + std::to_string(day.month()) + "月" +
           std::to_string(day.day()) + "日";
}

class Grounds {
public:
    Grounds(const Context& context, const Record& record, const CaseState& state,
            const Climbed& climbed)
        : record_(record), around_(surroundings_of(context, record, nullptr)) {
        const Date day = context.as_of.day;
        late_days_ = state.late(day) ? day - *state.due : 0;
        waited_ = climbed.on ? std::max(0, day - *climbed.on) : 0;
        auto general = around_.name;
        around_.name = [=, this](std::string_view name) -> Operand {
            if (name == "late_days") {
                return Decimal::whole(late_days_);
            }
            if (name == "waited") {
                return Decimal::whole(waited_);
            }
            if (name == "rung") {
                return Decimal::whole(climbed.rung);
            }
            if (name == "refused") {
                return record.fields.contains("refusal");
            }
            if (name == "state") {
                return std::string(state.state == nullptr ? "" : state.state->id);
            }
            return general(name);
        };
    }
    Grounds(const Grounds&) = delete;
    Grounds& operator=(const Grounds&) = delete;

    [[nodiscard]] bool hold(const norms::Rung& rung) const { return rung.when.holds(around_); }

    // {name} → the number or the record's field as papers say it.
    [[nodiscard]] std::string fill(const std::string& text) const {
        std::string out;
        for (std::size_t at = 0; at < text.size();) {
            std::size_t end = text[at] == '{' ? text.find('}', at) : std::string::npos;
            if (end == std::string::npos) {
                out += text[at++];
                continue;
            }
            out += said(text.substr(at + 1, end - at - 1));
            at = end + 1;
        }
        return out;
    }

private:
    [[nodiscard]] std::string said(const std::string& name) const {
        if (name == "late_days") {
            return std::to_string(late_days_);
        }
        if (name == "waited") {
            return std::to_string(waited_);
        }
        auto field = record_.fields.find(name);
        if (field == record_.fields.end()) {
            return "";
        }
        const auto* day = std::get_if<Day>(&field->second);
        return day != nullptr && day->date.exact() ? in_words(day->date.first)
                                                   : display(field->second);
    }

    const Record& record_;
    norms::Surroundings around_;
    int late_days_ = 0;
    int waited_ = 0;
};

}  // namespace

std::vector<Proposal> proposals(const Context& context, const Record& record) {
    std::vector<Proposal> out;
    auto state = state_of(context, record);
    if (!state || !record.counts() || record.merged_into) {
        return out;
    }
    const std::int64_t began = round_began(state->procedure, record);
    for (const norms::Ladder& ladder : context.pack.ladders) {
        if (ladder.form != record.form || ladder.letters.empty()) {
            continue;
        }
        Grounds grounds(context, record, *state, climbed(context, ladder, record, began));
        auto at = std::find_if(
            ladder.rungs.rbegin(), ladder.rungs.rend(),
            [&](const norms::Rung& rung) { return !rung.when.always() && grounds.hold(rung); });
        if (at == ladder.rungs.rend()) {
            continue;
        }
        Proposal proposal{&ladder,
                          &*at,
                          static_cast<int>(ladder.rungs.rend() - at),
                          record.id,
                          subject_of(context, ladder, record),
                          {grounds.fill(at->ground.zh), grounds.fill(at->ground.en)},
                          grounds.fill(at->text),
                          grounds.fill(at->ask),
                          {},
                          declined(record, began, at->id)};
        for (const std::string& role : at->roles) {
            for (PersonId person : holders(context, role, &record, context.as_of.day)) {
                if (person != proposal.subject &&
                    std::ranges::find(proposal.who, person) == proposal.who.end()) {
                    proposal.who.push_back(person);
                }
            }
        }
        out.push_back(std::move(proposal));
    }
    return out;
}

}  // namespace luze::casework
