#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "web/duty_rows.h"
#include "web/pages.h"

namespace luze::web {
namespace {

using standing::Obligation;
using standing::State;

bool is_done(const Obligation& owed) {
    return owed.state == State::met || owed.state == State::made_up || owed.state == State::waived;
}

// ?state= takes a state's id, done (做了、补了、免了) or balance (what is still missing).
bool in_state(const Obligation& owed, const std::string& wanted) {
    if (wanted == "done") {
        return is_done(owed);
    }
    if (wanted == "balance") {
        return !is_done(owed) && owed.state != State::upcoming;
    }
    return wanted.empty() || standing::state_id(owed.state) == wanted;
}

// The record that opened it, those that count towards it, the one that made it up: each once.
Markup records_of(const Obligation& owed) {
    std::vector<RecordId> all{owed.subject};
    all.insert(all.end(), owed.records.begin(), owed.records.end());
    all.push_back(owed.made_up_by);
    Markup out;
    for (auto at = all.begin(); at != all.end(); ++at) {
        if (*at && std::find(all.begin(), at, *at) == at) {
            out += entry_link(at->value) + " ";
        }
    }
    return out;
}

Markup flags_of(const Asked& asked, const Obligation& owed) {
    Markup out;
    if (owed.late_days > 0) {
        out += span("flag", asked.say(fmt::format("晚{}天", owed.late_days),
                                      fmt::format("{} days late", owed.late_days)));
    }
    if (owed.unproven) {
        out += span("flag", asked.say("缺佐证", "no evidence"));
    }
    if (owed.recorded_late) {
        out += span("flag", asked.say("补录", "recorded late"));
    }
    if (!owed.waived_for.empty() && ops::may_name(asked.snapshot(), owed, ops::View::scope())) {
        out += span("quiet", owed.waived_for);
    }
    return out;
}

std::vector<Choice> states_present(const Asked& asked, const std::vector<const Obligation*>& all) {
    std::map<State, std::size_t> counts;
    for (const Obligation* owed : all) {
        ++counts[owed->state];
    }
    std::vector<Choice> choices{{"", asked.say("全部", "All"), all.size()}};
    for (State state : {State::missed, State::due, State::open, State::made_up, State::met,
                        State::waived, State::upcoming}) {
        if (counts.contains(state)) {
            choices.push_back({std::string(standing::state_id(state)),
                               asked.say(standing::state_name(state)), counts[state]});
        }
    }
    return choices;
}

std::vector<Choice> units_present(const Asked& asked, const std::vector<const Obligation*>& all) {
    std::vector<Choice> choices{{"", asked.say("所有单位", "All units"), all.size()}};
    for (const Obligation* owed : all) {
        std::string word = unit_word(owed->unit);
        auto at = std::ranges::find(choices, word, &Choice::value);
        if (at == choices.end()) {
            choices.push_back({word, unit_name(asked, owed->unit), 1});
        } else {
            ++at->count;
        }
    }
    return choices;
}

// What is late first, then what runs, then what is done, then what is to come.
int urgency(const Obligation& owed) {
    switch (owed.state) {
        case State::missed:
            return 0;
        case State::due:
            return 1;
        case State::open:
            return 2;
        case State::upcoming:
            return 4;
        default:
            return 3;
    }
}

Markup who(const Asked& asked, const Obligation& owed) {
    Markup name = bearer_name(asked, owed);
    bool of_unit = owed.unit.empty() || name.html() == Markup(owed.unit).html();
    return of_unit ? name : name + " " + span("quiet", owed.unit);
}

Markup obligations_table(const Asked& asked, std::vector<const Obligation*> shown) {
    // The order of the roster would tell who the unnamed are: theirs is that of their records.
    std::ranges::stable_sort(shown, {}, [&](const Obligation* owed) {
        bool named = ops::may_name(asked.snapshot(), *owed, ops::View::scope());
        RecordId record = named || owed->records.empty() ? RecordId{} : owed->records.front();
        return std::tuple(urgency(*owed), owed->window.last, record);
    });
    Slice slice = slice_of(asked.request, shown.size());
    std::vector<Cells> rows;
    for (std::size_t i = slice.offset; i < slice.end(); ++i) {
        const Obligation& owed = *shown[i];
        rows.push_back({who(asked, owed), window_text(asked, owed), owed.window.last.iso(),
                        state_mark(asked, owed.state), owed.owed.text(), owed.done.text(),
                        records_of(owed), flags_of(asked, owed)});
    }
    return table(asked.say("每人（单位）每期一行，没做的在前", "One line per bearer and window"),
                 {{asked.say("谁", "Who"), ""},
                  {asked.say("期次或事项", "Window"), ""},
                  {asked.say("到期", "Due"), "n"},
                  {asked.say("状态", "State"), ""},
                  {asked.say("应", "Owed"), "n"},
                  {asked.say("已", "Done"), "n"},
                  {asked.say("记录", "Records"), ""},
                  {asked.say("备注", "Notes"), ""}},
                 rows,
                 nothing(asked.say("这样的一项也没有，换个条件看看。",
                                   "None of these: try another filter."))) +
           pager(asked, slice);
}

Markup ground(const Asked& asked, const norms::Duty& duty) {
    const auto& norms = asked.snapshot().pack().norms;
    auto norm = std::ranges::find(norms, duty.norm, &norms::Norm::id);
    if (norm == norms.end()) {
        return {};
    }
    std::string number = norm->number.empty() ? "" : "（" + norm->number + "）";
    return paragraph(asked.say("依据：", "By: ") + asked.say(norm->name) + number, "quiet");
}

}  // namespace

Response duty_page(const Asked& asked) {
    const norms::Duty* duty = asked.snapshot().pack().duty(asked.request.segments[1]);
    if (duty == nullptr) {
        return problem_page(asked, 404, asked.say("没有找到", "Not found"),
                            asked.say("规则包里没有这项职责。", "The rules have no such duty."));
    }
    std::string unit = asked.request.asked("unit");
    std::string state = asked.request.asked("state");
    std::vector<const Obligation*> all;
    std::vector<const Obligation*> of_unit;
    std::vector<const Obligation*> shown;
    for (const Obligation& owed : asked.snapshot().obligations()) {
        if (owed.duty != duty) {
            continue;
        }
        all.push_back(&owed);
        if (!unit.empty() && unit_word(owed.unit) != unit) {
            continue;
        }
        of_unit.push_back(&owed);
        if (in_state(owed, state)) {
            shown.push_back(&owed);
        }
    }
    Markup content = paragraph(anchor("/standing", asked.say("← 全部职责", "← All duties"))) +
                     ground(asked, *duty);
    if (auto units = units_present(asked, all); units.size() > 2) {
        content += filter(asked, "unit", asked.say("单位", "Unit"), units);
    }
    content += filter(asked, "state", asked.say("状态", "State"), states_present(asked, of_unit)) +
               obligations_table(asked, std::move(shown));
    return page(
        asked,
        {asked.say(duty->name),
         asked.say("谁该做，哪一期，做了没有？", "Who owes it, when, and is it done?"), "standing"},
        content);
}

}  // namespace luze::web
