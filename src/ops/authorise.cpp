#include "ops/authorise.h"

#include <fmt/format.h>

#include "access/audit.h"
#include "access/passwords.h"
#include "access/secrets.h"
#include "access/settings.h"
#include "access/tokens.h"

namespace luze::ops {
namespace {

using access::Access;
using access::Right;
using Answer = Result<std::expected<Asker, Denied>>;

constexpr std::int64_t between_touches = 60'000;
constexpr std::int64_t day_ms = 86'400'000;

Answer denied(Denied::Why why, const char* zh, const char* en) {
    return std::expected<Asker, Denied>(std::unexpected(Denied{why, {zh, en}}));
}

bool in_office(const Desk& desk, PersonId id, Instant now) {
    const Person* person = desk.roster().find(id);
    return person != nullptr && person->in_office(desk.day(now));
}

// A token whose account has never been set up stands for its person, as whoever holds the data
// directory has issued it.
Access of_person(PersonId person) {
    Access out;
    out.rights = access::scopes_of(access::Purpose::write);
    out.scope = Scope::whole_book();
    out.scope.self = person;
    return out;
}

Result<std::optional<Asker>> bearer(Desk& desk, const std::string& token, Instant now) {
    auto found = access::Tokens(desk.site().session(), desk.site().book()).find(token);
    if (!found) {
        return std::unexpected(found.error());
    }
    if (!*found || (*found)->purpose == access::Purpose::calendar) {
        return std::optional<Asker>{};
    }
    const access::Token& held = **found;
    auto account = access::Accounts(desk.site().session(), desk.site().book()).find(held.account);
    if (!account) {
        return std::unexpected(account.error());
    }
    if (!*account) {
        return in_office(desk, held.person, now)
                   ? std::optional(Asker{held.person, held.account, false,
                                         of_person(held.person).only(held.scopes), desk.day(now)})
                   : std::nullopt;
    }
    auto standing = standing_of(desk, held.account, now);
    if (!standing) {
        return std::unexpected(standing.error());
    }
    const bool same = *standing && (*standing)->account.person == held.person &&
                      (*standing)->lacks != Lacks::factor;
    return same ? std::optional(Asker{held.person, held.account, false,
                                      (*standing)->access.only(held.scopes), desk.day(now)})
                : std::nullopt;
}

// The session goes on as long as it is used.
Result<void> keep_alive(Desk& desk, const std::string& secret, Instant seen, Instant now) {
    if (now.ms - seen.ms < between_touches) {
        return {};
    }
    store::Session& session = desk.site().session();
    return store::transact(
        session, [&] { return access::SignIns(session, desk.site().book()).touch(secret, now); });
}

Result<access::TimeOuts> time_outs(Desk& desk) {
    access::Settings settings(desk.site().session(), desk.site().book());
    auto idle = settings.number("idle_minutes");
    auto absolute = settings.number("absolute_hours");
    if (!idle || !absolute) {
        return std::unexpected(idle ? absolute.error() : idle.error());
    }
    return access::TimeOuts{*idle, *absolute};
}

Result<void> note_refusal(Desk& desk, const std::string& account, std::string_view operation,
                          const Credentials& credentials, Instant now) {
    store::Session& session = desk.site().session();
    return store::transact(session, [&] {
        return access::Audit(session, desk.site().book())
            .add({0, now, account, access::events::refused, std::string(operation), "",
                  credentials.address});
    });
}

// By the cookie: our own pages only, and nothing before password and second factor are in order.
Answer by_session(Desk& desk, const Credentials& credentials, Right right,
                  std::string_view operation, Instant now) {
    auto standing = session_of(desk, credentials.session, now);
    if (!standing) {
        return std::unexpected(standing.error());
    }
    if (!*standing) {
        return denied(Denied::Why::unknown, "请登录", "please sign in");
    }
    if (credentials.changes &&
        (!credentials.own_origin ||
         !access::same_secret(credentials.csrf, csrf_of(credentials.session)))) {
        auto noted = note_refusal(desk, (*standing)->account.name, operation, credentials, now);
        if (!noted) {
            return std::unexpected(noted.error());
        }
        return denied(Denied::Why::forged, "这个请求不是从本系统的页面发出的，没有办理",
                      "this request was not sent by our own page; nothing was done");
    }
    if ((*standing)->lacks != Lacks::nothing && right != Right::signed_in) {
        return (*standing)->lacks == Lacks::password
                   ? denied(Denied::Why::unready, "口令已到期，请先换口令",
                            "the password has expired: change it first")
                   : denied(Denied::Why::unready, "请先设置第二重验证",
                            "set up the second factor first");
    }
    return Asker{(*standing)->account.person, (*standing)->account.name, false, (*standing)->access,
                 desk.day(now)};
}

// Password, second factor, tokens and addresses are changed by whoever has signed in: a token that
// was lost must neither outlive itself nor lock its owner out.
bool by_token_of_the_account(const Credentials& credentials, Right right) {
    return !credentials.token.empty() && credentials.changes &&
           (right == Right::signed_in || right == Right::see_own);
}

}  // namespace

std::string csrf_of(std::string_view session) { return access::derived(session, "csrf"); }

Result<std::optional<Standing>> standing_of(Desk& desk, const std::string& name, Instant now) {
    auto account = access::Accounts(desk.site().session(), desk.site().book()).find(name);
    access::Settings settings(desk.site().session(), desk.site().book());
    auto policy = settings.text("password_policy");
    auto for_all = settings.number("factor_for_all");
    if (!account || !policy || !for_all) {
        return std::unexpected(!account  ? account.error()
                               : !policy ? policy.error()
                                         : for_all.error());
    }
    const bool works = *account && !(*account)->disabled_at && !(*account)->password.empty() &&
                       (!(*account)->person || in_office(desk, (*account)->person, now));
    if (!works) {
        return std::optional<Standing>{};
    }
    Standing out{std::move(**account), {}, Lacks::nothing, false};
    out.access = access::access_of(out.account.grants, out.account.person);
    out.wants_factor = (out.account.administrator() || *for_all != 0) && !out.account.has_factor();
    const int days = access::policy_of(*policy).days;
    const bool expired =
        days > 0 && now.ms - out.account.password_at.ms >= std::int64_t{days} * day_ms;
    out.lacks = expired ? Lacks::password : out.wants_factor ? Lacks::factor : Lacks::nothing;
    return std::optional(std::move(out));
}

Result<std::optional<Standing>> session_of(Desk& desk, const std::string& secret, Instant now) {
    if (secret.empty()) {
        return std::optional<Standing>{};
    }
    auto limits = time_outs(desk);
    if (!limits) {
        return std::unexpected(limits.error());
    }
    auto session =
        access::SignIns(desk.site().session(), desk.site().book()).find(secret, *limits, now);
    if (!session) {
        return std::unexpected(session.error());
    }
    if (!*session) {
        return std::optional<Standing>{};
    }
    auto standing = standing_of(desk, (*session)->account, now);
    if (standing && *standing) {
        if (auto kept = keep_alive(desk, secret, (*session)->seen_at, now); !kept) {
            return std::unexpected(kept.error());
        }
    }
    return standing;
}

Answer authorise(Desk& desk, const Credentials& credentials, Right right,
                 std::string_view operation, Instant now) {
    if (right == Right::open) {
        return Asker{};
    }
    Answer found =
        denied(Denied::Why::unknown, "请登录，或带上有效的令牌", "sign in, or send a valid token");
    if (!credentials.token.empty()) {
        auto asker = bearer(desk, credentials.token, now);
        if (!asker) {
            return std::unexpected(asker.error());
        }
        if (*asker) {
            found = std::move(**asker);
        }
    } else if (!credentials.session.empty()) {
        found = by_session(desk, credentials, right, operation, now);
    }
    const bool by_token = by_token_of_the_account(credentials, right);
    if (!found || !*found || ((*found)->access.may(right) && !by_token)) {
        return found;
    }
    if (auto noted = note_refusal(desk, (*found)->account, operation, credentials, now); !noted) {
        return std::unexpected(noted.error());
    }
    return by_token ? denied(Denied::Why::right, "这要登录后在页面上办，不能用令牌",
                             "sign in to do this: a token does not")
                    : denied(Denied::Why::right, "您的账号没有这项权限",
                             "your account has no right to this");
}

Result<void> log_export(Desk& desk, const Asker& asker, std::string_view operation,
                        const std::string& what, const std::string& address, Instant now) {
    store::Session& session = desk.site().session();
    return store::transact(session, [&] {
        return access::Audit(session, desk.site().book())
            .add({0, now, asker.account, access::events::exported, std::string(operation), what,
                  address});
    });
}

Result<void> log_reads(Desk& desk, const Asker& asker, std::string_view operation, Instant now) {
    std::vector<RecordId> records = desk.take_reads();
    if (records.empty() || asker.whole_book) {
        return {};
    }
    store::Session& session = desk.site().session();
    return store::transact(session, [&] {
        return access::Audit(session, desk.site().book())
            .add_reads(records, {0, now, asker.account, asker.person, {}, std::string(operation)});
    });
}

}  // namespace luze::ops
