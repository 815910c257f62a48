// Records one by one, and the steps of their procedures.
#include <fmt/format.h>

#include "app/at_work.h"
#include "app/exit_code.h"
#include "app/print.h"
#include "ops/change_record.h"
#include "ops/show_case.h"
#include "ops/take_step.h"

namespace luze::app {
namespace {

// A desk, who asks, and the record named by `id`, if any.
struct AtDesk {
    std::unique_ptr<ops::Desk> desk;
    ops::Asker asker;
    RecordId record;
};

Result<AtDesk> at_desk(const Console& console) {
    AtDesk out;
    if (std::string id = console.options.written.text("id"); !id.empty()) {
        auto record = record_id(id);
        if (!record) {
            return std::unexpected(record.error());
        }
        out.record = *record;
    }
    auto desk = open_desk(console);
    if (!desk) {
        return std::unexpected(desk.error());
    }
    out.desk = std::move(*desk);
    auto asker = asker_of(console, *out.desk);
    if (!asker) {
        return std::unexpected(asker.error());
    }
    out.asker = std::move(*asker);
    return out;
}

std::size_t seen_of(const Console& console) {
    auto seen = record_id(console.options.written.text("--seen"));
    return seen ? static_cast<std::size_t>(seen->value) : 0;
}

Json id_json(RecordId id) { return Json::Object{{"id", id.value}}; }

// What comes next, as it fits a line: the fields that are asked for, and at most three people.
Json readable(const Json& next) {
    constexpr std::size_t most = 3;
    Json::Array out;
    for (const Json& step : *next.array()) {
        Json::Object line = *step.object();
        Json::Array asks;
        for (const Json& field : *step["fields"].array()) {
            if (field["asked"] == Json(true)) {
                asks.emplace_back(field.text("id"));
            }
        }
        line["asks"] = std::move(asks);
        Json::Array who = *step["who"].array();
        if (who.size() > most) {
            who.resize(most);
            who.emplace_back("…");
        }
        line["who"] = std::move(who);
        out.emplace_back(std::move(line));
    }
    return out;
}

void print_case(const Console& console, const Json& answer) {
    auto line = [&](const char* zh, const char* en, const Json& value) {
        if (std::string text = member_text(console, value); !text.empty()) {
            console.print("  " + console.say(zh, en) + "：" + text + "\n");
        }
    };
    console.print(fmt::format("#{} {}  {}\n", answer.number("id"),
                              member_text(console, answer["form_name"]),
                              harmless(answer.text("title"))));
    line("状态", "state", answer["state_name"]);
    line("自", "since", answer["since"]);
    line("时限", "due", answer["due"]);
    line("逾期", "late", answer["late"]);
    line("责任人", "owner", answer["owner"]);
    console.print(console.say("\n经过：\n", "\nSteps:\n"));
    print_answer(console, answer["steps"],
                 {{"on", "日期", "day"},
                  {"act_name", "步骤", "step"},
                  {"by", "办理人", "by"},
                  {"late", "补记", "late"},
                  {"entry", "第几条", "entry"},
                  {"said", "内容", "what was said"}});
    console.print(console.say("\n下一步：\n", "\nNext:\n"));
    print_answer(console, readable(answer["next"]),
                 {{"act", "标识", "id"},
                  {"name", "步骤", "step"},
                  {"asks", "要填的字段", "wants"},
                  {"who", "可办的人", "who"},
                  {"refused", "现在不能办的原因", "why not now"}});
}

}  // namespace

int run_record_add(const Console& console) {
    auto at = at_desk(console);
    if (!at) {
        return console.report(at.error());
    }
    const Written& written = console.options.written;
    auto typed = typed_of(written.all("fields"));
    if (!typed) {
        return console.report(typed.error());
    }
    auto on = day_of(written.text("--on"), "--on");
    if (!on) {
        return console.report(on.error());
    }
    auto id =
        ops::enter_record(*at->desk, {written.text("form"), written.text("--act"), *on, *typed},
                          at->asker, console.now);
    if (!id) {
        return console.report(id.error());
    }
    return done(
        console, *at->desk, id_json(*id),
        fmt::format(fmt::runtime(console.say("已登记，编号 {}", "recorded as {}")), id->value));
}

int run_record_correct(const Console& console) {
    auto at = at_desk(console);
    if (!at) {
        return console.report(at.error());
    }
    auto typed = typed_of(console.options.written.all("fields"));
    if (!typed) {
        return console.report(typed.error());
    }
    auto corrected = ops::correct_record(*at->desk, at->record, *typed, at->asker, console.now,
                                         seen_of(console));
    if (!corrected) {
        return console.report(corrected.error());
    }
    return done(console, *at->desk, id_json(at->record), console.say("已更正", "corrected"));
}

int run_record_withdraw(const Console& console) {
    auto at = at_desk(console);
    if (!at) {
        return console.report(at.error());
    }
    auto withdrawn = ops::withdraw_record(
        *at->desk, at->record, console.options.written.text("--reason"), at->asker, console.now);
    if (!withdrawn) {
        return console.report(withdrawn.error());
    }
    return done(console, *at->desk, id_json(at->record), console.say("已撤回", "withdrawn"));
}

int run_case_list(const Console& console) {
    auto at = at_desk(console);
    if (!at) {
        return console.report(at.error());
    }
    const Written& written = console.options.written;
    ops::CaseQuery query;
    query.form = written.text("--form");
    query.state = written.text("--state");
    query.open_only = written.flag("--open");
    if (auto after = record_id(written.text("--after"))) {
        query.after = after->value;
    }
    if (std::string owner = written.text("--owner"); !owner.empty()) {
        auto person = at->desk->person(owner);
        if (!person) {
            return console.report(person.error());
        }
        query.owner = *person;
    }
    Date day = console.options.as_of.value_or(at->desk->day(console.now));
    auto lines = ops::list_cases(*at->desk, query, at->asker, day);
    print_answer(console, ops::cases_json(*at->desk, lines, day),
                 {{"id", "编号", "id"},
                  {"form_name", "类别", "form"},
                  {"title", "事项", "title"},
                  {"state_name", "状态", "state"},
                  {"owner", "责任人", "owner"},
                  {"due", "时限", "due"},
                  {"late", "逾期", "late"}});
    if (!console.options.json && lines.size() == query.count) {
        console.print(
            fmt::format(fmt::runtime(console.say("只列了{}项，后面的用 --after {} 接着看\n",
                                                 "{} are listed; see on with --after {}\n")),
                        lines.size(), lines.back().id.value));
    }
    return exit_done;
}

int run_case_show(const Console& console) {
    auto at = at_desk(console);
    if (!at) {
        return console.report(at.error());
    }
    Date day = console.options.as_of.value_or(at->desk->day(console.now));
    auto answer = ops::case_json(*at->desk, at->record, at->asker, day);
    if (!answer) {
        return console.report(answer.error());
    }
    if (console.options.json) {
        console.print(canonical(*answer) + "\n");
    } else {
        print_case(console, *answer);
    }
    return exit_done;
}

int run_step(const Console& console) {
    auto at = at_desk(console);
    if (!at) {
        return console.report(at.error());
    }
    const Written& written = console.options.written;
    auto typed = typed_of(written.all("fields"));
    if (!typed) {
        return console.report(typed.error());
    }
    auto on = day_of(written.text("--on"), "--on");
    if (!on) {
        return console.report(on.error());
    }
    auto taken =
        ops::take_step(*at->desk, {at->record, written.text("act"), *on, *typed, seen_of(console)},
                       at->asker, console.now);
    if (!taken) {
        return console.report(taken.error());
    }
    Json::Array opened;
    for (RecordId id : taken->opened) {
        opened.emplace_back(id.value);
    }
    return done(console, *at->desk,
                Json::Object{{"entry", taken->entry}, {"opened", std::move(opened)}},
                console.say("已办理，记入第 ", "done: entry ") + std::to_string(taken->entry) +
                    console.say(" 条", ""));
}

}  // namespace luze::app
