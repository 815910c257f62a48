// The interface as a table: what is called, by whom, with what.
#include <array>

#include "web/work_answers.h"

namespace luze::web {
namespace {

using access::Right;
constexpr auto open = Right::open;
constexpr auto signed_in = Right::signed_in;
constexpr auto own = Right::see_own;
constexpr auto book = Right::see_book;
constexpr auto whole = Right::see_whole;
constexpr auto record = Right::record;
constexpr auto rules = Right::rules;
constexpr auto plan = Right::plan;
constexpr auto verify = Right::verify;
constexpr auto security = Right::admin_security;
constexpr auto system = Right::admin_system;
constexpr auto audit = Right::admin_audit;

constexpr Operation table[] = {
    {"GET", "openapi.json", "describeInterface", "本接口的说明（OpenAPI 3.1）",
     "this interface, as OpenAPI 3.1", open, 200, "", "", "object", describe_interface},
    {"GET", "session", "showSession", "谁登录着", "who is signed in", open, 200, "", "", "object",
     show_session},
    {"POST", "session", "signIn", "登录", "signs in", open, 200, "", "account! password! code",
     "object", sign_in},
    {"POST", "session/end", "signOut", "退出", "signs out", signed_in, 200, "", "confirm:boolean",
     "object", sign_out},
    {"POST", "session/password", "changePassword", "换口令", "changes one's own password",
     signed_in, 200, "", "old! password!", "done", change_password},
    {"POST", "session/second-factor", "beginSecondFactor", "开始设置第二重验证",
     "begins to set up the second factor", signed_in, 200, "", "confirm:boolean", "object",
     begin_factor},
    {"POST", "session/second-factor/confirmation", "confirmSecondFactor", "用验证码确认第二重验证",
     "confirms the second factor by a code", signed_in, 200, "", "code!", "object", confirm_factor},
    {"POST", "session/language", "setLanguage", "换语言", "changes the language", signed_in, 200,
     "", "language!", "done", set_language},
    {"GET", "setup/*", "showSetUp", "设置链接是谁的（链接本身就是凭证）",
     "whose set-up link it is; the link is its key", open, 200, "", "", "object", show_set_up},
    {"POST", "setup/*", "setUp", "由设置链接设口令", "sets a password by a set-up link", open, 200,
     "", "password!", "object", set_up},
    {"GET", "preferences/*", "showPreference", "本账号存着的偏好（存好的视图等）",
     "what the account keeps for its pages", signed_in, 200, "", "", "object", show_preference},
    {"POST", "preferences/*", "setPreference", "存一项偏好", "keeps a preference", signed_in, 200,
     "", "value!", "done", set_preference},
    {"GET", "tokens", "listOwnTokens", "我的令牌", "my tokens", own, 200, "", "", "list",
     list_own_tokens},
    {"POST", "tokens", "issueOwnToken", "给自己发一个令牌", "issues a token to oneself", own, 201,
     "", "scopes", "object", issue_own_token},
    {"POST", "tokens/*/revocation", "revokeOwnToken", "作废我的一个令牌", "revokes a token of mine",
     own, 200, "", "confirm:boolean", "done", revoke_own_token},

    {"GET", "admin/accounts", "listAccounts", "账号", "accounts", security, 200, "", "", "list",
     list_accounts},
    {"POST", "admin/accounts", "addAccount", "加一个账号，得到一次性设置链接",
     "adds an account: the one-time link by which it is set up", security, 201, "",
     "account! roles! person title", "object", add_account},
    {"GET", "admin/roles", "listAccessRoles", "账号的角色和权限",
     "roles of accounts and their rights", security, 200, "", "", "list", list_access_roles},
    {"POST", "admin/accounts/*/roles", "setAccountRoles", "换角色", "changes the roles", security,
     200, "", "roles!", "done", set_account_roles},
    {"POST", "admin/accounts/*/disabling", "disableAccount", "停用", "disables an account",
     security, 200, "", "confirm:boolean", "done", disable_account},
    {"POST", "admin/accounts/*/enabling", "enableAccount", "启用", "enables it again", security,
     200, "", "confirm:boolean", "done", enable_account},
    {"POST", "admin/accounts/*/link", "issueSetUpLink", "重发设置链接",
     "issues another set-up link", security, 201, "", "confirm:boolean", "object",
     issue_set_up_link},
    {"POST", "admin/accounts/*/second-factor-reset", "resetSecondFactor", "重置第二重验证",
     "takes the second factor away", security, 200, "", "confirm:boolean", "done", reset_factor},
    {"GET", "admin/tokens", "listAllTokens", "全部令牌", "everybody's tokens", security, 200, "",
     "", "list", list_all_tokens},
    {"POST", "admin/tokens/*/revocation", "revokeAnyToken", "作废一个令牌", "revokes a token",
     security, 200, "", "confirm:boolean", "done", revoke_any_token},
    {"GET", "admin/settings", "listSettings", "设置", "settings", system, 200, "", "", "list",
     list_settings},
    {"POST", "admin/settings/*", "setSetting", "改一项设置", "changes a setting", system, 200, "",
     "value!", "done", set_setting},
    {"GET", "admin/audit", "listAudit", "审计日志", "the audit log", audit, 200,
     "event account after:integer", "", "object", list_audit},
    {"GET", "admin/reads", "listReads", "谁看过不公开的记录", "who read restricted records", audit,
     200, "after:integer", "", "object", list_reads},

    {"GET", "forms", "listForms", "台账和字段", "forms and their fields", own, 200, "", "", "list",
     list_forms},
    {"GET", "procedures", "listProcedures", "程序：状态和步骤", "procedures: states and acts", own,
     200, "", "", "list", list_procedures},
    {"GET", "roles", "listRoles", "角色和现在担任的人", "roles and who holds them now", own, 200,
     "", "", "list", list_roles},
    {"GET", "parameters", "listParameters", "参数", "parameters", own, 200, "", "", "list",
     list_parameters},
    {"GET", "rules", "showRules", "制度、参数的历次取值、各项职责", "norms, parameters with their "
     "versions, duties as people read them", own, 200, "day:date", "", "object", show_rules},
    {"POST", "rules/preview", "previewRule", "从某天起改一个参数，哪些要求会变（不写入）",
     "what would change if a number changed from that day; nothing is written", book, 200,
     "day:date year:integer known", "id! value! from:date!", "object", preview_rule},
    {"POST", "parameters", "setParameter", "从某天起改一个参数",
     "changes a parameter from a day on", rules, 200, "", "id! value! from:date!", "done",
     set_parameter},

    {"GET", "records", "listRecords", "一本台账的记录，可筛选、排序、导出",
     "records as a table: filtered, sorted, exported", own, 200,
     "form find f.* open:boolean late:boolean owner sort after limit:integer offset:integer as "
     "language day:date",
     "",
     "page", list_records},
    {"POST", "records", "enterRecord", "登记一条记录", "enters a record", record, 201, "",
     "form! act on:date values:texts!", "record", enter_record},
    {"POST", "records/preview", "previewRecord", "照现在填的：有什么不对，能抵哪些要求（不写入）",
     "what a record as typed so far would serve, and what is wrong; nothing is written", record,
     200, "", "form! act on:date values:texts!", "object", preview_record},
    {"GET", "records/*", "showRecord", "一条记录：经过和下一步",
     "a record: its steps and what may come", own, 200, "day:date", "", "object", show_record},
    {"POST", "records/*/steps", "takeStep", "办一步", "takes a step", record, 200, "",
     "act! on:date values:texts seen:integer", "step", take_step},
    {"POST", "records/*/corrections", "correctRecord", "更正", "corrects a record", record, 200, "",
     "values:texts! seen:integer", "record", correct_record},
    {"POST", "records/*/withdrawal", "withdrawRecord", "撤回", "withdraws a record", record, 200,
     "", "reason!", "record", withdraw_record},
    {"POST", "records/*/evidence", "attachEvidence", "附上佐证（内容就是文件）",
     "attaches evidence; the body is the file", record, 201, "name!", "*", "evidence",
     attach_evidence},
    {"GET", "records/*/evidence/*", "fetchEvidence", "取一份佐证", "one piece of evidence", own,
     200, "", "", "file", fetch_evidence},

    {"POST", "waivers", "waiveWindow", "豁免一项要求", "waives a window of a duty", record, 201, "",
     "duty! bearer! from:date! to:date! reason!", "step", waive_window},
    {"POST", "links", "linkRecord", "用一条记录抵一项要求", "lets a record serve a window", record,
     201, "", "record:integer! duty! bearer! from:date! to:date!", "step", link_record},
    {"POST", "findings", "raiseFinding", "未完成的要求转为问题",
     "turns a missed duty into a finding", record, 201, "",
     "duty! bearer! from:date! to:date! values:texts", "record", raise_finding},
    {"GET", "proposals", "listProposals", "等我决定的督办建议", "rungs that wait for my decision",
     own, 200, "", "", "list", list_proposals},
    {"POST", "records/*/letters", "decideRung", "决定采取一级督办措施", "decides a rung", record,
     201, "", "rung! text ask number", "record", decide_rung},
    {"POST", "records/*/declined-rungs", "declineRung", "不采取建议的措施", "declines a rung",
     record, 201, "", "rung! reason!", "step", decline_rung},

    {"GET", "meetings/*", "showMeeting", "一次会议：议题、到会、材料、不合规之处",
     "a meeting: items, attendance, papers, what was not by the rules", own, 200, "day:date", "",
     "object", show_meeting},
    {"GET", "batches/*", "showBatch", "一个整改批次的进展", "how a batch of problems goes", own,
     200, "day:date", "", "object", show_batch},

    {"GET", "reminders", "listReminders", "我近期要办和已经逾期的", "what is due from me, and late",
     own, 200, "day:date", "", "list", list_reminders},
    {"POST", "calendar-address", "changeCalendarAddress", "换一个日历订阅地址（旧的作废）",
     "a new address for my calendar; the old one is void", own, 201, "", "confirm:boolean",
     "object", change_calendar},
    {"GET", "calendar/*", "fetchCalendar", "日历订阅（地址本身就是凭证）",
     "a calendar feed; its address is its key", open, 200, "", "", "file", fetch_calendar},
    {"GET", "key-posts", "listKeyPosts", "关键岗位任期和两年内到期的", "key posts and their clock",
     book, 200, "day:date", "", "list", list_posts},
    {"GET", "talks", "listTalks", "谈心谈话安排", "heart-to-heart talks by pair", book, 200,
     "year:integer", "", "list", list_talks},

    {"GET", "search", "search", "查找记录、人员、单位、职责、台账、数字",
     "finds records, people, units, duties, ledgers, figures", own, 200,
     "q! kind form limit:integer", "", "object", search},
    {"GET", "suggestions", "suggest", "边输入边提示：人、单位、某本台账的记录",
     "names as they are typed: people, units, records of a form", own, 200,
     "q kind form limit:integer", "", "object", suggest},

    {"GET", "standing", "showStanding", "应、已、差：单位 × 职责",
     "owed, done, balance: units × duties", own, 200, "day:date year:integer known", "", "object",
     show_standing},
    {"GET", "standing/trend", "showTrend", "逐月走势", "how it went month by month", book, 200,
     "day:date year:integer known unit duty", "", "object", show_trend},
    {"GET", "obligations", "listObligations", "一格数字背后的应尽职责和记录",
     "the obligations behind a number, with their records", own, 200,
     "day:date year:integer known duty unit state bearer person find after limit:integer "
     "offset:integer as language", "", "page",
     list_obligations},
    {"GET", "figures", "listFigures", "数字", "figures", book, 200,
     "day:date year:integer known find held:boolean after limit:integer offset:integer", "", "page", list_figures},
    {"GET", "figures/*", "showFigure", "一个数字：怎样数的、上年、依据",
     "a figure: how it is counted, last year's, the entries behind it", book, 200,
     "day:date year:integer known after limit:integer offset:integer", "", "object", show_figure},
    {"GET", "faults", "listFaults", "账目里不对的、该说明的", "what is wrong or worth saying", book,
     200, "day:date year:integer known class kind find after limit:integer offset:integer as "
     "language", "", "page", list_faults},
    {"GET", "report", "showReport", "报告预览：段落、句子和数字",
     "the report as it reads today: paragraphs, spans and figures", whole, 200,
     "day:date year:integer known", "", "object", show_report},
    {"GET", "report/*", "fetchReport", "报告文件（docx、pdf、html、xlsx）", "the report as a file",
     whole, 200, "day:date year:integer known", "", "file", fetch_report},
    {"GET", "entries", "listEntries", "账目，新的在前", "entries, the newest first", book, 200,
     "after limit:integer offset:integer known", "", "page", list_entries},
    {"GET", "entries/*", "showEntry", "一条账目和它的证明", "an entry and its proof", book, 200,
     "known", "", "object", show_entry},
    {"GET", "checkpoint", "showCheckpoint", "最近一次签名", "what was last signed", verify, 200, "",
     "", "object", show_checkpoint},
    {"POST", "verifications", "beginVerification", "开始核验整本账",
     "begins to verify the whole book", verify, 202, "language", "", "job", begin_verification},
    {"GET", "jobs/*", "showJob", "一项较长工作的进度", "how far longer work has come", signed_in,
     200, "", "", "object", show_job},

    {"GET", "plan", "showPlan", "年度计划：逐月要做什么、谁负责、做了没有",
     "the year's plan month by month", book, 200, "year:integer", "", "object", show_plan},
    {"POST", "plans", "draftPlan", "由要求推出计划草案", "drafts a plan from the duties", plan, 201,
     "", "year:integer! kind!", "record", draft_plan},
    {"GET", "burden", "showBurden", "开会的负担，和最省的日历",
     "the burden, and the calendar that is least", whole, 200, "year:integer", "", "object",
     show_burden},

    {"GET", "documents", "listDocuments", "能写的文书和台账",
     "documents and ledgers that can be written", own, 200, "", "", "list", list_documents},
    {"GET", "documents/*", "writeDocument", "写一份文书或台账", "writes a document or a ledger",
     own, 200, "record:integer person quarter:integer year:integer type", "", "file",
     write_document},

    {"GET", "me", "showMe", "我的页面", "my own page", own, 200, "", "", "object", show_me},
    {"GET", "people/*", "showPerson", "一个人的页面", "a person's page", own, 200, "", "", "object",
     show_person},
};

}  // namespace

std::span<const Operation> operations() { return table; }

}  // namespace luze::web
