#include "ops/manage_tokens.h"

#include "access/accounts.h"
#include "access/audit.h"

namespace luze::ops {
namespace {

access::Tokens tokens_of(Desk& desk) { return {desk.site().session(), desk.site().book()}; }

Result<void> note(Desk& desk, const Asker& asker, const char* event, Instant now) {
    return access::Audit(desk.site().session(), desk.site().book())
        .add({0, now, asker.account, event, asker.account, "", ""});
}

// With its line in the log; in the caller's transaction.
Result<std::string> issue(Desk& desk, const Asker& asker, access::Purpose purpose,
                          const std::set<access::Right>& scopes, Instant now) {
    auto token = tokens_of(desk).issue(asker.person, asker.account, purpose, now, scopes);
    auto noted = token ? note(desk, asker, access::events::token_issued, now)
                       : std::unexpected(token.error());
    return noted ? token : std::unexpected(noted.error());
}

Result<std::string> issue_noted(Desk& desk, const Asker& asker, access::Purpose purpose,
                                const std::set<access::Right>& scopes, Instant now) {
    return store::transact(desk.site().session(),
                           [&] { return issue(desk, asker, purpose, scopes, now); });
}

Json::Array scopes_json(const std::set<access::Right>& scopes) {
    Json::Array out;
    for (access::Right right : scopes) {
        if (right != access::Right::signed_in) {
            out.emplace_back(access::id_of(right));
        }
    }
    return out;
}

}  // namespace

Result<std::string> issue_token(Desk& desk, PersonId person, const std::string& account,
                                access::Purpose purpose, Instant now) {
    const Person* found = desk.roster().find(person);
    if (found == nullptr || !found->in_office(desk.day(now))) {
        return fail(ErrorKind::invalid, "令牌只发给在职的本单位人员",
                    "a token is issued to somebody in office");
    }
    auto owner = access::Accounts(desk.site().session(), desk.site().book()).find(account);
    if (!owner) {
        return std::unexpected(owner.error());
    }
    if (*owner && (*owner)->person != person) {
        return fail(ErrorKind::invalid, "账号“" + account + "”是别人的",
                    "the account '" + account + "' is somebody else's");
    }
    return issue_noted(desk, Asker{person, account}, purpose, {}, now);
}

Result<std::string> issue_own_token(Desk& desk, const Asker& asker,
                                    const std::vector<std::string>& scopes, Instant now) {
    std::set<access::Right> wanted;
    for (const std::string& scope : scopes) {
        auto right = access::right_of(scope);
        if (scope.empty()) {
            continue;
        }
        if (!right || !asker.access.rights.contains(*right)) {
            return fail(ErrorKind::invalid, "令牌不能有您自己没有的权限“" + scope + "”",
                        "a token cannot have the right '" + scope + "' that you have not");
        }
        wanted.insert(*right);
    }
    return issue_noted(desk, asker, access::Purpose::read, wanted, now);
}

Result<void> revoke_token(Desk& desk, const std::string& id, const Asker& asker,
                          const std::string& account, Instant now) {
    return store::transact(desk.site().session(), [&]() -> Result<void> {
        auto revoked = tokens_of(desk).revoke(id, now, account);
        return revoked ? note(desk, asker, access::events::token_revoked, now) : revoked;
    });
}

Result<Json> tokens_json(Desk& desk, const std::string& account) {
    auto tokens = tokens_of(desk).list();
    if (!tokens) {
        return std::unexpected(tokens.error());
    }
    Json::Array out;
    for (const access::Token& token : *tokens) {
        if (!account.empty() && token.account != account) {
            continue;
        }
        const Person* person = desk.roster().find(token.person);
        Json::Object item{{"id", token.id},
                          {"person", Json::Object{{"id", token.person.value},
                                                  {"name", person == nullptr ? "" : person->name}}},
                          {"account", token.account},
                          {"purpose", access::name_of(token.purpose)},
                          {"scopes", scopes_json(token.scopes)},
                          {"created_at", token.created_at.rfc3339()}};
        if (token.revoked_at) {
            item["revoked_at"] = token.revoked_at->rfc3339();
        }
        out.push_back(std::move(item));
    }
    return Json(std::move(out));
}

Result<std::string> issue_calendar(Desk& desk, const Asker& asker, Instant now) {
    auto tokens = tokens_of(desk).list();
    if (!tokens) {
        return std::unexpected(tokens.error());
    }
    return store::transact(desk.site().session(), [&]() -> Result<std::string> {
        for (const access::Token& token : *tokens) {
            if (token.person == asker.person && token.purpose == access::Purpose::calendar &&
                !token.revoked_at) {
                if (auto revoked = tokens_of(desk).revoke(token.id, now); !revoked) {
                    return std::unexpected(revoked.error());
                }
            }
        }
        return issue(desk, asker, access::Purpose::calendar, {}, now);
    });
}

Result<PersonId> calendar_owner(Desk& desk, std::string_view secret, Instant now) {
    auto found = tokens_of(desk).find(secret);
    if (!found) {
        return std::unexpected(found.error());
    }
    bool calendar = *found && (*found)->purpose == access::Purpose::calendar;
    if (calendar) {
        auto account =
            access::Accounts(desk.site().session(), desk.site().book()).find((*found)->account);
        if (!account) {
            return std::unexpected(account.error());
        }
        calendar = !*account || !(*account)->disabled_at;
    }
    const Person* person = calendar ? desk.roster().find((*found)->person) : nullptr;
    if (person == nullptr || !person->in_office(desk.day(now))) {
        return fail(ErrorKind::missing, "没有这个日历地址，或者已经换过",
                    "there is no such calendar, or its address has been changed");
    }
    return person->id;
}

}  // namespace luze::ops
