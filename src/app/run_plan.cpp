// The year's plan and its burden.
#include <fmt/format.h>

#include "app/at_work.h"
#include "app/exit_code.h"
#include "ops/show_plan.h"

namespace luze::app {
namespace {

int year_asked(const Console& console, Date day) {
    return console.options.year.value_or(day.year());
}

}  // namespace

int run_plan_show(const Console& console) {
    auto desk = open_desk(console);
    if (!desk) {
        return console.report(desk.error());
    }
    auto asker = asker_of(console, **desk);
    if (!asker) {
        return console.report(asker.error());
    }
    Date day = console.options.as_of.value_or((*desk)->day(console.now));
    Json plan = ops::plan_json(**desk, year_asked(console, day), *asker, day);
    print_answer(console, console.options.json ? plan : plan["items"],
                 {{"by", "排在", "by"},
                  {"name", "要求", "duty"},
                  {"bearer", "谁的", "whose"},
                  {"window", "时段", "window"},
                  {"time", "第几次", "time"},
                  {"before", "上年", "year before"},
                  {"target", "目标", "target"},
                  {"owed", "应", "owed"},
                  {"done", "已", "done"},
                  {"missed", "缺", "missed"},
                  {"who", "负责", "answers"},
                  {"reason", "改期理由", "moved because"}});
    return exit_done;
}

int run_plan_draft(const Console& console) {
    auto desk = open_desk(console);
    if (!desk) {
        return console.report(desk.error());
    }
    auto asker = asker_of(console, **desk);
    if (!asker) {
        return console.report(asker.error());
    }
    auto plan = ops::draft_plan(**desk, year_asked(console, (*desk)->day(console.now)),
                                console.options.written.text("kind"), *asker, console.now);
    if (!plan) {
        return console.report(plan.error());
    }
    return done(console, **desk, Json::Object{{"id", plan->value}},
                console.say("已写好计划草案，编号 ", "drafted: ") + std::to_string(plan->value));
}

int run_burden(const Console& console) {
    auto desk = open_desk(console);
    if (!desk) {
        return console.report(desk.error());
    }
    Date day = console.options.as_of.value_or((*desk)->day(console.now));
    Json burden = ops::burden_json(**desk, year_asked(console, day), day);
    if (!console.options.json) {
        auto line = [&](const char* zh, const char* en, const Json& part) {
            console.print(fmt::format(
                fmt::runtime(console.say(
                    "{}：{}次，人均每月{}次、{}小时，一次会完成{}项要求\n",
                    "{}: {} sittings, {} and {} hours a person and month, {} duties a sitting\n")),
                console.say(zh, en), part.number("sittings"), part.text("per_person_month"),
                part.text("hours_per_person_month"), part.text("duties_per_sitting")));
        };
        line("逐项各开各的", "each by itself", burden["required"]);
        line("合着开", "shared", burden["least"]);
        line("实际开了", "as held", burden["held"]);
        console.print("\n");
    }
    print_answer(console, console.options.json ? burden : burden["calendar"],
                 {{"day", "日期", "day"},
                  {"name", "哪种会", "sitting"},
                  {"unit", "单位", "unit"},
                  {"serves", "完成的要求", "serves"}});
    return exit_done;
}

}  // namespace luze::app
