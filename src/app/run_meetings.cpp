// A meeting as a whole, and a batch of problems.
#include <fmt/format.h>

#include "app/at_work.h"
#include "app/exit_code.h"
#include "app/print.h"
#include "ops/show_meeting.h"

namespace luze::app {
namespace {

using Show = Result<Json> (*)(const ops::Desk&, RecordId, const ops::Asker&, Date);
using Print = void (*)(const Console&, const Json&);

int show(const Console& console, Show answer_of, Print print) {
    auto desk = open_desk(console);
    if (!desk) {
        return console.report(desk.error());
    }
    auto asker = asker_of(console, **desk);
    auto id = record_id(console.options.written.text("id"));
    if (!asker || !id) {
        return console.report(asker ? id.error() : asker.error());
    }
    const Date day = console.options.as_of.value_or((*desk)->day(console.now));
    auto answer = answer_of(**desk, *id, *asker, day);
    if (!answer) {
        return console.report(answer.error());
    }
    if (console.options.json) {
        console.print(canonical(*answer) + "\n");
    } else {
        print(console, *answer);
    }
    return exit_done;
}

void print_line(const Console& console, const char* zh, const char* en, const std::string& text) {
    if (!text.empty()) {
        console.print(std::string("  ") + console.say(zh, en) + text + "\n");
    }
}

void print_head(const Console& console, const Json& matter) {
    console.print(fmt::format("#{} {}  {}\n", matter.number("id"),
                              member_text(console, matter["form_name"]),
                              harmless(matter.text("title"))));
    print_line(console, "状态：", "state: ", member_text(console, matter["state_name"]));
    print_line(console, "时限：", "due: ", matter.text("due"));
}

// The member of each item that holds the fields as a person reads them, beside the item's own.
Json with_texts(const Json& items) {
    Json::Array out;
    for (const Json& item : *items.array()) {
        Json::Object line = *item.object();
        for (const auto& [field, text] : *item["texts"].object()) {
            line.emplace(field, text);
        }
        out.emplace_back(std::move(line));
    }
    return out;
}

void print_table(const Console& console, const char* zh, const char* en, const Json& items,
                 const std::vector<Shown>& columns) {
    if (items.array() != nullptr && !items.array()->empty()) {
        console.print(std::string("\n") + console.say(zh, en) + "\n");
        print_answer(console, items, columns);
    }
}

void print_meeting(const Console& console, const Json& answer) {
    const Json& meeting = answer["meeting"];
    const Json& says = meeting["texts"];
    print_head(console, meeting);
    print_line(console, "拟开日期：", "planned for: ", says.text("planned_on"));
    print_line(console, "通知日期：", "notice given on: ", says.text("notified_on"));
    print_line(console, "日期：", "date: ", says.text("date"));
    print_line(console, "主持人：", "chair: ", harmless(says.text("chair")));
    print_line(console, "记录人：", "recorder: ", harmless(says.text("recorder")));
    print_line(console, "应到：", "should attend: ", member_text(console, answer["entitled"]));
    print_line(console, "到会：", "here: ", member_text(console, answer["here"]));
    print_line(console, "请假缺席：", "absent: ", harmless(says.text("absent")));
    print_line(console, "补学：", "made up by: ", harmless(says.text("made_up")));
    print_line(console, "发言顺序：", "order of speaking: ", harmless(says.text("speaking_order")));
    if (!answer["papers"].is_null()) {
        const Json& papers = answer["papers"];
        print_line(console, "已交对照检查材料：",
                   "papers in: ", member_text(console, papers["in"]));
        print_line(console, "未交对照检查材料：",
                   "papers missing: ", member_text(console, papers["missing"]));
        print_line(console, "上年查摆、还没有销号的问题：",
                   "open of last year: ", member_text(console, answer["last_year_open"]));
    }
    print_table(console, "议题：", "Items:", with_texts(answer["items"]),
                {{"id", "编号", "id"},
                 {"topic", "议题", "item"},
                 {"category", "类别", "kind"},
                 {"state_name", "状态", "state"},
                 {"speaking_order", "发言顺序", "order of speaking"},
                 {"recused", "回避", "withdrew"},
                 {"votes_for", "赞成", "for"},
                 {"votes_against", "反对", "against"},
                 {"votes_abstained", "弃权", "abstained"},
                 {"decision", "决定", "decision"}});
    print_table(console, "查摆的问题：", "Problems found:", answer["problems"],
                {{"id", "编号", "id"},
                 {"level", "层级", "level"},
                 {"aspect", "方面", "aspect"},
                 {"title", "问题", "problem"},
                 {"state_name", "状态", "state"}});
    print_table(console, "不合规之处：", "Not by the rules:", answer["violations"],
                {{"note", "情况", "what"}});
    console.print(fmt::format(
        fmt::runtime(console.say("\n经过和下一步：luze case show {}\n",
                                 "\nIts steps and what comes next: luze case show {}\n")),
        meeting.number("id")));
}

void print_batch(const Console& console, const Json& answer) {
    print_head(console, answer["batch"]);
    print_line(console, "问题：", "problems: ", member_text(console, answer["of"]));
    print_line(console, "已销号：", "closed: ", member_text(console, answer["closed"]));
    print_line(console, "逾期：", "late: ", member_text(console, answer["late"]));
    print_table(console, "问题：", "Problems:", answer["problems"],
                {{"id", "编号", "id"},
                 {"title", "问题", "problem"},
                 {"state_name", "状态", "state"},
                 {"owner", "责任人", "owner"},
                 {"due", "时限", "due"},
                 {"late", "逾期", "late"}});
}

}  // namespace

int run_meeting_show(const Console& console) {
    auto whole = [](const ops::Desk& desk, RecordId id, const ops::Asker& asker, Date day) {
        return ops::meeting_json(desk, id, asker, day);
    };
    return show(console, whole, print_meeting);
}

int run_batch_show(const Console& console) { return show(console, ops::batch_json, print_batch); }

}  // namespace luze::app
