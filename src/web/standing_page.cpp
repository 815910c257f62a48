#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "web/duty_rows.h"
#include "web/pages.h"

namespace luze::web {
namespace {

using ops::StandingLine;
using standing::State;

using Grid = std::map<const norms::Duty*, std::map<std::string, const StandingLine*>>;

// Units that owe anything, in the order of the roster.
std::vector<std::string> units_of(const std::vector<StandingLine>& lines) {
    std::vector<std::string> units;
    std::set<std::string> seen;
    for (const StandingLine& line : lines) {
        if (seen.insert(line.unit).second) {
            units.push_back(line.unit);
        }
    }
    return units;
}

// One unit and duty in the space of a number: what is missed, else what runs, else that it is done.
Markup cell(const Asked& asked, const StandingLine* line) {
    if (line == nullptr) {
        return element("td", {{"class", "u"}});
    }
    std::string href = duty_link(*line->duty, unit_word(line->unit));
    std::string counts =
        asked.say(fmt::format("{}：应{} 已{} 差{}", unit_name(asked, line->unit), line->owed,
                              line->owed - line->balance(), line->balance()),
                  fmt::format("{}: {} owed, {} done, {} missing", unit_name(asked, line->unit),
                              line->owed, line->owed - line->balance(), line->balance()));
    State state = line->missed > 0    ? State::missed
                  : line->running > 0 ? State::open
                  : line->owed == 0   ? State::upcoming
                                      : State::met;
    Markup inner = state == State::missed ? Markup(line->missed) : Markup();
    Markup mark = element("span", {{"class", "state bare " + std::string(state_id(state))}}, inner);
    return element("td", {{"class", "u"}},
                   element("a", {{"href", href}, {"title", counts}, {"aria-label", counts}}, mark));
}

Markup duty_row(const Asked& asked, const StandingLine& line,
                const std::map<std::string, const StandingLine*>& by_unit,
                const std::vector<std::string>& units) {
    Markup name = anchor(duty_link(*line.duty, ""), asked.say(line.duty->name));
    int done = line.owed - line.balance();
    Markup row =
        element("th", {{"scope", "row"}}, name) +
        element("td", {{"class", "n"}}, number_link(line.owed, duty_link(*line.duty, ""))) +
        element("td", {{"class", "n"}}, number_link(done, duty_link(*line.duty, "", "done"))) +
        element("td", {{"class", "n"}},
                number_link(line.balance(), duty_link(*line.duty, "", "balance"), line.missed > 0));
    for (const std::string& unit : units) {
        auto at = by_unit.find(unit);
        row += cell(asked, at == by_unit.end() ? nullptr : at->second);
    }
    return element("tr", {}, row);
}

Markup group_head(const std::string& title, std::size_t columns) {
    return element(
        "tr", {{"class", "group"}},
        element("th", {{"colspan", std::to_string(columns)}, {"scope", "rowgroup"}}, title));
}

Markup grid_head(const Asked& asked, const std::vector<std::string>& units) {
    Markup head = element("th", {{"scope", "col"}}, asked.say("职责", "Duty"));
    for (const auto& word :
         {asked.say("应", "Owed"), asked.say("已", "Done"), asked.say("差", "Balance")}) {
        head += element("th", {{"scope", "col"}, {"class", "n"}}, word);
    }
    for (const std::string& unit : units) {
        head += element("th", {{"scope", "col"}, {"class", "u"}},
                        span("upright", unit_name(asked, unit)));
    }
    return element("thead", {}, element("tr", {}, head));
}

// Duties down, units across; what has something overdue stands first.
Markup grid(const Asked& asked) {
    const ops::StandingAnswer& standing = asked.view->standing();
    std::vector<std::string> units = units_of(standing.by_unit);
    Grid lines;
    for (const StandingLine& line : standing.by_unit) {
        lines[line.duty][line.unit] = &line;
    }
    Markup late;
    Markup rest;
    for (const StandingLine& line : standing.by_duty) {
        (line.missed > 0 ? late : rest) += duty_row(asked, line, lines[line.duty], units);
    }
    Markup bodies;
    std::size_t columns = units.size() + 4;
    if (!late.empty()) {
        bodies +=
            element("tbody", {},
                    group_head(asked.say("有未完成的", "With something missed"), columns) + late);
    }
    if (!rest.empty()) {
        bodies += element("tbody", {}, group_head(asked.say("其余", "The others"), columns) + rest);
    }
    Markup caption = element(
        "caption", {},
        asked.say("按职责和单位：数字是未完成的期数，点开看每一期",
                  "By duty and unit: numbers are windows missed; each cell opens its windows"));
    return element(
        "div", {{"class", "scroll"}, {"tabindex", "0"}},
        element("table", {{"class", "ledger grid"}}, caption + grid_head(asked, units) + bodies));
}

Markup legend(const Asked& asked) {
    Markup out;
    for (State state : {State::missed, State::open, State::met, State::upcoming}) {
        out += state_mark(asked, state);
    }
    return block("legend", {out});
}

// ?show=overdue and ?show=done: obligations of all duties.
Markup listed(const Asked& asked, const std::vector<const standing::Obligation*>& all,
              const std::string& caption, const std::string& none) {
    Slice slice = slice_of(asked.request, all.size());
    std::vector<Cells> rows;
    for (std::size_t i = slice.offset; i < slice.end(); ++i) {
        rows.push_back(overdue_cells(asked, *all[i]));
    }
    return table(caption, overdue_columns(asked), rows, nothing(none)) + pager(asked, slice);
}

std::vector<Cells> done_rows(const Asked& asked, const Slice& slice,
                             const std::vector<const standing::Obligation*>& done) {
    std::vector<Cells> rows;
    for (std::size_t i = slice.offset; i < slice.end(); ++i) {
        const standing::Obligation& owed = *done[i];
        rows.push_back(
            {anchor(duty_link(*owed.duty, unit_word(owed.unit)), asked.say(owed.duty->name)),
             bearer_name(asked, owed), window_text(asked, owed), state_mark(asked, owed.state)});
    }
    return rows;
}

Markup all_done(const Asked& asked) {
    std::vector<const standing::Obligation*> done;
    for (const standing::Obligation& owed : asked.snapshot().obligations()) {
        if (owed.state == State::met || owed.state == State::made_up ||
            owed.state == State::waived) {
            done.push_back(&owed);
        }
    }
    Slice slice = slice_of(asked.request, done.size());
    std::vector<Column> columns{{asked.say("职责", "Duty"), ""},
                                {asked.say("谁", "Who"), ""},
                                {asked.say("期次或事项", "Window"), ""},
                                {asked.say("状态", "State"), ""}};
    return table(asked.say("已做、补做和豁免的", "Done, made up and waived"), columns,
                 done_rows(asked, slice, done),
                 nothing(asked.say("还没有做成的。", "Nothing is done yet."))) +
           pager(asked, slice);
}

}  // namespace

Response standing_page(const Asked& asked) {
    const ops::StandingAnswer& standing = asked.view->standing();
    std::string show = asked.request.asked("show");
    Frame frame{
        asked.say("履责情况", "Standing"),
        asked.say("哪个单位、哪项职责，还差什么？", "Which unit and duty is behind, and by what?"),
        "standing"};
    std::size_t done = 0;
    for (const StandingLine& line : standing.by_duty) {
        done += static_cast<std::size_t>(line.owed - line.balance());
    }
    Markup choices =
        filter(asked, "show", asked.say("看什么", "Show"),
               {{"", asked.say("按职责和单位", "Duties and units"), standing.by_duty.size()},
                {"overdue", asked.say("未完成", "Missed"), standing.overdue.size()},
                {"done", asked.say("已做", "Done"), done}});
    if (show == "overdue") {
        return page(
            asked, frame,
            choices + listed(asked, standing.overdue,
                             asked.say("到期没有完成的，最早的在前", "Missed, the oldest first"),
                             asked.say("到这一天没有欠着的。", "Nothing is overdue on this day.")));
    }
    if (show == "done") {
        return page(asked, frame, choices + all_done(asked));
    }
    if (standing.by_duty.empty()) {
        return page(
            asked, frame,
            nothing(asked.say("还没有可以算的职责：先用 luze import 导入台账。",
                              "No duty can be told yet: import ledgers with luze import.")));
    }
    return page(asked, frame, choices + legend(asked) + grid(asked));
}

}  // namespace luze::web
