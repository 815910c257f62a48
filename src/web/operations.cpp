// The interface as a table: what is called, by whom, with what.
#include <array>

#include "web/work_answers.h"

namespace luze::web {
namespace {

constexpr auto nobody = Needs::nothing;
constexpr auto reader = Needs::reader;
constexpr auto writer = Needs::writer;

constexpr Operation table[] = {
    {"GET", "openapi.json", "describeInterface", "本接口的说明（OpenAPI 3.1）",
     "this interface, as OpenAPI 3.1", nobody, 200, "", "", "object", describe_interface},
    {"GET", "forms", "listForms", "台账和字段", "forms and their fields", nobody, 200, "", "",
     "list", list_forms},
    {"GET", "procedures", "listProcedures", "程序：状态和步骤", "procedures: states and acts",
     nobody, 200, "", "", "list", list_procedures},
    {"GET", "roles", "listRoles", "角色和现在担任的人", "roles and who holds them now", reader, 200,
     "", "", "list", list_roles},
    {"GET", "parameters", "listParameters", "参数", "parameters", nobody, 200, "", "", "list",
     list_parameters},
    {"POST", "parameters", "setParameter", "从某天起改一个参数",
     "changes a parameter from a day on", writer, 200, "", "id! value! from:date!", "done",
     set_parameter},

    {"GET", "records", "listRecords", "记录和办理状态", "records with their state", reader, 200,
     "form state owner open:boolean after:integer day:date", "", "list", list_records},
    {"POST", "records", "enterRecord", "登记一条记录", "enters a record", writer, 201, "",
     "form! act on:date values:texts!", "record", enter_record},
    {"GET", "records/*", "showRecord", "一条记录：经过和下一步",
     "a record: its steps and what may come", reader, 200, "day:date", "", "object", show_record},
    {"POST", "records/*/steps", "takeStep", "办一步", "takes a step", writer, 200, "",
     "act! on:date values:texts seen:integer", "step", take_step},
    {"POST", "records/*/corrections", "correctRecord", "更正", "corrects a record", writer, 200, "",
     "values:texts! seen:integer", "record", correct_record},
    {"POST", "records/*/withdrawal", "withdrawRecord", "撤回", "withdraws a record", writer, 200,
     "", "reason!", "record", withdraw_record},
    {"POST", "records/*/evidence", "attachEvidence", "附上佐证（内容就是文件）",
     "attaches evidence; the body is the file", writer, 201, "name!", "", "evidence",
     attach_evidence},
    {"GET", "records/*/evidence/*", "fetchEvidence", "取一份佐证", "one piece of evidence", reader,
     200, "", "", "file", fetch_evidence},

    {"POST", "waivers", "waiveWindow", "豁免一项要求", "waives a window of a duty", writer, 201, "",
     "duty! bearer! from:date! to:date! reason!", "step", waive_window},
    {"POST", "links", "linkRecord", "用一条记录抵一项要求", "lets a record serve a window", writer,
     201, "", "record:integer! duty! bearer! from:date! to:date!", "step", link_record},
    {"POST", "findings", "raiseFinding", "未完成的要求转为问题",
     "turns a missed duty into a finding", writer, 201, "",
     "duty! bearer! from:date! to:date! values:texts", "record", raise_finding},
    {"GET", "proposals", "listProposals", "等我决定的督办建议", "rungs that wait for my decision",
     reader, 200, "", "", "list", list_proposals},
    {"POST", "records/*/letters", "decideRung", "决定采取一级督办措施", "decides a rung", writer,
     201, "", "rung! text ask number", "record", decide_rung},
    {"POST", "records/*/declined-rungs", "declineRung", "不采取建议的措施", "declines a rung",
     writer, 201, "", "rung! reason!", "step", decline_rung},

    {"GET", "meetings/*", "showMeeting", "一次会议：议题、到会、材料、不合规之处",
     "a meeting: items, attendance, papers, what was not by the rules", reader, 200, "day:date", "",
     "object", show_meeting},
    {"GET", "batches/*", "showBatch", "一个整改批次的进展", "how a batch of problems goes", reader,
     200, "day:date", "", "object", show_batch},

    {"GET", "reminders", "listReminders", "我近期要办和已经逾期的", "what is due from me, and late",
     reader, 200, "day:date", "", "list", list_reminders},
    {"POST", "calendar-address", "changeCalendarAddress", "换一个日历订阅地址（旧的作废）",
     "a new address for my calendar; the old one is void", reader, 201, "", "confirm:boolean",
     "object", change_calendar},
    {"GET", "calendar/*", "fetchCalendar", "日历订阅（地址本身就是凭证）",
     "a calendar feed; its address is its key", nobody, 200, "", "", "file", fetch_calendar},
    {"GET", "key-posts", "listKeyPosts", "关键岗位任期和两年内到期的", "key posts and their clock",
     reader, 200, "day:date", "", "list", list_posts},
    {"GET", "talks", "listTalks", "谈心谈话安排", "heart-to-heart talks by pair", reader, 200,
     "year:year", "", "list", list_talks},

    {"GET", "plan", "showPlan", "年度计划：逐月要做什么、谁负责、做了没有",
     "the year's plan month by month", reader, 200, "year:year day:date", "", "object", show_plan},
    {"POST", "plans", "draftPlan", "由要求推出计划草案", "drafts a plan from the duties", writer,
     201, "", "year:year! kind!", "record", draft_plan},
    {"GET", "burden", "showBurden", "开会的负担，和最省的日历",
     "the burden, and the calendar that is least", reader, 200, "year:year day:date", "", "object",
     show_burden},

    {"GET", "documents", "listDocuments", "能写的文书和台账",
     "documents and ledgers that can be written", nobody, 200, "", "", "list", list_documents},
    {"GET", "documents/*", "writeDocument", "写一份文书或台账", "writes a document or a ledger",
     reader, 200, "record:integer person quarter:integer year:year type", "", "file",
     write_document},

    {"GET", "me", "showMe", "我的页面", "my own page", reader, 200, "", "", "object", show_me},
    {"GET", "people/*", "showPerson", "一个人的页面", "a person's page", reader, 200, "", "",
     "object", show_person},
};

}  // namespace

std::span<const Operation> operations() { return table; }

}  // namespace luze::web
