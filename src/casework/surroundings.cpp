#include "casework/surroundings.h"

#include <algorithm>

#include "casework/situation.h"

namespace luze::casework {
namespace {

using norms::Operand;
using standing::Context;

constexpr std::string_view done = "done_";
constexpr std::string_view was = "was_";

class Seen {
public:
    Seen(const Context& context, const Record& record, const Attempt* attempt)
        : context_(context),
          record_(record),
          attempt_(attempt),
          general_(standing::around(context, record, context.as_of.day.year())) {}

    [[nodiscard]] Operand name(std::string_view name) const {
        if (attempt_ != nullptr) {
            if (auto at = attempt_->with.find(name); at != attempt_->with.end()) {
                const auto* people = std::get_if<People>(&at->second);
                return people == nullptr || people->groups.empty() ? norms::operand_of(&at->second)
                                                                   : opened_out(*people);
            }
            if (auto at = attempt_->fields.find(name); at != attempt_->fields.end()) {
                return norms::operand_of(&at->second);
            }
        }
        if (record_.fields.contains(name)) {
            return general_.name(name);
        }
        Operand said = of_case(name);
        return std::holds_alternative<norms::None>(said) ? general_.name(name) : said;
    }

private:
    [[nodiscard]] Operand of_case(std::string_view name) const {
        if (name.starts_with(was)) {
            auto at = before().fields.find(name.substr(was.size()));
            return norms::operand_of(at == before().fields.end() ? nullptr : &at->second);
        }
        auto number = [](std::size_t n) { return Decimal::whole(static_cast<std::int64_t>(n)); };
        if (name == "on") {
            return PartialDate(attempt_ == nullptr ? context_.as_of.day : attempt_->on);
        }
        if (name == "today") {
            return PartialDate(context_.as_of.day);
        }
        if (name == "evidence") {
            return number(record_.evidence.size() - of_earlier_rounds());
        }
        if (name == "actor" && attempt_ != nullptr) {
            return actor();
        }
        if (name == "since" || name == "round") {
            auto state = entered_state(context_, record_);
            if (!state) {
                return norms::None{};
            }
            return name == "since" ? Operand{PartialDate(state->since)}
                                   : Operand{Decimal::whole(state->round)};
        }
        if (name == "due_on") {
            auto state = state_of(context_, before());
            return state && state->due ? Operand{PartialDate(*state->due)} : Operand{norms::None{}};
        }
        if (name.starts_with(done)) {
            const norms::Procedure* by = procedure();
            return Decimal::whole(
                by == nullptr ? 0 : times_done(*by, record_, name.substr(done.size())));
        }
        return situation(context_, record_, attempt_, name);
    }

    // The record before the step that is judged.
    [[nodiscard]] const Record& before() const {
        return attempt_ != nullptr && attempt_->before != nullptr ? *attempt_->before : record_;
    }

    [[nodiscard]] const norms::Procedure* procedure() const {
        return attempt_ != nullptr && attempt_->procedure != nullptr
                   ? attempt_->procedure
                   : procedure_of(context_, record_);
    }

    // Evidence of what was mended before proves nothing of what came back.
    [[nodiscard]] std::size_t of_earlier_rounds() const {
        std::size_t pieces = 0;
        const norms::Procedure* by = procedure();
        for (const Step& step : record_.steps) {
            const norms::Act* taken = by == nullptr ? nullptr : by->act(step.act);
            pieces = taken != nullptr && taken->new_round ? step.evidence : pieces;
        }
        return pieces;
    }

    [[nodiscard]] Operand actor() const {
        const Person* person = context_.roster.find(attempt_->by);
        if (person == nullptr) {
            return norms::None{};
        }
        return People{{{person->name, person->id, false, ""}}, {}, {}};
    }

    // A group that votes or counts the votes is as many as its members.
    [[nodiscard]] Operand opened_out(const People& people) const {
        People out;
        for (PersonId id : context_.groups.open_out(people, attempt_->on)) {
            const Person* person = context_.roster.find(id);
            out.named.push_back({person == nullptr ? std::string() : person->name, id, false, ""});
        }
        return out;
    }

    const Context& context_;
    const Record& record_;
    const Attempt* attempt_;
    norms::Surroundings general_;
};

}  // namespace

norms::Surroundings surroundings_of(const Context& context, const Record& record,
                                    const Attempt* attempt) {
    const Date day = attempt == nullptr ? context.as_of.day : attempt->on;
    norms::Surroundings around;
    around.name = [seen = Seen(context, record, attempt)](std::string_view name) {
        return seen.name(name);
    };
    around.parameter = [&context, day](std::string_view id) {
        return context.parameters.operand(id, day);
    };
    around.in_group = [&context, day](PersonId id, std::string_view group) {
        const Person* person = context.roster.find(id);
        return person != nullptr && context.groups.fits(*person, group, day);
    };
    around.calendar = &context.pack.calendar;
    return around;
}

int times_done(const norms::Procedure& procedure, const Record& record, std::string_view act) {
    int times = 0;
    for (const Step& step : record.steps) {
        const norms::Act* taken = procedure.act(step.act);
        if (taken != nullptr && taken->new_round) {
            times = 0;
        } else if (step.act == act) {
            ++times;
        }
    }
    return times;
}

}  // namespace luze::casework
