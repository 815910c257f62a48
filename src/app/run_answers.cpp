// Commands that answer from a book.
#include <fmt/format.h>

#include "app/at_work.h"
#include "app/exit_code.h"
#include "app/print.h"
#include "base/limits.h"
#include "ops/set_parameter.h"
#include "ops/show_figures.h"
#include "ops/show_standing.h"
#include "ops/write_prose.h"
#include "ops/write_report.h"

namespace luze::app {
namespace {

// The command line belongs to whoever may read the data directory: it sees the whole book.
const Scope scope = Scope::whole_book();

constexpr std::size_t most_overdue = 40;

void print_overdue(const Console& console, const ops::StandingAnswer& answer) {
    if (answer.overdue.empty()) {
        return;
    }
    console.print(console.say("\n未完成（到期最早的在前）：\n", "\nMissed, the oldest first:\n"));
    std::size_t shown = 0;
    for (const auto* owed : answer.overdue) {
        if (++shown > most_overdue) {
            console.print(
                fmt::format(fmt::runtime(console.say("  …… 另有 {} 项\n", "  … {} more\n")),
                            answer.overdue.size() - most_overdue));
            break;
        }
        // What a record opens bears the record's own name.
        bool same = owed->bearer_name == owed->window_name;
        console.print(fmt::format("  ✕ {}  {}  {}  {}/{}\n", harmless(owed->duty->name.zh),
                                  harmless(owed->bearer_name),
                                  same ? owed->window.last.iso() : harmless(owed->window_name),
                                  owed->done.text(), owed->owed.text()));
    }
}

std::string class_name(const Console& console, norms::FaultClass cls) {
    switch (cls) {
        case norms::FaultClass::duty:
            return console.say("履责", "duty");
        case norms::FaultClass::data:
            return console.say("数据", "data");
        case norms::FaultClass::notice:
            return console.say("提示", "notice");
    }
    return "";
}

std::string place_of(const report::Fault& fault) {
    std::string out = fault.file.empty() ? "—" : fault.file + " / " + fault.sheet;
    return fault.row == 0 ? out : out + " " + std::to_string(fault.row);
}

}  // namespace

int run_standing(const Console& console) {
    auto snapshot = console.look_at_year();
    if (!snapshot) {
        return console.report(snapshot.error());
    }
    ops::StandingAnswer answer = ops::show_standing(**snapshot);
    if (console.options.json) {
        console.print(canonical(ops::standing_json(**snapshot, answer, scope)) + "\n");
        return exit_done;
    }
    console.print(fmt::format(
        fmt::runtime(console.say("{}  截至 {}（{} 年度）\n\n", "{}  as of {} ({})\n\n")),
        (*snapshot)->book().name, (*snapshot)->as_of().iso(), (*snapshot)->year()));
    Table table;
    table.headers = {console.say("职责", "duty"),      console.say("应", "owed"),
                     console.say("已", "done"),        console.say("差", "balance"),
                     console.say("补做", "made up"),   console.say("未完成", "missed"),
                     console.say("进行中", "running"), console.say("豁免", "waived")};
    table.align.assign(8, Align::right);
    table.align[0] = Align::left;
    for (const ops::StandingLine& line : answer.by_duty) {
        const Phrase& name = line.duty->name;
        bool english = console.options.language == Language::en && !name.en.empty();
        table.rows.push_back({english ? name.en : name.zh, std::to_string(line.owed),
                              std::to_string(line.met), std::to_string(line.balance()),
                              std::to_string(line.made_up), std::to_string(line.missed),
                              std::to_string(line.running), std::to_string(line.waived)});
    }
    console.print(format_table(table));
    print_overdue(console, answer);
    if (!answer.not_kept.empty()) {
        console.print(console.say("\n未建账：", "\nNo ledger kept: "));
        for (const std::string& name : answer.not_kept) {
            console.print((&name == &answer.not_kept.front() ? "" : "、") + name);
        }
        console.print("\n");
    }
    return exit_done;
}

int run_figures(const Console& console) {
    auto snapshot = console.look_at_year();
    if (!snapshot) {
        return console.report(snapshot.error());
    }
    const report::Figures& figures = (*snapshot)->figures();
    if (console.options.json) {
        console.print(ops::figures_json(**snapshot));
        return exit_done;
    }
    Table table;
    table.headers = {console.say("标识", "id"), console.say("名称", "label"),
                     console.say("数值", "value"), console.say("账目", "entries")};
    table.align = {Align::left, Align::left, Align::right, Align::right};
    for (const report::FigureValue& value : figures.all()) {
        table.rows.push_back(
            {value.id, value.label, ops::value_text(value), std::to_string(value.entries.size())});
    }
    console.print(format_table(table));
    return exit_done;
}

int run_faults(const Console& console) {
    auto snapshot = console.look_at_year();
    if (!snapshot) {
        return console.report(snapshot.error());
    }
    std::vector<report::Fault> faults = ops::show_faults(**snapshot, scope);
    if (console.options.json) {
        console.print(canonical(ops::faults_json(faults)) + "\n");
        return exit_done;
    }
    Table table;
    table.headers = {console.say("类别", "class"), console.say("出处", "where"),
                     console.say("说明", "note")};
    for (const report::Fault& fault : faults) {
        table.rows.push_back({class_name(console, fault.rule->cls), harmless(place_of(fault)),
                              harmless(fault.note)});
    }
    console.print(format_table(table));
    return exit_done;
}

int run_parameters(const Console& console) {
    auto snapshot = console.look();
    if (!snapshot) {
        return console.report(snapshot.error());
    }
    if (console.options.json) {
        console.print(canonical(ops::parameters_json((*snapshot)->context(), (*snapshot)->year())) +
                      "\n");
        return exit_done;
    }
    console.print(
        fmt::format(fmt::runtime(console.say("{} 的值（看别的日子用 --as-of）\n\n",
                                             "Values on {} (--as-of shows another day)\n\n")),
                    (*snapshot)->as_of().iso()));
    Table table;
    table.headers = {console.say("参数", "parameter"), console.say("名称", "name"),
                     console.say("值", "value"), console.say("起", "since")};
    for (const ops::ParameterLine& line :
         ops::show_parameters((*snapshot)->context(), (*snapshot)->year())) {
        table.rows.push_back({line.id, line.name, line.value, line.since});
    }
    console.print(format_table(table));
    return exit_done;
}

int run_set_parameter(const Console& console) {
    auto desk = open_desk(console);
    if (!desk) {
        return console.report(desk.error());
    }
    const Options& options = console.options;
    auto set = ops::set_parameter(**desk, options.parameter, options.value, *options.from,
                                  {{}, console.actor(), true}, console.now);
    if (!set) {
        return console.report(set.error());
    }
    const bool back = *options.from < (*desk)->day(console.now);
    std::string said = options.parameter + " = " + options.value + console.say("，自 ", " from ") +
                       options.from->iso();
    if (back) {
        said += console.say("\n起用日早于今天：从那天起开始的时段，过去了的也按新值重算。",
                            "\nFrom before today: windows that began since then are judged by the "
                            "new value, past ones too.");
    }
    return done(console, **desk,
                Json::Object{{"id", options.parameter},
                             {"value", options.value},
                             {"from", options.from->iso()},
                             {"from_before_today", back}},
                said);
}

int run_prose(const Console& console) {
    const Options& options = console.options;
    if (options.file.empty()) {
        auto snapshot = console.look();
        if (!snapshot) {
            return console.report(snapshot.error());
        }
        Table table;
        table.headers = {console.say("段落", "place"), console.say("所在标题", "heading"),
                         console.say("文字", "text")};
        for (const ops::ProsePlace& place : ops::prose_places(**snapshot)) {
            table.rows.push_back({place.id, place.heading, harmless(place.text)});
        }
        console.print(format_table(table));
        return exit_done;
    }
    auto text = ops::read_file(options.file, limits::cell_bytes);
    if (!text) {
        return console.report(text.error());
    }
    auto site = console.open_to_write();
    if (!site) {
        return console.report(site.error());
    }
    auto written = ops::write_prose(*site, options.place, *text, console.actor(), console.now);
    if (!written) {
        return console.report(written.error());
    }
    if (auto note = site->sign(); !note) {
        return console.report(note.error());
    }
    console.print(text->empty() ? console.say("已撤下，重新出报告即可。\n",
                                              "Taken away; write the report again.\n")
                                : console.say("已写入，重新出报告即可看到。\n",
                                              "Written; the next report will have it.\n"));
    return exit_done;
}

int run_report(const Console& console) {
    auto site = console.open_to_read();
    if (!site) {
        return console.report(site.error());
    }
    auto snapshot = ops::look(*site, console.question());
    if (!snapshot) {
        return console.report(snapshot.error());
    }
    if (auto held = console.check_year(**snapshot); !held) {
        return console.report(held.error());
    }
    // A report is handed on: what is restricted stays id and digest in it.
    auto paths = ops::write_report(*site, **snapshot, console.options.out, Scope::open_records());
    if (!paths) {
        return console.report(paths.error());
    }
    for (const auto& path : *paths) {
        console.print(path.string() + "\n");
    }
    return exit_done;
}

}  // namespace luze::app
