#include "app/work.h"

#include <algorithm>
#include <iterator>

namespace luze::app {
namespace {

const Argument as{"--as", Takes::value, false, "办理人：姓名或 #编号", "who acts: name or #number"};
const Argument on{"--on", Takes::value, false, "哪一天办的（默认今天；早于今天的注明补记）",
                  "the day it was done (today; an earlier day is marked as late)"};
const Argument seen{"--seen", Takes::value, false, "打开时看到的条数，别人已改动就不写",
                    "entries seen when opened: refused when somebody wrote since"};
const Argument number{"id", Takes::word, true, "记录编号", "number of the record"};
const Argument reason{"--reason", Takes::value, true, "理由", "why"};
const Argument rung{"rung", Takes::word, true, "哪一级（ladder list 会列出）",
                    "rung (ladder list shows them)"};
const Argument duty{"duty", Takes::word, true, "要求的标识", "id of the duty"};
const Argument bearer{"bearer", Takes::word, true, "谁的（standing --json 里的 bearer_key）",
                      "whose (bearer_key in standing --json)"};
const Argument window_from{"--from", Takes::value, true, "时段首日", "first day of the window"};
const Argument window_to{"--to", Takes::value, true, "时段末日", "last day of the window"};
const Argument fields{"fields", Takes::words, false, "字段=内容，可写多项", "field=text, several"};

// Records and their steps.
std::vector<WorkCommand> case_commands() {
    return {
        {"record add",
         "登记一项记录",
         "record something",
         {{"form", Takes::word, true, "表单标识，如 problem、meeting", "form: problem, meeting …"},
          fields,
          {"--act", Takes::value, false, "起始步骤（默认唯一合适的）", "opening step"},
          on,
          as},
         run_record_add},
        {"record correct",
         "更正一项记录",
         "correct a record",
         {number, fields, seen, as},
         run_record_correct},
        {"record withdraw",
         "撤回一项记录（仍留在账上）",
         "withdraw a record (it stays in the books)",
         {number, {"--reason", Takes::value, true, "原因", "why"}, as},
         run_record_withdraw},
        {"case list",
         "在办事项",
         "matters under way",
         {{"--form", Takes::value, false, "只看这个表单", "of this form"},
          {"--state", Takes::value, false, "只看这个状态", "in this state"},
          {"--owner", Takes::value, false, "只看此人负责的", "borne by this person"},
          {"--open", Takes::flag, false, "只看未结的", "only what is open"},
          {"--after", Takes::value, false, "从这个编号之后看起", "after this number"},
          as},
         run_case_list},
        {"case show",
         "一项的经过和下一步",
         "one matter, its steps and what comes next",
         {number, as},
         run_case_show},
        {"step",
         "办理一步：交办、报送、销号……",
         "take a step: assign, submit, close …",
         {number,
          {"act", Takes::word, true, "步骤标识（case show 会列出）", "step (case show lists them)"},
          fields,
          on,
          seen,
          as},
         run_step},
        {"record attach",
         "附上佐证",
         "attach evidence",
         {number, {"file", Takes::word, true, "文件", "file"}, as},
         run_record_attach},
        {"record evidence",
         "一项的佐证；用 --out 取出来",
         "the evidence of a record; --out takes it out",
         {number, {"--out", Takes::value, false, "写到哪个目录", "the directory to write to"}, as},
         run_record_evidence},
    };
}

// What is late, who is told, who calls.
std::vector<WorkCommand> ladder_commands() {
    return {
        {"ladder list",
         "等着决定的督办建议",
         "rungs that wait for a decision",
         {as},
         run_ladder_list},
        {"ladder decide",
         "决定采取一级措施（写成文书）",
         "decide a rung: a letter is written",
         {number,
          rung,
          {"--text", Takes::value, false, "正文（默认用建议的）",
           "its body, instead of the proposed"},
          {"--ask", Takes::value, false, "要求（默认用建议的）", "what is asked, likewise"},
          {"--number", Takes::value, false, "文号", "number of the document"},
          as},
         run_ladder_decide},
        {"ladder decline",
         "不采取建议的措施",
         "decline a rung",
         {number, rung, reason, as},
         run_ladder_decline},
        {"reminder list", "近期要办和已经逾期的", "what is due, and late", {as}, run_reminder_list},
        {"reminder send",
         "发提醒邮件：每人每个工作日至多一封（密码放在 LUZE_SMTP_PASSWORD）",
         "mail the reminders, one digest each (password in LUZE_SMTP_PASSWORD)",
         {{"--smtp", Takes::value, true, "邮件服务器，如 smtps://mail.example:465", "mail server"},
          {"--from", Takes::value, true, "发件地址", "sender's address"},
          {"--user", Takes::value, false, "用户名", "user name"}},
         run_reminder_send},
        {"reminder calendar",
         "换一个日历订阅地址",
         "a new address for a calendar feed",
         {{"--as", Takes::value, true, "谁的：姓名或 #编号", "whose: name or #number"}},
         run_reminder_calendar},
        {"token add",
         "发一个接口令牌",
         "issue a token",
         {{"person", Takes::word, true, "代表谁", "whom it stands for"},
          {"--account", Takes::value, false, "账号名（默认姓名）", "account (the name)"},
          {"--read-only", Takes::flag, false, "只能查看", "reads only"}},
         run_token_add},
        {"token list", "发过的令牌", "tokens issued", {}, run_token_list},
        {"token revoke",
         "作废一个令牌",
         "revoke a token",
         {{"token", Takes::word, true, "令牌标识（token list 会列出）", "its id (token list)"}},
         run_token_revoke},
    };
}

// Windows, posts, talks, meetings, batches, rules.
std::vector<WorkCommand> unit_commands() {
    return {
        {"window waive",
         "豁免一项要求",
         "waive a window of a duty",
         {duty, bearer, window_from, window_to, reason, as},
         run_window_waive},
        {"window link",
         "用一条记录抵一项要求",
         "let a record serve a window",
         {number, duty, bearer, window_from, window_to, as},
         run_window_link},
        {"window raise",
         "未完成的要求转为问题",
         "turn a missed duty into a problem",
         {duty, bearer, fields, window_from, window_to, as},
         run_window_raise},
        {"post list",
         "关键岗位任期，两年内到期的",
         "key posts due within two years",
         {},
         run_post_list},
        {"talk list", "谈心谈话安排", "heart-to-heart talks by pair", {as}, run_talk_list},
        {"meeting show",
         "一次会议的全部情况",
         "a meeting as a whole",
         {number, as},
         run_meeting_show},
        {"batch show", "一个整改批次的进展", "how a batch goes", {number, as}, run_batch_show},
        {"rules adopt",
         "从某天起启用新的规则包",
         "adopt a newer pack from a day on",
         {{"folder", Takes::word, true, "规则包目录", "folder of the pack"},
          {"--from", Takes::value, false, "起用日期（默认今天）", "from that day (today)"},
          as},
         run_rules_adopt},
    };
}

// The plan and documents.
std::vector<WorkCommand> paper_commands() {
    return {
        {"plan show",
         "年度计划（--year）：逐月要做什么",
         "the year's plan month by month",
         {},
         run_plan_show},
        {"plan draft",
         "由要求推出计划草案",
         "draft a plan from the duties",
         {{"kind", Takes::word, true, "计划类别，如 party_work", "kind of plan"}, as},
         run_plan_draft},
        {"plan burden",
         "开会的负担，和最省的日历",
         "the burden, and the least calendar",
         {},
         run_burden},
        {"document list", "能写的文书和台账", "documents and ledgers", {}, run_document_list},
        {"document write",
         "写一份文书（.docx、.pdf、.html）或台账（.xlsx）",
         "write a document or a ledger",
         {{"kind", Takes::word, true, "标识（document list 会列出）", "its id (document list)"},
          {"--out", Takes::value, true, "写到哪个文件", "the file to write"},
          {"--record", Takes::value, false, "哪条记录的", "of this record"},
          {"--person", Takes::value, false, "谁的", "of this person"},
          {"--quarter", Takes::value, false, "第几季度", "of this quarter"},
          as},
         run_document_write},
    };
}

// Who may sign in.
std::vector<WorkCommand> account_commands() {
    const Argument account{"account", Takes::word, true, "账号", "the account"};
    return {
        {"account add",
         "加一个账号，得到一次性设置链接",
         "add an account: the one-time link by which it is set up",
         {account,
          {"--role", Takes::values, true, "角色：clerk、head、deputy:科室,科室……，可写多个",
           "role: clerk, head, deputy:UNIT,UNIT …, again and again"},
          {"--person", Takes::value, false, "名册上的谁（管理员、检查组不写）",
           "whose: name or #number (none for administrators and inspectors)"},
          {"--title", Takes::value, false, "不在名册上的，写明是谁", "who it is, if nobody there"}},
         run_account_add},
        {"account list",
         "账号、角色、状态",
         "accounts, their roles and state",
         {},
         run_account_list},
        {"account link",
         "重发设置链接（忘了口令）",
         "another set-up link (a forgotten password)",
         {account},
         run_account_link},
        {"account role",
         "换角色",
         "change the roles",
         {account, {"roles", Takes::words, true, "角色", "roles"}},
         run_account_role},
        {"account disable", "停用", "disable", {account}, run_account_disable},
        {"account enable", "重新启用", "enable again", {account}, run_account_enable},
        {"account reset",
         "重置第二重验证，解除锁定",
         "take the second factor away, and unlock",
         {account},
         run_account_reset},
    };
}

}  // namespace

const std::vector<WorkCommand>& work_commands() {
    static const std::vector<WorkCommand> commands = [] {
        std::vector<WorkCommand> all;
        for (auto* some :
             {case_commands, ladder_commands, unit_commands, paper_commands, account_commands}) {
            std::ranges::move(some(), std::back_inserter(all));
        }
        return all;
    }();
    return commands;
}

const std::map<std::string, Phrase>& work_groups() {
    static const std::map<std::string, Phrase> groups = {
        {"record", {"登记、更正、撤回", "record, correct, withdraw"}},
        {"case", {"在办事项", "matters under way"}},
        {"ladder", {"逾期督办的建议和决定", "what is proposed when something is late"}},
        {"plan", {"年度计划", "the year's plan"}},
        {"reminder", {"提醒", "reminders"}},
        {"account", {"账号", "accounts"}},
        {"token", {"接口令牌", "tokens for programs"}},
        {"window", {"一项要求的一个时段：豁免、抵、转问题", "a window of a duty"}},
        {"post", {"关键岗位", "key posts"}},
        {"talk", {"谈心谈话", "talks"}},
        {"meeting", {"会议", "meetings"}},
        {"batch", {"整改批次", "batches of problems"}},
        {"rules", {"规则", "rules"}},
        {"document", {"通报、纪要、函件、台账", "circulars, minutes, letters, ledgers"}},
    };
    return groups;
}

std::string Written::text(const std::string& name) const {
    auto at = words.find(name);
    return at == words.end() || at->second.empty() ? std::string() : at->second.front();
}

const std::vector<std::string>& Written::all(const std::string& name) const {
    static const std::vector<std::string> none;
    auto at = words.find(name);
    return at == words.end() ? none : at->second;
}

bool Written::flag(const std::string& name) const {
    auto at = flags.find(name);
    return at != flags.end() && at->second;
}

}  // namespace luze::app
