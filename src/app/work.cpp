#include "app/work.h"

namespace luze::app {
namespace {

const Argument as{"--as", Takes::value, false, "办理人：姓名或 #编号", "who acts: name or #number"};
const Argument on{"--on", Takes::value, false, "哪一天办的（默认今天；早于今天的注明补记）",
                  "the day it was done (today; an earlier day is marked as late)"};
const Argument seen{"--seen", Takes::value, false, "打开时看到的条数，别人已改动就不写",
                    "entries seen when opened: refused when somebody wrote since"};
const Argument number{"id", Takes::word, true, "记录编号", "number of the record"};
const Argument fields{"fields", Takes::words, false, "字段=内容，可写多项", "field=text, several"};

}  // namespace

const std::vector<WorkCommand>& work_commands() {
    static const std::vector<WorkCommand> commands = {
        {"record add",
         "登记一项记录",
         "record something",
         {{"form", Takes::word, true, "表单标识，如 problem、meeting", "form: problem, meeting …"},
          fields,
          {"--act", Takes::value, false, "起始步骤（默认唯一合适的）", "opening step"},
          on,
          as},
         run_record_add},
        {"record correct", "更正一项记录", "correct a record", {number, fields, seen, as},
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
        {"case show", "一项的经过和下一步", "one matter, its steps and what comes next",
         {number, as}, run_case_show},
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
    };
    return commands;
}

const std::map<std::string, Phrase>& work_groups() {
    static const std::map<std::string, Phrase> groups = {
        {"record", {"登记、更正、撤回", "record, correct, withdraw"}},
        {"case", {"在办事项", "matters under way"}},
        {"ladder", {"逾期督办的建议和决定", "what is proposed when something is late"}},
        {"plan", {"年度计划", "the year's plan"}},
        {"reminder", {"提醒", "reminders"}},
        {"token", {"接口令牌", "tokens for programs"}},
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
