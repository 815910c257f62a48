// What the three administrators do: accounts (security), settings (system), the log (audit).
#include "base/text.h"
#include "ops/manage_accounts.h"
#include "ops/manage_settings.h"
#include "ops/manage_tokens.h"
#include "ops/show_audit.h"
#include "ops/write_table.h"
#include "web/work_answers.h"

namespace luze::web {
namespace {

Result<Answer> answer_of(Result<Json> json) {
    return json ? Result<Answer>(Answer{std::move(*json)}) : std::unexpected(json.error());
}

Result<Answer> done(const Result<void>& outcome, const std::string& id) {
    return outcome ? Result<Answer>(Answer{Json::Object{{"id", id}}})
                   : std::unexpected(outcome.error());
}

// Where the link leads; the secret is shown this once.
Result<Answer> link_answer(const Result<std::string>& secret) {
    return secret ? Result<Answer>(Answer{Json::Object{{"path", "/setup/" + *secret}}})
                  : std::unexpected(secret.error());
}

// clerk, or deputy:业务科,财务科; several one after another with spaces or line feeds.
std::vector<access::Grant> grants_of(const std::string& text) {
    std::vector<access::Grant> grants;
    for (const std::string& line : split(text, "\n")) {
        for (const std::string& word : split(line, " ")) {
            if (!trim(word).empty()) {
                grants.push_back(ops::grant_written(std::string(trim(word))));
            }
        }
    }
    return grants;
}

Result<ops::AuditQuery> audit_asked(const Called& called) {
    const std::string after = called.request.asked("after");
    auto before = after.empty() ? Result<std::int64_t>(0) : number_of(after, "after");
    auto slice = called.slice("");
    if (!before || !slice) {
        return std::unexpected(before ? slice.error() : before.error());
    }
    return ops::AuditQuery{called.request.asked("event"), called.request.asked("account"), *before,
                           *before > 0 ? 0 : slice->offset, slice->count};
}

Result<Answer> file_answer(const Result<exchange::SheetTable>& table, const std::string& type,
                           Date day) {
    if (!table) {
        return std::unexpected(table.error());
    }
    auto file = ops::write_table(*table, type, day);
    return file ? Result<Answer>(Answer{{}, File{file->name, file->type, file->bytes}})
                : std::unexpected(file.error());
}

}  // namespace

Result<Answer> list_accounts(ops::Desk& desk, const Called&, Instant now) {
    return answer_of(ops::accounts_json(desk, now));
}

Result<Answer> list_access_roles(ops::Desk&, const Called&, Instant) {
    return Answer{ops::access_roles_json()};
}

Result<Answer> add_account(ops::Desk& desk, const Called& called, Instant now) {
    ops::AccountWish wish{
        called.text("account"), {}, called.text("title"), grants_of(called.text("roles"))};
    if (std::string who = called.text("person"); !who.empty()) {
        auto person = desk.person(who);
        if (!person) {
            return std::unexpected(person.error());
        }
        wish.person = *person;
    }
    return link_answer(ops::add_account(desk, wish, called.asker, now));
}

Result<Answer> set_account_roles(ops::Desk& desk, const Called& called, Instant now) {
    return done(
        ops::set_roles(desk, called.place(), grants_of(called.text("roles")), called.asker, now),
        called.place());
}

Result<Answer> set_account_person(ops::Desk& desk, const Called& called, Instant now) {
    PersonId id;
    if (std::string who = called.text("person"); !who.empty()) {
        auto person = desk.person(who);
        if (!person) {
            return std::unexpected(person.error());
        }
        id = *person;
    }
    return done(ops::set_person(desk, called.place(), id, called.asker, now), called.place());
}

Result<Answer> disable_account(ops::Desk& desk, const Called& called, Instant now) {
    return done(ops::disable_account(desk, called.place(), called.asker, now), called.place());
}

Result<Answer> enable_account(ops::Desk& desk, const Called& called, Instant now) {
    return done(ops::enable_account(desk, called.place(), called.asker, now), called.place());
}

Result<Answer> issue_set_up_link(ops::Desk& desk, const Called& called, Instant now) {
    return link_answer(ops::issue_link(desk, called.place(), called.asker, now));
}

Result<Answer> reset_factor(ops::Desk& desk, const Called& called, Instant now) {
    return done(ops::reset_second_factor(desk, called.place(), called.asker, now), called.place());
}

Result<Answer> list_roster(ops::Desk& desk, const Called&, Instant now) {
    return answer_of(ops::roster_json(desk, now));
}

Result<Answer> list_settings(ops::Desk& desk, const Called&, Instant) {
    return answer_of(ops::settings_json(desk));
}

Result<Answer> set_setting(ops::Desk& desk, const Called& called, Instant now) {
    return done(ops::set_setting(desk, called.place(), called.text("value"), called.asker, now),
                called.place());
}

Result<Answer> list_audit(ops::Desk& desk, const Called& called, Instant now) {
    auto query = audit_asked(called);
    if (!query) {
        return std::unexpected(query.error());
    }
    const std::string type = called.request.asked("as");
    return type.empty() ? answer_of(ops::audit_json(desk, *query))
                        : file_answer(ops::audit_table(desk, *query, called.language()), type,
                                      desk.day(now));
}

Result<Answer> list_reads(ops::Desk& desk, const Called& called, Instant now) {
    auto query = audit_asked(called);
    if (!query) {
        return std::unexpected(query.error());
    }
    const std::string type = called.request.asked("as");
    return type.empty() ? answer_of(ops::reads_json(desk, *query))
                        : file_answer(ops::reads_table(desk, *query, called.language()), type,
                                      desk.day(now));
}

Result<Answer> list_own_tokens(ops::Desk& desk, const Called& called, Instant) {
    return answer_of(ops::tokens_json(desk, called.asker.account));
}

Result<Answer> issue_own_token(ops::Desk& desk, const Called& called, Instant now) {
    auto token = ops::issue_own_token(desk, called.asker, split(called.text("scopes"), " "), now);
    return token ? Result<Answer>(Answer{Json::Object{{"token", *token}}})
                 : std::unexpected(token.error());
}

Result<Answer> revoke_own_token(ops::Desk& desk, const Called& called, Instant now) {
    return done(ops::revoke_token(desk, called.place(), called.asker, called.asker.account, now),
                called.place());
}

Result<Answer> list_all_tokens(ops::Desk& desk, const Called&, Instant) {
    return answer_of(ops::tokens_json(desk));
}

Result<Answer> revoke_any_token(ops::Desk& desk, const Called& called, Instant now) {
    return done(ops::revoke_token(desk, called.place(), called.asker, "", now), called.place());
}

}  // namespace luze::web
