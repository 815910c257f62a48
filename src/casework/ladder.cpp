#include "casework/ladder.h"

#include <algorithm>
#include <limits>
#include <set>

#include "base/text.h"
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
    std::vector<std::string> names;  // of all that stand, in the ladder's order
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

// A review or an appeal may have made it lighter; 0: taken back.
int level_of(const Record& letter) {
    const auto* level = get<Number>(letter.fields, "level");
    return level == nullptr ? std::numeric_limits<int>::max()
                            : static_cast<int>(level->number.units() / Decimal::whole(1).units());
}

bool stands(const Context& context, const Record& letter) {
    if (level_of(letter) <= 0) {
        return false;
    }
    auto state = state_of(context, letter);
    return !state || state->state == nullptr || state->state->id != "taken_back";
}

Climbed climbed(const Context& context, const norms::Ladder& ladder, const Record& record,
                std::int64_t began) {
    Climbed out;
    std::set<int> levels;
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
        if (at == ladder.rungs.end()) {
            continue;
        }
        const int level =
            std::min(static_cast<int>(at - ladder.rungs.begin()) + 1, level_of(letter));
        levels.insert(level);
        if (level < out.rung) {
            continue;
        }
        const auto* sent = get<Day>(letter.fields, "delivered_on");
        const auto* decided = get<Day>(letter.fields, "decided_on");
        out.rung = level;
        out.on = sent != nullptr      ? std::optional(sent->date.last)
                 : decided != nullptr ? std::optional(decided->date.last)
                                      : std::nullopt;
    }
    for (int level : levels) {
        out.names.push_back(ladder.rungs.at(static_cast<std::size_t>(level) - 1).name.zh);
    }
    return out;
}

// Stated in the present round: whoever refused before has not refused again.
bool refused(const Record& record, std::int64_t began) {
    return record.fields.contains("refusal") &&
           (began == 0 || std::ranges::any_of(record.steps, [&](const Step& step) {
                return step.entry > began && step.fields.contains("refusal");
            }));
}

// The last step of this round by which somebody put a rung aside.
const Step* last_declined(const Record& record, std::int64_t began) {
    const Step* last = nullptr;
    for (const Step& step : record.steps) {
        last = step.entry > began && step.act == "decline_rung" ? &step : last;
    }
    return last;
}

std::string written(const Step& step, std::string_view field) {
    const auto* text = get<Text>(step.with, field);
    return text == nullptr ? "" : text->text;
}

// A rung put aside is left for as long as there is between rungs, or else for the round.
bool waits(const Context& context, const Step* declined, const std::string& rung) {
    if (declined == nullptr || written(*declined, "rung") != rung) {
        return false;
    }
    auto days = context.parameters.number("ladder_step_days", declined->on);
    return !days || Decimal::whole(context.as_of.day - declined->on) < *days;
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
            const Climbed& climbed, bool refused, PersonId subject, const norms::Ladder& ladder,
            const Step* declined)
        : record_(record),
          form_(context.pack.form(record.form)),
          before_(join(climbed.names, "、")),
          refused_(refused),
          ladder_(ladder),
          declined_(declined),
          around_(surroundings_of(context, record, nullptr)) {
        const Date day = context.as_of.day;
        late_days_ = state.late(day) ? day - *state.due : 0;
        waited_ = climbed.on ? std::max(0, day - *climbed.on) : 0;
        const bool is_head = subject && has_role(context, subject, "head", nullptr, day);
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
                return refused;
            }
            if (name == "subject_is_head") {
                return is_head;
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

    // {name} → the number or the record's field as papers say it. A part in 〔〕 that names what is
    // not there is left out.
    [[nodiscard]] std::string fill(std::string_view text) const {
        static constexpr std::string_view open = "〔";
        static constexpr std::string_view close = "〕";
        std::string out;
        while (!text.empty()) {
            const std::size_t from = text.find(open);
            const std::size_t to = text.find(close, from == std::string_view::npos ? 0 : from);
            if (from == std::string_view::npos || to == std::string_view::npos) {
                return out + filled(text).text;
            }
            out += filled(text.substr(0, from)).text;
            Filled part = filled(text.substr(from + open.size(), to - from - open.size()));
            out += part.whole ? part.text : "";
            text.remove_prefix(to + close.size());
        }
        return out;
    }

private:
    struct Filled {
        std::string text;
        bool whole = true;  // everything named was there
    };

    [[nodiscard]] Filled filled(std::string_view text) const {
        Filled out;
        while (!text.empty()) {
            const std::size_t from = std::min(text.find('{'), text.size());
            const std::size_t to = text.find('}', from);
            out.text += text.substr(0, from);
            if (to == std::string_view::npos) {
                out.text += text.substr(from);
                break;
            }
            std::string words = said(std::string(text.substr(from + 1, to - from - 1)));
            out.whole = out.whole && !words.empty();
            out.text += words;
            text.remove_prefix(to + 1);
        }
        return out;
    }

    [[nodiscard]] std::string said(const std::string& name) const {
        if (name == "late_days") {
            return late_days_ == 0 ? "" : std::to_string(late_days_);
        }
        if (name == "waited") {
            return std::to_string(waited_);
        }
        if (name == "before") {
            return before_;
        }
        if (name.starts_with("declined")) {
            return declined_ == nullptr ? "" : put_aside(name);
        }
        if (name == "refusal" && !refused_) {
            return "";
        }
        auto field = record_.fields.find(name);
        if (field == record_.fields.end()) {
            return "";
        }
        const auto* day = std::get_if<Day>(&field->second);
        const auto* choices = std::get_if<Choices>(&field->second);
        return day != nullptr && day->date.exact() ? in_words(day->date.first)
               : choices != nullptr                ? chosen(name, *choices)
                                                   : display(field->second);
    }

    [[nodiscard]] std::string put_aside(const std::string& name) const {
        if (name == "declined_on") {
            return in_words(declined_->on);
        }
        if (name == "declined_why") {
            return written(*declined_, "reason");
        }
        auto rung = std::ranges::find(ladder_.rungs, written(*declined_, "rung"), &norms::Rung::id);
        return rung == ladder_.rungs.end() ? "" : rung->name.zh;
    }

    // The choices by name.
    [[nodiscard]] std::string chosen(const std::string& name, const Choices& choices) const {
        const norms::Field* field = form_ == nullptr ? nullptr : form_->field(name);
        std::vector<std::string> names;
        for (const norms::Choice& choice :
             field == nullptr ? std::vector<norms::Choice>{} : field->choices) {
            if (std::ranges::find(choices.ids, choice.id) != choices.ids.end()) {
                names.push_back(choice.name.zh);
            }
        }
        return join(names, "、");
    }

    const Record& record_;
    const norms::Form* form_;
    std::string before_;
    bool refused_;
    const norms::Ladder& ladder_;
    const Step* declined_;
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
    const Step* declined = last_declined(record, began);
    for (const norms::Ladder& ladder : context.pack.ladders) {
        if (ladder.form != record.form || ladder.letters.empty()) {
            continue;
        }
        const PersonId subject = subject_of(context, ladder, record);
        Grounds grounds(context, record, *state, climbed(context, ladder, record, began),
                        refused(record, began), subject, ladder, declined);
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
                          subject,
                          {grounds.fill(at->ground.zh), grounds.fill(at->ground.en)},
                          grounds.fill(at->text),
                          grounds.fill(at->ask),
                          {},
                          waits(context, declined, at->id)};
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
