// Accounts at the command line: the first ones, and the way out when nobody can sign in any more.
#include <fmt/format.h>

#include "app/at_work.h"
#include "app/exit_code.h"
#include "ops/link_file.h"
#include "ops/manage_accounts.h"

namespace luze::app {
namespace {

const Written& written(const Console& console) { return console.options.written; }

template <class Work>
int with_desk(const Console& console, const Work& work) {
    auto desk = open_desk(console);
    if (!desk) {
        return console.report(desk.error());
    }
    auto asker = asker_of(console, **desk);
    if (!asker) {
        return console.report(asker.error());
    }
    return work(**desk, *asker);
}

std::vector<access::Grant> grants_of(const std::vector<std::string>& words) {
    std::vector<access::Grant> grants;
    for (const std::string& word : words) {
        grants.push_back(ops::grant_written(word));
    }
    return grants;
}

// The link goes to the terminal and, until it is used, into the file of the data directory.
int show_link(const Console& console, const std::string& account, const std::string& role,
              const Result<std::string>& secret) {
    if (!secret) {
        return console.report(secret.error());
    }
    if (auto kept = ops::keep_links(console.place(), {{account, role, *secret}}); !kept) {
        return console.report(kept.error());
    }
    const std::string path = "/setup/" + *secret;
    if (console.options.json) {
        console.print(canonical(Json::Object{{"account", account}, {"path", path}}) + "\n");
        return exit_done;
    }
    console.print(fmt::format(
        fmt::runtime(console.say(
            "“{}”的一次性设置链接（交给本人，服务开着时在浏览器里打开）：\n"
            "  http://127.0.0.1:{}{}\n用到之前也存在 {}\n",
            "One-time set-up link of '{}' (for its owner, to be opened while luze serves):\n"
            "  http://127.0.0.1:{}{}\nUntil it is used it is kept in {}\n")),
        account, console.options.port, path, ops::link_file(console.place()).string()));
    return exit_done;
}

using Change = Result<void>(ops::Desk&, const std::string&, const ops::Asker&, Instant);

int changed(const Console& console, Change* change, const char* zh, const char* en) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        const std::string account = written(console).text("account");
        auto outcome = change(desk, account, asker, console.now);
        if (!outcome) {
            return console.report(outcome.error());
        }
        console.print(console.options.json ? canonical(Json::Object{{"account", account}}) + "\n"
                                           : console.say(zh, en) + "\n");
        return exit_done;
    });
}

}  // namespace

int run_account_add(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        ops::AccountWish wish{written(console).text("account"),
                              {},
                              written(console).text("--title"),
                              grants_of(written(console).all("--role"))};
        if (std::string who = written(console).text("--person"); !who.empty()) {
            auto person = desk.person(who.starts_with("#") ? who.substr(1) : who);
            if (!person) {
                return console.report(person.error());
            }
            wish.person = *person;
        }
        std::string roles;
        for (const access::Grant& grant : wish.grants) {
            roles += (roles.empty() ? "" : " ") + grant.role;
        }
        return show_link(console, wish.name, roles,
                         ops::add_account(desk, wish, asker, console.now));
    });
}

int run_account_list(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker&) {
        auto accounts = ops::accounts_json(desk, console.now);
        if (!accounts) {
            return console.report(accounts.error());
        }
        print_answer(console, *accounts,
                     {{"account", "账号", "account"},
                      {"person", "谁", "who"},
                      {"title", "说明", "title"},
                      {"roles", "角色", "roles"},
                      {"state", "状态", "state"},
                      {"second_factor", "第二重验证", "second factor"}});
        return exit_done;
    });
}

int run_account_link(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        const std::string account = written(console).text("account");
        return show_link(console, account, "", ops::issue_link(desk, account, asker, console.now));
    });
}

int run_account_disable(const Console& console) {
    return changed(console, ops::disable_account, "已停用", "disabled");
}

int run_account_enable(const Console& console) {
    return changed(console, ops::enable_account, "已启用", "enabled");
}

int run_account_reset(const Console& console) {
    return changed(console, ops::reset_second_factor, "已重置第二重验证，并解除锁定",
                   "the second factor is taken away and the account unlocked");
}

int run_account_role(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        auto set = ops::set_roles(desk, written(console).text("account"),
                                  grants_of(written(console).all("roles")), asker, console.now);
        if (!set) {
            return console.report(set.error());
        }
        console.print(console.say("已改\n", "changed\n"));
        return exit_done;
    });
}

}  // namespace luze::app
