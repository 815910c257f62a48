#include "ops/manage_tokens.h"

namespace luze::ops {
namespace {

access::Tokens tokens_of(Desk& desk) { return {desk.site().session(), desk.site().book()}; }

}  // namespace

Result<std::string> issue_token(Desk& desk, PersonId person, const std::string& account,
                                access::Purpose purpose, Instant now) {
    const Person* found = desk.roster().find(person);
    if (found == nullptr || !found->in_office(desk.day(now))) {
        return fail(ErrorKind::invalid, "令牌只发给在职的本单位人员",
                    "a token is issued to somebody in office");
    }
    return store::transact(desk.site().session(),
                           [&] { return tokens_of(desk).issue(person, account, purpose, now); });
}

Result<void> revoke_token(Desk& desk, const std::string& id, Instant now) {
    return store::transact(desk.site().session(), [&] { return tokens_of(desk).revoke(id, now); });
}

Result<Json> tokens_json(Desk& desk) {
    auto tokens = tokens_of(desk).list();
    if (!tokens) {
        return std::unexpected(tokens.error());
    }
    Json::Array out;
    for (const access::Token& token : *tokens) {
        const Person* person = desk.roster().find(token.person);
        Json::Object item{{"id", token.id},
                          {"person", Json::Object{{"id", token.person.value},
                                                  {"name", person == nullptr ? "" : person->name}}},
                          {"account", token.account},
                          {"purpose", access::name_of(token.purpose)},
                          {"created_at", token.created_at.rfc3339()}};
        if (token.revoked_at) {
            item["revoked_at"] = token.revoked_at->rfc3339();
        }
        out.push_back(std::move(item));
    }
    return Json(std::move(out));
}

Result<std::optional<Bearer>> bearer_of(Desk& desk, std::string_view token, Instant now) {
    auto found = tokens_of(desk).find(token);
    if (!found) {
        return std::unexpected(found.error());
    }
    const bool works = *found && (*found)->purpose != access::Purpose::calendar;
    const Person* person = works ? desk.roster().find((*found)->person) : nullptr;
    const Date today = desk.day(now);
    if (person == nullptr || !person->in_office(today)) {
        return std::optional<Bearer>{};
    }
    return std::optional<Bearer>(Bearer{{person->id, (*found)->account, false, today},
                                        (*found)->purpose == access::Purpose::write});
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
        return tokens_of(desk).issue(asker.person, asker.account, access::Purpose::calendar, now);
    });
}

Result<PersonId> calendar_owner(Desk& desk, std::string_view secret, Instant now) {
    auto found = tokens_of(desk).find(secret);
    if (!found) {
        return std::unexpected(found.error());
    }
    bool calendar = *found && (*found)->purpose == access::Purpose::calendar;
    const Person* person = calendar ? desk.roster().find((*found)->person) : nullptr;
    if (person == nullptr || !person->in_office(desk.day(now))) {
        return fail(ErrorKind::missing, "没有这个日历地址，或者已经换过",
                    "there is no such calendar, or its address has been changed");
    }
    return person->id;
}

}  // namespace luze::ops
