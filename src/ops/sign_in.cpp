#include "ops/sign_in.h"

#include <fmt/format.h>

#include "access/audit.h"
#include "access/one_time_codes.h"
#include "access/passwords.h"
#include "access/secrets.h"
#include "access/settings.h"
#include "ops/link_file.h"

namespace luze::ops {
namespace {

using access::Account;
using access::Accounts;
using access::SignIns;

Accounts accounts_of(Desk& desk) { return {desk.site().session(), desk.site().book()}; }
SignIns sign_ins_of(Desk& desk) { return {desk.site().session(), desk.site().book()}; }

Result<void> note(Desk& desk, const char* event, const std::string& account,
                  const std::string& detail, const std::string& address, Instant now) {
    return access::Audit(desk.site().session(), desk.site().book())
        .add({0, now, account, event, account, detail, address});
}

std::string kept_name(const std::string& written) {
    return access::account_name(written).value_or("");
}

std::string time_of(Instant instant, int zone) {
    const std::int64_t minutes = instant.ms / 60'000 + zone;
    return fmt::format("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
}

// Steps of a transaction one after another, each only when those before went well.
template <class... Steps>
Result<void> in_order(const Steps&... steps) {
    Result<void> done;
    static_cast<void>(((done = steps(), done.has_value()) && ...));
    return done;
}

// Right codes are used up.
Result<bool> code_right(Desk& desk, const Account& account, const std::string& code, Instant now) {
    auto step =
        access::step_of(access::from_base32(account.factor), code, now, account.factor_step);
    if (step) {
        auto kept =
            accounts_of(desk).set_factor(account.name, account.factor, account.factor_at, *step);
        return kept ? Result<bool>(true) : std::unexpected(kept.error());
    }
    return accounts_of(desk).use_recovery_code(account.name, code, now);
}

Result<SignInOutcome> turned_away(Desk& desk, const SignInWish& wish, const char* why,
                                  Instant now) {
    auto noted = note(desk, access::events::sign_in_refused, kept_name(wish.account), why,
                      wish.address, now);
    return noted ? Result<SignInOutcome>(SignInOutcome{SignInOutcome::Kind::wrong, ""})
                 : std::unexpected(noted.error());
}

Result<SignInOutcome> let_in(Desk& desk, const std::string& account, const SignInWish& wish,
                             Instant now) {
    SignInOutcome outcome{SignInOutcome::Kind::done, ""};
    auto done = in_order(
        [&] { return sign_ins_of(desk).forgive(account, wish.address, now); },
        [&]() -> Result<void> {
            auto secret = sign_ins_of(desk).begin(account, wish.address, now);
            outcome.session = secret.value_or("");
            return secret ? Result<void>{} : std::unexpected(secret.error());
        },
        [&] { return note(desk, access::events::sign_in, account, "", wish.address, now); });
    return done ? Result<SignInOutcome>(std::move(outcome)) : std::unexpected(done.error());
}

Result<SignInOutcome> decide(Desk& desk, const SignInWish& wish, bool password_right, Instant now) {
    auto standing = standing_of(desk, kept_name(wish.account), now);
    if (!standing) {
        return std::unexpected(standing.error());
    }
    if (!password_right || !*standing) {
        return turned_away(desk, wish, "password", now);
    }
    const Account& account = (*standing)->account;
    if (account.has_factor()) {
        if (wish.code.empty()) {
            return SignInOutcome{SignInOutcome::Kind::code_wanted, ""};
        }
        auto right = code_right(desk, account, wish.code, now);
        if (!right) {
            return std::unexpected(right.error());
        }
        if (!*right) {
            return turned_away(desk, wish, "code", now);
        }
    }
    return let_in(desk, account.name, wish, now);
}

// What a password must not contain.
std::vector<std::string> names_of(const Desk& desk, const Account& account) {
    const Person* person = desk.roster().find(account.person);
    return {account.name, person == nullptr ? account.title : person->name, desk.book().name};
}

std::string shown_name(const Desk& desk, const Account& account) {
    const Person* person = desk.roster().find(account.person);
    return person != nullptr ? person->name : account.title.empty() ? account.name : account.title;
}

Result<void> check_password(Desk& desk, const Account& account, const std::string& password) {
    auto policy =
        access::Settings(desk.site().session(), desk.site().book()).text("password_policy");
    if (!policy) {
        return std::unexpected(policy.error());
    }
    auto weak = access::weakness(access::policy_of(*policy), password, names_of(desk, account));
    return weak ? fail(ErrorKind::invalid, weak->zh, weak->en) : Result<void>{};
}

Result<Account> account_of_link(Desk& desk, const std::string& link, Instant now) {
    auto name = accounts_of(desk).link_account(link, now);
    if (!name) {
        return std::unexpected(name.error());
    }
    auto account = *name ? accounts_of(desk).find(**name) : Result<std::optional<Account>>{};
    if (!account) {
        return std::unexpected(account.error());
    }
    if (!*account || (*account)->disabled_at) {
        return fail(ErrorKind::missing, "这个链接用过了或已过期，请安全管理员重发一个",
                    "this link has been used or has expired: have a new one issued");
    }
    return std::move(**account);
}

Json::Array rights_json(const access::Access& access) {
    Json::Array out;
    for (access::Right right : access.rights) {
        if (right != access::Right::signed_in) {
            out.emplace_back(access::id_of(right));
        }
    }
    return out;
}

Json::Array roles_json(const Account& account) {
    Json::Array out;
    for (const access::Grant& grant : account.grants) {
        const access::Role* role = access::find_role(grant.role);
        Json::Array units;
        for (const std::string& unit : grant.units) {
            units.emplace_back(unit);
        }
        Json::Object name{{"zh", role == nullptr ? "" : role->zh},
                          {"en", role == nullptr ? "" : role->en}};
        out.push_back(Json::Object{
            {"id", grant.role}, {"name", std::move(name)}, {"units", std::move(units)}});
    }
    return out;
}

const char* language_code(Language language) { return language == Language::en ? "en" : "zh"; }

}  // namespace

Result<std::string> begin_sign_in(Desk& desk, const SignInWish& wish, Instant now) {
    const std::string name = kept_name(wish.account);
    return store::transact(desk.site().session(), [&]() -> Result<std::string> {
        auto locked = sign_ins_of(desk).locked_until(name, wish.address, now);
        if (!locked) {
            return std::unexpected(locked.error());
        }
        if (*locked) {
            const std::string until = time_of(**locked, desk.book().zone);
            return fail(ErrorKind::refused, "错误次数太多，请到" + until + "以后再试",
                        "too many failures: try again after " + until);
        }
        auto standing = standing_of(desk, name, now);
        auto counted = sign_ins_of(desk).count_failure(name, wish.address, now);
        if (!standing || !counted) {
            return std::unexpected(standing ? counted.error() : standing.error());
        }
        return *standing ? (*standing)->account.password : std::string();
    });
}

Result<SignInOutcome> finish_sign_in(Desk& desk, const SignInWish& wish, bool password_right,
                                     Instant now) {
    return store::transact(desk.site().session(),
                           [&] { return decide(desk, wish, password_right, now); });
}

Result<void> sign_out(Desk& desk, const Asker& asker, const std::string& session,
                      const std::string& address, Instant now) {
    return store::transact(desk.site().session(), [&] {
        return in_order(
            [&] { return sign_ins_of(desk).end(session); },
            [&] { return note(desk, access::events::sign_out, asker.account, "", address, now); });
    });
}

Result<Json> session_json(Desk& desk, const std::string& session, Instant now) {
    auto standing = session_of(desk, session, now);
    if (!standing) {
        return std::unexpected(standing.error());
    }
    if (!*standing) {
        return Json{};
    }
    const Standing& mine = **standing;
    Json::Array units;
    for (const std::string& unit : mine.access.scope.units) {
        units.emplace_back(unit);
    }
    Json::Object out{{"account", mine.account.name},
                     {"name", shown_name(desk, mine.account)},
                     {"rights", rights_json(mine.access)},
                     {"roles", roles_json(mine.account)},
                     {"units", std::move(units)},
                     {"csrf", csrf_of(session)},
                     {"second_factor", mine.account.has_factor() ? "on"
                                       : mine.wants_factor       ? "wanted"
                                                                 : "none"},
                     {"password", mine.lacks == Lacks::password ? "expired" : "ok"},
                     {"language", language_code(mine.account.language)},
                     {"book", desk.book().name},
                     {"today", desk.day(now).iso()}};
    if (mine.account.person) {
        out["person"] = Json::Object{{"id", mine.account.person.value},
                                     {"name", shown_name(desk, mine.account)}};
    }
    return Json(std::move(out));
}

Result<Json> set_up_json(Desk& desk, const std::string& link, Instant now) {
    auto account = account_of_link(desk, link, now);
    auto policy =
        access::Settings(desk.site().session(), desk.site().book()).text("password_policy");
    if (!account || !policy) {
        return std::unexpected(account ? policy.error() : account.error());
    }
    Phrase rules = access::rules_of(access::policy_of(*policy));
    return Json(Json::Object{{"account", account->name},
                             {"name", shown_name(desk, *account)},
                             {"roles", roles_json(*account)},
                             {"rules", Json::Object{{"zh", rules.zh}, {"en", rules.en}}},
                             {"language", language_code(account->language)}});
}

Result<void> begin_set_up(Desk& desk, const std::string& link, const std::string& password,
                          Instant now) {
    auto account = account_of_link(desk, link, now);
    return account ? check_password(desk, *account, password) : std::unexpected(account.error());
}

Result<std::string> finish_set_up(Desk& desk, const std::string& link, const std::string& hash,
                                  const std::string& address, Instant now) {
    auto session = store::transact(desk.site().session(), [&]() -> Result<std::string> {
        auto account = account_of_link(desk, link, now);
        if (!account) {
            return std::unexpected(account.error());
        }
        const std::string& name = account->name;
        std::string secret;
        auto done = in_order(
            [&]() -> Result<void> {
                auto used = accounts_of(desk).use_link(link, now);
                return used ? Result<void>{} : std::unexpected(used.error());
            },
            [&] { return accounts_of(desk).set_password(name, hash, now); },
            [&] { return sign_ins_of(desk).end_all(name); },
            [&] { return sign_ins_of(desk).unlock(name); },
            [&] { return note(desk, access::events::password_set, name, "link", address, now); },
            [&]() -> Result<void> {
                auto standing = standing_of(desk, name, now);
                if (!standing || !*standing || account->has_factor()) {
                    return standing ? Result<void>{} : std::unexpected(standing.error());
                }
                auto let = let_in(desk, name, {name, "", "", address}, now);
                secret = let ? let->session : "";
                return let ? Result<void>{} : std::unexpected(let.error());
            });
        return done ? Result<std::string>(secret) : std::unexpected(done.error());
    });
    if (!session) {
        return session;
    }
    // The file is a reminder only: what stands in the database decides.
    for (const SetUpLink& kept : kept_links(desk.site().place())) {
        if (kept.secret == link) {
            static_cast<void>(drop_link(desk.site().place(), kept.account));
        }
    }
    return session;
}

Result<std::string> begin_password(Desk& desk, const Asker& asker, const std::string& password,
                                   const std::string& address, Instant now) {
    auto account = accounts_of(desk).find(asker.account);
    if (!account || !*account) {
        return account ? fail(ErrorKind::missing, "没有这个账号", "there is no such account")
                       : Result<std::string>(std::unexpected(account.error()));
    }
    if (auto sound = check_password(desk, **account, password); !sound) {
        return std::unexpected(sound.error());
    }
    // The old password is guarded like a sign-in.
    return begin_sign_in(desk, {asker.account, "", "", address}, now);
}

Result<void> finish_password(Desk& desk, const Asker& asker, const PasswordWish& wish,
                             Instant now) {
    return store::transact(desk.site().session(), [&] {
        return in_order(
            [&] { return accounts_of(desk).set_password(asker.account, wish.hash, now); },
            [&] { return sign_ins_of(desk).end_others(asker.account, wish.session); },
            [&] { return sign_ins_of(desk).forgive(asker.account, wish.address, now); },
            [&] {
                return note(desk, access::events::password_set, asker.account, "own", wish.address,
                            now);
            });
    });
}

Result<void> set_language(Desk& desk, const Asker& asker, Language language) {
    return store::transact(desk.site().session(),
                           [&] { return accounts_of(desk).set_language(asker.account, language); });
}

}  // namespace luze::ops
