// The commands of daily work as a table: a command is a row here and the function that it names.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/error.h"

namespace luze::app {

struct Console;

enum class Takes {
    word,    // one word in its place
    words,   // every further word
    value,   // --name VALUE
    values,  // --name VALUE, again and again
    flag     // --name
};

struct Argument {
    const char* name;  // form; of options with its dashes: --on
    Takes takes;
    bool required;
    const char* zh;
    const char* en;
};

struct WorkCommand {
    const char* path;  // case list: a word or two
    const char* zh;
    const char* en;
    std::vector<Argument> arguments;
    int (*run)(const Console& console);
};

// In the order of the help.
[[nodiscard]] const std::vector<WorkCommand>& work_commands();
// What the first words of two-word commands are about.
[[nodiscard]] const std::map<std::string, Phrase>& work_groups();

// What was written on the command line, by the argument's name.
class Written {
public:
    std::map<std::string, std::vector<std::string>> words;
    std::map<std::string, bool> flags;

    // Empty when absent.
    [[nodiscard]] std::string text(const std::string& name) const;
    [[nodiscard]] const std::vector<std::string>& all(const std::string& name) const;
    [[nodiscard]] bool flag(const std::string& name) const;
};

// run_cases.cpp
int run_record_add(const Console& console);
int run_record_correct(const Console& console);
int run_record_withdraw(const Console& console);
int run_case_list(const Console& console);
int run_case_show(const Console& console);
int run_step(const Console& console);

// run_daily.cpp
int run_record_attach(const Console& console);
int run_record_evidence(const Console& console);
int run_ladder_list(const Console& console);
int run_ladder_decide(const Console& console);
int run_ladder_decline(const Console& console);
int run_reminder_list(const Console& console);
int run_reminder_send(const Console& console);
int run_reminder_calendar(const Console& console);
int run_token_add(const Console& console);
int run_token_list(const Console& console);
int run_token_revoke(const Console& console);
int run_window_waive(const Console& console);
int run_window_link(const Console& console);
int run_window_raise(const Console& console);
int run_post_list(const Console& console);
int run_talk_list(const Console& console);
int run_meeting_show(const Console& console);
int run_batch_show(const Console& console);
int run_rules_adopt(const Console& console);

// run_accounts.cpp
int run_account_add(const Console& console);
int run_account_list(const Console& console);
int run_account_link(const Console& console);
int run_account_role(const Console& console);
int run_account_disable(const Console& console);
int run_account_enable(const Console& console);
int run_account_reset(const Console& console);

// run_documents.cpp
int run_document_list(const Console& console);
int run_document_write(const Console& console);

// run_plan.cpp
int run_plan_show(const Console& console);
int run_plan_draft(const Console& console);
int run_burden(const Console& console);

}  // namespace luze::app
