#include "ops/manage_accounts.h"

#include <algorithm>

#include "access/audit.h"
#include "access/settings.h"
#include "access/sign_ins.h"
#include "base/text.h"
#include "ops/link_file.h"

namespace luze::ops {
namespace {

using access::Account;
using access::Accounts;
using access::Grant;

constexpr std::int64_t hour_ms = 3'600'000;

Accounts accounts_of(Desk& desk) { return {desk.site().session(), desk.site().book()}; }

Result<void> note(Desk& desk, const Asker& asker, const char* event, const std::string& subject,
                  const std::string& detail, Instant now) {
    return access::Audit(desk.site().session(), desk.site().book())
        .add({0, now, asker.account, event, subject, detail, ""});
}

std::string written(const std::vector<Grant>& grants) {
    std::string out;
    for (const Grant& grant : grants) {
        out += (out.empty() ? "" : " ") + grant.role +
               (grant.units.empty() ? "" : ":" + join(grant.units, ","));
    }
    return out;
}

Result<Account> found(Desk& desk, const std::string& name) {
    auto account = accounts_of(desk).find(access::account_name(name).value_or(name));
    if (!account) {
        return std::unexpected(account.error());
    }
    return *account ? Result<Account>(std::move(**account))
                    : fail(ErrorKind::missing, "没有账号“" + name + "”",
                           "there is no account '" + name + "'");
}

bool keeps_security(const std::vector<Grant>& grants) {
    return std::ranges::find(grants, "security", &Grant::role) != grants.end();
}

// Nobody cuts off the branch that all sit on.
Result<void> may_lose(Desk& desk, const Account& account, const Asker& asker) {
    if (account.name == asker.account && !asker.whole_book) {
        return fail(ErrorKind::refused, "不能改自己的账号，请另一位安全管理员办",
                    "one's own account is changed by somebody else");
    }
    if (!keeps_security(account.grants) || asker.whole_book) {
        return {};
    }
    auto all = accounts_of(desk).list();
    if (!all) {
        return std::unexpected(all.error());
    }
    const bool another = std::ranges::any_of(*all, [&](const Account& other) {
        return other.name != account.name && !other.disabled_at && keeps_security(other.grants);
    });
    return another ? Result<void>{}
                   : fail(ErrorKind::refused, "这是唯一的安全管理员，请先设另一位",
                          "this is the only security administrator: add another first");
}

Result<void> check_person(Desk& desk, PersonId id, Instant now) {
    if (!id) {
        return {};
    }
    const Person* person = desk.roster().find(id);
    if (person == nullptr || !person->in_office(desk.day(now))) {
        return fail(ErrorKind::invalid, "账号只给在职的本单位人员",
                    "an account is for somebody in office");
    }
    auto all = accounts_of(desk).list();
    if (!all) {
        return std::unexpected(all.error());
    }
    auto same = std::ranges::find(*all, id, &Account::person);
    return same == all->end()
               ? Result<void>{}
               : fail(ErrorKind::invalid, person->name + "已有账号“" + same->name + "”",
                      person->name + " has the account '" + same->name + "' already");
}

Result<void> check_units(const Desk& desk, const std::vector<Grant>& grants) {
    for (const Grant& grant : grants) {
        for (const std::string& unit : grant.units) {
            const auto& departments = desk.roster().departments();
            const auto& branches = desk.roster().branches();
            const bool below = std::ranges::any_of(departments, [&](const std::string& known) {
                return known.starts_with(unit + "/");
            });
            if (!below && std::ranges::find(departments, unit) == departments.end() &&
                std::ranges::find(branches, unit) == branches.end()) {
                return fail(ErrorKind::invalid, "名册上没有科室或支部“" + unit + "”",
                            "the roster knows no unit '" + unit + "'");
            }
        }
    }
    return {};
}

Result<std::string> new_link(Desk& desk, const std::string& account, Instant now) {
    auto hours = access::Settings(desk.site().session(), desk.site().book()).number("link_hours");
    return hours ? accounts_of(desk).issue_link(account, Instant{now.ms + *hours * hour_ms})
                 : std::unexpected(hours.error());
}

// Changes an account, ends what it was doing and notes it.
template <class Change>
Result<void> change(Desk& desk, const std::string& name, const Asker& asker, const char* event,
                    const std::string& detail, Instant now, const Change& apply_change) {
    return store::transact(desk.site().session(), [&]() -> Result<void> {
        auto account = found(desk, name);
        if (!account) {
            return std::unexpected(account.error());
        }
        if (auto changed = apply_change(*account); !changed) {
            return changed;
        }
        access::SignIns sign_ins(desk.site().session(), desk.site().book());
        if (auto ended = sign_ins.end_all(account->name); !ended) {
            return ended;
        }
        return note(desk, asker, event, account->name, detail, now);
    });
}

Json name_json(std::string_view zh, std::string_view en) {
    return Json::Object{{"zh", zh}, {"en", en}};
}

const char* state_of(const Desk& desk, const Account& account, Instant now) {
    if (account.disabled_at) {
        return "disabled";
    }
    const Person* person = desk.roster().find(account.person);
    if (account.person && (person == nullptr || !person->in_office(desk.day(now)))) {
        return "left";
    }
    return account.password.empty() ? "invited" : "active";
}

Json account_json(const Desk& desk, const Account& account, Instant now) {
    Json::Array roles;
    for (const Grant& grant : account.grants) {
        const access::Role* role = access::find_role(grant.role);
        Json::Array units;
        for (const std::string& unit : grant.units) {
            units.emplace_back(unit);
        }
        roles.push_back(Json::Object{
            {"id", grant.role},
            {"name", role == nullptr ? Json(grant.role) : name_json(role->zh, role->en)},
            {"units", std::move(units)}});
    }
    Json::Object out{{"account", account.name},
                     {"title", account.title},
                     {"roles", std::move(roles)},
                     {"state", state_of(desk, account, now)},
                     {"second_factor", account.has_factor() ? "on" : "none"},
                     {"created_at", account.created_at.rfc3339()}};
    if (const Person* person = desk.roster().find(account.person)) {
        out["person"] = Json::Object{{"id", person->id.value}, {"name", person->name}};
    }
    return out;
}

}  // namespace

Result<std::string> add_account(Desk& desk, const AccountWish& wish, const Asker& asker,
                                Instant now) {
    return store::transact(desk.site().session(), [&]() -> Result<std::string> {
        auto name = access::account_name(wish.name);
        auto sound = access::check_grants(wish.grants, wish.person);
        if (sound) {
            sound = check_units(desk, wish.grants);
        }
        if (sound) {
            sound = check_person(desk, wish.person, now);
        }
        if (!name || !sound) {
            return std::unexpected(name ? sound.error() : name.error());
        }
        Account account;
        account.name = *name;
        account.person = wish.person;
        account.title = wish.title;
        account.grants = wish.grants;
        account.created_at = now;
        if (auto added = accounts_of(desk).add(account); !added) {
            return std::unexpected(added.error());
        }
        auto link = new_link(desk, *name, now);
        auto noted =
            note(desk, asker, access::events::account_added, *name, written(wish.grants), now);
        return noted ? link : std::unexpected(noted.error());
    });
}

Result<std::string> issue_link(Desk& desk, const std::string& name, const Asker& asker,
                               Instant now) {
    return store::transact(desk.site().session(), [&]() -> Result<std::string> {
        auto account = found(desk, name);
        if (!account) {
            return std::unexpected(account.error());
        }
        if (account->disabled_at) {
            return fail(ErrorKind::refused, "这个账号已停用，请先启用",
                        "this account is disabled: enable it first");
        }
        auto link = new_link(desk, account->name, now);
        auto noted = note(desk, asker, access::events::link_issued, account->name, "", now);
        return noted ? link : std::unexpected(noted.error());
    });
}

Result<void> disable_account(Desk& desk, const std::string& name, const Asker& asker, Instant now) {
    return change(desk, name, asker, access::events::account_disabled, "", now,
                  [&](const Account& account) -> Result<void> {
                      auto may = may_lose(desk, account, asker);
                      return may ? accounts_of(desk).set_disabled(account.name, now) : may;
                  });
}

Result<void> enable_account(Desk& desk, const std::string& name, const Asker& asker, Instant now) {
    return change(desk, name, asker, access::events::account_enabled, "", now,
                  [&](const Account& account) {
                      return accounts_of(desk).set_disabled(account.name, std::nullopt);
                  });
}

Result<void> set_roles(Desk& desk, const std::string& name, const std::vector<Grant>& grants,
                       const Asker& asker, Instant now) {
    return change(desk, name, asker, access::events::roles_changed, written(grants), now,
                  [&](const Account& account) -> Result<void> {
                      auto sound = access::check_grants(grants, account.person);
                      if (sound) {
                          sound = check_units(desk, grants);
                      }
                      if (sound && (!keeps_security(grants) || account.name == asker.account)) {
                          sound = may_lose(desk, account, asker);
                      }
                      return sound ? accounts_of(desk).set_grants(account.name, grants) : sound;
                  });
}

Result<void> set_person(Desk& desk, const std::string& name, PersonId id, const Asker& asker,
                        Instant now) {
    const Person* person = desk.roster().find(id);
    return change(desk, name, asker, access::events::person_changed,
                  person == nullptr ? "" : person->name, now,
                  [&](const Account& account) -> Result<void> {
                      auto sound = access::check_grants(account.grants, id);
                      if (sound && account.person != id) {
                          sound = check_person(desk, id, now);
                      }
                      return sound ? accounts_of(desk).set_person(account.name, id) : sound;
                  });
}

Result<void> reset_second_factor(Desk& desk, const std::string& name, const Asker& asker,
                                 Instant now) {
    return change(desk, name, asker, access::events::factor_reset, "", now,
                  [&](const Account& account) -> Result<void> {
                      if (account.name == asker.account && !asker.whole_book) {
                          return fail(ErrorKind::refused, "不能重置自己的第二重验证",
                                      "nobody resets their own second factor");
                      }
                      auto reset = accounts_of(desk).set_factor(account.name, "", Instant{0}, 0);
                      if (reset) {
                          reset = accounts_of(desk).set_recovery_codes(account.name, {});
                      }
                      access::SignIns sign_ins(desk.site().session(), desk.site().book());
                      return reset ? sign_ins.unlock(account.name) : reset;
                  });
}

Result<Json> accounts_json(Desk& desk, Instant now) {
    auto all = accounts_of(desk).list();
    if (!all) {
        return std::unexpected(all.error());
    }
    Json::Array out;
    for (const Account& account : *all) {
        out.push_back(account_json(desk, account, now));
    }
    return Json(std::move(out));
}

Result<Json> roster_json(Desk& desk, Instant now) {
    auto all = accounts_of(desk).list();
    if (!all) {
        return std::unexpected(all.error());
    }
    const Date day = desk.day(now);
    Json::Array people;
    for (const Person& person : desk.roster().people()) {
        if (person.in_office(day) &&
            std::ranges::find(*all, person.id, &Account::person) == all->end()) {
            people.push_back(
                Json::Object{{"id", person.id.value},
                             {"name", person.name},
                             {"unit", person.unit_on(UnitKind::department, day)},
                             {"namesakes", desk.roster().named(person.name).size() - 1}});
        }
    }
    Json::Array units;
    for (const std::string& unit : desk.roster().departments()) {
        units.push_back(Json::Object{{"id", unit}, {"kind", "department"}});
    }
    for (const std::string& unit : desk.roster().branches()) {
        units.push_back(Json::Object{{"id", unit}, {"kind", "branch"}});
    }
    return Json(Json::Object{{"people", std::move(people)}, {"units", std::move(units)}});
}

Json access_roles_json() {
    Json::Array out;
    for (const access::Role& role : access::roles()) {
        Json::Array rights;
        for (access::Right right : role.rights) {
            rights.emplace_back(access::id_of(right));
        }
        out.push_back(Json::Object{{"id", role.id},
                                   {"name", name_json(role.zh, role.en)},
                                   {"rights", std::move(rights)},
                                   {"restricted", role.restricted},
                                   {"reach", access::id_of(role.reach)},
                                   {"administrator", role.administrator}});
    }
    return out;
}

Grant grant_written(const std::string& text) {
    const std::size_t colon = text.find(':');
    Grant grant{text.substr(0, colon), {}};
    if (colon != std::string::npos) {
        for (const std::string& unit : split(text.substr(colon + 1), ",")) {
            if (!trim(unit).empty()) {
                grant.units.emplace_back(trim(unit));
            }
        }
    }
    return grant;
}

}  // namespace luze::ops
